// Overview: headline numbers, then how the areas support the goals, as two columns of boxes with weighted bands.
import { DATA, factOf, kindOf } from "../core/data.js";
import { h, replace } from "../core/dom.js";
import { gapCount, gapKinds, gapName, gapsOf, isSupport } from "../core/gaps.js";
import { restsOnReading } from "../core/readings.js";
import { go } from "../core/state.js";
import { many, number, t, term } from "../core/words.js";
import { flow, flowChosen } from "../parts/flow.js";
import { readingSwitch, stacked, statusList, viewHead } from "../parts/items.js";
import { placesOf, placesText } from "../parts/sources.js";
import { unfiltered } from "./list.js";

const STATUSES = ["fulfilled", "partiallyFulfilled", "notFulfilled"];

/** @param {(status: string) => number} count */
function statusParts(count) {
  return STATUSES.map((name) => ({ name, n: count(name), text: term("status", name) }));
}

/** Where the official totals stand, each place once, by line. */
function totalPlaces() {
  const all = DATA.totals.flatMap((total) => placesOf(total.place));
  return [...new Map(all.map((place) => [place.join(" "), place])).values()].sort((a, b) => a[1] - b[1]);
}

/** A headline number with what it counts. @param {string} value @param {any} what @param {...any} rest */
function figure(value, what, ...rest) {
  return h("section", { class: "card" }, h("p", { class: "big" }, h("b", {}, value), " ", what), rest);
}

function measuresCard() {
  const actors = new Set(DATA.links.filter((link) => link.relation === "responsible" || link.relation === "collaborating").map((link) => link.target));
  const parts = [many("overview.areas", kindOf("Area").length), many("overview.subAreas", kindOf("SubArea").length), many("overview.actors", actors.size)];
  return figure(number(kindOf("Measure").length), t("overview.measures"), h("p", { class: "meta" }, parts.join(", ")));
}

function officialCard() {
  const parts = statusParts((name) => DATA.totals.filter((total) => total.status === name).reduce((sum, total) => sum + total.count, 0));
  return h("section", { class: "card status" }, h("h2", {}, t("overview.official"), h("span", { class: "meta" }, t("overview.officialSub"))),
    DATA.totals.length ? [stacked(parts), statusList(parts)] : h("p", { class: "meta" }, t("overview.officialMissing")));
}

function ownCard() {
  const parts = statusParts((name) => kindOf("Measure").filter((item) => (factOf(item.id, "status") || [])[1] === name).length);
  return h("section", { class: "card card-own status", "aria-label": t("overview.oursLong") },
    h("h2", {}, t("ours"), h("span", { class: "tag" }, t("oursNot"))), stacked(parts, true), statusList(parts));
}

/** Pairs of measures: so many that they would hide the rest of their group. */
const PAIRS = "no-shared-actor";

/** How many gaps of some kinds hold. @param {GapKind[]} kinds */
function held(kinds) {
  return kinds.reduce((sum, kind) => sum + gapCount(kind.name), 0);
}

/** Numbers of gaps beside those in the support of goals: each gap stands in one of them. */
function gapGroups() {
  const found = gapKinds().filter((kind) => !isSupport(kind.name));
  const part = (/** @type {string} */ name, /** @type {boolean} */ long, /** @type {(kind: GapKind) => boolean} */ belongs) => ({ name: t("overview.gaps." + name), long, n: held(found.filter(belongs)) });
  return [part("declared", true, (kind) => kind.group === "support"), part("pairs", true, (kind) => kind.name === PAIRS),
    ...["coordination", "time", "text"].map((group) => part(group, false, (kind) => kind.group === group && kind.name !== PAIRS))];
}

function gapCard() {
  const goals = kindOf("Goal"), bare = goals.filter((goal) => gapsOf(goal.id).length).length;
  const support = held(gapKinds().filter((kind) => isSupport(kind.name)));
  return h("section", { class: "card card-gaps" + (bare ? " gap" : "") },
    h("p", { class: "big" }, h("b", {}, t("overview.ofAll", { n: number(bare), all: number(goals.length) })), " ", t("overview.gapGoals"), bare ? " " + t("overview.gapsInAll", { n: number(support) }) : null),
    h("ul", { class: "gap-groups" }, gapGroups().map(({ name, n, long }) => h("li", { class: long ? "long" : null }, h("span", {}, name), h("b", {}, number(n))))),
    h("button", { type: "button", class: "link", onclick: () => go({ view: "gaps", kind: "", id: "", cell: "" }) }, t("overview.allGaps")));
}

function surenessCard() {
  const toGoals = DATA.links.filter((link) => link.relation === "contributes-to");
  const by = (/** @type {string} */ name) => toGoals.filter((link) => link.certainty === name).length;
  const doubtful = kindOf("Goal").filter((goal) => restsOnReading(goal.id)).length;
  const share = toGoals.length ? 100 * by("certain") / toGoals.length : 0;
  // All but a few is not all.
  return figure(number(share < 100 ? Math.min(99, Math.round(share)) : 100) + "\u00a0%", t("overview.sure"),
    h("p", { class: "meta" }, t("overview.sureSub", { all: number(toGoals.length), probable: number(by("probable")), uncertain: number(by("uncertain")) })),
    h("p", { class: "meta" }, many("overview.doubtful", doubtful)));
}

/** All kinds of gaps with their numbers, for screens too narrow for the panel beside. */
function gapsByKind() {
  const found = gapKinds().filter((kind) => gapCount(kind.name));
  return h("section", { class: "kinds" }, h("h2", {}, t("overview.kinds")), h("ul", {}, found.map((kind) => h("li", {},
    h("button", { type: "button", class: "link", onclick: () => go({ view: "gaps", kind: kind.name, id: "", cell: "" }) }, gapName(kind.name)), h("b", {}, number(gapCount(kind.name)))))));
}

function notes() {
  const places = totalPlaces();
  const unclear = h("button", { type: "button", class: "link", onclick: () => { unfiltered(); go({ view: "list", types: "document", id: "", cell: "" }); } }, many("overview.discrepancies", kindOf("Discrepancy").length));
  return h("div", { class: "notes meta" }, h("p", {}, t("overview.notes")),
    h("p", {}, places.length ? [t("overview.officialNote"), " ", t("source"), ": ", placesText(places), ". "] : null, t("overview.oursLong")), h("p", {}, unclear));
}

/** @param {HTMLElement} root */
export function overviewView(root) {
  const picture = flow();
  replace(root, viewHead(t("overview.title"), null, readingSwitch()),
    h("div", { class: "cards" }, measuresCard(), h("div", { class: "statuses" }, officialCard(), ownCard()), gapCard(), surenessCard()),
    h("div", { class: "flow-head" }, h("h2", {}, t("overview.flow")), h("p", { class: "meta" }, picture.help)), picture.box, gapsByKind(), notes());
  picture.connect();
}

/** Light the bands of what is chosen. */
export function overviewChosen() {
  flowChosen();
}
