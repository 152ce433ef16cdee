// Search as you type: a combobox over all items; used in the header and wherever a second item is chosen.
import { h, replace } from "../core/dom.js";
import { label, t } from "../core/words.js";
import { find, tokens } from "./find.js";
import { badge } from "./items.js";

const AT_MOST = 10;

/**
 * A field that finds an item.
 * @param {object} options
 * @param {string} options.id id of the field; its list is `id-results`
 * @param {string} options.name accessible name
 * @param {string} options.hint text in the empty field
 * @param {(item: Item) => void} options.onChoose
 * @param {(text: string) => void} [options.onAll] what shows all that is found; without it the list ends after ten
 * @param {boolean} [options.slash] show that the key / leads here
 */
export function searchBox({ id, name, hint, onChoose, onAll, slash }) {
  let current = -1;
  /** @type {Item[]} */
  let found = [];
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
  /** @param {() => void} act */
  function onPress(act) {
    return (/** @type {MouseEvent} */ event) => { event.preventDefault(); act(); };
  }
  function show() {
    current = -1;
    field.removeAttribute("aria-activedescendant");
    if (!tokens(field.value).length) { status.textContent = ""; close(); return; }
    const all = find(field.value);
    found = all.slice(0, AT_MOST);
    const option = (/** @type {number} */ index) => ({ role: "option", id: id + "-option-" + index, "aria-selected": "false" });
    const rest = all.length > found.length && onAll;
    replace(box, found.map((item, index) => h("div", { ...option(index), "data-found": item.id, onmousedown: onPress(() => choose(item)) },
      badge(item), h("span", { class: "name" }, label(item)), h("span", { class: "quiet" }, t("kind." + item.kind)))),
    rest ? h("div", { ...option(found.length), class: "all", onmousedown: onPress(chooseAll) }, t("foundAll", { n: all.length })) : null);
    status.textContent = all.length ? t("found", { n: all.length }) : t("foundNone");
    box.hidden = !all.length;
    field.setAttribute("aria-expanded", String(all.length > 0));
  }
  /** @param {KeyboardEvent} event */
  function keys(event) {
    const options = [...box.children];
    if (event.key === "Escape") { field.value = ""; show(); event.stopPropagation(); return; }
    if (event.key === "Enter") {
      event.preventDefault();
      const item = found[Math.max(current, 0)];
      if (box.hidden) return;
      if (item) choose(item);
      else chooseAll();
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
