// The query library: unpacked when a view first needs it, and what its answers mean.
import { DATA, ITEMS, kindOf, packedPart } from "./data.js";
import { pick, term } from "./words.js";

/** Name under which a reader's own query stands in the address. */
export const OWN = "own";

/** @type {Library | null} */
let loaded = null;
/** @type {Map<string, Question>} */
const BY_NAME = new Map();

/** Unpack the library; later calls cost nothing. @returns {Promise<void>} */
export async function loadLibrary() {
  if (loaded) return;
  /** @type {Library} */
  const found = JSON.parse((await packedPart("library")) || "null");
  for (const question of found.groups.flatMap((group) => group.questions)) BY_NAME.set(question.name, question);
  loaded = found;
}

/** Return the library; null as long as it is not unpacked. */
export function library() {
  return loaded;
}

/** @param {string} name */
export function questionOf(name) {
  return BY_NAME.get(name);
}

/** Return the label of a coded value; the value itself where no list has it. @param {string} scheme @param {string} value */
export function codedWord(scheme, value) {
  const own = loaded?.terms[scheme + "/" + value];
  return own ? pick(own) : term(scheme, value);
}

/** Return the names by which questions know items of a kind, with the item where exactly one goes by it. @param {string} about @returns {[string, Item | null][]} */
export function namesOf(about) {
  return Object.entries(loaded?.names[about] || {}).map(([name, place]) => [name, place < 0 ? null : DATA.items[place]]);
}

/** Return the one item of a kind that goes by a name. @param {string} about @param {string} name @returns {Item | null} */
export function itemNamed(about, name) {
  const names = loaded?.names[about] || {}, place = Object.hasOwn(names, name) ? names[name] : -1;
  // A measure may stand for its sub-area, as in gaps that name either.
  if (place < 0 && about === "measure" && !Object.hasOwn(names, name)) return itemNamed("sub-area", name);
  return place < 0 ? null : DATA.items[place];
}

/** Return the item with an address of the graph. @param {string} address @returns {Item | null} */
export function itemAt(address) {
  const base = loaded?.base || "";
  if (!base || !address.startsWith(base)) return null;
  return ITEMS.get(address.slice(base.length).replace(/^[^/]*\//, "")) || null;
}

/** Return the code by which the page knows a source document. @param {string} file its file name */
export function documentOf(file) {
  const item = kindOf("SourceDocument").find((one) => (DATA.facts[one.id] || []).some((fact) => fact[0] === "file-name" && fact[1] === file));
  return item ? item.code : file;
}
