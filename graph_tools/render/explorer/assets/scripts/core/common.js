// What two items have in common in the chosen reading, and what only one of them has.
import { FAMILY, IN, OUT, SUB_OF, itemOf, links } from "./data.js";
import { farEnd } from "./paths.js";
import { counted, level } from "./readings.js";

/** Relations by which a measure works with an item; being mentioned in a commentary is none. */
const OF_MEASURES = ["contributes-to", "implements", "responsible", "collaborating", "in-sub-area", "uses-project", "uses-programme", "cites", "mentions-strategy"];
/** @type {Record<string, string[]>} */
const FROM_MEASURE = { goals: ["contributes-to"], strategic: ["implements"], actors: ["responsible", "collaborating"], areas: ["in-sub-area"] };
/** @type {Record<string, string>} */
const OWN = { measure: "measures", goal: "goals", strategic: "strategic", actor: "actors", area: "areas" };
const ASPECTS = ["measures", "goals", "declared", "strategic", "actors", "areas", "codes"];

/**
 * Items by id, each with the level of doubt of the surest way there: that of its most doubtful link.
 * @typedef {Map<string, number>} Had
 */
/** @typedef {{ name: string, both: string[], first: string[], second: string[], doubt: Had }} Aspect */

/** Join what is had, of each item its surest way. @param {[string, number][]} entries @returns {Had} */
function surely(entries) {
  const had = new Map();
  for (const [id, doubt] of entries) had.set(id, Math.min(doubt, had.get(id) ?? doubt));
  return had;
}

/** @param {string} id @param {string[]} relations */
function targets(id, relations) {
  return surely(counted(links(OUT, id)).filter((link) => relations.includes(link.relation)).map((link) => [link.target, level(link)]));
}

/** @param {string} id @param {string[]} relations */
function sources(id, relations) {
  return surely(counted(links(IN, id)).filter((link) => relations.includes(link.relation)).map((link) => [link.source, level(link)]));
}

/** Go on from each item to what is had from there. @param {Had} from @param {(id: string) => Had} next */
function onward(from, next) {
  return surely([...from].flatMap(([id, doubt]) => [...next(id)].map(([far, more]) => /** @type {[string, number]} */ ([far, Math.max(doubt, more)]))));
}

/** Return the measures of an item; of a measure itself. @param {string} id @returns {Had} */
function measuresOf(id) {
  const item = itemOf(id);
  if (item.kind === "Measure") return new Map([[id, 0]]);
  if (item.kind === "Area") return onward(sources(id, ["in-area"]), measuresOf);
  if (item.kind === "Priority") return onward(sources(id, ["in-priority"]), measuresOf);
  return sources(id, item.kind === "Municipality" ? [...OF_MEASURES, "names-place"] : OF_MEASURES);
}

/** Return the codes of other strategies that stand with the sub-areas of an item. @param {Item} item */
function codesOf(item) {
  const subs = item.kind === "SubArea" ? [item.id] : item.kind === "Area" ? [...sources(item.id, ["in-area"]).keys()] : [SUB_OF.get(item.id) || ""];
  const found = item.kind === "Strategy" ? links(IN, item.id, "refers-to") : subs.flatMap((sub) => links(OUT, sub, "refers-to"));
  return surely(counted(found).map((link) => [farEnd(link), level(link)]));
}

/** Return what an item has of one aspect. @param {Item} item @param {string} name @returns {Had} */
function had(item, name) {
  const measures = measuresOf(item.id);
  if (name === "measures") return measures;
  if (name === "codes") return codesOf(item);
  if (name === "declared") return FAMILY[item.kind] === "strategic" ? targets(item.id, ["declares"]) : new Map();
  if (name === "areas" && item.kind === "Strategy") return surely([...sources(item.id, ["refers-to"]), ...targetsOfAll(measures, name)]);
  if (name === "areas" && item.kind === "Area") return sources(item.id, ["in-area"]);
  if (name === "goals" && item.kind === "Priority") return sources(item.id, ["in-priority"]);
  return OWN[FAMILY[item.kind]] === name ? new Map([[item.id, 0]]) : targetsOfAll(measures, name);
}

/** @param {Had} measures @param {string} name */
function targetsOfAll(measures, name) {
  return onward(measures, (measure) => targets(measure, FROM_MEASURE[name]));
}

/** What both have is as doubtful as the more doubtful of the two ways. @param {Had} first @param {Had} second @returns {Had} */
function doubtOf(first, second) {
  return new Map([...first, ...second].map(([id]) => [id, Math.max(first.get(id) || 0, second.get(id) || 0)]));
}

/** Tell whether there is anything to compare an item by. @param {Item} item */
export function isComparable(item) {
  return measuresOf(item.id).size > 0 || links(IN, item.id, "refers-to").length > 0;
}

/** Tell whether an aspect says nothing of two items: each would be its own only entry. @param {Item} a @param {Item} b @param {string} name */
function isSelf(a, b, name) {
  const whole = ["Area", "Priority"];
  return OWN[FAMILY[a.kind]] === name && OWN[FAMILY[b.kind]] === name && !(whole.includes(a.kind) || whole.includes(b.kind));
}

/** Return every aspect in which either item has anything. @param {Item} a @param {Item} b @returns {Aspect[]} */
export function compared(a, b) {
  return ASPECTS.filter((name) => !isSelf(a, b, name)).map((name) => {
    const first = had(a, name), second = had(b, name);
    return { name, both: [...first.keys()].filter((id) => second.has(id)), first: [...first.keys()].filter((id) => !second.has(id)), second: [...second.keys()].filter((id) => !first.has(id)), doubt: doubtOf(first, second) };
  }).filter((aspect) => aspect.both.length + aspect.first.length + aspect.second.length);
}

/**
 * Return the goals two actors both work for, but by no measure they share.
 * @param {Item} a
 * @param {Item} b
 * @returns {{ apart: string[], together: number, doubt: Had }} `together`: how many measures they share
 */
export function workApart(a, b) {
  const first = measuresOf(a.id), second = measuresOf(b.id), shared = new Map([...first].filter(([id]) => second.has(id)));
  const joint = targetsOfAll(shared, "goals"), own = targetsOfAll(first, "goals"), other = targetsOfAll(second, "goals");
  const apart = [...own.keys()].filter((goal) => other.has(goal) && !joint.has(goal));
  return { apart, together: shared.size, doubt: doubtOf(own, other) };
}
