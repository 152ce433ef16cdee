// The gaps an item is part of, by kind, for the details panel.
import { h } from "../core/dom.js";
import { gapName, gapSay, gapsAbout, gapsHeld, holds, isSupport } from "../core/gaps.js";
import { go } from "../core/state.js";
import { many, number, t } from "../core/words.js";
import { gapSide } from "./gap-row.js";
import { sourceLine } from "./sources.js";

const AT_MOST = 5;

/** The other side of a gap, where it is an item of its own. @param {Gap} gap @param {Item} item */
function otherSide(gap, item) {
  const other = gap.item && gap.item.item === item ? gap.partner : gap.item;
  return other && other.item ? gapSide(other) : null;
}

/** @param {string} kind @param {Gap[]} gaps that hold @param {Item} item */
function kindBox(kind, gaps, item) {
  const rest = gaps.length > AT_MOST;
  return h("details", { class: "item-kind", open: gaps.length < 3 }, h("summary", {}, gapName(kind) + " (" + number(gaps.length) + ")"),
    h("ul", {}, gaps.slice(0, AT_MOST).map((gap) => h("li", {}, otherSide(gap, item), h("p", { class: "gap-say" }, gapSay(gap)), h("p", { class: "meta" }, sourceLine(gap.place))))),
    rest ? h("button", { type: "button", class: "link", onclick: () => go({ view: "gaps", kind, about: item.id }) },
      many("gaps.item.all", gapsHeld(kind, item.id).length)) : null);
}

/** Gaps an item is part of in the chosen reading; null where there are none. @param {Item} item */
export function itemGaps(item) {
  // Gaps in the support of a goal stand in its own box.
  const found = gapsAbout(item.id).filter((gap) => holds(gap) && !(item.kind === "Goal" && isSupport(gap.kind)));
  const kinds = [...new Set(found.map((gap) => gap.kind))];
  if (!kinds.length) return null;
  return h("section", { class: "item-gaps" }, h("h3", {}, t("gaps.item.title") + " (" + number(found.length) + ")"),
    kinds.map((kind) => kindBox(kind, found.filter((gap) => gap.kind === kind), item)));
}
