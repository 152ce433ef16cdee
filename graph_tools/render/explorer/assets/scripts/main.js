// The frame: header, tabs, view, panel; draws what the address says.
import { SUBJECTS, kindOf } from "./core/data.js";
import { byId, h, replace } from "./core/dom.js";
import { VIEWS, go, hashOf, onShow, readHash, redraw, select, state } from "./core/state.js";
import { label, t } from "./core/words.js";
import { aboutButton, footLine } from "./parts/about.js";
import { saveMenu } from "./parts/export.js";
import { gapsTable } from "./parts/gap-export.js";
import { areasTable, mapTable, neighboursTable } from "./parts/link-tables.js";
import { panelTitle, showPanel } from "./parts/panel.js";
import { searchBox } from "./parts/search.js";
import { gapsView } from "./views/gaps.js";
import { deadlinesTable, deadlinesView } from "./views/deadlines.js";
import { focusView } from "./views/focus.js";
import { list, listChosen, listTable, listView } from "./views/list.js";
import { mapChosen, mapView } from "./views/map.js";
import { linkedTable, linkedView } from "./views/linked.js";
import { matrixTable, matrixView } from "./views/matrix.js";
import { networkChosen, networkTable, networkView } from "./views/network.js";
import { overviewChosen, overviewView } from "./views/overview.js";
import { queriesTable, queriesView } from "./views/queries.js";

/**
 * How each view is drawn, what it does when another item is chosen, and what of it can be saved:
 * its table, and what holds its picture.
 * @typedef {import("./parts/export.js").Table} Table
 * @type {Record<string, { draw: (root: HTMLElement) => void, chosen?: () => void, table?: () => Table | null, picture?: string }>}
 */
const DRAWN = {
  overview: { draw: overviewView, chosen: overviewChosen, table: areasTable, picture: ".flow" },
  gaps: { draw: gapsView, table: gapsTable },
  matrix: { draw: matrixView, table: matrixTable, picture: ".grid" },
  map: { draw: mapView, chosen: mapChosen, table: mapTable, picture: ".boxes" },
  linked: { draw: linkedView, table: linkedTable, picture: ".grid" },
  deadlines: { draw: deadlinesView, table: deadlinesTable, picture: ".due-picture" },
  focus: { draw: focusView, table: neighboursTable, picture: ".focus-stage" },
  network: { draw: networkView, chosen: networkChosen, table: networkTable, picture: ".net-stage" },
  list: { draw: listView, chosen: listChosen, table: listTable },
  queries: { draw: queriesView, table: queriesTable },
};
let drawn = "", language = "";

function isDark() {
  const set = document.documentElement.dataset.theme;
  return set ? set === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
}

function setTheme() {
  document.documentElement.dataset.theme = isDark() ? "light" : "dark";
  byId("theme").textContent = t(isDark() ? "light" : "dark");
  redraw();
}

/** Show all that a search finds. @param {string} text */
function searchAll(text) {
  Object.assign(list, { text, area: "", status: "", near: "" });
  if (state.view === "list" && !state.types) redraw();
  else go({ view: "list", types: "" });
}

/** Show how two items are connected. @param {Item} a @param {Item} b */
function showPair(a, b) {
  go({ id: a.id, other: b.id, pair: "path", cell: "" });
}

function brand() {
  const plan = kindOf("ActionPlan")[0];
  return h("div", { class: "brand" }, h("p", { class: "brand-name" }, SUBJECTS.length ? label(SUBJECTS[0]) : t("app")), plan ? h("p", { class: "brand-sub" }, label(plan)) : null);
}

/** What holds the picture of the view shown; null where it has none. */
function pictured() {
  const where = DRAWN[state.view].picture, found = where ? document.querySelector("#main " + where) : null;
  return found instanceof HTMLElement ? found : null;
}

function tools() {
  const other = state.lang === "cs" ? "en" : "cs";
  return h("div", { class: "tools" },
    h("button", { type: "button", id: "lang", lang: other, "aria-label": t("otherLangLabel"), onclick: () => go({ lang: other }) }, t("otherLang")),
    h("button", { type: "button", id: "theme", onclick: setTheme }, t(isDark() ? "light" : "dark")),
    saveMenu({ table: () => DRAWN[state.view].table?.() ?? null, picture: pictured, title: () => t("view." + state.view) + (state.id ? ": " + panelTitle() : "") }),
    aboutButton());
}

/** Draw what stays while views change. */
function frame() {
  const skip = (/** @type {Event} */ event) => { event.preventDefault(); byId("main").focus(); };
  replace(byId("app"),
    h("a", { class: "skip", href: "#main", onclick: skip }, t("skip")),
    h("header", { class: "top" }, brand(),
      searchBox({ id: "search", name: t("searchLabel"), hint: t("search"), onChoose: (item) => select(item.id), onAll: searchAll, onPair: showPair, slash: true }), tools()),
    h("nav", { class: "tabs", "aria-label": t("views") }, VIEWS.filter((view) => DRAWN[view]).map((view) => h("a", { href: addressOf(view), "data-view": view }, t("view." + view)))),
    h("div", { class: "body" }, h("main", { id: "main", tabindex: "-1" }), h("aside", { id: "panel", "aria-label": t("details") })),
    footLine());
}

/** The whole address of a view: a bare "#…" out of sight would count as a link that skips something. @param {string} view */
function addressOf(view) {
  return location.href.split("#")[0] + hashOf({ view });
}

