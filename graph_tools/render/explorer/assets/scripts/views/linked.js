// Linked strategies: which codes of which strategies the sub-areas refer to, shared, expired and unresolved ones.
import { AREA_OF, LEVEL, SUB_OF, itemOf, kindOf } from "../core/data.js";
import { h, replace } from "../core/dom.js";
import { gapsOfKind, holds } from "../core/gaps.js";
import { at, counts, surest } from "../core/readings.js";
import { go, redraw, state } from "../core/state.js";
import { codeOf, label, many, named, number, pick, t, term } from "../core/words.js";
import { columnHead, corner, crossing, depth, doubted, emptyCell, scrolled, totalHead } from "../parts/grid.js";
import { badge, itemButton, readingSwitch, sign, viewHead } from "../parts/items.js";
import { linkMeta } from "../parts/neighbours.js";
import { dependent, inReadings, readingSaid } from "../parts/reading-columns.js";
import { actorsOfAll, codesFrom, codesIn, codesOf, linkedStrategies, pairsApart, sharedCodes, validity } from "../parts/references.js";
import { areasShown, isParted, subsIn } from "../parts/support.js";

/** @typedef {import("../parts/references.js").Code} Code */

const SHARED_AT_FIRST = 12, SHARED_MORE = 50, ACTORS_AT_MOST = 3;
/** How many shared codes are listed. */
let listed = SHARED_AT_FIRST;

/** The area shown where there are too many sub-areas for one table; null where all are. */
function area() {
  if (!isParted()) return null;
  const wanted = AREA_OF.get(state.open) || state.open;
  return areasShown().find((one) => one.id === wanted) || areasShown()[0] || null;
}

function subsShown() {
  const one = area();
  return one ? subsIn(one.id) : kindOf("SubArea");
}

function areaChoice() {
  const one = area();
  if (!one) return null;
  const choice = h("select", { id: "linked-area", onchange: () => { listed = SHARED_AT_FIRST; go({ open: choice.value }); } },
    areasShown().map((other) => h("option", { value: other.id, selected: other.id === one.id }, named(other))));
  return h("div", { class: "matrix-bar" }, h("label", { for: "linked-area" }, t("kind.Area")), choice);
}

/** Gaps of expired links to a strategy that hold in the chosen reading. @param {string} strategy @param {Item[]} subs */
function expired(strategy, subs) {
  const shown = new Set(subs.map((sub) => sub.id));
  const inShown = (/** @type {Item} */ item) => shown.has(SUB_OF.get(item.id) || item.id);
  const found = gapsOfKind("expired-link").filter((gap) => holds(gap) && gap.partner?.item?.id === strategy)
    .flatMap((gap) => (gap.item?.item && inShown(gap.item.item) ? [gap.item.item] : []));
  return { subs: found.filter((item) => item.kind === "SubArea"), measures: found.filter((item) => item.kind === "Measure") };
}

/** When a strategy is valid, and in words where that has ended. @param {Item} strategy @param {Item[]} subs */
function validityCell(strategy, subs) {
  const late = expired(strategy.id, subs);
  return h("td", { class: "validity" }, h("span", {}, validity(strategy.id)), late.subs.length ? h("span", { class: "gap-tag" }, t("linked.over")) : null,
    !late.subs.length && late.measures.length ? h("span", { class: "gap-tag" }, t("linked.ends")) : null);
}

/** @param {Item} strategy @param {Item} sub */
function codesCell(strategy, sub) {
  const n = codesIn(codesOf(sub.id, strategy.id));
  if (!n[2]) return emptyCell(t("linked.none"));
  const said = t("linked.cellSay", { sub: sub.code, strategy: label(strategy), n: many("linked.nCodes", n[at()]), a: n[0], b: n[1], c: n[2] });
  return h("td", { class: "d" + depth(n[at()], [4, 8, 16]) }, h("button", crossing(sub.id, strategy.id, said), doubted(n)));
}

