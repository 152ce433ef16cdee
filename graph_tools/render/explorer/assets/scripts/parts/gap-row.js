// One gap: what it is about, why, in which readings it holds, and where it stands in the documents.
import { READINGS } from "../core/data.js";
import { h } from "../core/dom.js";
import { gapSay } from "../core/gaps.js";
import { pick, short, t } from "../core/words.js";
import { badge, itemButton } from "./items.js";
import { sourceLine } from "./sources.js";

/** One side of a gap: a button where the page has the item, words where it has none. @param {GapSide | null} side */
export function gapSide(side) {
  if (!side) return null;
  if (!side.item) return h("span", { class: "gap-words" }, pick(side.words || ["", ""]));
  return itemButton(side.item, { class: "gap-end" }, badge(side.item), h("span", { class: "name" }, short(side.item)));
}

/** Whether a gap holds in each of the readings, in signs and words. @param {Gap} gap */
function holdsList(gap) {
  return h("ul", { class: "holds", "aria-label": t("gaps.holds") }, READINGS.map((reading, index) => h("li", { class: gap.holds[index] ? "yes" : "no" },
    h("span", { class: "sign", "aria-hidden": "true" }, gap.holds[index] ? "✓" : "✕"), t("reading." + reading) + ": " + t(gap.holds[index] ? "gaps.yes" : "gaps.no"))));
}

/** @param {Gap} gap */
export function gapRow(gap) {
  const doubtful = new Set(gap.holds).size > 1;
  return h("li", { class: "gap-row" },
    h("div", { class: "gap-ends" }, gapSide(gap.item), gapSide(gap.partner)),
    h("p", { class: "gap-say" }, gapSay(gap)),
    h("div", { class: "gap-foot" }, holdsList(gap), doubtful ? h("span", { class: "gap-doubt" }, t("gaps.doubt")) : null, sourceLine(gap.place)));
}
