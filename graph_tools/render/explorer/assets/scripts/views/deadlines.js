// Deadlines: what ends first, and sub-areas × half-years; all relative to the plan, never to today.
import { ITEMS, LEVEL, OUT, SUB_OF, areaOf, factOf, itemOf, kindOf, links } from "../core/data.js";
import { h, replace } from "../core/dom.js";
import { gapsOfKind } from "../core/gaps.js";
import { counted } from "../core/readings.js";
import { go, redraw, state } from "../core/state.js";
import { label, many, moment, named, number, short, t, term } from "../core/words.js";
import { deadlineDoubts, dueKey, dueText, endOf, planDays, recurrence } from "../parts/deadline.js";
import { badge, itemButton, viewHead } from "../parts/items.js";
import { readingSaid } from "../parts/reading-columns.js";

const FIRST = 10, MOST_PERIODS = 12, MOST_TILES = 150;
const OPEN = "open", NONE = "none", BEFORE = "before";
/** How many of the deadlines in order are shown. */
const upTo = { n: FIRST };

/** @typedef {{ key: string, phase: string, head: string }} Column */

/** Measures past their deadline at the end of the plan, as the gap query found them. */
function overdueIds() {
  return new Set(gapsOfKind("overdue").flatMap((gap) => (gap.item && gap.item.item ? [gap.item.item.id] : [])));
}

/** Measures with an end, the soonest first. */
function inOrder() {
  return kindOf("Measure").filter(dueKey).sort((a, b) => (dueKey(a) < dueKey(b) ? -1 : dueKey(a) > dueKey(b) ? 1 : 0));
}

/** @param {string} day @param {boolean} yearly */
function periodOf(day, yearly) {
  return day.slice(0, 4) + (yearly ? "" : Number(day.slice(5, 7)) < 7 ? "/1" : "/2");
}

/** The last day of a period. @param {string} period 2025 or 2025/1 */
function periodEnd(period) {
  return period.slice(0, 4) + (period.endsWith("/1") ? "-06-30" : "-12-31");
}

/** Tell whether half-years would be too many columns. @param {string[]} days */
function isYearly(days) {
  const years = days.map((day) => Number(day.slice(0, 4)));
  return years.length > 0 && 2 * (Math.max(...years) - Math.min(...years) + 1) > MOST_PERIODS;
}

/** The column of a measure. @param {Item} item @param {boolean} yearly @param {ReturnType<typeof planDays>} plan */
function columnOf(item, yearly, plan) {
  const day = dueKey(item);
  if (!day) return recurrence(item) ? OPEN : NONE;
  return plan && day < plan.first ? BEFORE : periodOf(day, yearly);
}

/** @param {string} period */
function periodHead(period) {
  const [year, half] = period.split("/");
  return half ? t("deadlines.half." + half, { year }) : year;
}

/** All columns the measures need, periods without a hole. @param {Item[]} measures @param {boolean} yearly @param {ReturnType<typeof planDays>} plan @returns {Column[]} */
function columnsOf(measures, yearly, plan) {
  const found = new Set(measures.map((item) => columnOf(item, yearly, plan)));
  const periods = [...found].filter((key) => /^\d/.test(key)).sort(), all = [];
  const last = periods[periods.length - 1];
  for (let period = periods[0]; period && period <= last;) {
    all.push(period);
    const year = Number(period.slice(0, 4));
    period = yearly ? String(year + 1) : period.endsWith("/1") ? year + "/2" : year + 1 + "/1";
  }
  // The plan parts the columns only where it ends with one of them.
  const parts = plan && periodEnd(periodOf(plan.last, yearly)) === plan.last;
  const phase = (/** @type {string} */ period) => (!parts ? "dated" : plan && periodEnd(period) <= plan.last ? "plan" : "after");
  return [...(found.has(BEFORE) ? [{ key: BEFORE, phase: BEFORE, head: t("deadlines.ended") }] : []),
    ...all.map((key) => ({ key, phase: phase(key), head: periodHead(key) })),
    ...[OPEN, NONE].filter((key) => found.has(key)).map((key) => ({ key, phase: "endless", head: t("deadlines." + key) }))];
}

/** What the signs at a tile say, in words. @param {Item} item @param {Set<string>} late */
function notes(item, late) {
  return [
    late.has(item.id) ? term("gapKind", "overdue") : "",
    endOf(item).length === 4 ? t("deadlines.year") : "",
    recurrence(item) ? term("recurrence", recurrence(item)) : "",
    deadlineDoubts(item).length ? t("deadlines.doubt") : "",
  ].filter((note) => note && note !== dueText(item));
}

/** Signs of a tile: overdue, a whole year, comes back, doubtful. @param {Item} item @param {Set<string>} late */
function signs(item, late) {
  const again = recurrence(item), dated = dueKey(item) !== "";
  return (late.has(item.id) ? "!" : "") + (endOf(item).length === 4 ? "∗" : "") + (again && dated ? "↻" : "") + (again === "yearly" ? "1×" : "") + (deadlineDoubts(item).length ? "?" : "");
}

