// The facts of an item, each in words with its source.
import { DATA, factOf } from "../core/data.js";
import { h } from "../core/dom.js";
import { state } from "../core/state.js";
import { moment, namesOf, number, pick, t, term } from "../core/words.js";
import { sourceLine } from "./sources.js";

/** @type {Record<string, string>} */
const SCHEME_OF = {
  recurrence: "recurrence", "event-status": "eventStatus", "instrument-group": "instrumentGroup", barrier: "barrier",
  level: "level", relation: "strategyRelation", "document-kind": "documentKind",
};
const SHOWN_FACTS = ["indicator", "deadline", "span", "barrier", "level", "rank", "relation", "valid-from", "valid-to", "date",
  "event-status", "instrument-group", "partnership", "participation", "document-kind", "file-name", "line-count", "identifier"];
const MOMENTS = ["start", "end", "date", "valid-from", "valid-to"];

/** Wording of a fact in the chosen language. @param {Fact} fact */
function wording(fact) {
  return fact[state.lang === "cs" ? 2 : 3];
}

/** @param {Fact} fact */
function factText(fact) {
  const words = wording(fact);
  const value = SCHEME_OF[fact[0]] ? term(SCHEME_OF[fact[0]], fact[1]) : MOMENTS.includes(fact[0]) ? moment(fact[1]) : fact[1];
  return value && words ? value + " – " + words : value || words;
}

/** @param {Figure} figure */
function figureText(figure) {
  const [quantityCs, quantityEn, value, unitCs, unitEn, when, precision] = figure;
  const about = precision && precision !== "exact" ? t("precision." + precision) + " " : "";
  return pick([quantityCs, quantityEn]) + ": " + about + number(value) + " " + pick([unitCs, unitEn]) + (when ? " (" + moment(when) + ")" : "");
}

/** Start, end and recurrence of a deadline as one fact; none where nothing is known. @param {Fact[]} facts @returns {Fact[]} */
export function spanFact(facts) {
  const of = (/** @type {string} */ name) => facts.find((fact) => fact[0] === name);
  const start = of("start"), end = of("end"), again = of("recurrence"), any = start || end || again;
  if (!any) return [];
  const words = [
    start ? t("fact.start").toLowerCase() + " " + moment(start[1]) : "",
    end ? t("fact.end").toLowerCase() + " " + moment(end[1]) : "",
    again ? term("recurrence", again[1]) : "",
  ].filter(Boolean).join(", ");
  return [["span", "", words, words, any[4]]];
}

/** @param {string} name @param {any} value */
function row(name, value) {
  return [h("dt", {}, name), h("dd", {}, value)];
}

/** The source of a fact where it differs from the item's own. @param {number} place @param {Item} item */
function otherSource(place, item) {
  return place !== item.place ? sourceLine(place) : null;
}

/** Rows of the facts of one kind. @param {Item} item @param {string} name @param {Fact[]} found @param {boolean} bound */
function factRow(item, name, found, bound) {
  const title = t("fact." + (name === "span" && !bound ? "recurrence" : name));
  const inCzech = (/** @type {Fact} */ fact) => (fact[0] === "deadline" && state.lang === "en" ? "cs" : null);
  return row(title, found.map((fact) => h("div", { class: "fact" }, h("span", { lang: inCzech(fact) }, factText(fact)), otherSource(fact[4], item))));
}

/** All facts of an item but its status; null where there are none. @param {Item} item */
export function factList(item) {
  const stated = DATA.facts[item.id] || [], rows = [];
  const bound = stated.some((fact) => fact[0] === "start" || fact[0] === "end");
  // Without a start or an end only the recurrence is left, in Czech the very words of the deadline.
  const facts = [...stated, ...(bound || state.lang === "en" ? spanFact(stated) : [])];
  if (item.what) rows.push(row(t("fact.what"), term("discrepancyKind", item.what)));
  for (const name of SHOWN_FACTS) {
    const found = facts.filter((fact) => fact[0] === name);
    if (found.length) rows.push(factRow(item, name, found, bound));
  }
  if (item.resolution && pick(item.resolution)) rows.push(row(t("fact.resolution"), pick(item.resolution)));
  const figures = DATA.figures[item.id] || [];
  if (figures.length) rows.push(row(t("fact.figures"), figures.map((figure) => h("div", { class: "fact" }, h("span", {}, figureText(figure)), otherSource(figure[7], item)))));
  if (namesOf(item).length) rows.push(row(t("fact.names"), h("span", { lang: "cs" }, namesOf(item).join(" · "))));
  return rows.length ? h("dl", { class: "facts" }, rows) : null;
}

/** The status we derived for a measure, said to be ours; null where there is none. @param {string} id */
export function statusBox(id) {
  const fact = factOf(id, "status");
  if (!fact) return null;
  const on = factOf(id, "assessed-on");
  return h("section", { class: "ours" },
    h("p", { class: "ours-head" }, h("span", { class: "mark s-" + fact[1], "aria-hidden": "true" }), h("b", {}, term("status", fact[1])),
      h("span", { class: "tag" }, t("ours") + " – " + t("oursNot"))),
    h("p", {}, wording(fact)),
    h("p", { class: "meta" }, t("oursSub"), on ? " · " + t("assessedOn", { d: moment(on[1]) }) : "", " · ", sourceLine(fact[4])));
}
