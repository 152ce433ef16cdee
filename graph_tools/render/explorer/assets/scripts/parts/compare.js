// Two items side by side: what they share, and what only one of them has.
import { DATA, FAMILY, ITEMS, inOrder, itemOf } from "../core/data.js";
import { compared, workApart } from "../core/common.js";
import { h } from "../core/dom.js";
import { farEnd } from "../core/paths.js";
import { counted } from "../core/readings.js";
import { state } from "../core/state.js";
import { codeOf, label, many, pick, short, t } from "../core/words.js";
import { badge, itemButton } from "./items.js";
import { linkMeta } from "./neighbours.js";

const AT_MOST = 6;

/** A code of another strategy, which is no item of its own. @param {string} id */
function codeEntry(id) {
  const link = /** @type {Link} */ (DATA.links.find((one) => one.relation === "refers-to" && farEnd(one) === id));
  const strategy = itemOf(link.target), section = link.section ? ", " + pick(link.section) : "";
  return itemButton(strategy, { class: "neighbour", "aria-pressed": null }, h("span", { class: "badge f-strategy" }, link.code),
    h("span", { class: "name" }, short(strategy) + section));
}

/** @param {string} id */
function entry(id) {
  const item = ITEMS.get(id);
  return h("li", {}, item ? itemButton(item, { class: "neighbour", "aria-pressed": null }, codeOf(item) ? badge(item) : null,
    h("span", { class: "name" }, short(item))) : codeEntry(id));
}

/** A list that shows its first entries; the rest unfolds. @param {string} title @param {string[]} ids */
function column(title, ids) {
  const sorted = ids.some((id) => !ITEMS.has(id)) ? [...ids].sort() : inOrder(ids);
  const rest = sorted.slice(AT_MOST);
  return h("div", { class: "pair-column" }, h("h4", {}, title + " (" + ids.length + ")"),
    ids.length ? h("ul", {}, sorted.slice(0, AT_MOST).map(entry)) : h("p", { class: "meta" }, t("pair.nothing")),
    rest.length ? h("details", {}, h("summary", {}, many("pair.rest", rest.length)), h("ul", {}, rest.map(entry))) : null);
}

/** @param {Item} item */
function called(item) {
  return codeOf(item) || short(item);
}

/** Links from one item to the other. @param {Item} a @param {Item} b */
function directBox(a, b) {
  const found = counted(DATA.links.filter((link) => (link.source === a.id && link.target === b.id) || (link.source === b.id && link.target === a.id)));
  if (!found.length) return null;
  return h("section", { class: "group" }, h("h3", {}, t("pair.direct")), h("ul", {}, found.map((link) => h("li", {},
    h("span", {}, called(itemOf(link.source)) + " – " + t("rel." + link.relation).toLowerCase() + " – " + called(itemOf(link.target))), " ", linkMeta(link, null)))));
}

/** Goals two actors both work for without a measure in common. @param {Item} a @param {Item} b */
function tieBox(a, b) {
  if (FAMILY[a.kind] !== "actor" || FAMILY[b.kind] !== "actor") return null;
  const { apart, together } = workApart(a, b);
  const group = [a, b].some((item) => item.kind === "ActorGroup") ? h("p", { class: "meta" }, t("pair.groupNote")) : null;
  if (!apart.length) return group;
  return [h("section", { class: "support" + (together ? "" : " gap"), "data-tie": together ? "part" : "missing" }, h("h3", {}, t(together ? "pair.apart" : "pair.tieMissing")),
    h("p", {}, many(together ? "pair.apartSay" : "pair.tieSay", apart.length)), h("ul", {}, inOrder(apart).map(entry))), group];
}

/** What two items share and what only one has. @param {Item} a @param {Item} b */
export function compareBox(a, b) {
  if (a.id === b.id) return h("p", { class: "notice" }, t("pair.same"));
  const aspects = compared(a, b), only = (/** @type {Item} */ item) => t("pair.only", { x: called(item) });
  return [
    h("ul", { class: "pair-ends" }, [a, b].map((item) => h("li", {},
      itemButton(item, { class: "neighbour", "aria-pressed": null }, badge(item), h("span", { class: "name" }, label(item)))))),
    directBox(a, b), tieBox(a, b),
    aspects.map((aspect) => h("section", { class: "group", "data-aspect": aspect.name }, h("h3", {}, t("pair.aspect." + aspect.name)),
      column(t("pair.both"), aspect.both),
      aspect.both.some((id) => (ITEMS.get(id) || { kind: "" }).kind === "ActorGroup") ? h("p", { class: "meta" }, t("pair.groupShared")) : null,
      h("div", { class: "pair-columns" }, column(only(a), aspect.first), column(only(b), aspect.second)))),
    aspects.some((aspect) => aspect.both.length) ? null : h("p", { class: "notice" }, t("pair.nothingShared")),
    h("p", { class: "meta" }, t("pair.compareNote"), " ", t("pair.reading." + state.reading))];
}
