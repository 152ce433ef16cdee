// Two items side by side: what they share, and what only one of them has.
import { DATA, FAMILY, ITEMS, LEVEL, inOrder, itemOf } from "../core/data.js";
import { compared, workApart } from "../core/common.js";
import { h } from "../core/dom.js";
import { farEnd } from "../core/paths.js";
import { counted } from "../core/readings.js";
import { state } from "../core/state.js";
import { codeOf, label, many, pick, short, t } from "../core/words.js";
import { badge, called, itemButton, sign } from "./items.js";
import { linkMeta } from "./neighbours.js";

const AT_MOST = 6;

/** The title of an item, shortened so that it is seen to be. @param {Item} item */
function cut(item) {
  const brief = short(item);
  return brief !== label(item) && label(item).startsWith(brief) ? brief + "\u00a0…" : brief;
}

/** A code of another strategy, which is no item of its own. @param {string} id @param {any} mark */
function codeEntry(id, mark) {
  const link = /** @type {Link} */ (DATA.links.find((one) => one.relation === "refers-to" && farEnd(one) === id));
  const strategy = itemOf(link.target), section = link.section ? ", " + pick(link.section) : "";
  return itemButton(strategy, { class: "neighbour", "aria-pressed": null }, h("span", { class: "badge f-strategy" }, link.code, mark),
    h("span", { class: "name" }, cut(strategy) + section));
}

/** One thing had, marked where it rests on a doubtful reading. @param {string} id @param {Map<string, number>} doubt */
function entry(id, doubt) {
  const item = ITEMS.get(id), mark = sign(/** @type {Certainty} */ (Object.keys(LEVEL)[doubt.get(id) || 0]));
  if (!item) return h("li", {}, codeEntry(id, mark));
  const coded = codeOf(item) !== "";
  return h("li", {}, itemButton(item, { class: "neighbour", "aria-pressed": null }, coded ? badge(item, mark) : null,
    h("span", { class: "name" }, cut(item), coded ? null : mark)));
}

/** A list that shows its first entries; the rest unfolds. @param {string} title @param {string[]} ids @param {Map<string, number>} doubt */
function column(title, ids, doubt) {
  const sorted = ids.some((id) => !ITEMS.has(id)) ? [...ids].sort() : inOrder(ids);
  const rest = sorted.slice(AT_MOST);
  return h("div", { class: "pair-column" }, h("h4", {}, title + " (" + ids.length + ")"),
    ids.length ? h("ul", {}, sorted.slice(0, AT_MOST).map((id) => entry(id, doubt))) : h("p", { class: "meta" }, t("pair.nothing")),
    rest.length ? h("details", {}, h("summary", {}, many("pair.rest", rest.length)), h("ul", {}, rest.map((id) => entry(id, doubt)))) : null);
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
  const { apart, together, doubt } = workApart(a, b);
  const group = [a, b].some((item) => item.kind === "ActorGroup") ? h("p", { class: "meta" }, t("pair.groupNote")) : null;
  if (!apart.length) return group;
  return [h("section", { class: "support" + (together ? "" : " gap"), "data-tie": together ? "part" : "missing" }, h("h3", {}, t(together ? "pair.apart" : "pair.tieMissing")),
    h("p", {}, many(together ? "pair.apartSay" : "pair.tieSay", apart.length)), h("ul", {}, inOrder(apart).map((id) => entry(id, doubt)))), group];
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
      column(t("pair.both"), aspect.both, aspect.doubt),
      aspect.both.some((id) => (ITEMS.get(id) || { kind: "" }).kind === "ActorGroup") ? h("p", { class: "meta" }, t("pair.groupShared")) : null,
      h("div", { class: "pair-columns" }, column(only(a), aspect.first, aspect.doubt), column(only(b), aspect.second, aspect.doubt)))),
    aspects.some((aspect) => aspect.both.length) ? null : h("p", { class: "notice" }, t("pair.nothingShared")),
    h("p", { class: "meta" }, t("pair.compareNote"), " ", t("pair.reading." + state.reading))];
}
