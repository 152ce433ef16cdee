// Which boxes of the measures map a chosen item is linked to, in the reading chosen.
import { AREA_OF, DATA, LEVEL, PAGE, SUB_OF } from "../core/data.js";
import { counts, level } from "../core/readings.js";

/**
 * One line of the map: all counted links of one relation between what is chosen and a box.
 * @typedef {object} Edge
 * @property {string} to id of the box at its other end
 * @property {"goal" | "strategic" | "actor"} kind
 * @property {string} relation
 * @property {number} n how many links it stands for
 * @property {Certainty} certainty that of the surest of them
 */

/** @type {Record<string, "goal" | "strategic" | "actor">} */
const KIND_OF = { "contributes-to": "goal", implements: "strategic", responsible: "actor", collaborating: "actor" };
/** Priority of each goal. @type {Map<string, string>} */
const PRIORITY_OF = new Map(DATA.links.filter((link) => link.relation === "in-priority").map((link) => [link.source, link.target]));
/** @type {Boxes} */
const MAP = PAGE.boxes;

/** What an item belongs to; "" where it stands for itself. @param {string} id */
function above(id) {
  return SUB_OF.get(id) || AREA_OF.get(id) || PRIORITY_OF.get(id) || "";
}

/** Tell whether an item is another or belongs to it. @param {string} id @param {string} whole */
export function isWithin(id, whole) {
  for (let one = id; one; one = above(one)) if (one === whole) return true;
  return false;
}

/** The box that stands for an item, its own or that of what it belongs to; "" where there is none. @param {string} id */
export function boxOf(id) {
  for (let one = id; one; one = above(one)) if (MAP.boxes[one]) return one;
  return "";
}

/**
 * Return the lines of an item, and how many of its links lead to what has no box.
 * @param {string} id
 * @returns {{ edges: Edge[], hidden: number }}
 */
export function edgesOf(id) {
  /** @type {Map<string, Edge>} */
  const found = new Map();
  let hidden = 0;
  for (const link of DATA.links) {
    const kind = KIND_OF[link.relation];
    if (!kind || !counts(link)) continue;
    const other = isWithin(link.source, id) ? link.target : isWithin(link.target, id) ? link.source : "";
    if (!other) continue;
    const to = boxOf(other), key = link.relation + " " + to, known = found.get(key);
    if (!to) hidden += 1;
    else if (!known) found.set(key, { to, kind, relation: link.relation, n: 1, certainty: link.certainty });
    else {
      known.n += 1;
      if (level(link) < (LEVEL[known.certainty] || 0)) known.certainty = link.certainty;
    }
  }
  return { edges: [...found.values()], hidden };
}
