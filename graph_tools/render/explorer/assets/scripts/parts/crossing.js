// What stands behind a crossing: goal × sub-area, goal × measure, or sub-area × linked strategy.
import { FAMILY, IN, SUB_OF, itemOf, links } from "../core/data.js";
import { h } from "../core/dom.js";
import { counts } from "../core/readings.js";
import { state } from "../core/state.js";
import { codeOf, label, pick, t, term } from "../core/words.js";
import { badge, dot, itemButton, sign } from "./items.js";
import { neighbourGroup } from "./neighbours.js";
import { codesIn, codesOf, validity } from "./references.js";
import { sourceLine } from "./sources.js";

/** The two items of a crossing, each a way to its own details. @param {Item[]} items */
function ends(items) {
  return h("section", { class: "group" }, h("h3", {}, t("crossing.ends")), h("ul", {}, items.map((item) => h("li", {},
    itemButton(item, { class: "neighbour", "aria-pressed": null }, badge(item), h("span", { class: "name" }, label(item)))))));
}

/** @param {Item} row @param {Item} column @param {string} title @param {...Child} content */
function frame(row, column, title, ...content) {
  return [h("p", { class: "kicker" }, dot(FAMILY[row.kind]), dot(FAMILY[column.kind]), t("crossing.kicker")),
    h("h2", { id: "details-title", tabindex: "-1" }, title), content, ends([row, column])];
}

/** @param {Item} goal @param {Item} from a sub-area or a measure */
function support(goal, from) {
  const found = links(IN, goal.id, "contributes-to").filter((link) => from.id === (from.kind === "Measure" ? link.source : SUB_OF.get(link.source)));
  return frame(goal, from, t("crossing.support", { from: from.code, goal: goal.code }),
    found.length ? neighbourGroup(t("relBack.contributes-to"), found, "source") : h("p", {}, t(from.kind === "Measure" ? "crossing.noLink" : "empty")));
}

/** One reference: how it is printed, how sure it is, what is known of the code. @param {Link} link @param {number} place source said already */
function reference(link, place) {
  const printed = link.reading && link.reading !== link.code ? t("printed").split("{x}") : null;
  const words = [term("codeResolution", link.resolution), printed ? [printed[0], h("span", { lang: "cs" }, link.reading), printed[1]] : "",
    link.reason ? pick(link.reason) : "", counts(link) ? "" : t("notCounted")].filter(Boolean);
  return h("span", { class: "meta" }, h("span", { class: "cert c-" + link.certainty }, term("certainty", link.certainty)),
    h("span", {}, words.flatMap((word, index) => (index ? [" · ", word] : [word]))), link.place === place ? null : sourceLine(link.place));
}

/** Codes of a strategy to which a sub-area refers. @param {Item} sub @param {Item} strategy */
function codesBehind(sub, strategy) {
  const found = codesOf(sub.id, strategy.id), n = codesIn(found);
  const all = found.flatMap((code) => code.links), place = all.length && all.every((link) => link.place === all[0].place) ? all[0].place : -1;
  const entry = (/** @type {import("./references.js").Code} */ code) => h("li", { class: code.links.some((link) => counts(link)) ? null : "left-out" },
    h("p", { class: "code-line" }, h("b", {}, code.code), sign(code.links[0].certainty), code.section ? " " + t("crossing.section", { name: pick(code.section) }) : ""),
    code.links.map((link) => reference(link, place)));
  const list = [h("p", { class: "meta" }, t("coverageSay", { a: n[0], b: n[1], c: n[2] })), place >= 0 ? h("p", { class: "meta" }, sourceLine(place)) : null,
    all.some((link) => link.resolution === "unresolved") ? h("p", { class: "meta" }, t("unresolvedNote")) : null,
    h("section", { class: "group" }, h("ul", {}, found.map(entry)))];
  return frame(sub, strategy, t("crossing.codes", { sub: sub.code, strategy: codeOf(strategy) || label(strategy) }),
    h("p", {}, t("linked.validity") + ": " + validity(strategy.id)), found.length ? list : h("p", {}, t("linked.none")));
}

/** What stands behind the crossing of the state. */
export function crossingDetails() {
  const [row, column] = state.cell.split(" ").map(itemOf);
  if (row.kind === "Goal" && (column.kind === "SubArea" || column.kind === "Measure")) return support(row, column);
  if (row.kind === "SubArea" && FAMILY[column.kind] === "strategy") return codesBehind(row, column);
  return frame(row, column, t("crossing.none"));
}
