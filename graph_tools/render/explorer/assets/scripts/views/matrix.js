// Matrix: goals × sub-areas, each sub-area expandable to its measures; gaps hatched and named, doubtful cells marked.
import { AREA_OF, kindOf } from "../core/data.js";
import { h, replace } from "../core/dom.js";
import { gapName, gapsOf } from "../core/gaps.js";
import { at, cellOf, counts, supportIn } from "../core/readings.js";
import { go, state } from "../core/state.js";
import { label, many, named, number, short, t, term } from "../core/words.js";
import { columnHead, corner, crossing, cut, depth, doubted, emptyCell, rowName, scrolled, totalHead } from "../parts/grid.js";
import { itemButton, readingSwitch, viewHead } from "../parts/items.js";
import { dependent, inReadings, readingSaid } from "../parts/reading-columns.js";
import { areasShown, barePriorities, linkOf, measuresIn, rowSum, shownMatrix, subsIn, valueOf } from "../parts/support.js";

/** @typedef {import("../parts/support.js").Shown} Shown */

/** Signs of a name that fit over one upright column. */
const SIGNS_OVER = 5, FEW_OVER = 4;
/** So many columns have room for names that are read without turning the head. */
const FEW = 8;
/** What gets the focus after the columns have changed. */
let arriving = "";

/** Show other columns. @param {string} open @param {string} focus what then has the focus */
function turn(open, focus) {
  arriving = focus;
  go({ open });
}

/** @param {Item} goal @param {Item} sub */
function numberCell(goal, sub) {
  const n = cellOf(goal.id, sub.id);
  if (!n[2]) return emptyCell(t("empty"));
  const said = t("matrix.cellSay", { goal: goal.code, sub: sub.code, n: many("nMeasures", n[at()]), a: n[0], b: n[1], c: n[2] });
  return h("td", { class: "d" + depth(n[at()], [3, 6, 10]) }, h("button", crossing(goal.id, sub.id, said), doubted(n)));
}

/** @param {Item} goal @param {Item} measure */
function markCell(goal, measure) {
  const link = linkOf(goal, measure);
  if (!link) return emptyCell();
  const counted = counts(link);
  const said = t("matrix.markSay", { goal: goal.code, measure: measure.code, certainty: term("certainty", link.certainty) }) + (counted ? "" : ", " + t("notCounted"));
  return h("td", { class: counted ? "d1" : "out" },
    h("button", crossing(goal.id, measure.id, said), h("span", { class: "certain-mark m-" + link.certainty, "aria-hidden": "true" })));
}

/** @param {Item} goal @param {Shown} shown */
function goalRow(goal, shown) {
  const gaps = gapsOf(goal.id);
  return h("tr", { class: gaps.length ? "gap" : null },
    h("th", { scope: "row" }, itemButton(goal, { class: "row-head" }, h("span", { class: "goal-code" }, goal.code), rowName(goal))),
    shown.columns.map((column) => (shown.single ? markCell(goal, column) : numberCell(goal, column))),
    isPartial(shown) ? h("td", { class: "sum own-sum" }, number(rowSum(goal, shown.columns))) : null,
    h("td", { class: "sum" }, doubted(supportIn(goal.id))),
    h("td", { class: "gap-cell" }, gaps.length ? gaps.map((gap) => h("span", { class: "gap-tag" }, gapName(gap.kind))) : h("span", { class: "quiet" }, t("gap.none"))));
}

/** Whether only a part of the measures stands in the columns, so that it has a sum of its own. @param {Shown} shown */
function isPartial(shown) {
  return Boolean(shown.open || shown.area);
}

/** Whether the names of the columns stand upright, because there are many. @param {Shown} shown */
function isUpright(shown) {
  return shown.single && shown.columns.length > FEW;
}

/** @param {Shown} shown */
function wide(shown) {
  return shown.columns.length + (isPartial(shown) ? 4 : 3);
}

/** Goals of one priority under its name. @param {[Item | null, Item[]]} group @param {Shown} shown */
function groupBody([priority, goals], shown) {
  return h("tbody", {},
    priority ? h("tr", { class: "group-row" }, h("th", { scope: "rowgroup", colspan: wide(shown) },
      itemButton(priority, { class: "group-head" }, h("span", { class: "quiet" }, t("kind.Priority") + ": "), label(priority)))) : null,
    goals.map((goal) => goalRow(goal, shown)));
}