/** @param {Item[]} strategies @param {Item[]} subs */
function linkedGrid(strategies, subs) {
  const row = (/** @type {Item} */ strategy) => h("tr", { class: expired(strategy.id, subs).subs.length ? "gap" : null },
    h("th", { scope: "row" }, itemButton(strategy, { class: "row-head" }, h("span", { class: "name" }, label(strategy)))),
    validityCell(strategy, subs), subs.map((sub) => codesCell(strategy, sub)),
    h("td", { class: "sum" }, doubted(codesIn(codesFrom(subs).filter((code) => code.strategy === strategy.id)))));
  const sums = subs.map((sub) => h("td", {}, doubted(codesIn(codesFrom([sub])))));
  return h("table", { class: "grid linked" },
    h("thead", {}, h("tr", {}, corner(t("kind.Strategy")), h("th", { scope: "col", class: "validity" }, t("linked.validity")), subs.map(columnHead), totalHead(t("linked.different")))),
    h("tbody", {}, strategies.map(row)),
    h("tfoot", {}, h("tr", {}, h("th", { scope: "row" }, t("linked.codesTotal")), h("td", {}), sums, h("td", { class: "sum" }, doubted(codesIn(codesFrom(subs)))))));
}

/** A small button for an item named by its code. @param {string} id @param {any} [mark] */
function chip(id, mark) {
  const item = itemOf(id);
  const name = h("span", { class: codeOf(item) ? "visually-hidden" : "link" }, label(item));
  return itemButton(item, { class: "code-chip" }, codeOf(item) ? badge(item, mark) : null, name, codeOf(item) ? null : mark);
}

/** Whether the sub-areas of a code have an actor in common, in words. @param {string[]} subs */
function sharedActors(subs) {
  const found = actorsOfAll(subs);
  if (found.length) {
    const more = found.length - ACTORS_AT_MOST;
    return [found.slice(0, ACTORS_AT_MOST).map((actor) => [chip(actor), " "]), more > 0 ? many("more", more) : ""];
  }
  const apart = pairsApart(subs);
  return apart.length ? h("b", {}, t("linked.apart", { pairs: apart.map((pair) => pair.map((id) => itemOf(id).code).join(" × ")).join(", ") })) : t("linked.inPairs");
}

/** A code with its section, if any. @param {Code} code */
function codeWords(code) {
  return code.section ? [h("b", {}, code.code), " " + t("crossing.section", { name: pick(code.section) })] : h("b", {}, code.code);
}

/** @param {Item[]} subs */
function sharedSection(subs) {
  const found = sharedCodes(subs), rest = found.length - listed;
  const line = (/** @type {{ code: Code, subs: string[] }} */ one) => h("tr", {}, h("th", { scope: "row" }, codeWords(one.code)), h("td", {}, label(itemOf(one.code.strategy))),
    h("td", { class: "linked-chips" }, one.subs.map((sub) => [chip(sub, sign(surest(one.code.links.filter((link) => link.source === sub)).certainty)), " "])),
    h("td", { class: "linked-chips" }, sharedActors(one.subs)));
  const show = () => { listed += SHARED_MORE; redraw(); };
  return h("section", { class: "linked-part" }, h("h2", {}, t("linked.shared") + " (" + number(found.length) + ")"), h("p", { class: "meta" }, t("linked.sharedHelp")),
    found.length ? h("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": t("linked.shared") }, h("table", { class: "linked-lines" },
      h("thead", {}, h("tr", {}, ["linked.code", "kind.Strategy", "linked.subs", "linked.actors"].map((key) => h("th", { scope: "col" }, t(key))))),
      h("tbody", {}, found.slice(0, listed).map(line)))) : h("p", {}, t("linked.sharedNone")),
    rest > 0 ? h("button", { type: "button", class: "plain", id: "linked-more", onclick: show }, many("linked.more", Math.min(rest, SHARED_MORE), { all: number(found.length) })) : null);
}

/** @param {Item[]} strategies @param {Item[]} subs */
function expiredSection(strategies, subs) {
  const late = strategies.map((strategy) => ({ strategy, ...expired(strategy.id, subs) }));
  const entry = (/** @type {Item} */ strategy, /** @type {string} */ text, /** @type {Item[]} */ items) => h("li", {},
    itemButton(strategy, { class: "link" }, label(strategy)), h("p", {}, t("linked.validity") + ": " + validity(strategy.id) + ". " + text + " ", items.map((item) => [chip(item.id), " "])));
  const over = late.filter((one) => one.subs.length), ends = late.filter((one) => one.measures.length);
  const unknown = strategies.filter((strategy) => validity(strategy.id) === t("linked.validUnknown"));
  return h("section", { class: "linked-part" }, h("h2", {}, t("linked.expired") + " (" + number(over.length) + ")"), h("p", { class: "meta" }, t("linked.expiredHelp")),
    over.length ? h("ul", { class: "linked-late" }, over.map((one) => entry(one.strategy, t("linked.refersStill"), one.subs))) : h("p", {}, t("linked.expiredNone")),
    ends.length ? [h("h3", {}, t("linked.endsHead") + " (" + number(ends.length) + ")"), h("ul", { class: "linked-late" }, ends.map((one) => entry(one.strategy, t("linked.outlive"), one.measures)))] : null,
    h("p", { class: "meta" }, unknown.length ? t("linked.unknownList", { names: unknown.map(label).join("; ") }) : t("linked.allKnown")));
}