/** @param {Item} item */
function statusOf(item) {
  const fact = factOf(item.id, "status");
  return fact ? fact[1] : "";
}

/** @param {Item} item */
function statusWords(item) {
  return statusOf(item) ? term("status", statusOf(item)) : t("deadlines.notAssessed");
}

/** @param {Item} item */
function statusMark(item) {
  return h("span", { class: "mark" + (statusOf(item) ? " s-" + statusOf(item) : " s-none"), "aria-hidden": "true" });
}

/** @param {Item} item @param {Set<string>} late */
function tile(item, late) {
  const said = [label(item), t("fact.deadline") + ": " + dueText(item), ...notes(item, late), statusWords(item) + " " + t("gapOurMark")].join("; ");
  return h("li", {}, itemButton(item, { class: "tile" + (late.has(item.id) ? " late" : "") }, statusMark(item), item.code,
    h("span", { class: "signs", "aria-hidden": "true" }, signs(item, late)), h("span", { class: "visually-hidden" }, " – " + said)));
}

/** One of the deadlines in order. @param {Item} item @param {Set<string>} late */
function soonLine(item, late) {
  const more = notes(item, late).filter((note) => note !== term("gapKind", "overdue"));
  return h("li", {}, h("span", { class: "when" }, moment(endOf(item))), badge(item),
    h("span", { class: "soon-what" }, itemButton(item, { class: "row-link" }, label(item)),
      h("span", { class: "soon-state" }, statusMark(item), statusWords(item), late.has(item.id) ? h("span", { class: "gap-tag" }, "! " + term("gapKind", "overdue")) : null,
        more.length ? h("span", { class: "quiet" }, "· " + more.join(" · ")) : null)));
}

/** How many measures are overdue when the plan ends. @param {string} d @param {number} n */
function judged(d, n) {
  return n ? many("deadlines.judged", n, { d }) : t("deadlines.judgedNone", { d });
}

/** The deadlines in order. @param {Set<string>} late */
function soonest(late) {
  const all = inOrder(), n = Math.min(upTo.n, all.length), plan = planDays();
  const more = () => { upTo.n += FIRST; redraw(); };
  return h("section", { class: "soonest" }, h("h2", {}, t("deadlines.first")),
    h("p", { class: "meta" }, t("deadlines.firstHelp"), plan ? " " + judged(moment(plan.last), late.size) : ""),
    all.length ? h("ol", {}, all.slice(0, n).map((item) => soonLine(item, late))) : h("p", {}, t("deadlines.noEnd")),
    n < all.length ? h("button", { type: "button", id: "deadlines-more", class: "plain", onclick: more }, many("deadlines.more", Math.min(FIRST, all.length - n), { of: number(all.length) })) : null);
}

/** First row of heads: how the columns lie to the plan. @param {Column[]} columns */
function phaseHeads(columns) {
  const plan = planDays(), heads = [];
  for (let at = 0; at < columns.length;) {
    const { phase } = columns[at], span = columns.slice(at).findIndex((column) => column.phase !== phase), wide = span < 0 ? columns.length - at : span;
    const d = plan ? moment(plan.last) : "";
    heads.push(h("th", { scope: "colgroup", colspan: wide, class: "phase p-" + phase }, t("deadlines.phase." + phase, phase === "after" ? { d } : {})));
    at += wide;
  }
  return heads;
}

/** Areas or sub-areas by which the measures stand in rows. @param {Item[]} measures @param {boolean} tiled */
function rowsOf(measures, tiled) {
  const of = (/** @type {Item} */ item) => (tiled ? SUB_OF.get(item.id) : areaOf(item.id)) || "";
  return kindOf(tiled ? "SubArea" : "Area").map((row) => ({ row, own: measures.filter((item) => of(item) === row.id) })).filter(({ own }) => own.length);
}

/** @param {Item[]} here @param {Set<string>} late @param {boolean} tiled */
function cell(here, late, tiled) {
  if (!here.length) return null;
  if (tiled) return h("ul", { class: "tiles" }, here.map((item) => tile(item, late)));
  const n = here.filter((item) => late.has(item.id)).length;
  return [h("b", {}, number(here.length)), n ? h("span", { class: "gap-tag" }, "! " + n) : null];
}

/** @param {Item} row @param {boolean} tiled */
function rowHead(row, tiled) {
  return h("th", { scope: "row" }, itemButton(row, { class: "row-name" }, h("b", {}, row.code), " ", short(row)),
    tiled ? null : h("button", { type: "button", class: "link", "data-open": row.id, onclick: () => go({ open: row.id }) }, t("deadlines.unfold", { code: row.code })));
}

/** Measures shown in the grid: all, or those of one area. */
function gridMeasures() {
  const area = ITEMS.get(state.open), all = kindOf("Measure");
  return area && area.kind === "Area" ? all.filter((item) => areaOf(item.id) === area.id) : all;
}

