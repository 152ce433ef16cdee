// Pieces by which several views show an item, a reading or a status.
import { FAMILY, LEVEL, READINGS } from "../core/data.js";
import { h } from "../core/dom.js";
import { go, select, state } from "../core/state.js";
import { codeOf, short, t, term } from "../core/words.js";

/** The code of an item on the colour of its family; the colour alone where it has none. @param {Item} item @param {any} [mark] */
export function badge(item, mark) {
  return h("span", { class: "badge f-" + FAMILY[item.kind] }, codeOf(item) || h("span", { "aria-hidden": "true" }, "•"), mark);
}

/** What an item is called within a sentence: its code, with its kind where the code is a bare number. @param {Item} item */
export function called(item) {
  const code = codeOf(item);
  return /^\d+$/.test(code) ? t("kind." + item.kind).toLowerCase() + "\u00a0" + code : code || short(item);
}

/** @param {string} family */
export function dot(family) {
  return h("span", { class: "dot f-" + family, "aria-hidden": "true" });
}

/** The choice among the three readings. */
export function readingSwitch() {
  return h("fieldset", { class: "switch" }, h("legend", {}, t("reading")),
    h("div", { class: "switch-row" }, READINGS.map((name) => h("label", {},
      h("input", { type: "radio", name: "reading", value: name, checked: state.reading === name, onchange: () => go({ reading: name }) }),
      h("span", {}, t("reading." + name))))));
}

/** A doubtful link wherever it stands in a row: a sign for the eye, a word for screen readers. @param {Certainty} certainty */
export function sign(certainty) {
  if (!LEVEL[certainty]) return null;
  return [h("span", { class: "unsure", "aria-hidden": "true" }, "?".repeat(LEVEL[certainty])),
    h("span", { class: "visually-hidden" }, " (" + term("certainty", certainty) + ")")];
}

export function signsHelp() {
  return t("signs", { probable: term("certainty", "probable"), uncertain: term("certainty", "uncertain") });
}

/** @param {string} id */
function pressed(id) {
  return String(state.id === id);
}

/**
 * A button that chooses an item.
 * @param {Item} item
 * @param {Record<string, any>} extra
 * @param {...any} children
 */
export function itemButton(item, extra, ...children) {
  return h("button", { type: "button", "data-id": item.id, "aria-pressed": pressed(item.id), onclick: () => select(item.id), ...extra }, children);
}

/**
 * Heading of a view with a sentence of help and what stands beside them.
 * @param {string} title
 * @param {any} help
 * @param {...any} beside
 */
export function viewHead(title, help, ...beside) {
  return h("div", { class: "section-head" }, h("div", {}, h("h1", {}, title), help ? h("p", { class: "meta" }, help) : null), beside);
}

/** @typedef {{ name: string, n: number, text: string }} Part */

/** A bar of parts. @param {Part[]} parts @param {boolean} [own] derived by us */
export function stacked(parts, own) {
  return h("div", { class: "stack" + (own ? " own" : ""), "aria-hidden": "true" },
    parts.map((part) => h("span", { class: "part s-" + part.name, style: { "flex-grow": String(part.n) } })));
}

/** @param {Part[]} parts */
export function statusList(parts) {
  return h("ul", { class: "status-list" }, parts.map((part) => h("li", {},
    h("span", { class: "mark s-" + part.name, "aria-hidden": "true" }), h("b", {}, String(part.n)), " ", part.text)));
}
