// List: every item with its neighbours, sortable and filterable; the equal of the pictures without one.
import { AREA_OF, DATA, FAMILIES, FAMILY, IN, ITEMS, OUT, PLACE, areaOf, factOf, inOrder, itemOf, kindOf, links } from "../core/data.js";
import { h, replace } from "../core/dom.js";
import { counted, counts, surest } from "../core/readings.js";
import { go, redraw, state } from "../core/state.js";
import { codeOf, collate, label, many, number, short, t, term } from "../core/words.js";
import { due, dueKey, dueText } from "../parts/deadline.js";
import { called, dot, itemButton, readingSwitch, sign, signsHelp } from "../parts/items.js";
import { byEnd } from "../parts/neighbours.js";
import { find, namedItem, tokens } from "../parts/find.js";
import { placesOf, placesText } from "../parts/sources.js";

/** What the address does not carry; `near` is the item whose neighbours alone are listed. */
export const list = { sort: "kind", down: false, text: "", area: "", status: "", near: "" };

/** Forget the filters that the address does not carry, for a link that promises a number of rows. */
export function unfiltered() {
  Object.assign(list, { text: "", area: "", status: "", near: "" });
}
const LINK_WORDS = ["contributes-to", "implements", "declares", "responsible", "collaborating", "in-sub-area", "in-area", "in-priority", "unit-of", "part-of", "concerns", "paid-from", "refers-to"];
const COLUMNS = ["code", "kind", "label", "due", "links"];
const STATUSES = ["fulfilled", "partiallyFulfilled", "notFulfilled"];
const AT_MOST = 12, STEP = 200;

/** @param {string[]} ids @param {Map<string, Link[]>} groups */
function joined(ids, groups) {
  return ids.map((id, index) => [index ? ", " : "", codeOf(itemOf(id)) || short(itemOf(id)), sign(surest(groups.get(id) || []).certainty)]);
}

/** Links that count in the chosen reading first, then the rest in brackets, said to be left out. @param {string} title @param {Link[]} found @param {"source" | "target"} end */
function linkLine(title, found, end) {
  const groups = byEnd(found, end), near = (/** @type {string} */ id) => Number(id === list.near);
  // The item whose neighbours are listed stands first: it says why the row is here.
  const ids = inOrder(groups.keys()).sort((a, b) => near(b) - near(a));
  const sure = ids.filter((id) => counted(groups.get(id) || []).length), rest = ids.filter((id) => !sure.includes(id));
  const more = (/** @type {string[]} */ all) => (all.length > AT_MOST ? " " + many("more", all.length - AT_MOST) : "");
  return h("span", {}, h("span", { class: "quiet" }, title + " (" + sure.length + "): "), joined(sure.slice(0, AT_MOST), groups), more(sure),
    rest.length ? h("span", { class: "left-out" }, sure.length ? " " : "", "(", h("span", { class: "visually-hidden" }, t("notCounted") + ": "),
      joined(rest.slice(0, AT_MOST), groups), more(rest), ")") : null);
}

/** @param {Item} item */
function linkWords(item) {
  const lines = [];
  for (const relation of LINK_WORDS) {
    const out = links(OUT, item.id, relation), back = relation === "concerns" ? [] : links(IN, item.id, relation);
    if (out.length) lines.push(linkLine(t("rel." + relation), out, "target"));
    if (back.length) lines.push(linkLine(t("relBack." + relation), back, "source"));
  }
  return lines;
}

/** @param {Item} item */
function load(item) {
  return counted(links(OUT, item.id)).length + counted(links(IN, item.id)).length;
}

/** @type {Record<string, (a: Item, b: Item) => number>} */
const SORTS = {
  code: (a, b) => Number(a.code === "") - Number(b.code === "") || collate(a.code, b.code),
  kind: (a, b) => FAMILIES.indexOf(FAMILY[a.kind]) - FAMILIES.indexOf(FAMILY[b.kind]) || collate(t("kind." + a.kind), t("kind." + b.kind)),
  label: (a, b) => collate(label(a), label(b)),
  due: (a, b) => collate(dueKey(a), dueKey(b)),
  links: (a, b) => load(b) - load(a),
};

function chosenTypes() {
  return state.types ? state.types.split(",") : FAMILIES;
}

/** The status we derived for an item; "" where there is none. @param {Item} item */
function statusOf(item) {
  return (factOf(item.id, "status") || ["", ""])[1];
}

/** Tell whether an item is of the area chosen: the area itself, its sub-areas and measures. @param {Item} item */
function inArea(item) {
  return !list.area || [item.id, AREA_OF.get(item.id), areaOf(item.id)].includes(list.area);
}

/** Items with a link to another that counts in the chosen reading and is told in their row. @param {string} id */
function neighboursOf(id) {
  const told = (/** @type {Link} */ link) => LINK_WORDS.includes(link.relation) && counts(link);
  return new Set([...links(OUT, id).filter((link) => told(link) && link.relation !== "concerns").map((link) => link.target),
    ...links(IN, id).filter(told).map((link) => link.source)]);
}