/** A sub-area over its measures, with as much of its name as surely fits. @param {Item} sub */
function overHead(sub) {
  const n = measuresIn(sub.id).length;
  return h("th", { scope: "colgroup", colspan: n }, itemButton(sub, { class: "group-head" }, h("b", {}, sub.code), n < FEW_OVER ? "" : " " + cut(short(sub), n * SIGNS_OVER)));
}

/** Names of the columns; measures stand under their sub-areas where there are several. @param {Shown} shown */
function heads(shown) {
  const partial = shown.open || shown.area;
  const ends = [partial ? totalHead(partial.code) : null, totalHead(), h("th", { scope: "col", class: "gap-cell" }, t("matrix.gapCol"))];
  const upright = (/** @type {Item} */ one) => h("th", { scope: "col", class: "col" },
    itemButton(one, { class: "measure-head" }, h("b", {}, one.code), h("span", { class: "name" }, cut(label(one)))));
  const rows = [h("tr", {}, corner(t("kind.Goal")), shown.columns.map(isUpright(shown) ? upright : columnHead), ends)];
  if (shown.single && !shown.open) {
    const subs = kindOf("SubArea").filter((sub) => measuresIn(sub.id).length);
    rows.unshift(h("tr", { class: "subs-row" }, h("td", { class: "corner" }), subs.map(overHead), h("td", { colspan: ends.length - 1 })));
  }
  if (!shown.single) rows.push(expandRow(shown));
  return rows;
}

/** The numbers of measures, each a button that expands its sub-area. @param {Shown} shown */
function expandRow(shown) {
  const expander = (/** @type {string} */ open, /** @type {number} */ n, /** @type {string} */ said) =>
    (n ? h("button", { type: "button", class: "expander", "data-open": open, "aria-label": said, onclick: () => turn(open, "#matrix-back") }, number(n), h("span", { "aria-hidden": "true" }, " ▸")) : "0");
  const all = kindOf("Measure").length;
  const own = shown.columns.reduce((sum, sub) => sum + measuresIn(sub.id).length, 0);
  return h("tr", { class: "expand-row" }, h("th", { scope: "row" }, t("matrix.measuresRow")),
    shown.columns.map((sub) => h("td", {}, expander(sub.id, measuresIn(sub.id).length, t("matrix.expand", { n: many("nMeasures", measuresIn(sub.id).length), sub: sub.code })))),
    isPartial(shown) ? h("td", { class: "sum own-sum" }, number(own)) : null,
    h("td", { class: "sum" }, shown.parted ? number(all) : expander("all", all, t("matrix.expandAll", { n: many("nMeasures", all) }))), h("td", {}));
}

/** @param {Shown} shown */
function footer(shown) {
  const goals = shown.groups.flatMap(([, found]) => found);
  const sums = shown.columns.map((column) => goals.reduce((sum, goal) => sum + valueOf(goal, column), 0));
  const all = goals.reduce((sum, goal) => sum + supportIn(goal.id)[at()], 0);
  return h("tfoot", {}, h("tr", {}, h("th", { scope: "row" }, t("matrix.linksTotal")), sums.map((sum) => h("td", {}, number(sum))),
    isPartial(shown) ? h("td", { class: "sum own-sum" }, number(sums.reduce((a, b) => a + b, 0))) : null, h("td", { class: "sum" }, number(all)), h("td", {})));
}

/** The choice of columns. @param {Shown} shown */
function columnChoice(shown) {
  const option = (/** @type {string} */ value, /** @type {string} */ text) => h("option", { value, selected: value === chosen }, text);
  const chosen = shown.open ? shown.open.id : shown.area ? shown.area.id : shown.single ? "all" : "";
  const measures = (/** @type {Item} */ sub) => option(sub.id, named(sub) + " (" + number(measuresIn(sub.id).length) + ")");
  const subs = (/** @type {Item[]} */ found) => found.filter((sub) => measuresIn(sub.id).length).map(measures);
  const options = shown.parted
    ? areasShown().map((area) => h("optgroup", { label: named(area) }, option(area.id, t("matrix.ofArea", { area: area.code, n: many("matrix.nSubs", subsIn(area.id).length) })), subs(subsIn(area.id))))
    : [option("", many("matrix.nSubs", kindOf("SubArea").length)), option("all", t("matrix.allMeasures", { n: number(kindOf("Measure").length) })),
      h("optgroup", { label: t("matrix.measuresOf") }, subs(kindOf("SubArea")))];
  const choice = h("select", { id: "matrix-columns", onchange: () => turn(choice.value, "#matrix-columns") }, options);
  const back = shown.open ? (shown.parted ? AREA_OF.get(shown.open.id) || "" : "") : "";
  return h("div", { class: "matrix-bar" }, h("label", { for: "matrix-columns" }, t("matrix.columns")), choice,
    shown.single ? h("button", { type: "button", id: "matrix-back", class: "plain", onclick: () => turn(back, `[data-open="${CSS.escape(state.open)}"]`) },
      h("span", { "aria-hidden": "true" }, "← "), t("matrix.back")) : null);
}

