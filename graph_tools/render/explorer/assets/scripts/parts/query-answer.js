// What the columns of an answer are, and what each cell says: an item, a label, a number, a day, a source.
import { PLACE } from "../core/data.js";
import { h } from "../core/dom.js";
import { codedWord, documentOf, itemAt, itemNamed } from "../core/library.js";
import { state } from "../core/state.js";
import { codeOf, collate, label, moment, pick, short, t } from "../core/words.js";
import { badge, itemButton } from "./items.js";
import { placesText } from "./sources.js";

const LIST = "; ";
const NUMBER = /^-?\d+(\.\d+)?$/;
const MOMENT = /^\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?$/;
/** What says where a statement stands: three columns that are one for a reader. */
const SOURCE = ["document", "first_line", "last_line"];
/** Kinds of items a reader knows by their codes. */
const CODED = ["Measure", "Goal", "SubArea", "ThematicMeasure", "CrossCuttingMeasure"];

/** @typedef {import("../core/engine.js").EngineAnswer} EngineAnswer */
/**
 * @typedef {object} AnswerColumn
 * @property {string} head
 * @property {boolean} number
 * @property {(row: string[]) => string} text what a cell says; "" where it is empty
 * @property {(row: string[]) => Child} show the same as elements
 * @property {(a: string[], b: string[]) => number} order
 */

