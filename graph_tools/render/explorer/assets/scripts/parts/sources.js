// Where in the documents a statement stands.
import { DATA } from "../core/data.js";
import { h } from "../core/dom.js";
import { documentName, t } from "../core/words.js";

/** Return ranges of lines with those that overlap joined. @param {[number, number][]} spans @returns {[number, number][]} */
function merged(spans) {
  /** @type {[number, number][]} */
  const kept = [];
  for (const [first, last] of [...spans].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const before = kept[kept.length - 1];
    if (before && first <= before[1]) before[1] = Math.max(before[1], last);
    else kept.push([first, last]);
  }
  return kept;
}

/** Return places in words: document, lines. @param {Place[]} places */
export function placesText(places) {
  /** @type {Map<string, [number, number][]>} */
  const by = new Map();
  for (const [code, first, last] of places) by.set(code, [...(by.get(code) || []), [first, last]]);
  return [...by].map(([code, found]) => {
    const spans = merged(found).map(([first, last]) => (first === last ? String(first) : first + "–" + last));
    const one = spans.length === 1 && !spans[0].includes("–");
    return documentName(code) + ", " + t(one ? "line" : "lines", { a: spans.join(", ") }).replace(" ", "\u00a0");
  }).join("; ");
}

/** Return the list of places with a number; empty where no source is given. @param {number} index */
export function placesOf(index) {
  return DATA.places[index] || [];
}

/** @param {number} index number of a list of places */
export function sourceLine(index) {
  const places = placesOf(index);
  return h("span", { class: "source" }, places.length ? t("source") + ": " + placesText(places) : t("sourceNone"));
}
