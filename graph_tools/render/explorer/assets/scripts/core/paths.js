// The shortest ways between two items, the same as the command `strategy-graph path` tells.
import { DATA, FAMILY } from "./data.js";
import { level } from "./readings.js";

const RELATIONS = ["contributes-to", "implements", "responsible", "collaborating", "declares", "refers-to", "in-sub-area"];
const FAMILIES = ["measure", "goal", "strategic", "actor"];

/**
 * @typedef {object} Node a thing stepped on: an item, or a code of another strategy
 * @property {string} id
 * @property {string} kind by its name paths are sorted
 * @property {string} code
 * @property {boolean} group an unspecified group such as municipalities
 */
/** @typedef {{ nodes: string[], steps: Link[][] }} Way links of a step: the surest first */

/** Tell whether paths lead to or over an item. @param {Item} item */
export function isStep(item) {
  return item.kind === "SubArea" || (item.kind !== "Priority" && FAMILIES.includes(FAMILY[item.kind]));
}

/** What stands at the far end of a link: for a code of another strategy the code itself. @param {Link} link */
export function farEnd(link) {
  if (link.relation !== "refers-to") return link.target;
  return link.target + "/" + link.code + (link.section ? "/" + link.section[0] : "");
}

/** @param {Item} item @returns {Node} */
function nodeOf(item) {
  const family = FAMILY[item.kind];
  const kind = family === "strategic" ? "strategic-measure" : item.kind === "SubArea" ? "sub-area" : family;
  const code = family === "actor" ? (item.kind === "Municipality" ? "" : item.code) || item.cs.replace(/\u00a0/g, " ") : item.code;
  return { id: item.id, kind, code, group: item.kind === "ActorGroup" };
}

/** Everything stepped on, codes of other strategies among them. @type {Map<string, Node>} */
const NODES = new Map(DATA.items.filter(isStep).map((item) => [item.id, nodeOf(item)]));
const LINKS = DATA.links.filter((link) => RELATIONS.includes(link.relation));
for (const link of LINKS) {
  const id = farEnd(link);
  if (link.relation === "refers-to") NODES.set(id, { id, kind: "code", code: link.code, group: false });
}

/** @type {Record<string, number>} */
const ROMAN = { I: 1, V: 5, X: 10, L: 50, C: 100 };

/** Value of a Roman number; what is no such letter counts for nothing. @param {string} code */
function roman(code) {
  const values = [...code].map((letter) => ROMAN[letter] || 0);
  return values.reduce((sum, value, index) => sum + (value < (values[index + 1] || 0) ? -value : value), 0);
}

/** @param {string | number} a @param {string | number} b */
function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Compare two rows of keys one by one; a row that ends first comes first. @param {(string | number)[]} a @param {(string | number)[]} b */
function compareRows(a, b) {
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const less = compare(a[index], b[index]);
    if (less) return less;
  }
  return a.length - b.length;
}

/** The key by which codes are sorted as people count: A1.2 before A1.10, IX before X. @param {Node} node */
function codeKey(node) {
  if (node.kind === "strategic-measure") return [roman(node.code), node.code];
  return node.code.toLowerCase().split(/(\d+)/).map((part, index) => (index % 2 ? Number(part) : part));
}

/** @param {string} first @param {string} second */
function compareNodes(first, second) {
  const a = /** @type {Node} */ (NODES.get(first)), b = /** @type {Node} */ (NODES.get(second));
  return compare(a.kind, b.kind) || compareRows(codeKey(a), codeKey(b)) || compare(a.id, b.id);
}

/**
 * Return the neighbours of everything: by the id of a node, by the id of its neighbour, their links.
 * @param {string[]} ends
 * @param {number} rank the least sure level of a link that is used
 * @param {boolean} groups step over unspecified groups, too
 */
function graphOf(ends, rank, groups) {
  /** @type {Map<string, Map<string, Link[]>>} */
  const graph = new Map();
  const shut = (/** @type {string} */ id) => !groups && !ends.includes(id) && /** @type {Node} */ (NODES.get(id)).group;
  const add = (/** @type {string} */ from, /** @type {string} */ to, /** @type {Link} */ link) => {
    const near = graph.get(from) || new Map();
    near.set(to, [...(near.get(to) || []), link]);
    graph.set(from, near);
  };
  const sorted = [...LINKS].sort((a, b) => level(a) - level(b) || compare(a.relation, b.relation));
  for (const link of sorted) {
    const to = farEnd(link);
    if (level(link) > rank || shut(link.source) || shut(to)) continue;
    add(link.source, to, link);
    add(to, link.source, link);
  }
  return graph;
}

/** Return how far everything nearer than the end is from the start. @param {Map<string, Map<string, Link[]>>} graph @param {string} start @param {string} end */
function distances(graph, start, end) {
  const far = new Map([[start, 0]]);
  let edge = [start];
  while (edge.length && !far.has(end)) {
    const next = [];
    for (const id of edge) {
      for (const other of (graph.get(id) || new Map()).keys()) {
        if (far.has(other)) continue;
        far.set(other, /** @type {number} */ (far.get(id)) + 1);
        next.push(other);
      }
    }
    edge = next;
  }
  return far;
}

/** Tell whether a way leads over a mere sub-area. @param {Way} way */
export function isLoose(way) {
  return way.nodes.slice(1, -1).some((id) => /** @type {Node} */ (NODES.get(id)).kind === "sub-area");
}

/**
 * Return all shortest ways: fewest sub-areas first, then the surest, then in natural order.
 * @param {string} start
 * @param {string} end
 * @param {number} rank 0 certain, 1 probable too, 2 all
 * @param {boolean} [groups] step over unspecified groups, too
 * @returns {Way[]} empty where the items are not connected
 */
export function shortestWays(start, end, rank, groups = false) {
  const graph = graphOf([start, end], rank, groups), far = distances(graph, start, end);
  if (start === end || !far.has(end)) return [];
  /** @type {string[][]} */
  let open = [[end]];
  for (let left = /** @type {number} */ (far.get(end)); left > 0; left -= 1) {
    open = open.flatMap((tail) => [...(graph.get(tail[0]) || new Map()).keys()].filter((id) => far.get(id) === left - 1).map((id) => [id, ...tail]));
  }
  const ways = open.map((nodes) => ({ nodes, steps: nodes.slice(1).map((id, index) => /** @type {any} */ (graph.get(nodes[index])).get(id)) }));
  const areas = (/** @type {Way} */ way) => way.nodes.filter((id) => /** @type {Node} */ (NODES.get(id)).kind === "sub-area").length;
  const doubt = (/** @type {Way} */ way) => way.steps.reduce((sum, found) => sum + level(found[0]), 0);
  const byNode = (/** @type {Way} */ a, /** @type {Way} */ b) => a.nodes.reduce((less, id, index) => less || compareNodes(id, b.nodes[index]), 0);
  return ways.sort((a, b) => areas(a) - areas(b) || doubt(a) - doubt(b) || byNode(a, b));
}

/**
 * Return what would connect two items that are not: the least that does, as the command looks for it.
 * @param {string} start
 * @param {string} end
 * @param {number} rank level that did not do
 * @param {boolean} groups whether groups were stepped over already
 * @returns {{ rank: number, groups: boolean } | null} null where nothing does
 */
export function wider(start, end, rank, groups) {
  const choices = [{ rank: 2, groups }, { rank, groups: true }, { rank: 2, groups: true }];
  const other = choices.filter((choice) => choice.rank !== rank || choice.groups !== groups);
  return other.find((choice) => shortestWays(start, end, choice.rank, choice.groups).length) || null;
}
