// The network in words: a table of who is tied with whom by what, sortable; the equal of its picture.
import { PLACE } from "../core/data.js";
import { h, replace } from "../core/dom.js";
import { at } from "../core/readings.js";
import { codeOf, collate, label, many, named, number, short, t } from "../core/words.js";
import { doubted } from "./grid.js";
import { itemButton } from "./items.js";
import { readingSaid } from "./reading-columns.js";
import { common, netName, partner, touches } from "./ties.js";

/** @typedef {import("./ties.js").Tie} Tie */
/** What the address does not carry. @typedef {{ sort: string, down: boolean, most: number }} Order */

const FIRST = 30, MORE = 200;

/** A fresh order: the strongest first. @returns {Order} */
export function strongestFirst() {
  return { sort: "n", down: true, most: FIRST };
}

/** @type {Record<string, string>} */
const COLUMNS = { first: "network.first.", second: "network.second.", n: "network.number.", what: "network.what." };

/** Words of a column: the projections with and without groups share them. @param {string} column @param {boolean} missing */
export function columnName(column, missing) {
  const own = missing && (column === "n" || column === "what");
  return t(COLUMNS[column] + (own ? "missing" : netName().replace("-groups", "")));
}

/** Name of an item in a table: a goal's number is said to be one, its long name is shortened. @param {Item} item */
export function nameOf(item) {
  return item.kind === "Goal" ? t("kind.Goal") + "\u00a0" + item.code + "\u00a0– " + short(item) : named(item);
}

/** What the number of a tie counts. @param {Tie} tie */
function unitOf(tie) {
  return tie.line.dashes ? "goals" : netName() === "sub-areas" ? "codes" : "shared";
}

/** Items of a row: of one chosen only the partner. @param {Tie} tie @param {string} chosen */
function sides(tie, chosen) {
  return chosen ? [partner(tie, chosen)] : [tie.first, tie.second];
}

/** @param {Tie[]} found @param {Order} order @param {string} chosen */
function sorted(found, order, chosen) {
  const side = order.sort === "second" && !chosen ? 1 : 0, place = (/** @type {Tie} */ tie, /** @type {number} */ end) => PLACE.get((sides(tie, chosen)[end] || tie.second).id) || 0;
  const way = order.down ? -1 : 1;
  const by = (/** @type {Tie} */ a, /** @type {Tie} */ b) => (order.sort === "n" ? a.n[at()] - b.n[at()]
    : collate(nameOf(sides(a, chosen)[side]), nameOf(sides(b, chosen)[side])));
  return [...found].sort((a, b) => way * by(a, b) || place(a, 0) - place(b, 0) || place(a, 1) - place(b, 1));
}

/** What two share: buttons where one node is chosen, else plain codes. @param {Tie} tie @param {string} chosen */
function shared(tie, chosen) {
  return common(tie).map(({ item, text }, index) => (item && chosen
    ? itemButton(item, { class: "net-code" }, item.kind === "Goal" ? nameOf(item) : [text, h("span", { class: "visually-hidden" }, " " + label(item))])
    : [index ? ", " : "", h("span", { class: "net-text" }, text)]));
}

/**
 * A table of ties with its heading buttons.
 * @param {Tie[]} found at least one
 * @param {string} chosen id of the node whose ties they are; "" for all
 * @param {Order} order kept by the caller
 * @param {string} name what a screen reader calls it
 */
export function tiesTable(found, chosen, order, name) {
  const missing = found[0].line.dashes, body = h("tbody"), foot = h("div");
  const columns = chosen ? [chosen === found[0].second.id && netName() === "sub-areas" ? "first" : "second", "n", "what"] : ["first", "second", "n", "what"];
  const line = (/** @type {Tie} */ tie) => h("tr", {}, sides(tie, chosen).map((item, index) => h(index ? "td" : "th", index ? { class: "net-who" } : { scope: "row", class: "net-who" },
    itemButton(item, { class: "row-link" }, nameOf(item)))), h("td", { class: "net-n" }, doubted(tie.n), tie.n[0] === tie.n[2] ? null : h("span", { class: "visually-hidden" }, " " + t("network.varies")), h("span", { class: "phone-only" }, " " + many("network.counted." + unitOf(tie), tie.n[at()]))), h("td", { class: "net-what" }, shared(tie, chosen)));
  const refresh = () => {
    const rest = found.length - order.most;
    replace(body, sorted(found, order, chosen).slice(0, order.most).map(line));
    replace(foot, rest > 0 ? h("button", { type: "button", class: "plain", onclick: () => { order.most += MORE; refresh(); } },
      t(rest > MORE ? "network.more" : "network.rest", { n: number(MORE), rest: number(rest) })) : null);
  };
  const direction = (/** @type {string} */ column) => (order.sort === column ? (order.down ? "descending" : "ascending") : "none");
  const heads = columns.map((column) => h("th", { scope: "col", class: "h-" + column, "aria-sort": column === "what" ? null : direction(column) },
    column === "what" ? h("span", { class: "net-head" }, columnName(column, missing)) : h("button", { type: "button", class: "sorter", "data-sort": column, onclick: () => {
      order.down = order.sort === column ? !order.down : column === "n";
      order.sort = column;
      heads.forEach((head, index) => { if (columns[index] !== "what") head.setAttribute("aria-sort", direction(columns[index])); });
      refresh();
    } }, columnName(column, missing))));
  refresh();
  return [h("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": name },
    h("table", { class: "list net-table" + (missing ? " missing" : "") }, h("thead", {}, h("tr", {}, heads)), body)), foot];
}

/** Rows of a table as plain text: what is counted, both ends, the number, what they share. @param {Tie[]} found @param {string} chosen */
export function tiesRows(found, chosen) {
  const mine = chosen ? found.filter((tie) => touches(tie, chosen)) : found;
  return sorted(mine, strongestFirst(), chosen).map((tie) => [t("network.tie." + unitOf(tie)), named(tie.first), named(tie.second), String(tie.n[at()]), ...tie.n.map(String), readingSaid(),
    common(tie).map(({ item, text }) => (item ? codeOf(item) : text)).join(", ")]);
}
