// Data of the page, unpacked once, and what is looked up in them.
import { unpackedText } from "./unpack.js";

/**
 * Return the text of one of the page's JSON blocks.
 * @param {string} id
 */
function embedded(id) {
  const block = document.getElementById(id);
  return block ? JSON.parse(block.textContent || "null") : null;
}

/** @type {Record<string, string>} */
const PACKED = embedded("packed");

/**
 * Return one part of the page as it is packed; null where this page was built without it.
 * @param {string} name
 */
export function packedAs(name) {
  return PACKED[name] || null;
}

/**
 * Return the text of one packed part; null where this page was built without it.
 * @param {string} name
 */
export async function packedPart(name) {
  return PACKED[name] ? unpackedText(PACKED[name]) : null;
}

/** @type {Record<string, any>} what the page was built with, never packed */
export const PAGE = embedded("page");
/** @type {Record<string, Record<Lang, string>>} */
export const TEXTS = JSON.parse((await packedPart("texts")) || "{}");
const LINK_FIELDS = ["source", "relation", "target", "place", "certainty", "reading", "code", "resolution", "reason", "section"];

/**
 * Return the data with each link as an object again.
 * @param {any} packed
 * @returns {Data}
 */
function withLinks(packed) {
  packed.links = packed.links.map((/** @type {any[]} */ row) => {
    const link = /** @type {any} */ (Object.fromEntries(LINK_FIELDS.map((name, index) => [name, row[index] ?? ""])));
    link.source = packed.items[row[0]].id;
    link.target = packed.items[row[2]].id;
    return link;
  });
  return packed;
}
export const DATA = withLinks(JSON.parse((await packedPart("data")) || "{}"));

/** @type {Reading[]} */
export const READINGS = ["strict", "default", "lenient"];
/** @type {Record<string, number>} */
export const LEVEL = { certain: 0, probable: 1, uncertain: 2 };
/** @type {Record<string, string>} */
export const FAMILY = {
  Measure: "measure", Goal: "goal", Priority: "goal", ThematicMeasure: "strategic", CrossCuttingMeasure: "strategic",
  Organisation: "actor", OrganisationalUnit: "actor", ActorGroup: "actor", Municipality: "actor", Area: "area", SubArea: "area",
  Strategy: "strategy", ActionPlan: "strategy", Resolution: "strategy", Project: "means", FundingProgramme: "means",
  Instrument: "means", Event: "means", SourceDocument: "document", Discrepancy: "document",
};
export const FAMILIES = ["measure", "goal", "strategic", "actor", "area", "strategy", "means", "document"];

/** Place of each item in the order of the page. */
export const PLACE = new Map(DATA.items.map((item, index) => [item.id, index]));
/** @type {Map<string, Item>} */
export const ITEMS = new Map(DATA.items.map((item) => [item.id, item]));

/**
 * Return the item with an id that is known to exist.
 * @param {string} id
 * @returns {Item}
 */
export function itemOf(id) {
  const item = ITEMS.get(id);
  if (!item) throw new Error("no item " + id);
  return item;
}

/**
 * Return ids in the order of the page.
 * @param {Iterable<string>} ids
 */
export function inOrder(ids) {
  return [...ids].sort((a, b) => (PLACE.get(a) ?? 0) - (PLACE.get(b) ?? 0));
}

/** @type {Map<string, Item[]>} */
const BY_KIND = new Map();
for (const item of DATA.items) BY_KIND.set(item.kind, [...(BY_KIND.get(item.kind) || []), item]);

/**
 * Return the items of a class, as the page orders them.
 * @param {string} kind
 */
export function kindOf(kind) {
  return BY_KIND.get(kind) || [];
}

/** @type {Map<string, Link[]>} */
export const OUT = new Map();
/** @type {Map<string, Link[]>} */
export const IN = new Map();
for (const link of DATA.links) {
  if (!OUT.has(link.source)) OUT.set(link.source, []);
  if (!IN.has(link.target)) IN.set(link.target, []);
  /** @type {Link[]} */ (OUT.get(link.source)).push(link);
  /** @type {Link[]} */ (IN.get(link.target)).push(link);
}

/**
 * Return the links that leave (`OUT`) or reach (`IN`) an item, of one relation or all.
 * @param {Map<string, Link[]>} map
 * @param {string} id
 * @param {string} [relation]
 */
export function links(map, id, relation) {
  return (map.get(id) || []).filter((link) => !relation || link.relation === relation);
}

/**
 * Return the first fact of a kind about an item.
 * @param {string} id
 * @param {string} name
 */
export function factOf(id, name) {
  return (DATA.facts[id] || []).find((fact) => fact[0] === name);
}

/** The strategies the page is about; the first gives the page its name. */
export const SUBJECTS = DATA.items.filter((item) => (factOf(item.id, "relation") || [])[1] === "subject");
/** Area of each sub-area. @type {Map<string, string>} */
export const AREA_OF = new Map();
/** Sub-area of each measure. @type {Map<string, string>} */
export const SUB_OF = new Map();
for (const link of DATA.links) {
  if (link.relation === "in-area") AREA_OF.set(link.source, link.target);
  if (link.relation === "in-sub-area") SUB_OF.set(link.source, link.target);
}

/**
 * Return the area of a measure; "" where it has none.
 * @param {string} measure
 */
export function areaOf(measure) {
  return AREA_OF.get(SUB_OF.get(measure) || "") || "";
}
