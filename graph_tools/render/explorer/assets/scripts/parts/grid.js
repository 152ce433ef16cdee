// Tables of numbers: how deep a number is coloured, and arrow keys that go from cell to cell.
import { h } from "../core/dom.js";
import { at } from "../core/readings.js";
import { go, state } from "../core/state.js";
import { number, short, t } from "../core/words.js";
import { itemButton } from "./items.js";

/** How many signs of a name stand in the heading of a column, and of a row. */
const COLUMN_SIGNS = 46, ROW_SIGNS = 96;

/** Cut a name after a whole word; the details show it whole. @param {string} text @param {number} [most] */
export function cut(text, most = COLUMN_SIGNS) {
  if (text.length <= most) return text;
  const kept = text.slice(0, most - 1);
  return kept.slice(0, Math.max(kept.lastIndexOf(" "), 0)).replace(/[\s,–:]+$/, "") + "…";
}

/**
 * The heading of a column: code and name of an item.
 * @param {Item} item
 */
export function columnHead(item) {
  return h("th", { scope: "col", class: "col" }, itemButton(item, { class: "col-head" }, h("b", {}, item.code), h("span", { class: "name" }, cut(short(item)))));
}

/** The name of an item in the heading of a row. @param {Item} item */
export function rowName(item) {
  return h("span", { class: "name" }, cut(short(item), ROW_SIGNS));
}

/**
 * How deep a number is coloured, from 0 to 4.
 * @param {number} n
 * @param {[number, number, number]} steps from which number on the second, third and fourth colour stand
 */
export function depth(n, steps) {
  return n === 0 ? 0 : 1 + steps.filter((step) => n >= step).length;
}

/** A number in the chosen reading, marked where it depends on the reading. @param {Three} n */
export function doubted(n) {
  return [number(n[at()]), n[0] !== n[2] ? h("span", { class: "doubt", "aria-hidden": "true" }, "?") : null];
}

/**
 * Attributes of a button that shows what stands behind a crossing.
 * @param {string} first id of one item
 * @param {string} second id of the other
 * @param {string} said what a screen reader says
 */
export function crossing(first, second, said) {
  const cell = first + " " + second;
  return { type: "button", "data-cell": cell, "aria-pressed": String(state.cell === cell), "aria-label": said, onclick: () => go({ cell, id: "", other: "", pair: "" }) };
}

/** A cell behind which nothing stands. @param {string} [said] for screen readers */
export function emptyCell(said) {
  return h("td", { class: "none" }, said ? [h("span", { "aria-hidden": "true" }, "·"), h("span", { class: "visually-hidden" }, said)] : null);
}

/**
 * A region that scrolls and says what it holds.
 * @param {string} name
 * @param {HTMLTableElement} table
 */
export function scrolled(name, table) {
  return h("div", { class: "scroll grid-scroll", role: "region", tabindex: "0", "aria-label": name }, withArrows(table));
}

/** A heading over a table's first column. @param {string} text */
export function corner(text) {
  return h("th", { scope: "col", class: "corner" }, text);
}

/** A heading over the column of totals. @param {string} [text] */
export function totalHead(text) {
  return h("th", { scope: "col", class: "sum" }, text || t("total"));
}

/** The cell of a row that stands over or under a column; null where none does. @param {HTMLTableRowElement} row @param {number} column */
function cellAt(row, column) {
  let left = 0;
  for (const cell of row.cells) {
    if (column >= left && column < left + cell.colSpan) return cell;
    left += cell.colSpan;
  }
  return null;
}

/** @param {HTMLTableCellElement} cell */
function columnOf(cell) {
  const row = /** @type {HTMLTableRowElement} */ (cell.parentElement);
  return [...row.cells].slice(0, cell.cellIndex).reduce((sum, one) => sum + one.colSpan, 0);
}

/**
 * The button to which an arrow key leads.
 * @param {HTMLTableElement} table
 * @param {HTMLElement} from
 * @param {KeyboardEvent} event
 */
function target(table, from, event) {
  const cell = /** @type {HTMLTableCellElement} */ (from.closest("th, td"));
  const row = /** @type {HTMLTableRowElement} */ (cell.parentElement);
  const inRow = [...row.querySelectorAll("button")], here = inRow.indexOf(/** @type {any} */ (from));
  if (event.key === "ArrowLeft") return inRow[here - 1];
  if (event.key === "ArrowRight") return inRow[here + 1];
  const all = [...table.querySelectorAll("button")];
  if (event.key === "Home") return event.ctrlKey ? all[0] : inRow[0];
  if (event.key === "End") return (event.ctrlKey ? all : inRow).at(-1);
  const column = columnOf(cell), rows = [...table.rows], way = event.key === "ArrowDown" ? 1 : -1;
  for (let index = row.rowIndex + way; rows[index]; index += way) {
    const next = cellAt(rows[index], column);
    // The name of a group spans all columns: it is met from the first one only.
    if (next && next.querySelector("button") && (column === 0 || next.scope !== "rowgroup")) return next.querySelector("button");
  }
  return null;
}

/**
 * Let Tab reach a table once, and arrow keys, Home and End all its buttons.
 * @param {HTMLTableElement} table
 */
function withArrows(table) {
  const buttons = [...table.querySelectorAll("button")];
  let current = buttons.find((button) => button.getAttribute("aria-pressed") === "true") || buttons[0];
  for (const button of buttons) button.tabIndex = button === current ? 0 : -1;
  table.addEventListener("focusin", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (!button) return;
    current.tabIndex = -1;
    button.tabIndex = 0;
    current = button;
  });
  table.addEventListener("keydown", (event) => {
    if (!["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"].includes(event.key) || !(event.target instanceof HTMLElement)) return;
    event.preventDefault();
    const next = target(table, event.target, event);
    if (next) next.focus();
  });
  return table;
}