/** @param {string} text */
function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Bind one-letter Czech words to the next, as the page does in all its texts. @param {string} text */
function bound(text) {
  return text.replace(/(?<![^\s(„"])([aikosuvz]) (?=\S)/gi, "$1\u00a0");
}

/** A number as the language writes it: digits in threes from ten thousand on. @param {string} text */
function numberText(text) {
  const [whole, part] = text.split(".");
  const grouped = whole.replace("-", "").length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, state.lang === "cs" ? "\u00a0" : ",") : whole;
  return grouped.replace("-", "\u2212") + (part ? (state.lang === "cs" ? "," : ".") + part : "");
}

/** An item as a button: by its code where readers know it by that. @param {Item} item @param {string} words */
function itemCell(item, words) {
  return CODED.includes(item.kind) && codeOf(item)
    ? itemButton(item, { class: "query-item" }, badge(item), h("span", { class: "visually-hidden" }, "\u00a0– " + label(item)))
    : itemButton(item, { class: "query-item link" }, words);
}

/** What a name of an item says: the Czech title of a strategy stands for the strategy in either language. @param {Item} item @param {string} value */
function itemWords(item, value) {
  return item.kind === "Strategy" && value !== item.code ? label(item) : value;
}

/** Compare two cells that say something as `compare` does; empty ones come last. @param {(row: string[]) => string} read @param {(a: string, b: string) => number} compare */
function byText(read, compare) {
  return (/** @type {string[]} */ a, /** @type {string[]} */ b) => {
    const [one, other] = [read(a), read(b)];
    return Number(one === "") - Number(other === "") || compare(one, other);
  };
}

/** A column whose cells name items. @param {QueryColumn} column @param {number} at @returns {AnswerColumn} */
function itemColumn(column, at) {
  const parts = (/** @type {string[]} */ row) => (row[at] === "" ? [] : column.list ? row[at].split(LIST) : [row[at]]);
  const one = (/** @type {string} */ value) => {
    const item = itemNamed(column.about, value);
    return { item, words: item ? itemWords(item, value) : column.scheme ? codedWord(column.scheme, value) : value };
  };
  const rank = (/** @type {string} */ value) => {
    const item = itemNamed(column.about, value.split(LIST)[0]);
    return item ? PLACE.get(item.id) ?? Infinity : Infinity;
  };
  return {
    head: capital(pick(column.label)), number: false,
    text: (row) => parts(row).map((value) => one(value).words).join(LIST),
    show: (row) => parts(row).map((value, index) => {
      const { item, words } = one(value), shown = item ? itemCell(item, words) : words;
      // Codes stand side by side in boxes of their own; names need something between them.
      return [index ? (shown instanceof HTMLElement && shown.querySelector(".badge") ? " " : LIST) : "", shown];
    }),
    order: byText((row) => row[at], (a, b) => (rank(a) === rank(b) ? collate(a, b) : rank(a) - rank(b))),
  };
}

/** A column of text, numbers, days or coded values. @param {string} head @param {number} at @param {string[][]} rows @param {string} scheme @returns {AnswerColumn} */
function plainColumn(head, at, rows, scheme) {
  const cells = rows.map((row) => row[at]).filter(Boolean);
  const numbers = !scheme && cells.length > 0 && cells.every((cell) => NUMBER.test(cell));
  const days = !scheme && cells.some((cell) => cell.includes("-")) && cells.every((cell) => MOMENT.test(cell));
  const say = (/** @type {string} */ cell) => (cell === "" ? "" : scheme ? codedWord(scheme, cell) : numbers ? numberText(cell) : days ? moment(cell) : cell);
  const text = (/** @type {string[]} */ row) => say(row[at]);
  const order = numbers ? byText((row) => row[at], (a, b) => Number(a) - Number(b)) : byText(days ? (row) => row[at] : text, collate);
  return { head, number: numbers, text, show: (row) => bound(text(row)), order };
}

/** Where the statement of a row stands. @param {number[]} at places of document, first and last line @returns {AnswerColumn} */
function sourceColumn(at) {
  const [document, first, last] = at;
  const text = (/** @type {string[]} */ row) => (row[document] ? placesText([[documentOf(row[document]), Number(row[first]), Number(row[last])]]) : "");
  return { head: t("source"), number: false, text, show: text,
    order: byText((row) => row[document] && row[document] + " " + row[first].padStart(9, "0"), (a, b) => (a < b ? -1 : Number(a > b))) };
}

/** A column of a query of the reader's own: addresses of items lead to them, all else is text. @param {string} name @param {number} at @param {string[][]} rows @returns {AnswerColumn} */
function ownColumn(name, at, rows) {
  const column = plainColumn(name, at, rows, "");
  // As it is: digits may be an identifier.
  return { ...column, text: (row) => row[at], show: (row) => {
    const item = itemAt(row[at]);
    return item ? itemButton(item, { class: "query-item link" }, codeOf(item) ? codeOf(item) + "\u00a0– " + short(item) : short(item)) : row[at];
  } };
}

/**
 * Return the columns of an answer as they are shown.
 * @param {EngineAnswer} answer
 * @param {Question | null} question null for a query of the reader's own: nothing is known of its columns
 * @returns {AnswerColumn[]}
 */
export function answerColumns(answer, question) {
  if (!question) return answer.columns.map((name, at) => ownColumn(name, at, answer.rows));
  const source = SOURCE.map((name) => answer.columns.indexOf(name)), sourced = source.every((at) => at >= 0);
  return answer.columns.flatMap((name, at) => {
    const column = question.columns.find((one) => one.key === name);
    if (sourced && SOURCE.includes(name)) return name === "document" ? [sourceColumn(source)] : [];
    if (!column) return [plainColumn(name, at, answer.rows, "")];
    if (column.shown !== "both" && column.shown !== state.lang) return [];
    return column.about ? [itemColumn(column, at)] : [plainColumn(capital(pick(column.label)), at, answer.rows, column.scheme)];
  });
}

/** Return what the columns of a question are called, as its answer shows them. @param {Question} question */
export function headsOf(question) {
  const sourced = SOURCE.every((name) => question.columns.some((column) => column.key === name));
  const kept = question.columns.filter((column) => (column.shown === "both" || column.shown === state.lang) && !(sourced && SOURCE.includes(column.key)));
  return [...kept.map((column) => pick(column.label)), ...(sourced ? [t("source").toLowerCase()] : [])];
}
