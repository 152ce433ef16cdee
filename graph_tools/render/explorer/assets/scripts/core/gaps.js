// All gaps, as the gap queries and the network analysis found them: by kind and by item.
import { AREA_OF, DATA, FAMILY, IN, ITEMS, OUT, READINGS, SUB_OF, links, packedPart } from "./data.js";
import { at } from "./readings.js";
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

/** Return the measures a goal, an area, a sub-area or an actor has to do with in any reading. @param {Item} item @returns {Set<string>} */
function measuresOf(item) {
  if (FAMILY[item.kind] === "area") return new Set([...SUB_OF].filter(([, sub]) => sub === item.id || AREA_OF.get(sub) === item.id).map(([measure]) => measure));
  const relations = item.kind === "Goal" ? ["contributes-to"] : ["responsible", "collaborating"];
  return new Set(relations.flatMap((relation) => links(IN, item.id, relation)).map((link) => link.source));
}

/** Return what measures lead to by some relations. @param {Iterable<string>} measures @param {string[]} relations @returns {Set<string>} */
function targetsOf(measures, relations) {
  return new Set([...measures].flatMap((id) => relations.flatMap((relation) => links(OUT, id, relation))).map((link) => link.target));
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

/**
 * Return the gaps of a kind that concern an item, as the command `gaps` narrows them: of a goal, an
 * area or an actor those that name it or what its measures have to do with, of others those that name it.
 * @param {string} name
 * @param {string} id "" for all gaps of the kind
 * @param {Reading} [reading] in which the gaps hold
 * @returns {Gap[]}
 */
export function gapsHeld(name, id = "", reading = state.reading) {
  const place = READINGS.indexOf(reading);
  return gapsConcerning(name, id).filter((gap) => gap.holds[place]);
}

/** @typedef {{ related: Record<string, Set<string>>, leads: Set<string>, whole: boolean }} Focus what an item has to do with, by kind of side */

/** @param {Item} item @returns {Focus} */
function focusOf(item) {
  const measures = measuresOf(item), goal = item.kind === "Goal";
  const related = {
    goal: goal ? new Set([item.id]) : targetsOf(measures, ["contributes-to"]),
    actor: FAMILY[item.kind] === "actor" ? new Set([item.id]) : targetsOf(measures, ["responsible", "collaborating"]),
    "sub-area": targetsOf(measures, ["in-sub-area"]), measure: measures, barrier: barriersOf(measures),
  };
  return { related, leads: targetsOf(measures, ["responsible"]), whole: goal };
}

/** Tell whether a gap concerns what is looked at; both ends of a pair must for a goal, else one is enough. @param {Gap} gap @param {GapKind} kind @param {Focus} focus */
function keeps(gap, kind, focus) {
  const pair = kind.item === kind.partner, said = [];
  for (const [side, sort] of /** @type {[GapSide | null, string][]} */ ([[gap.item, kind.item], [gap.partner, kind.partner]])) {
    if (!side || !(sort in focus.related)) continue;
    if (said.length && !pair) break; // the item decides; its partner says with whom or what
    // Of actors that work apart for a goal, those who lead matter.
    const known = pair && sort === "actor" && focus.whole ? focus.leads : focus.related[sort];
    const key = side.item ? side.item.id : (side.words || [""])[0];
    said.push(known.has(key) || (sort === "measure" && focus.related["sub-area"].has(key)));
  }
  return said.length > 0 && (focus.whole ? said.every(Boolean) : said.some(Boolean));
}

/** @param {string} name @param {string} id @returns {Gap[]} */
function gapsConcerning(name, id) {
  const all = gapsOfKind(name), kind = BY_NAME.get(name), item = ITEMS.get(id);
  if (!item || !kind) return all;
  if (item.kind !== "Goal" && !["area", "actor"].includes(FAMILY[item.kind])) return all.filter((gap) => endsOf(gap).includes(id));
  const focus = focusOf(item);
  return all.filter((gap) => keeps(gap, kind, focus));
}
