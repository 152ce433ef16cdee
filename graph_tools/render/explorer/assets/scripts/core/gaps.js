// All gaps, as the gap queries and the network analysis found them: by kind and by item.
import { AREA_OF, DATA, FAMILY, IN, ITEMS, OUT, READINGS, SUB_OF, itemOf, links, packedPart } from "./data.js";
import { at, counts } from "./readings.js";
import { state } from "./state.js";
import { pick, t, term } from "./words.js";

/** @type {PackedGapKind[]} */
const PACKED = JSON.parse((await packedPart("gaps")) || "[]");

/** @param {number | [string, string] | null} side @returns {GapSide | null} */
function sideOf(side) {
  if (side === null) return null;
  return typeof side === "number" ? { item: DATA.items[side], words: null } : { item: null, words: side };
}

/** @type {GapKind[]} all kinds, the gravest first */
const KINDS = PACKED.map(({ name, group, item, partner, ours, rows }) => ({ name, group, item, partner, ours,
  gaps: rows.map(([one, other, cs, en, bits, place]) => ({ kind: name, item: sideOf(one), partner: sideOf(other), reason: [cs, en],
    holds: [(bits & 1) > 0, (bits & 2) > 0, (bits & 4) > 0], place })) }));
/** Actors who work for one goal, but share no measure. */
export const APART = "never-meet";
const BY_NAME = new Map(KINDS.map((kind) => [kind.name, kind]));

/** @type {Map<string, Gap[]>} */
const BY_ITEM = new Map();
for (const gap of KINDS.flatMap((kind) => kind.gaps)) {
  for (const side of new Set([gap.item?.item, gap.partner?.item])) {
    if (!side) continue;
    if (!BY_ITEM.has(side.id)) BY_ITEM.set(side.id, []);
    /** @type {Gap[]} */ (BY_ITEM.get(side.id)).push(gap);
  }
}

/** Return all kinds of gaps, the gravest first. */
export function gapKinds() {
  return KINDS;
}

/** Return a kind by its name. @param {string} name */
export function gapKind(name) {
  return BY_NAME.get(name);
}

/** Tell whether a gap holds in the chosen reading. @param {Gap} gap */
export function holds(gap) {
  return gap.holds[at()];
}

/** Return the sentence of a gap. @param {Gap} gap */
export function gapSay(gap) {
  return pick(gap.reason);
}

/** Return the gaps of a kind in any reading. @param {string} name @returns {Gap[]} */
export function gapsOfKind(name) {
  return (BY_NAME.get(name) || { gaps: [] }).gaps;
}

/** Return the gaps, in any reading, that name an item on either side, the gravest first. @param {string} id @returns {Gap[]} */
export function gapsAbout(id) {
  return BY_ITEM.get(id) || [];
}

/** Return how many gaps of a kind hold in the chosen reading. @param {string} name */
export function gapCount(name) {
  return gapsHeld(name).length;
}

/** Tell whether gaps of a kind are gaps in the support of a goal. @param {string} name */
export function isSupport(name) {
  const kind = BY_NAME.get(name);
  return Boolean(kind) && kind?.item === "goal" && kind.partner !== "strategic-measure";
}

/** Return the gaps in the support of a goal in the chosen reading, each with its kind and sentence. @param {string} goal */
export function gapsOf(goal) {
  const held = gapsAbout(goal).filter((gap) => isSupport(gap.kind) && holds(gap));
  // Where nothing contributes, that says it all.
  const bare = held.filter((gap) => gap.kind === "uncovered");
  return (bare.length ? bare : held).map((gap) => ({ kind: gap.kind, say: gapSay(gap) }));
}

/** Return what a kind of gap is called; ours is said to be ours. @param {string} name */
export function gapName(name) {
  return term("gapKind", name) + (BY_NAME.get(name)?.ours ? "\u00a0" + t("gapOurMark") : "");
}

/** Return the ids of a gap's items. @param {Gap} gap */
function endsOf(gap) {
  return [gap.item, gap.partner].flatMap((side) => (side && side.item ? [side.item.id] : []));
}

/** Return the class of items a side can be of the same sort with. @param {Item} item */
function sort(item) {
  return FAMILY[item.kind] === "area" ? item.kind : FAMILY[item.kind];
}

