// Where the gaps are, while nothing is chosen: goals whose support has gaps, then how many of each other kind.
import { kindOf } from "../core/data.js";
import { h } from "../core/dom.js";
import { gapCount, gapKinds, gapName, gapsHeld, gapsOf, isSupport, ownUnits } from "../core/gaps.js";
import { go, state } from "../core/state.js";
import { many, number, short, t } from "../core/words.js";
import { badge, itemButton } from "./items.js";

const AT_MOST = 12;

/** @param {string} kind */
function openKind(kind) {
  return () => go({ view: "gaps", kind, about: "" });
}

/** The other kinds that have gaps in the chosen reading, each leading to its gaps. */
function otherKinds() {
  const found = gapKinds().filter((kind) => !isSupport(kind.name)).map(({ name }) => ({ name, n: gapCount(name) })).filter(({ n }) => n);
  const total = gapKinds().reduce((sum, kind) => sum + gapCount(kind.name), 0);
  const own = (/** @type {string} */ name) => { const n = ownUnits(gapsHeld(name)); return n ? h("span", { class: "own-part" }, many("gaps.own", n)) : null; };
  return [h("h3", {}, t("gaps.panel.more")),
    h("ul", { class: "kind-counts" }, found.map(({ name, n }) => h("li", {},
      h("button", { type: "button", class: "kind-count", onclick: openKind(name) }, h("span", {}, gapName(name), own(name)), h("b", {}, number(n)))))),
    h("p", {}, h("button", { type: "button", class: "link", onclick: openKind("") }, t("gaps.panel.all", { n: number(total) })))];
}

/** @param {Item} goal */
function goalGaps(goal) {
  return h("li", {}, itemButton(goal, { class: "gap-item", "aria-pressed": null }, badge(goal), h("span", { class: "name" }, short(goal))),
    gapsOf(goal.id).map((gap) => h("p", {}, h("b", {}, gapName(gap.kind)), ": " + gap.say)));
}

export function gapList() {
  const goals = kindOf("Goal"), found = goals.filter((goal) => gapsOf(goal.id).length), rest = found.length - AT_MOST;
  return h("section", { class: "gaps" }, h("h2", { id: "details-title", tabindex: "-1" }, t("gaps")),
    h("p", {}, found.length ? t("gapsSummary", { n: found.length, all: goals.length }) : t("gapsNone")),
    h("ul", { class: "gap-items" }, found.slice(0, AT_MOST).map(goalGaps)),
    rest > 0 ? h("p", {}, h("button", { type: "button", class: "link", onclick: openKind("") }, many("gaps.panel.goals", rest))) : null,
    state.view === "gaps" ? null : otherKinds());
}