/** Items that fit the words typed; where few do, also those with similar words. @returns {{ items: Set<Item> | null, similar: boolean }} null for all */
function byWords() {
  if (!tokens(list.text).length) return { items: null, similar: false };
  const { found, similar } = find(list.text);
  return { items: new Set([...found, ...similar]), similar: similar.length > 0 };
}

/** Items that pass the filters, in the order chosen. */
function listRows() {
  const types = chosenTypes(), { items } = byWords(), near = list.near ? neighboursOf(list.near) : null;
  const found = DATA.items.filter((item) => types.includes(FAMILY[item.kind]) && inArea(item) && (!list.status || statusOf(item) === list.status)
    && (!items || items.has(item)) && (!near || near.has(item.id)));
  const endless = (/** @type {Item} */ item) => Number(list.sort === "due" && dueKey(item) === "");
  const order = (/** @type {Item} */ item) => PLACE.get(item.id) || 0;
  return found.sort((a, b) => endless(a) - endless(b) || (list.down ? -1 : 1) * SORTS[list.sort](a, b) || order(a) - order(b));
}

/** @param {Item} item */
function line(item) {
  return h("tr", { "data-row": item.id, class: state.id === item.id ? "chosen" : "" },
    h("td", { class: "code" }, item.code),
    h("td", { class: "kind" }, h("span", { class: "kind-line" }, dot(FAMILY[item.kind]), t("kind." + item.kind))),
    h("th", { scope: "row" }, itemButton(item, { class: "row-link" }, label(item))),
    h("td", { class: "due" }, due(item)),
    h("td", { class: "words" }, linkWords(item)));
}

/** Sort by a column; once more, the other way round. @param {string} name */
function sortBy(name) {
  list.down = list.sort === name && !list.down;
  list.sort = name;
}

/** Heads of the columns, each a button that sorts, and what brings their signs up to date. @param {() => void} refresh @returns {[HTMLElement[], () => void]} */
function headers(refresh) {
  const cells = COLUMNS.map((name) => h("th", { scope: "col", class: "h-" + name },
    h("button", { type: "button", class: "sorter", "data-sort": name, onclick: () => { sortBy(name); refresh(); } }, t("col." + name))));
  const signs = () => COLUMNS.forEach((name, index) => cells[index].setAttribute("aria-sort", list.sort !== name ? "none" : list.down ? "descending" : "ascending"));
  return [cells, signs];
}

/**
 * A choice of one value.
 * @param {string} id
 * @param {string} name
 * @param {[string, string][]} options value and wording
 * @param {string} value
 * @param {(value: string) => void} onChoose
 */
function choice(id, name, options, value, onChoose) {
  const field = h("select", { id, onchange: () => onChoose(field.value) }, options.map(([one, words]) => h("option", { value: one, selected: one === value }, words)));
  return h("label", { class: "pick", for: id }, h("span", {}, name), field);
}

/** Filters for measures, and the order for narrow screens, which have no heads of columns. @param {() => void} refresh */
function choices(refresh) {
  const areas = /** @type {[string, string][]} */ (kindOf("Area").map((area) => [area.id, area.code + " " + short(area)]));
  const statuses = /** @type {[string, string][]} */ (STATUSES.map((name) => [name, term("status", name)]));
  const orders = /** @type {[string, string][]} */ (COLUMNS.map((name) => [name, t("col." + name)]));
  return h("div", { class: "picks" },
    choice("list-area", t("list.area"), [["", t("list.any")], ...areas], list.area, (value) => { list.area = value; refresh(); }),
    choice("list-status", t("list.status"), [["", t("list.any")], ...statuses], list.status, (value) => { list.status = value; refresh(); }),
    h("span", { class: "phone-only" }, choice("list-sort", t("list.sort"), orders, list.sort, (value) => { list.sort = value; list.down = false; refresh(); })));
}

function familyChips() {
  const chips = h("fieldset", { class: "chips" }, h("legend", { class: "visually-hidden" }, t("filterKinds")), FAMILIES.map((family) => h("label", { class: "chip" },
    h("input", { type: "checkbox", value: family, checked: chosenTypes().includes(family), onchange: () => {
      const on = [.../** @type {NodeListOf<HTMLInputElement>} */ (chips.querySelectorAll("input:checked"))].map((input) => input.value);
      go({ types: on.length === FAMILIES.length ? "" : on.join(",") || "measure" });
    } }), dot(family), t("family." + family) + " (" + DATA.items.filter((item) => FAMILY[item.kind] === family).length + ")")));
  return chips;
}

/** What the table shown is filled by. @type {{ reach: (id: string) => boolean, say: () => void }} */
const shown = { reach: () => false, say: () => {} };

