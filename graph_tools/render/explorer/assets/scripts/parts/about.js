// What the page is, whose statements it carries, how sure they are, and whose work it uses.
import { DATA, PAGE, SUBJECTS, factOf, kindOf } from "../core/data.js";
import { byId, h } from "../core/dom.js";
import { label, many, moment, t, term } from "../core/words.js";

/** @typedef {{ name: string, version: string, licence: string, note?: string, source?: string }} Work */

/** Works of others the page carries: by where they are, or as one list. @returns {[string, Work[]][]} */
function works() {
  /** @type {Work[] | Record<string, Work[]>} */
  const given = PAGE.licences || [];
  const groups = Array.isArray(given) ? { page: given } : given;
  /** @type {[string, Work[]][]} */
  const known = ["page", "engine", "maybe"].map((place) => [place, groups[place] || []]);
  return known.filter(([, list]) => list.length);
}

/** @param {Work} work */
function workLine(work) {
  return h("li", {}, h("b", {}, work.name), work.version ? " " + work.version : "", " – ", h("span", { lang: "en" }, work.licence), work.note ? " (" + work.note + ")" : "");
}

function licences() {
  const found = works();
  const group = (/** @type {string} */ place, /** @type {Work[]} */ list) => (list.length > 8
    ? h("details", {}, h("summary", {}, t("about.works." + place) + " (" + list.length + ")"), h("ul", { class: "works" }, list.map(workLine)))
    : [h("p", {}, t("about.works." + place)), h("ul", { class: "works" }, list.map(workLine))]);
  return part("about.licences", h("p", {}, t("about.ours")), found.length ? found.map(([place, list]) => group(place, list)) : h("p", {}, t("about.worksNone")));
}

/** @param {string} key @param {...Child} children */
function part(key, ...children) {
  return h("section", {}, h("h3", {}, t(key)), children);
}

function documents() {
  const lines = kindOf("SourceDocument").map((item) => {
    const file = factOf(item.id, "file-name");
    return h("li", {}, label(item), file ? h("span", { class: "quiet" }, " (" + file[1] + ")") : null);
  });
  return part("about.sources", h("p", {}, t("about.sourcesSay")), h("ul", {}, lines));
}

function sureness() {
  return part("about.sure", h("p", {}, t("readingHelp")),
    h("ul", {}, ["certain", "probable", "uncertain"].map((name) => h("li", {}, h("span", { class: "cert c-" + name }, term("certainty", name)), " – ", t("about.sure." + name)))),
    h("p", {}, t("about.readings")));
}

function version() {
  const plan = kindOf("ActionPlan")[0], days = [...new Set(kindOf("Measure").flatMap((item) => (factOf(item.id, "assessed-on") || []).slice(1, 2)))].sort();
  const rows = [
    [t("about.subject"), [...SUBJECTS, ...(plan ? [plan] : [])].map(label).join("; ")],
    [t("about.size"), many("about.items", DATA.items.length) + ", " + many("about.links", DATA.links.length)],
    [t("about.assessed"), days.map((day) => moment(String(day))).join(", ")],
    [t("about.version"), PAGE.version || ""],
  ];
  return part("about.data", h("dl", { class: "facts" }, rows.filter(([, value]) => value).map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)])));
}

function keyboard() {
  const keys = [["/", "search"], ["Tab", "tab"], ["← ↑ → ↓", "arrows"], ["Enter", "enter"], ["F6", "panel"], ["Esc", "esc"], ["Alt + ←", "back"]];
  return part("about.keys", h("dl", { class: "keys" }, keys.map(([key, name]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, t("about.keys." + name))])));
}

/** The button that opens the dialogue; the browser gives the focus back to it. */
export function aboutButton() {
  return h("button", { type: "button", id: "about", "aria-haspopup": "dialog", onclick: openAbout }, t("about.button"));
}

function openAbout() {
  const close = () => dialog.close();
  const dialog = h("dialog", { id: "about-page", class: "dialog", "aria-labelledby": "about-title", onclose: () => { dialog.remove(); byId("about").focus(); },
    onkeydown: (/** @type {KeyboardEvent} */ event) => event.stopPropagation(),
    onclick: (/** @type {MouseEvent} */ event) => { if (event.target === dialog) close(); } },
  h("div", { class: "dialog-in" },
    h("div", { class: "dialog-head" }, h("h2", { id: "about-title", tabindex: "-1" }, t("about.title")),
      h("button", { type: "button", class: "close", "aria-label": t("about.close"), onclick: close }, h("span", { "aria-hidden": "true" }, "×"))),
    h("div", { class: "dialog-body", tabindex: "0", role: "region", "aria-labelledby": "about-title" },
      h("p", {}, t("about.what")), part("about.whose", h("p", {}, t("about.official")), h("p", {}, t("about.derived"))),
      sureness(), documents(), version(), keyboard(), licences(), part("about.offline", h("p", {}, t("about.offlineSay"))))));
  document.body.append(dialog);
  dialog.showModal();
  byId("about-title").focus();
}

/** The last line of the page. */
export function footLine() {
  return h("footer", { class: "foot" }, h("p", { class: "meta" }, t("about.foot")));
}