/** What finds the element that has the focus after its view is drawn anew; "" where nothing does. */
function focused() {
  const box = document.activeElement;
  if (!(box instanceof HTMLElement)) return "";
  if (box.id) return "#" + CSS.escape(box.id);
  if (box instanceof HTMLInputElement && box.name) return `input[name="${CSS.escape(box.name)}"]:checked`;
  if (box instanceof HTMLInputElement && box.type === "checkbox") return `input[value="${CSS.escape(box.value)}"]`;
  return "";
}

/** Draw the view where what it depends on has changed. @param {boolean} anew */
function drawView(anew) {
  const key = [state.view, state.lang, state.reading, state.types, state.kind, state.about, state.open, state.net, state.ties, state.query].join(" ");
  const own = state.view === "focus" ? key + " " + state.id : key;
  if (!anew && own === drawn) return;
  const again = focused(), within = Boolean(document.getElementById("main")?.contains(document.activeElement));
  if (language !== state.lang) { language = state.lang; document.documentElement.lang = language; frame(); }
  drawn = own;
  document.documentElement.dataset.view = state.view;
  DRAWN[state.view].draw(byId("main"));
  const target = again ? document.querySelector(again) : null;
  if (target instanceof HTMLElement) target.focus();
  else if (within && document.activeElement === document.body) byId("main").focus({ preventScroll: true });
}

/** Show the state. @param {boolean} [anew] draw the view even where nothing it depends on has changed */
function show(anew = false) {
  drawView(anew);
  for (const tab of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".tabs a"))) {
    if (tab.dataset.view === state.view) {
      tab.setAttribute("aria-current", "page");
      const row = /** @type {HTMLElement} */ (tab.parentElement);
      if (row.scrollWidth > row.clientWidth) row.scrollLeft = tab.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
    } else tab.removeAttribute("aria-current");
    tab.setAttribute("href", addressOf(tab.dataset.view || ""));
  }
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("button[data-id][aria-pressed]"))) button.setAttribute("aria-pressed", String(button.dataset.id === state.id));
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("button[data-cell]"))) button.setAttribute("aria-pressed", String(state.cell === button.dataset.cell));
  document.title = panelTitle() + " – " + t("pageTitle");
  showPanel();
  const chosen = DRAWN[state.view].chosen;
  if (chosen) chosen();
}

/** What the panel shows, for knowing whether it has changed. */
function inPanel() {
  return [state.id, state.cell, state.other, state.pair].join(" ");
}

function follow() {
  const before = inPanel(), view = state.view, panel = document.getElementById("panel"), active = document.activeElement;
  const inside = Boolean(panel && panel.contains(active)), searched = Boolean(active && active.id === "search"), opener = chosenBox();
  readHash();
  show();
  const changed = before !== inPanel(), narrow = window.matchMedia("(max-width: 900px)").matches;
  const title = document.getElementById("details-title"), closed = changed && !state.id && !state.cell;
  if (closed && (inside || narrow)) {
    const back = document.querySelector(opener);
    (back instanceof HTMLElement ? back : byId("main")).focus({ preventScroll: true });
  } else if (title && changed && (inside || searched || (narrow && (state.id || state.cell) && (state.view !== "focus" || state.pair)))) title.focus({ preventScroll: true });
  toChosenRow(changed, view !== state.view);
}

/** Bring the row of the chosen item into sight. @param {boolean} changed another item was chosen @param {boolean} opened the list was opened just now */
function toChosenRow(changed, opened) {
  const line = state.view === "list" && (changed || opened) ? document.querySelector("tr.chosen") : null;
  if (line) line.scrollIntoView({ block: opened ? "center" : "nearest" });
}

/** Where the focus was in the view before it moved to the panel. @type {HTMLElement | null} */
let left = null;

/** What shows the item or cell chosen in the view, as a selector. */
function chosenBox() {
  return `#main [data-id="${CSS.escape(state.id)}"], #main [data-cell="${CSS.escape(state.cell)}"]`;
}

/** Move the focus from the view to the panel, and from the panel back to where it was. */
function crossOver() {
  const panel = byId("panel"), main = byId("main"), active = document.activeElement;
  if (main.inert) return;
  if (panel.contains(active)) {
    const back = left && left.isConnected ? left : document.querySelector(chosenBox());
    (back instanceof HTMLElement ? back : main).focus();
    return;
  }
  left = active instanceof HTMLElement && main.contains(active) ? active : null;
  document.getElementById("details-title")?.focus();
}

/** @param {KeyboardEvent} event */
function keys(event) {
  if (document.querySelector("dialog[open]")) return;
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test((document.activeElement || document.body).tagName);
  if (event.key === "/" && !typing) { event.preventDefault(); byId("search").focus(); }
  if (event.key === "F6" && !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey) { event.preventDefault(); crossOver(); }
  if (event.key === "Escape" && (state.id || state.cell)) {
    go({ id: "", cell: "", other: "", pair: "" });
  }
}

let resizing = 0;
function resized() {
  clearTimeout(resizing);
  resizing = window.setTimeout(() => {
    const typing = document.activeElement instanceof HTMLInputElement && byId("main").contains(document.activeElement);
    if (state.view === "list" || state.view === "queries" || typing) showPanel();
    else redraw();
  }, 150);
}

onShow(show);
window.addEventListener("hashchange", follow);
document.addEventListener("keydown", keys);
window.addEventListener("resize", resized);
readHash();
show();
toChosenRow(false, true);
// Milliseconds from opening the file to the first picture, for whoever measures the page.
requestAnimationFrame(() => { document.documentElement.dataset.drawn = String(Math.round(performance.now())); });
