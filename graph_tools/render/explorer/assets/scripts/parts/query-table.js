// The answer to a question as a table: sorted by a click, some rows at a time.
import { h, replace } from "../core/dom.js";
import { many, number, t } from "../core/words.js";

const STEP = 200;

/** @typedef {import("./query-answer.js").AnswerColumn} AnswerColumn */
/** @typedef {{ sort: number, down: boolean, n: number }} Order column to sort by, -1 for the order of the answer; how many rows are shown */

/** @returns {Order} */
export function newOrder() {
  return { sort: -1, down: false, n: STEP };
}

/** Return rows in the order chosen. @param {string[][]} rows @param {AnswerColumn[]} columns @param {Order} order */
export function inOrderChosen(rows, columns, { sort, down }) {
  const column = columns[sort];
  if (!column) return rows;
  // What says nothing stays last either way.
  return [...rows].sort((a, b) => Number(!column.text(a)) - Number(!column.text(b)) || (down ? -1 : 1) * column.order(a, b));
}

/** @param {AnswerColumn} column @param {string[]} row */
function cell(column, row) {
  const empty = !column.text(row);
  return h("td", { class: (column.number ? "n" : "") + (empty ? " empty" : ""), "data-head": column.head }, empty ? h("span", { class: "quiet" }, "–") : column.show(row));
}

/**
 * @param {AnswerColumn[]} columns
 * @param {string[][]} rows
 * @param {Order} order kept by whoever shows the table, so that it can be drawn again
 * @param {string} title
 */
export function answerTable(columns, rows, order, title) {
  const body = h("tbody"), more = h("div", { class: "list-end" });
  const heads = columns.map((column, index) => h("th", { scope: "col", class: column.number ? "n" : null },
    h("button", { type: "button", class: "sorter", "data-sort": index, onclick: () => sortBy(index) }, column.head)));
  const option = (/** @type {number} */ index, /** @type {string} */ words) => h("option", { value: index, selected: order.sort === index }, words);
  const choice = h("select", { id: "query-sort", onchange: () => { Object.assign(order, { sort: Number(choice.value), down: false }); draw(); } },
    option(-1, t("queries.orderGiven")), columns.map((column, index) => option(index, column.head)));

  /** @param {number} index */
  function sortBy(index) {
    order.down = order.sort === index && !order.down;
    order.sort = index;
    choice.value = String(index);
    draw();
  }
  function draw() {
    const shown = inOrderChosen(rows, columns, order).slice(0, order.n), left = rows.length - shown.length;
    heads.forEach((head, index) => head.setAttribute("aria-sort", order.sort !== index ? "none" : order.down ? "descending" : "ascending"));
    replace(body, shown.map((row) => h("tr", {}, columns.map((column) => cell(column, row)))));
    replace(more, left > 0 ? [h("p", { class: "meta" }, t("queries.shown", { n: number(shown.length), all: number(rows.length) })),
      h("button", { type: "button", id: "query-more", class: "wide-button", onclick: grow }, many("queries.more", Math.min(STEP, left)))] : null);
  }
  function grow() {
    const from = order.n;
    order.n += STEP;
    draw();
    const next = body.children[from];
    if (!(next instanceof HTMLElement)) return;
    next.tabIndex = -1;
    next.focus();
  }
  draw();
  return [h("p", { class: "phone-only" }, h("span", { class: "pick" }, h("label", { for: "query-sort" }, t("list.sort")), choice)),
    h("div", { class: "scroll query-scroll", role: "region", tabindex: "0", "aria-label": title },
      h("table", { class: "list query-table" }, h("caption", { class: "visually-hidden" }, title), h("thead", {}, h("tr", {}, heads)), body)), more];
}
