// Codes of other strategies to which sub-areas refer: by crossing, shared, and whether an actor is shared, too.
import { IN, OUT, PLACE, SUB_OF, factOf, inOrder, itemOf, kindOf, links, DATA, READINGS } from "../core/data.js";
import { farEnd } from "../core/paths.js";
import { at, counted, counts } from "../core/readings.js";
import { moment, t } from "../core/words.js";

/**
 * A code is one place of a strategy: the same code in another section is another place.
 * @typedef {object} Code
 * @property {string} strategy
 * @property {string} code
 * @property {[string, string] | ""} section
 * @property {Link[]} links all references to it, as printed
 */

const REFERENCES = DATA.links.filter((link) => link.relation === "refers-to");

/** @param {Link[]} found @returns {Code[]} */
function codes(found) {
  /** @type {Map<string, Code>} */
  const by = new Map();
  for (const link of found) {
    const key = farEnd(link);
    if (!by.has(key)) by.set(key, { strategy: link.target, code: link.code, section: link.section, links: [] });
    /** @type {Code} */ (by.get(key)).links.push(link);
  }
  return [...by.values()];
}

/** Return how many codes count in the three readings. @param {Code[]} found @returns {Three} */
export function codesIn(found) {
  const [a, b, c] = READINGS.map((reading) => found.filter((code) => code.links.some((link) => counts(link, reading))).length);
  return [a, b, c];
}

/** Return codes of a strategy to which a sub-area refers, as printed. @param {string} sub @param {string} strategy */
export function codesOf(sub, strategy) {
  return codes(links(OUT, sub, "refers-to").filter((link) => link.target === strategy));
}

/** Return all codes to which sub-areas refer. @param {Item[]} subs */
export function codesFrom(subs) {
  return codes(subs.flatMap((sub) => links(OUT, sub.id, "refers-to")));
}

/** Return all codes of a strategy. @param {string} strategy */
function codesTo(strategy) {
  return codes(links(IN, strategy, "refers-to"));
}

/** Return the strategies to which sub-areas refer, those with the most codes first. @param {Item[]} subs */
export function linkedStrategies(subs) {
  const ids = new Set(subs.map((sub) => sub.id));
  const found = new Set(REFERENCES.filter((link) => ids.has(link.source)).map((link) => link.target));
  return inOrder(found).sort((a, b) => codesTo(b).length - codesTo(a).length || (PLACE.get(a) || 0) - (PLACE.get(b) || 0)).map(itemOf);
}

/** Return the sub-areas that refer to a code in the chosen reading. @param {Code} code */
function subsOf(code) {
  return inOrder(new Set(counted(code.links).map((link) => link.source)));
}

/** Return the codes to which two or more sub-areas refer in the chosen reading, those of the most first. @param {Item[]} subs one of them at least */
export function sharedCodes(subs) {
  const ids = new Set(subs.map((sub) => sub.id));
  return codes(REFERENCES).map((code) => ({ code, subs: subsOf(code) })).filter((one) => one.subs.length > 1 && one.subs.some((sub) => ids.has(sub)))
    .sort((a, b) => b.subs.length - a.subs.length || (PLACE.get(a.code.strategy) || 0) - (PLACE.get(b.code.strategy) || 0));
}

/** Actors by sub-area, once for each reading; unspecified groups are no one in particular. @type {Map<string, Set<string>>[]} */
const ACTORS = READINGS.map((reading) => {
  const by = new Map(kindOf("SubArea").map((sub) => [sub.id, new Set()]));
  for (const link of DATA.links) {
    if (link.relation !== "responsible" && link.relation !== "collaborating") continue;
    const actors = by.get(SUB_OF.get(link.source) || "");
    if (actors && counts(link, reading) && itemOf(link.target).kind !== "ActorGroup") actors.add(link.target);
  }
  return by;
});

/** Return the actors who work in the measures of all the sub-areas, in the chosen reading. @param {string[]} subs */
export function actorsOfAll(subs) {
  const [first, ...rest] = subs.map((sub) => ACTORS[at()].get(sub) || new Set());
  return inOrder([...first].filter((actor) => rest.every((others) => others.has(actor))));
}

/** Return the pairs of sub-areas that have no actor in common. @param {string[]} subs @returns {[string, string][]} */
export function pairsApart(subs) {
  const pairs = subs.flatMap((one, index) => subs.slice(index + 1).map((other) => /** @type {[string, string]} */ ([one, other])));
  return pairs.filter((pair) => !actorsOfAll(pair).length);
}

/** Return when a strategy is valid, in words. @param {string} strategy */
export function validity(strategy) {
  const from = factOf(strategy, "valid-from"), to = factOf(strategy, "valid-to");
  if (from && to) return moment(from[1]) + "–" + moment(to[1]);
  if (to) return t("linked.validTo", { d: moment(to[1]) });
  return from ? t("linked.validFrom", { d: moment(from[1]) }) : t("linked.validUnknown");
}