/** Tell whether measures are few enough to stand one by one. @param {Item[]} measures */
function isTiled(measures) {
  return measures.length <= MOST_TILES;
}

function gridTitle() {
  return t(isTiled(gridMeasures()) ? "deadlines.grid" : "deadlines.gridAreas");
}

function grid() {
  const late = overdueIds(), measures = gridMeasures(), plan = planDays(), all = kindOf("Measure").length;
  const yearly = isYearly(measures.map(dueKey).filter((day) => day && !(plan && day < plan.first)));
  const columns = columnsOf(measures, yearly, plan), tiled = isTiled(measures);
  const key = new Map(measures.map((item) => [item.id, columnOf(item, yearly, plan)]));
  const inColumn = (/** @type {Item[]} */ own, /** @type {Column} */ column) => own.filter((item) => key.get(item.id) === column.key);
  const most = rowsOf(measures, tiled).map(({ own }) => columns.map((column) => inColumn(own, column).length));
  const width = (/** @type {number} */ at) => { const n = Math.max(0, ...most.map((counts) => counts[at])); return !tiled ? "n" : n === 0 ? "w0" : n < 3 ? "w1" : n < 8 ? "w2" : "w3"; };
  const body = rowsOf(measures, tiled).map(({ row, own }) => h("tr", {}, rowHead(row, tiled), columns.map((column) => h("td", { class: "p-" + column.phase }, cell(inColumn(own, column), late, tiled)))));
  return [
    tiled ? null : h("p", { class: "notice" }, t("deadlines.many", { n: number(all) })),
    measures.length < all ? h("p", {}, h("button", { type: "button", class: "plain", onclick: () => go({ open: "" }) }, t("deadlines.all"))) : null,
    h("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": gridTitle() },
      h("table", { class: "due-grid" }, h("caption", { class: "visually-hidden" }, gridTitle()),
        h("thead", {}, h("tr", {}, h("th", { rowspan: 2, scope: "col", class: "corner" }, t(tiled ? "kind.SubArea" : "kind.Area")), phaseHeads(columns)),
          h("tr", {}, columns.map((column, at) => h("th", { scope: "col", class: width(at) + " p-" + column.phase }, column.head)))),
        h("tbody", {}, body),
        h("tfoot", {}, h("tr", {}, h("th", { scope: "row" }, t("deadlines.sum")), columns.map((column) => h("td", {}, number(inColumn(measures, column).length))))))),
  ];
}

/** What the signs mean. */
function key() {
  const marks = ["fulfilled", "partiallyFulfilled", "notFulfilled"].map((name) => h("li", {}, h("span", { class: "mark s-" + name, "aria-hidden": "true" }), term("status", name)));
  const plan = planDays(), d = plan ? moment(plan.last) : "";
  const said = [["!", plan ? t("deadlines.signLate", { d }) : term("gapKind", "overdue")], ["∗", t("deadlines.year")], ["↻", t("deadlines.signAgain")], ["1×", term("recurrence", "yearly")], ["?", t("deadlines.doubt")]];
  return h("div", { class: "due-key" }, h("ul", {}, h("li", {}, h("b", {}, t("deadlines.status"))), marks), h("ul", {}, said.map(([sign, words]) => h("li", {}, h("b", { class: "sign" }, sign), " ", words))));
}

/** @param {HTMLElement} root */
export function deadlinesView(root) {
  replace(root, viewHead(t("deadlines.title"), t("deadlines.help")),
    h("div", { class: "ours due" }, soonest(overdueIds()),
      h("section", { class: "due-picture" }, h("h2", {}, gridTitle()), grid(), key())));
}

/** Who is responsible for a measure in the chosen reading; what is not certain is said to be so. @param {Item} item */
function responsible(item) {
  return counted(links(OUT, item.id, "responsible")).map((link) => named(itemOf(link.target)) + (LEVEL[link.certainty] ? " (" + term("certainty", link.certainty) + ")" : "")).join("; ");
}

/** The deadlines of all measures as a table. */
export function deadlinesTable() {
  const late = overdueIds(), order = [...inOrder(), ...kindOf("Measure").filter((item) => !dueKey(item))];
  return {
    name: t("view.deadlines"),
    columns: [t("col.code"), t("col.label"), t("kind.SubArea"), t("fact.deadline"), t("fact.end"), t("deadlines.lastDay"), t("fact.recurrence"), t("rel.responsible"), t("reading"),
      t("deadlines.status"), term("gapKind", "overdue"), t("deadlines.notes")],
    rows: order.map((item) => [item.code, label(item), (ITEMS.get(SUB_OF.get(item.id) || "") || { code: "" }).code, dueText(item), endOf(item) ? moment(endOf(item)) : "", dueKey(item),
      recurrence(item) ? term("recurrence", recurrence(item)) : "", responsible(item), readingSaid(), statusWords(item), t(late.has(item.id) ? "export.yes" : "export.no"), [...(endOf(item).length === 4 ? [t("deadlines.year")] : []), ...deadlineDoubts(item).map(label)].join("; ")]),
  };
}
