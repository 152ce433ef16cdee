// What counts in the chosen reading, and how many measures support a goal.
import { DATA, IN, LEVEL, READINGS, links } from "./data.js";
import { state } from "./state.js";

/** @param {Link} link */
export function level(link) {
  return LEVEL[link.certainty] || 0;
}

/** Tell whether a link counts in a reading. @param {Link} link @param {Reading} [reading] */
export function counts(link, reading = state.reading) {
  return level(link) <= READINGS.indexOf(reading);
}

/** @param {Link[]} found */
export function surest(found) {
  return found.reduce((best, link) => (level(link) < level(best) ? link : best));
}

/** @param {Link[]} found */
export function counted(found) {
  return found.filter((link) => counts(link));
}

/** Place of the chosen reading in what is given for all three. */
export function at() {
  return READINGS.indexOf(state.reading);
}

/** Return the measures that contribute to a goal. @param {string} goal @param {Reading} [reading] */
export function supporters(goal, reading = state.reading) {
  return links(IN, goal, "contributes-to").filter((link) => counts(link, reading)).map((link) => link.source);
}

/** Return the numbers of measures that contribute to a goal. @param {string} goal @returns {Three} */
export function supportIn(goal) {
  const [a, b, c] = READINGS.map((reading) => supporters(goal, reading).length);
  return [a, b, c];
}

/** Return the numbers of measures of a sub-area that contribute to a goal. @param {string} goal @param {string} sub @returns {Three} */
export function cellOf(goal, sub) {
  return DATA.coverage[goal + " " + sub] || [0, 0, 0];
}

/** Tell whether the number of supporters differs between the readings. @param {string} goal */
export function restsOnReading(goal) {
  const n = supportIn(goal);
  return n[0] !== n[2];
}