/** Fill the table step by step: a row costs more than a reader of thousands would wait for. @param {HTMLElement} body @param {HTMLElement} more */
function filler(body, more) {
  /** @type {Item[]} */
  let found = [];
  /** Tell whether an item is among the rows, after filling as far as its own. @param {string} id */
  shown.reach = (id) => {
    const place = found.findIndex((item) => item.id === id);
    while (place >= body.children.length) grow();
    return place >= 0;
  };
  const button = h("button", { type: "button", id: "list-more", class: "plain", onclick: () => { const from = body.children.length; grow(); focusRow(body, from); } });
  const grow = () => {
    const from = body.children.length;
    body.append(...found.slice(from, from + STEP).map(line));
    const left = found.length - body.children.length;
    button.textContent = t("list.more", { n: number(Math.min(STEP, left)), all: number(found.length) });
    replace(more, left > 0 ? [h("p", { class: "meta" }, t("list.shown", { n: number(body.children.length), all: number(found.length) })), button] : null);
  };
  return () => { found = listRows(); body.replaceChildren(); grow(); return found; };
}

/** @param {HTMLElement} body @param {number} at */
function focusRow(body, at) {
  const first = body.children[at] && body.children[at].querySelector("button");
  if (first) first.focus();
}

function clearFilters() {
  Object.assign(list, { text: "", area: "", status: "", near: "" });
  go({ types: "" });
  redraw();
}

/** How many rows there are, by kind where the kinds are few, and whether words alike were taken. @param {Item[]} rows */
function foundWords(rows) {
  const by = new Map();
  for (const item of rows) by.set(item.kind, (by.get(item.kind) || 0) + 1);
  const kinds = by.size > 1 && by.size <= 4 ? ": " + [...by].map(([kind, count]) => t("kind." + kind).toLowerCase() + "\u00a0" + number(count)).join(", ") : "";
  return t("list.found", { n: number(rows.length), all: number(DATA.items.length) }) + kinds + "." + (byWords().similar ? " " + t("list.similar") : "");
}

/** What the words look through, and the way to what is linked with the item they name. */
function nearBox() {
  const near = ITEMS.get(list.near), item = near ? null : namedItem(list.text);
  /** @param {string} id */
  const turn = (id) => () => { Object.assign(list, { near: id, text: "" }); redraw(); };
  const button = (/** @type {string} */ id, /** @type {string} */ words) => h("button", { type: "button", class: "link", id: "list-near", onclick: turn(id) }, words);
  if (near) return [t("list.nearOnly", { x: called(near) }), " ", button("", t("list.nearOff"))];
  return [list.text ? t("list.searched") : "", item ? [" ", button(item.id, t("list.near", { x: called(item), n: number(neighboursOf(item.id).size) }))] : null];
}

/** Say that the filters leave the chosen item out. @param {HTMLElement} box */
function hiddenBox(box) {
  const item = ITEMS.get(state.id);
  replace(box, item && !shown.reach(item.id) ? t("list.hidden", { x: called(item) }) : null);
}

/** @param {HTMLElement} root */
export function listView(root) {
  const body = h("tbody"), more = h("div", { class: "list-end" }), status = h("p", { class: "meta", role: "status" });
  const near = h("p", { class: "meta" }), hidden = h("p", { class: "list-hidden" });
  const fillRows = filler(body, more);
  shown.say = () => hiddenBox(hidden);
  const refresh = () => { status.textContent = foundWords(fillRows()); replace(near, nearBox()); shown.say(); signs(); };
  const [heads, signs] = headers(refresh);
  const field = h("input", { type: "search", id: "list-filter", value: list.text, autocomplete: "off", oninput: () => { list.text = field.value; refresh(); } });
  const clear = h("button", { type: "button", class: "plain", onclick: clearFilters }, t("clear"));
  replace(root, h("div", { class: "section-head" }, h("h1", {}, t("listTitle")), h("div", { class: "filter" }, h("label", { for: "list-filter" }, t("filterText")), field, clear)),
    h("details", { class: "filters", open: !window.matchMedia("(max-width: 700px)").matches }, h("summary", {}, t("list.filters")),
      familyChips(), h("div", { class: "section-head list-tools" }, choices(refresh), readingSwitch())),
    status, near, hidden, h("p", { class: "meta" }, signsHelp()),
    h("div", { class: "list-box" }, h("table", { class: "list" }, h("caption", { class: "visually-hidden" }, t("listTitle")), h("thead", {}, h("tr", {}, heads)), body)), more);
  refresh();
}

/** All rows the filters leave, as a table. */
export function listTable() {
  return {
    name: t("view.list"),
    columns: [...["code", "kind", "label", "due"].map((name) => t("col." + name)), t("list.status"), t("col.links"), t("source")],
    rows: listRows().map((item) => [item.code, t("kind." + item.kind), label(item), dueText(item), statusOf(item) && term("status", statusOf(item)),
      linkWords(item).map((words) => words.textContent || "").join("; "), placesText(placesOf(item.place))]),
  };
}

/** Mark the row of the item chosen, which is drawn however far down it stands. */
export function listChosen() {
  shown.say();
  for (const row of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("tr[data-row]"))) row.classList.toggle("chosen", row.dataset.row === state.id);
}
