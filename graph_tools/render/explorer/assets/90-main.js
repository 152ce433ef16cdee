// The frame: header, tabs, view, panel; draws what the hash says.
const DRAW = { overview: overviewView, matrix: matrixView, map: mapView, list: listView };
let drawn = "";
function isDark() {
  const set = document.documentElement.dataset.theme;
  return set ? set === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
}
function setTheme() {
  document.documentElement.dataset.theme = isDark() ? "light" : "dark";
  document.getElementById("theme").textContent = t(isDark() ? "light" : "dark");
  mapSelection();
}
function frame() {
  const app = document.getElementById("app"), plan = kindOf("ActionPlan")[0];
  replace(app,
    h("a", { class: "skip", href: "#main", onclick: (event) => { event.preventDefault(); document.getElementById("main").focus(); } }, t("skip")),
    h("header", { class: "top" },
      h("div", { class: "brand" }, h("p", { class: "brand-name" }, ROOT_PLAN ? label(ROOT_PLAN) : t("app")), plan ? h("p", { class: "brand-sub" }, label(plan)) : null),
      h("div", { class: "search", role: "search" },
        h("input", { id: "search", type: "text", role: "combobox", "aria-label": t("searchLabel"), placeholder: t("search"), autocomplete: "off", spellcheck: "false",
          "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "results", oninput: showFound, onkeydown: searchKeys, onblur: closeSearch }),
        h("kbd", { "aria-hidden": "true" }, "/"),
        h("div", { id: "results", role: "listbox", "aria-label": t("searchResults"), hidden: true }), h("p", { id: "search-status", role: "status" })),
      h("div", { class: "tools" },
        h("button", { type: "button", id: "lang", lang: state.lang === "cs" ? "en" : "cs", "aria-label": t("otherLangLabel"), onclick: () => go({ lang: state.lang === "cs" ? "en" : "cs" }) }, t("otherLang")),
        h("button", { type: "button", id: "theme", onclick: setTheme }, t(isDark() ? "light" : "dark")),
        h("button", { type: "button", id: "print", onclick: () => window.print() }, t("print")))),
    h("nav", { class: "tabs", "aria-label": t("views") }, VIEWS.map((view) => h("a", { href: hashOf(Object.assign({}, state, { view })), "data-view": view }, t("view." + view)))),
    h("div", { class: "body" }, h("main", { id: "main", tabindex: "-1" }), h("aside", { id: "panel", "aria-label": t("details") })));
}
function show(anew) {
  const key = [state.view, state.lang, state.reading, state.types].join(" ");
  if (anew === true || key !== drawn) {
    const focused = document.activeElement, again = focused && (focused.id ? "#" + CSS.escape(focused.id) : focused.name === "reading" ? 'input[name="reading"]:checked' : focused.type === "checkbox" ? `input[value="${CSS.escape(focused.value)}"]` : "");
    if (!drawn || drawn.split(" ")[1] !== state.lang) frame();
    drawn = key;
    document.documentElement.lang = state.lang;
    collator = new Intl.Collator(state.lang, { numeric: true });
    document.documentElement.dataset.view = state.view;
    DRAW[state.view](document.getElementById("main"));
    const target = again && document.querySelector(again);
    if (target) target.focus();
  }
  for (const tab of document.querySelectorAll(".tabs a")) {
    if (tab.dataset.view === state.view) tab.setAttribute("aria-current", "page");
    else tab.removeAttribute("aria-current");
    tab.setAttribute("href", hashOf(Object.assign({}, state, { view: tab.dataset.view })));
  }
  for (const button of document.querySelectorAll("button[data-id][aria-pressed]")) button.setAttribute("aria-pressed", pressed(button.dataset.id));
  for (const button of document.querySelectorAll("button[data-cell]")) button.setAttribute("aria-pressed", String(state.cell === button.dataset.cell));
  for (const line of document.querySelectorAll("tr[data-row]")) line.classList.toggle("chosen", line.dataset.row === state.id);
  const item = ITEMS.get(state.id);
  document.title = (item ? named(item) : t("view." + state.view)) + " – " + t("pageTitle");
  showPanel();
  overviewSelection();
  if (state.view === "map") mapSelection();
}
function follow() {
  const before = state.id + state.cell, inside = document.getElementById("panel") && document.getElementById("panel").contains(document.activeElement);
  const searched = document.activeElement && document.activeElement.id === "search";
  Object.assign(state, readHash());
  show();
  const title = document.getElementById("details-title");
  const narrow = window.matchMedia("(max-width: 900px)").matches;
  if (title && before !== state.id + state.cell && (inside || searched || (narrow && (state.id || state.cell)))) title.focus({ preventScroll: true });
  const line = state.view === "list" && document.querySelector("tr.chosen");
  if (line && before !== state.id + state.cell) line.scrollIntoView({ block: "nearest" });
}
window.addEventListener("hashchange", follow);
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) { event.preventDefault(); document.getElementById("search").focus(); }
  if (event.key === "Escape" && (state.id || state.cell)) {
    const back = document.querySelector(`#main [data-id="${CSS.escape(state.id)}"], #main [data-cell="${CSS.escape(state.cell)}"]`);
    go({ id: "", cell: "" });
    if (back) back.focus();
  }
});
let resizing = 0;
window.addEventListener("resize", () => { clearTimeout(resizing); resizing = setTimeout(() => { if (state.view === "list") showPanel(); else show(true); }, 150); });
Object.assign(state, readHash());
show();
