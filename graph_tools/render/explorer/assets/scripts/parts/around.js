// What stands round an item: its neighbours by relation, each relation on its side.
import { FAMILY, IN, ITEMS, OUT, areaOf, inOrder, itemOf, kindOf, links } from "../core/data.js";
import { counted, surest } from "../core/readings.js";
import { byEnd } from "./neighbours.js";
import { placesOf } from "./sources.js";

/** @typedef {{ item: Item, links: Link[] }} Near */
/**
 * @typedef {object} Around neighbours by one relation
 * @property {string} key relation and end
 * @property {string} relation
 * @property {"source" | "target"} end which end of the links the neighbours are
 * @property {import("./sectors.js").Side} side
 * @property {Near[]} near shown one by one; empty where they are bundled
 * @property {{ area: Item | null, near: Near[] }[]} bundles measures by area
 * @property {number} total how many neighbours there are
 * @property {number} rest how many of them are not shown
 */

const ORDER = ["contributes-to", "declares", "in-priority", "implements", "in-sub-area", "in-area", "responsible", "collaborating", "unit-of", "names-place", "mentions",
  "uses-project", "uses-programme", "paid-from", "refers-to", "mentions-strategy", "cites", "approved-by", "issued-by", "part-of", "concerns"];
/** More measures than these are bundled by area. */
const HUB = 12;
/** At most so many boxes on a side, so many bundles, and so many boxes of one relation above or below. */
const COLUMN = 12, BUNDLES = 9, BAND = 8, LEAST = 3;

/** @param {Item} item @param {Item} other @param {string} relation @param {string} end @returns {import("./sectors.js").Side} */
function sideOf(item, other, relation, end) {
  const family = FAMILY[other.kind];
  if (family === "goal") return "left";
  if (family === "actor") return "right";
  if (family === "measure") return FAMILY[item.kind] === "actor" ? "left" : "right";
  if (family === "strategic") return "top";
  if (family === "area") return end === "target" && relation.startsWith("in-") ? "top" : "right";
  return "bottom";
}

/** @param {Near[]} near */
function byArea(near) {
  const areas = new Map();
  for (const one of near) areas.set(areaOf(one.item.id), [...(areas.get(areaOf(one.item.id)) || []), one]);
  return inOrder(areas.keys()).map((id) => ({ area: ITEMS.get(id) || null, near: areas.get(id) }));
}

/** Neighbours of an item by each relation, in the chosen reading. @param {Item} item @returns {Around[]} */
function related(item) {
  /** @type {Around[]} */
  const found = [];
  for (const relation of ORDER) {
    for (const end of /** @type {("target" | "source")[]} */ (["target", "source"])) {
      const own = counted(links(end === "target" ? OUT : IN, item.id, relation)), groups = byEnd(own, end);
      const near = inOrder(groups.keys()).filter((id) => id !== item.id).map((id) => ({ item: itemOf(id), links: groups.get(id) || [] }));
      for (const side of /** @type {const} */ (["left", "right", "top", "bottom"])) {
        const here = near.filter((one) => sideOf(item, one.item, relation, end) === side);
        if (here.length) found.push({ key: relation + "." + end + "." + side, relation, end, side, near: here, bundles: [], total: here.length, rest: 0 });
      }
    }
  }
  return found;
}

/** Bundle the measures of a hub by area; a relation with a few of them keeps them one by one. @param {Around[]} groups */
function bundled(groups) {
  const measures = groups.filter((group) => group.near[0].item.kind === "Measure");
  if (measures.reduce((sum, group) => sum + group.total, 0) <= HUB) return;
  const many = measures.filter((group) => group.total > LEAST);
  let room = BUNDLES;
  many.forEach((group, index) => {
    const all = byArea(group.near), most = Math.max(2, room - 2 * (many.length - 1 - index));
    group.bundles = all.slice(0, most);
    group.rest = all.slice(most).reduce((sum, bundle) => sum + bundle.near.length, 0);
    group.near = [];
    room -= group.bundles.length;
  });
}

/** Leave out what a side cannot hold. @param {Around[]} groups */
function cut(groups) {
  for (const side of ["left", "right"]) {
    const column = groups.filter((group) => group.side === side && !group.bundles.length);
    let room = COLUMN - groups.filter((group) => group.side === side).reduce((sum, group) => sum + 2 * group.bundles.length, 0);
    column.forEach((group, index) => {
      const kept = Math.max(LEAST, room - LEAST * (column.length - 1 - index));
      keep(group, kept);
      room -= group.near.length;
    });
  }
  for (const group of groups) if (group.side === "top" || group.side === "bottom") keep(group, BAND);
}

/** @param {Around} group @param {number} most */
function keep(group, most) {
  if (group.near.length <= most) return;
  group.rest = group.near.length - most + 1;
  group.near = group.near.slice(0, most - 1);
}

/** Return what stands round an item in the chosen reading. @param {Item} item @returns {Around[]} */
export function around(item) {
  const groups = related(item);
  bundled(groups);
  cut(groups);
  return groups;
}

/** How many links of an item the chosen reading leaves out. @param {Item} item */
export function leftOut(item) {
  const all = [...links(OUT, item.id), ...links(IN, item.id)];
  return all.length - counted(all).length;
}

/** Return the documents an item stands in, each with its places. @param {Item} item @returns {{ item: Item, places: Place[] }[]} */
export function documentsOf(item) {
  const places = placesOf(item.place);
  return kindOf("SourceDocument").map((one) => ({ item: one, places: places.filter((place) => place[0] === one.code) })).filter((one) => one.places.length);
}

/** How sure the surest link to a neighbour is. @param {Link[]} found */
export function sureness(found) {
  return surest(found).certainty;
}
