// Search as you type: a combobox over all items; used in the header and wherever a second item is chosen.
import { h, replace } from "../core/dom.js";
import { label, number, t } from "../core/words.js";
import { find, namedPair, tokens } from "./find.js";
import { badge, called } from "./items.js";

const AT_MOST = 10;

/**
 * A field that finds an item.
 * @param {object} options
 * @param {string} options.id id of the field; its list is `id-results`
 * @param {string} options.name accessible name
 * @param {string} options.hint text in the empty field
 * @param {(item: Item) => void} options.onChoose
 * @param {(text: string) => void} [options.onAll] what shows all that is found; without it the list ends after ten
 * @param {(a: Item, b: Item) => void} [options.onPair] what shows how two items are connected, where both are typed
 * @param {boolean} [options.slash] show that the key / leads here
 */
export function searchBox({ id, name, hint, onChoose, onAll, onPair, slash }) {
  let current = -1;
  /** What choosing a line of the list does. @type {WeakMap<Element, () => void>} */
  const acts = new WeakMap();
  const status = h("p", { class: "search-status", role: "status" });
  const box = h("div", { id: id + "-results", class: "results", role: "listbox", "aria-label": t("searchResults"), hidden: true });
  const field = h("input", { id, type: "text", role: "combobox", "aria-label": name, placeholder: hint, autocomplete: "off", spellcheck: "false",
    "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id + "-results", oninput: show, onkeydown: keys, onblur: close });

  function close() {
    box.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
    current = -1;
  }
  function clear() {
    field.value = "";
    status.textContent = "";
    close();
  }
  /** @param {Item} item */
  function choose(item) {
    clear();
    onChoose(item);
  }
  function chooseAll() {
    const text = field.value;
    clear();
    if (onAll) onAll(text);
  }
  /** @param {Item[]} both */
  function choosePair([a, b]) {
    clear();
    if (onPair) onPair(a, b);
  }
  /** One line of the list; `act` is what choosing it does. @param {Record<string, any>} attributes @param {() => void} act @param {...any} children */
  function option(attributes, act, ...children) {
    const line = h("div", { role: "option", "aria-selected": "false", ...attributes, onmousedown: (/** @type {MouseEvent} */ event) => { event.preventDefault(); act(); } }, children);
    acts.set(line, act);
    return line;
  }
  /** @param {Item} item @param {boolean} alike found by a similar word only */
  function itemOption(item, alike) {
    return option({ "data-found": item.id, class: alike ? "alike" : null }, () => choose(item),
      badge(item), h("span", { class: "name" }, label(item)), h("span", { class: "quiet" }, t("kind." + item.kind) + (alike ? " · " + t("foundAlike") : "")));
  }
  function show() {
    current = -1;
    field.removeAttribute("aria-activedescendant");
    if (!tokens(field.value).length) { status.textContent = ""; close(); return; }
    const { found, similar } = find(field.value), pair = onPair ? namedPair(field.value) : null, all = [...found, ...similar];
    const [a, b] = (pair || []).map(called);
    replace(box, pair ? option({ class: "all", "data-found-pair": pair.map((item) => item.id).join(" ") }, () => choosePair(pair), t("foundPair", { a, b })) : null,
      all.slice(0, AT_MOST).map((item) => itemOption(item, similar.includes(item))),
      all.length > AT_MOST && onAll ? option({ class: "all" }, chooseAll, t("foundAll", { n: number(all.length) })) : null);
    [...box.children].forEach((line, index) => { line.id = id + "-option-" + index; });
    status.textContent = all.length || pair ? t("found", { n: number(found.length) }) + (similar.length ? " " + t("foundSimilar", { n: number(similar.length) }) : "") : t("foundNone");
    box.hidden = !box.children.length;
    field.setAttribute("aria-expanded", String(!box.hidden));
  }
  /** @param {KeyboardEvent} event */
  function keys(event) {
    const options = [...box.children];
    if (event.key === "Escape") { field.value = ""; show(); event.stopPropagation(); return; }
    if (event.key === "Enter") {
      event.preventDefault();
      if (!box.hidden) acts.get(options[Math.max(current, 0)])?.();
      return;
    }
    if ((event.key !== "ArrowDown" && event.key !== "ArrowUp") || !options.length) return;
    event.preventDefault();
    current = (current + (event.key === "ArrowDown" ? 1 : -1) + options.length) % options.length;
    options.forEach((option, index) => option.setAttribute("aria-selected", String(index === current)));
    options[current].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", options[current].id);
  }
  return h("div", { class: "search", role: "search", "aria-label": name }, field, slash ? h("kbd", { "aria-hidden": "true" }, "/") : null, box, status);
}
