// Two items at once: how they are connected, or what they share; asked from the details of the first.
import { ITEMS } from "../core/data.js";
import { isComparable } from "../core/common.js";
import { h, replace } from "../core/dom.js";
import { isStep } from "../core/paths.js";
import { go, state } from "../core/state.js";
import { t } from "../core/words.js";
import { compareBox } from "./compare.js";
import { called } from "./items.js";
import { searchBox } from "./search.js";
import { pathBox } from "./way.js";

/** Return the two items the state is about; null where it is about one or none. */
function bothItems() {
  const first = ITEMS.get(state.id), second = ITEMS.get(state.other);
  return state.pair && first && second ? [first, second] : null;
}

/** What the state asks of two items, as a title; "" where it is about one or none. */
export function pairTitle() {
  const both = bothItems();
  if (!both) return "";
  const [a, b] = both.map(called);
  return t(state.pair === "compare" ? "pair.compareTitle" : "pair.pathTitle", { a, b });
}

/** Buttons that ask for a second item. @param {Item} item */
export function pairButtons(item) {
  const slot = h("div", { class: "pair-find" });
  const modes = [isStep(item) ? "path" : "", isComparable(item) ? "compare" : ""].filter(Boolean);
  /** @type {HTMLElement[]} */
  const buttons = modes.map((mode) => h("button", { type: "button", class: "ask", "data-pair": mode, "aria-expanded": "false", onclick: () => ask(mode) }, t("pair." + mode)));
  /** @param {string} mode */
  function ask(mode) {
    const open = buttons.find((button) => button.dataset.pair === mode)?.getAttribute("aria-expanded") === "true";
    for (const button of buttons) button.setAttribute("aria-expanded", String(!open && button.dataset.pair === mode));
    if (open) { replace(slot); return; }
    replace(slot, searchBox({ id: "pair-search", name: t("pair." + mode + "Name"), hint: t("pair.hint"), onChoose: (other) => go({ pair: mode, other: other.id, cell: "" }) }));
    slot.querySelector("input")?.focus();
  }
  return modes.length ? h("div", { class: "pair-ask" }, h("div", { class: "pair-buttons" }, buttons), slot) : null;
}

/** What the panel shows of two items; null where the state is about one or none. */
export function pairDetails() {
  const both = bothItems();
  if (!both) return null;
  const [a, b] = both, path = state.pair !== "compare";
  const other = path ? isComparable(a) : isStep(a);
  return [
    h("p", { class: "kicker" }, h("button", { type: "button", class: "link", onclick: () => go({ pair: "", other: "" }) }, t("pair.back", { x: called(a) }))),
    h("h2", { id: "details-title", tabindex: "-1" }, pairTitle()),
    other ? h("p", { class: "jumps" }, h("button", { type: "button", class: "link", onclick: () => go({ pair: path ? "compare" : "path" }) },
      t(path ? "pair.toCompare" : "pair.toPath"))) : null,
    path ? pathBox(a, b) : compareBox(a, b)];
}
