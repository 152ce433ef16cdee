// The panel beside every view: what is known of the item chosen, or where the gaps are.
import { FAMILY, IN, ITEMS, OUT, PAGE, inOrder, itemOf, links } from "../core/data.js";
import { byId, h, replace } from "../core/dom.js";
import { gapName, gapsOf } from "../core/gaps.js";
import { at, counts, supportIn } from "../core/readings.js";
import { go, isUnknownItem, state } from "../core/state.js";
import { codeOf, label, many, named, t } from "../core/words.js";
import { crossingDetails } from "./crossing.js";
import { factList, statusBox } from "./facts.js";
import { gapList } from "./gap-list.js";
import { itemGaps } from "./item-gaps.js";
import { badge, dot, itemButton } from "./items.js";
import { legend } from "./legend.js";
import { byEnd, neighbours } from "./neighbours.js";
import { pairButtons, pairDetails, pairTitle } from "./pair.js";
import { placesOf, sourceLine } from "./sources.js";

/** Support of a goal and its gaps. @param {Item} goal */
function goalBox(goal) {
  const n = supportIn(goal.id), gaps = gapsOf(goal.id);
  return h("section", { class: "support" + (gaps.length ? " gap" : "") }, h("h3", {}, t("coverageHead")),
    h("p", {}, h("b", {}, many("nMeasures", n[at()])), " (" + t("reading." + state.reading) + ")"),
    h("p", { class: "meta" }, t("coverageSay", { a: n[0], b: n[1], c: n[2] })),
    gaps.map((gap) => h("p", { class: "gap-line" }, h("b", {}, gapName(gap.kind)), ": " + gap.say)),
    h("p", { class: "meta" }, t("gapOurs")));
}

/** Who leads the measures of a goal, the busiest first. @param {Item} goal */
function goalLeads(goal) {
  const measures = links(IN, goal.id, "contributes-to").filter((link) => counts(link)).map((link) => link.source);
  const found = [...new Set(measures)].flatMap((id) => links(OUT, id, "responsible").filter((link) => counts(link)));
  const leads = [...byEnd(found, "target")].sort((a, b) => b[1].length - a[1].length);
  if (!leads.length) return null;
  return h("section", { class: "group" }, h("h3", {}, t("goalLeads") + " (" + leads.length + ")"),
    h("ul", {}, leads.map(([id, led]) => h("li", {},
      itemButton(itemOf(id), { class: "neighbour", "aria-pressed": null }, badge(itemOf(id)), h("span", { class: "name" }, label(itemOf(id)))),
      h("span", { class: "meta" }, inOrder(new Set(led.map((link) => link.source))).map((measure) => codeOf(itemOf(measure))).join(", "))))));
}

/** Ways to other views of an item. @param {Item} item */
function jumps(item) {
  const to = (/** @type {string} */ view, /** @type {string} */ key) =>
    state.view === view ? null : h("button", { type: "button", class: "link", onclick: () => go({ view }) }, t(key));
  return h("p", { class: "jumps" }, PAGE.boxes.boxes[item.id] ? to("map", "showMap") : null, to("focus", "focus.show"), to("list", "showList"));
}

/** @param {Item} item */
function detailsOf(item) {
  return [
    h("p", { class: "kicker" }, dot(FAMILY[item.kind]), t("kind." + item.kind), item.code ? h("b", {}, item.code) : null),
    h("h2", { id: "details-title", tabindex: "-1" }, label(item)),
    h("p", { class: "meta" }, sourceLine(item.place), placesOf(item.place).length ? t("sourceRest") : ""),
    pairButtons(item), jumps(item),
    item.kind === "Goal" ? [goalBox(item), goalLeads(item)] : null,
    factList(item), statusBox(item.id), itemGaps(item), neighbours(item)];
}

/** Draw the panel for the state. */
export function showPanel() {
  const panel = byId("panel");
  const item = ITEMS.get(state.id), open = Boolean(item || state.cell);
  // On a phone the neighbourhood of an item is a list above its details, not behind them.
  const pair = pairDetails(), sheet = open && (state.view !== "focus" || Boolean(pair || state.cell));
  panel.classList.toggle("open", sheet);
  const content = pair ? pair : item ? detailsOf(item) : state.cell ? crossingDetails()
    : [isUnknownItem() ? h("p", { class: "notice", role: "status" }, t("unknownItem")) : null, gapList(), h("p", { class: "meta" }, t("choose")), legend()];
  const close = () => go(pair ? { other: "", pair: "" } : { id: "", cell: "", other: "", pair: "" });
  const cross = h("button", { type: "button", class: "close", "aria-label": t("close"), onclick: close }, h("span", { "aria-hidden": "true" }, "×"));
  replace(panel, open ? cross : null, content);
  const covered = sheet && window.matchMedia("(max-width: 900px)").matches;
  for (const part of document.querySelectorAll(".top, .tabs, #main")) /** @type {HTMLElement} */ (part).inert = covered;
  panel.setAttribute("aria-label", t("details"));
  panel.scrollTop = 0;
}

/** What the page is called for the state. */
export function panelTitle() {
  const item = ITEMS.get(state.id);
  return pairTitle() || (item ? named(item) : t("view." + state.view));
}