/** @param {Item[]} subs */
function unresolvedSection(subs) {
  const found = codesFrom(subs);
  const of = (/** @type {string} */ resolution) => found.filter((code) => code.links.some((link) => link.resolution === resolution));
  const size = (/** @type {string} */ resolution) => codesIn(of(resolution));
  const wrong = of("malformed").flatMap((code) => code.links.filter((link) => link.resolution === "malformed"));
  return h("section", { class: "linked-part" }, h("h2", {}, t("linked.unresolved")),
    h("ul", { class: "linked-states" }, ["resolved", "unresolved", "malformed"].map((name) => h("li", {}, term("codeResolution", name) + ": ", h("b", {}, doubted(size(name)))))),
    h("p", { class: "meta" }, t("linked.statesHelp")), h("p", {}, t("unresolvedNote")),
    wrong.length ? [h("h3", {}, t("linked.malformed") + " (" + number(wrong.length) + ")"), h("ul", { class: "linked-late" }, wrong.map((link) => h("li", { class: counts(link) ? null : "left-out" },
      h("p", {}, chip(link.source), " → ", itemButton(itemOf(link.target), { class: "link" }, label(itemOf(link.target)))), linkMeta(link, null))))] : null);
}

/** @param {HTMLElement} root */
export function linkedView(root) {
  const subs = subsShown(), strategies = linkedStrategies(subs);
  const silent = subs.filter((sub) => !codesFrom([sub]).length);
  replace(root, viewHead(t("linked.title"), t("linked.help") + (isParted() ? " " + t("linked.parted") : ""), h("div", { class: "view-tools" }, readingSwitch(), areaChoice())),
    strategies.length ? scrolled(t("linked.title"), linkedGrid(strategies, subs)) : h("p", {}, t("linked.nothing")),
    h("p", { class: "meta" }, t("linked.note"), silent.length ? " " + t("linked.silent", { subs: silent.map((sub) => sub.code).join(", ") }) : "", " ", t("doubt") + "."),
    h("div", { class: "linked-parts" }, expiredSection(strategies, subs), sharedSection(subs), unresolvedSection(subs)));
}

/** How sure a code is, in brackets where it is not certain. @param {Code} code */
function doubtWords(code) {
  const { certainty } = surest(code.links);
  return LEVEL[certainty] ? " (" + term("certainty", certainty) + ")" : "";
}

/**
 * What the table of linked strategies shows, with the codes themselves in its cells.
 * @returns {{ name: string, columns: string[], rows: string[][] }}
 */
export function linkedTable() {
  const subs = subsShown(), one = area();
  const words = (/** @type {Code} */ code) => code.code + (code.section ? " " + t("crossing.section", { name: pick(code.section) }) : "") + doubtWords(code);
  const inCell = (/** @type {Code[]} */ found) => found.filter((code) => code.links.some((link) => counts(link))).map(words).join("; ");
  const rows = linkedStrategies(subs).map((strategy) => {
    const all = codesIn(codesFrom(subs).filter((code) => code.strategy === strategy.id));
    return [label(strategy), validity(strategy.id), ...subs.map((sub) => inCell(codesOf(sub.id, strategy.id))), String(all[at()]), ...all.map(String), readingSaid(),
      dependent(subs.map((sub) => [sub.code, codesIn(codesOf(sub.id, strategy.id))]))];
  });
  return { name: t("linked.file") + (one ? "-" + one.code : ""), columns: [t("kind.Strategy"), t("linked.validity"), ...subs.map(named), t("linked.different"), ...inReadings(t("linked.different")), t("reading"), t("export.onReading")], rows };
}
