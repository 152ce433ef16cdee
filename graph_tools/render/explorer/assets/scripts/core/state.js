// What is shown is the hash of the address; whatever is not on a list is dropped.
import { DATA, FAMILIES, ITEMS, READINGS } from "./data.js";

export const VIEWS = ["overview", "gaps", "matrix", "map", "focus", "network", "linked", "deadlines", "list", "queries"];
/** Projections of the network. */
export const NETS = ["actors", "actors-groups", "goals", "sub-areas"];

/**
 * @typedef {object} State
 * @property {string} view
 * @property {string} id the item chosen; "" for none
 * @property {string} cell goal and sub-area of the matrix cell chosen
 * @property {string} other the second item of a path or a comparison
 * @property {string} pair what is done with two items: "path", "groups" (a path that may lead over groups), "compare" or ""
 * @property {string} types families shown in the list, with commas; "" for all
 * @property {string} kind kind of gap
 * @property {string} about item whose gaps the gaps view shows; "" for all
 * @property {string} open sub-area whose measures the matrix shows one by one
 * @property {string} net projection of the network; "" for the first
 * @property {string} ties "missing" where the missing ties are drawn, too
 * @property {string} query name of a question of the library
 * @property {Lang} lang
 * @property {Reading} reading
 */

/** @type {State} */
export const state = {
  view: "overview", id: "", cell: "", other: "", pair: "", types: "", kind: "", about: "", open: "", net: "", ties: "", query: "",
  lang: "cs", reading: "default",
};

/** @param {string} value @param {string[]} allowed @param {string} [otherwise] */
function oneOf(value, allowed, otherwise = "") {
  return allowed.includes(value) ? value : otherwise;
}

/** @param {string} value */
function item(value) {
  return ITEMS.has(value) ? value : "";
}

/** @param {string} value */
function isNarrow(value) {
  return value || (window.matchMedia("(max-width: 700px)").matches ? "list" : "overview");
}

/** For each part of the state: how what the address says becomes an allowed value. */
/** @type {Record<string, (value: string) => string>} */
const ALLOWED = {
  view: (value) => isNarrow(oneOf(value, VIEWS)),
  id: item,
  cell: (value) => (value.split(" ").length === 2 && value.split(" ").every((part) => ITEMS.has(part)) ? value : ""),
  other: item,
  pair: (value) => oneOf(value, ["path", "groups", "compare"]),
  types: (value) => FAMILIES.filter((name) => value.split(",").includes(name)).join(","),
  kind: (value) => ("gapKind/" + value in DATA.terms ? value : ""),
  about: item,
  open: (value) => (value === "all" ? value : item(value)),
  net: (value) => oneOf(value, NETS),
  ties: (value) => oneOf(value, ["missing"]),
  query: (value) => (/^[a-z0-9-]{1,60}$/.test(value) ? value : ""),
  lang: (value) => oneOf(value, ["cs", "en"], "cs"),
  reading: (value) => oneOf(value, READINGS, "default"),
};

let unknown = false;

/** Tell whether the address named an item this page does not have. */
export function isUnknownItem() {
  return unknown;
}

/** Take the state from the address. */
export function readHash() {
  const given = new URLSearchParams(location.hash.slice(1));
  const next = Object.fromEntries(Object.keys(ALLOWED).map((name) => [name, ALLOWED[name](given.get(name) || "")]));
  unknown = Boolean(given.get("id")) && next.id === "";
  Object.assign(state, next);
}

/**
 * Return the hash of a state.
 * @param {Partial<State>} [changes] what differs from what is shown
 */
export function hashOf(changes = {}) {
  const next = /** @type {Record<string, string>} */ (Object.assign({}, state, changes));
  const query = new URLSearchParams();
  for (const name of Object.keys(ALLOWED)) if (next[name]) query.set(name, next[name]);
  return "#" + query.toString().replace(/%2F/g, "/").replace(/%2C/g, ",");
}

/** @type {((anew: boolean) => void)[]} */
const listeners = [];

/**
 * Call `listener` when the same state is to be shown once more.
 * @param {(anew: boolean) => void} listener
 */
export function onShow(listener) {
  listeners.push(listener);
}

/** Draw what is shown once more, for instance after a change the address does not carry. */
export function redraw() {
  for (const listener of listeners) listener(true);
}

/**
 * Go to a state; the address changes, so that Back returns here.
 * @param {Partial<State>} changes
 */
export function go(changes) {
  const next = hashOf(changes);
  if (next === location.hash) for (const listener of listeners) listener(false);
  else location.hash = next;
}

/**
 * Choose an item and show its details.
 * @param {string} id
 */
export function select(id) {
  go({ id, cell: "", other: "", pair: "" });
}
