// Columns of a saved table that say which readings its numbers count, and what they are in the others.
import { READINGS } from "../core/data.js";
import { state } from "../core/state.js";
import { t } from "../core/words.js";

/** Headings of a number in each of the three readings. @param {string} what */
export function inReadings(what) {
  return READINGS.map((reading) => t("export.inReading", { what, reading: t("reading." + reading) }));
}

/** The readings counted on the screen, in words. */
export function readingSaid() {
  return t("reading." + state.reading);
}

/** Those of the numbers of a row that differ between the readings, in words. @param {[string, Three][]} numbers */
export function dependent(numbers) {
  return numbers.filter(([, n]) => n.some((one) => one !== n[0])).map(([name, n]) => name + ": " + n.join(" / ")).join("; ");
}
