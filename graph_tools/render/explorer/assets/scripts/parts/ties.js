// The network in the chosen reading: what stands in it, which ties count, and what two items share.
import { DATA, IN, OUT, PAGE, PLACE, inOrder, itemOf, links, packedPart } from "../core/data.js";
import { at, counted } from "../core/readings.js";
import { NETS, state } from "../core/state.js";
import { codeOf, pick } from "../core/words.js";

/**
 * A node: dot (x, y), box of its name, load and radius in each reading, number of its cluster (0: none).
 * @typedef {{ id: string, item: string, projection: string, kind: string, x: number, y: number, box: Box, text: [string, string],
 *   loads: Three, radii: Three, community: number }} Dot
 */
/**
 * A line, curved through `via`: a tie with its weights, or (dashed) a missing tie with the goals two work for.
 * @typedef {{ id: string, projection: string, from: string, to: string, dashes: boolean, via: [number, number],
 *   weights?: Three, widths?: Three, goals?: [string[], string[], string[]] }} Line
 */
/** @typedef {{ nodes: Dot[], edges: Line[], options: Record<string, any> }} Net */
/** Two items that are tied, or miss a tie; `n` counts what they share. @typedef {{ line: Line, first: Item, second: Item, n: Three }} Tie */
/** What two share: an item of the page or, for codes, words. @typedef {{ item: Item | null, text: string }} Common */

/** @type {Net | null} */
let known = null;

/** Unpack the network when a view first needs it. */
export async function loadNet() {
  known = known || JSON.parse((await packedPart("network")) || '{"nodes":[],"edges":[],"options":{}}');
}

/** The network of all projections; null until it is unpacked. */
export function net() {
  return known;
}

/** Name of the projection shown. */
export function netName() {
  return state.net || NETS[0];
}

/** What is told of the projection shown beside its nodes and lines. */
export function frameOf() {
  return PAGE.frames[netName()];
}

/** Nodes of the projection shown, in the order of the ring. */
export function dots() {
  return known ? known.nodes.filter((dot) => dot.projection === netName()) : [];
}

/** Id of the item at an end of a line. @param {string} end */
function itemAt(end) {
  return end.slice(netName().length + 1);
}

/** @param {Line} line @returns {Three} */
function sharedIn(line) {
  const [a, b, c] = line.goals || [[], [], []];
  return line.weights || [a.length, b.length, c.length];
}

/** How many ties of the projection there are in the chosen reading, or missing ones. @param {boolean} missing @returns {Tie[]} */
export function ties(missing) {
  const mine = known ? known.edges.filter((line) => line.projection === netName() && line.dashes === missing) : [];
  return mine.map((line) => ({ line, first: itemOf(itemAt(line.from)), second: itemOf(itemAt(line.to)), n: sharedIn(line) }))
    .filter((tie) => tie.n[at()] > 0);
}

/** Tell whether the projection has a missing tie in any reading. */
export function mayMiss() {
  return Boolean(known && known.edges.some((line) => line.projection === netName() && line.dashes));
}

/** The item at the other end of a tie. @param {Tie} tie @param {string} id */
export function partner(tie, id) {
  return tie.first.id === id ? tie.second : tie.first;
}

/** @param {Tie} tie @param {string} id */
export function touches(tie, id) {
  return tie.first.id === id || tie.second.id === id;
}

/** Measures an item of the projection has a part in. @param {string} id */
function measuresOf(id) {
  const relations = netName() === "goals" ? ["contributes-to"] : ["responsible", "collaborating"];
  return new Set(relations.flatMap((relation) => counted(links(IN, id, relation)).map((link) => link.source)));
}

/** Codes of a strategy a sub-area refers to. @param {string} sub @param {string} strategy @returns {Common[]} */
function codesOf(sub, strategy) {
  const found = counted(links(OUT, sub, "refers-to")).filter((link) => link.target === strategy);
  const said = found.map((link) => link.code + (link.section ? "\u00a0(" + pick(link.section) + ")" : ""));
  return [...new Set(said)].map((text) => ({ item: null, text }));
}

/** What two tied items share, or the goals two work for without a tie. @param {Tie} tie @returns {Common[]} */
export function common(tie) {
  if (netName() === "sub-areas") return codesOf(tie.first.id, tie.second.id);
  const others = tie.line.goals ? null : measuresOf(tie.second.id);
  const ids = tie.line.goals ? tie.line.goals[at()] : [...measuresOf(tie.first.id)].filter((id) => others && others.has(id));
  return inOrder(ids).map((id) => ({ item: itemOf(id), text: codeOf(itemOf(id)) }));
}

// A letter that is nothing's code, so that no cluster looks like an area or a strategic measure.
const CODES = new Set(DATA.items.map((item) => item.code));
const ALPHABET = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"], FREE = ALPHABET.filter((letter) => !CODES.has(letter));
const LETTERS = FREE.length ? FREE : ALPHABET;

/** The letter of a cluster. @param {number} cluster from 1 */
export function letterOf(cluster) {
  return LETTERS[(cluster - 1) % LETTERS.length].repeat(1 + Math.floor((cluster - 1) / LETTERS.length));
}

/** The clusters of the projection: members with the busiest first, as busy ones in the order of the page. */
export function clusters() {
  const busy = (/** @type {Dot} */ a, /** @type {Dot} */ b) => b.loads[2] - a.loads[2] || (PLACE.get(a.item) || 0) - (PLACE.get(b.item) || 0);
  const numbers = [...new Set(dots().map((dot) => dot.community))].filter(Boolean).sort((a, b) => a - b);
  return numbers.map((number) => ({ number, members: dots().filter((dot) => dot.community === number).sort(busy) }));
}