/** Return the measures an item has to do with: of a goal, an area, a sub-area, an actor. @param {Item} item @param {Reading} reading @returns {Set<string>} */
function measuresOf(item, reading) {
  if (item.kind === "Measure") return new Set([item.id]);
  if (FAMILY[item.kind] === "area") return new Set([...SUB_OF].filter(([, sub]) => sub === item.id || AREA_OF.get(sub) === item.id).map(([measure]) => measure));
  const relations = item.kind === "Goal" ? ["contributes-to"] : FAMILY[item.kind] === "actor" ? ["responsible", "collaborating"] : [];
  return new Set(relations.flatMap((relation) => links(IN, item.id, relation)).filter((link) => counts(link, reading)).map((link) => link.source));
}

/** Return what measures lead to by some relations. @param {Iterable<string>} measures @param {string[]} relations @param {Reading} reading @returns {Set<string>} */
function targetsOf(measures, relations, reading) {
  return new Set([...measures].flatMap((id) => relations.flatMap((relation) => links(OUT, id, relation))).filter((link) => counts(link, reading)).map((link) => link.target));
}

/** Return the labels of what stands in the way of the measures. @param {Iterable<string>} measures */
function barriersOf(measures) {
  const facts = [...measures].flatMap((id) => DATA.facts[id] || []).filter((fact) => fact[0] === "barrier");
  return new Set(facts.map((fact) => (DATA.terms["barrier/" + fact[1]] || [])[0]));
}

/** Tell whether an item belongs to another one, directly or through units between. @param {string} id @param {string} whole @returns {boolean} */
function isUnitOf(id, whole) {
  return links(OUT, id, "unit-of").some((link) => link.target === whole || isUnitOf(link.target, whole));
}

/** Tell whether the two sides of a gap are an office and its own unit. @param {Gap} gap */
function isOwnUnit(gap) {
  const [one, other] = endsOf(gap);
  return Boolean(one && other) && (isUnitOf(one, other) || isUnitOf(other, one));
}

/** Return how many of the gaps are pairs of an office and its own unit, where a kind may name such. @param {Gap[]} gaps */
export function ownUnits(gaps) {
  return gaps.filter((gap) => gap.kind === APART && isOwnUnit(gap)).length;
}

/** Kinds of sides by which a gap can concern a goal, an area or an actor that it does not name. */
const TELLING = ["goal", "measure", "sub-area", "actor", "barrier"];

/**
 * Return the gaps of a kind that concern an item: those that name it; where no gap of the kind names
 * anything of its sort, those that name what it has to do with. Both ends of a pair must work for a
 * goal; of an area or an actor one end is enough.
 * @param {string} name
 * @param {string} id "" for all gaps of the kind
 * @param {Reading} [reading] in which the gaps hold
 * @returns {Gap[]}
 */
export function gapsHeld(name, id = "", reading = state.reading) {
  const place = READINGS.indexOf(reading);
  return gapsConcerning(name, id, reading).filter((gap) => gap.holds[place]);
}

/** @param {string} name @param {string} id @param {Reading} reading @returns {Gap[]} */
function gapsConcerning(name, id, reading) {
  const all = gapsOfKind(name), kind = BY_NAME.get(name), item = ITEMS.get(id);
  if (!item || !kind) return all;
  if (all.some((gap) => endsOf(gap).some((end) => sort(itemOf(end)) === sort(item)))) return all.filter((gap) => endsOf(gap).includes(id));
  const goal = item.kind === "Goal", pair = kind.item === kind.partner, measures = measuresOf(item, reading);
  // Of actors that work apart for a goal, those who lead matter.
  const actors = targetsOf(item.kind === "Measure" ? [] : measures, goal && pair ? ["responsible"] : ["responsible", "collaborating"], reading);
  const goals = targetsOf(measures, ["contributes-to"], reading);
  const barriers = barriersOf(measures);
  const known = (/** @type {string} */ end) => measures.has(end) || actors.has(end) || goals.has(end) || AREA_OF.get(end) === id;
  const near = (/** @type {GapSide | null} */ side) => side !== null && (side.item ? known(side.item.id) : side.words !== null && barriers.has(side.words[0]));
  return all.filter((gap) => {
    if (pair) return goal ? near(gap.item) && near(gap.partner) : near(gap.item) || near(gap.partner);
    return near(TELLING.includes(kind.item) ? gap.item : gap.partner);
  });
}