/** @param {Shown} shown */
function title(shown) {
  if (shown.open) return t("matrix.titleMeasures", { sub: shown.open.code });
  return t(shown.single ? "matrix.titleAll" : "matrix.title");
}

/** What is left out where not all fit, and where it is found. @param {Shown} shown */
function leftOut(shown) {
  if (!shown.area) return null;
  const bare = barePriorities();
  return h("p", { class: "notice" }, t("matrix.parted", { area: shown.area.code, n: number(kindOf("Goal").length - shown.left), all: number(kindOf("Goal").length) }),
    bare.length ? " " + t("matrix.bare", { names: bare.map(named).join(", ") }) : "");
}

/** What the signs mean. @param {Shown} shown */
function key(shown) {
  const marks = ["certain", "probable", "uncertain"].map((name) => h("li", {}, h("span", { class: "certain-mark m-" + name, "aria-hidden": "true" }), t("matrix.mark", { certainty: term("certainty", name) })));
  return h("ul", { class: "matrix-key meta" }, shown.single ? [marks, h("li", {}, h("span", { class: "out-sample", "aria-hidden": "true" }), t("notCounted"))] : null,
    h("li", {}, h("span", { class: "dot hatch", "aria-hidden": "true" }), t("hatch")), h("li", {}, h("span", { class: "doubt", "aria-hidden": "true" }, "?"), " ", t("doubt")));
}

/** @param {HTMLElement} root */
export function matrixView(root) {
  const shown = shownMatrix();
  const table = h("table", { class: "grid matrix" + (isUpright(shown) ? " upright" : "") }, h("thead", {}, heads(shown)), shown.groups.map((group) => groupBody(group, shown)), footer(shown));
  replace(root, viewHead(title(shown), [t(shown.single ? "matrix.helpMeasures" : "matrix.help"), h("span", { class: "key-help" }, " " + t("matrix.keys"))], h("div", { class: "view-tools" }, readingSwitch(), columnChoice(shown))), leftOut(shown),
    scrolled(title(shown), table), key(shown), h("p", { class: "meta" }, t("matrix.totalNote"), " ", t("gapOurs")));
  const focus = arriving ? root.querySelector(arriving) : null;
  arriving = "";
  if (focus instanceof HTMLElement) focus.focus();
}

/** A cell of the table in words. @param {Item} goal @param {Item} column */
function cellWords(goal, column) {
  if (column.kind === "SubArea") return String(valueOf(goal, column));
  const link = linkOf(goal, column);
  return !link ? "" : term("certainty", link.certainty) + (counts(link) ? "" : " (" + t("notCounted") + ")");
}

/**
 * What the matrix shows, as a table of text.
 * @returns {{ name: string, columns: string[], rows: string[][] }}
 */
export function matrixTable() {
  const shown = shownMatrix(), partial = shown.open || shown.area;
  const part = partial ? [partial.code] : [];
  const rows = shown.groups.flatMap(([priority, goals]) => goals.map((goal) => [goal.code, label(goal), priority ? label(priority) : "",
    ...shown.columns.map((column) => cellWords(goal, column)), ...(partial ? [String(rowSum(goal, shown.columns))] : []),
    String(supportIn(goal.id)[at()]), ...supportIn(goal.id).map(String), readingSaid(), shown.single ? "" : dependent(shown.columns.map((column) => [column.code, cellOf(goal.id, column.id)])),
    gapsOf(goal.id).map((gap) => gapName(gap.kind)).join("; ")]));
  return { name: t(shown.single ? "matrix.fileMeasures" : "matrix.file") + (partial ? "-" + partial.code : ""),
    columns: [t("kind.Goal"), t("col.label"), t("kind.Priority"), ...shown.columns.map(named), ...part, t("total"), ...inReadings(t("total")), t("reading"), t("export.onReading"), t("matrix.gapCol")], rows };
}
