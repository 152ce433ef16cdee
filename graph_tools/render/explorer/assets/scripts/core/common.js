// What two items have in common in the chosen reading, and what only one of them has.
import { FAMILY, IN, OUT, SUB_OF, itemOf, links } from "./data.js";
import { farEnd } from "./paths.js";
import { counted } from "./readings.js";

/** Relations by which a measure works with an item; being mentioned in a commentary is none. */
const OF_MEASURES = ["contributes-to", "implements", "responsible", "collaborating", "in-sub-area", "uses-project", "uses-programme", "cites", "mentions-strategy"];
/** @type {Record<string, string[]>} */
const FROM_MEASURE = { goals: ["contributes-to"], strategic: ["implements"], actors: ["responsible", "collaborating"], areas: ["in-sub-area"] };
/** @type {Record<string, string>} */
const OWN = { measure: "measures", goal: "goals", strategic: "strategic", actor: "actors", area: "areas" };
const ASPECTS = ["measures", "goals", "declared", "strategic", "actors", "areas", "codes"];

/** @typedef {{ name: string, both: string[], first: string[], second: string[] }} Aspect */

/** @param {string} id @param {string[]} relations */
function targets(id, relations) {
  return counted(links(OUT, id)).filter((link) => relations.includes(link.relation)).map((link) => link.target);
}

/** @param {string} id @param {string[]} relations */
function sources(id, relations) {
  return counted(links(IN, id)).filter((link) => relations.includes(link.relation)).map((link) => link.source);
}

/** Return the measures of an item; of a measure itself. @param {string} id @returns {Set<string>} */
function measuresOf(id) {
  const item = itemOf(id);
  if (item.kind === "Measure") return new Set([id]);
  if (item.kind === "Area") return new Set(sources(id, ["in-area"]).flatMap((sub) => [...measuresOf(sub)]));
  if (item.kind === "Priority") return new Set(sources(id, ["in-priority"]).flatMap((goal) => [...measuresOf(goal)]));
  return new Set(sources(id, item.kind === "Municipality" ? [...OF_MEASURES, "names-place"] : OF_MEASURES));
}

/** Return the codes of other strategies that stand with the sub-areas of an item. @param {Item} item */
function codesOf(item) {
  const subs = item.kind === "SubArea" ? [item.id] : item.kind === "Area" ? sources(item.id, ["in-area"]) : [SUB_OF.get(item.id) || ""];
  const found = item.kind === "Strategy" ? links(IN, item.id, "refers-to") : subs.flatMap((sub) => links(OUT, sub, "refers-to"));
  return new Set(counted(found).map(farEnd));
}

/** Return what an item has of one aspect. @param {Item} item @param {string} name @returns {Set<string>} */
function had(item, name) {
  const measures = measuresOf(item.id);
  if (name === "measures") return measures;
  if (name === "codes") return codesOf(item);
  if (name === "declared") return new Set(FAMILY[item.kind] === "strategic" ? targets(item.id, ["declares"]) : []);
  if (name === "areas" && item.kind === "Strategy") return new Set([...sources(item.id, ["refers-to"]), ...targetsOfAll(measures, name)]);
  if (name === "areas" && item.kind === "Area") return new Set(sources(item.id, ["in-area"]));
  if (name === "goals" && item.kind === "Priority") return new Set(sources(item.id, ["in-priority"]));
  return OWN[FAMILY[item.kind]] === name ? new Set([item.id]) : new Set(targetsOfAll(measures, name));
}

/** @param {Set<string>} measures @param {string} name */
function targetsOfAll(measures, name) {
  return [...measures].flatMap((measure) => targets(measure, FROM_MEASURE[name]));
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
    return { name, both: [...first].filter((id) => second.has(id)), first: [...first].filter((id) => !second.has(id)), second: [...second].filter((id) => !first.has(id)) };
  }).filter((aspect) => aspect.both.length + aspect.first.length + aspect.second.length);
}

/**
 * Return the goals two actors both work for, but by no measure they share.
 * @param {Item} a
 * @param {Item} b
 * @returns {{ apart: string[], together: number }} `together`: how many measures they share
 */
export function workApart(a, b) {
  const first = measuresOf(a.id), second = measuresOf(b.id), shared = new Set([...first].filter((id) => second.has(id)));
  const joint = new Set(targetsOfAll(shared, "goals")), other = new Set(targetsOfAll(second, "goals"));
  const apart = [...new Set(targetsOfAll(first, "goals"))].filter((goal) => other.has(goal) && !joint.has(goal));
  return { apart, together: shared.size };
}
