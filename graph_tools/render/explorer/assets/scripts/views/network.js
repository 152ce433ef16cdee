// Network: who works with whom, which goals are served together, which strategies are referred to; in a picture and in words.
import { itemOf } from "../core/data.js";
import { h, replace } from "../core/dom.js";
import { APART, gapsHeld, ownUnits } from "../core/gaps.js";
import { NETS, go, state } from "../core/state.js";
import { codeOf, label, many, number, t } from "../core/words.js";
import { readingSwitch, viewHead } from "../parts/items.js";
import { hueOf, netPicture } from "../parts/ring.js";
import { inReadings } from "../parts/reading-columns.js";
import { clusters, dots, frameOf, letterOf, loadNet, mayMiss, net, netName, ties, touches } from "../parts/ties.js";
import { columnName, nameOf, strongestFirst, tiesRows, tiesTable } from "../parts/ties-table.js";

/** @typedef {import("../core/state.js").State} State */
/** @typedef {ReturnType<typeof netPicture>} Picture */

const SHOWN = ["actors", "goals", "sub-areas"];
/** The node whose ties stand out: it stays while something else of the page is looked at. */
let held = "";
/** What is shown of the ties and how it is sorted. */
let tables = { key: "", ties: strongestFirst(), missing: strongestFirst() };
/** @type {Picture | null} */
let picture = null;
/** What the picture and the words show. @type {{ chosen: string, id: string } | null} */
let lit = null;

/** Projection without its groups: both are one choice. */
function kind() {
  return netName().replace("-groups", "");
}

function withMissing() {
  return state.ties === "missing" && mayMiss();
}

/** @param {string} value @param {boolean} checked @param {string} text @param {Partial<State>} on @param {Partial<State>} off */
function check(value, checked, text, on, off) {
  const input = h("input", { type: "checkbox", value, checked, onchange: () => go(input.checked ? on : off) });
  return h("label", { class: "chip" }, input, text);
}

function choices() {
  const radios = SHOWN.map((name) => h("label", {},
    h("input", { type: "radio", name: "net", value: name, checked: kind() === name, onchange: () => go({ net: name === NETS[0] ? "" : name }) }), h("span", {}, t("network.net." + name))));
  return h("div", { class: "net-choices" },
    h("fieldset", { class: "switch" }, h("legend", { class: "visually-hidden" }, t("network.which")), h("div", { class: "switch-row" }, radios)),
    kind() === "actors" ? check("groups", netName() === "actors-groups", t("network.groups"), { net: "actors-groups" }, { net: "" }) : null,
    mayMiss() ? check("missing", withMissing(), t("network.showMissing", { n: number(ties(true).length) }), { ties: "missing" }, { ties: "" }) : null);
}

/** One cluster in the legend. @param {ReturnType<typeof clusters>[0]} cluster */
function clusterLine({ number: which, members }) {
  const first = itemOf(members[0].item), name = first.kind === "Goal" ? t("network.goal", { code: first.code }) : codeOf(first) || label(first);
  return h("li", {}, h("span", { class: "net-key", style: { "--hue": `var(${hueOf(members[0])})` } }, letterOf(which)),
    many("network.nNodes." + kind(), members.length) + ", " + t("network.busiest", { name }));
}

function legend() {
  const found = clusters(), alone = frameOf().communities && dots().some((dot) => !dot.community);
  return h("section", { class: "net-legend", "aria-label": t("legend") },
    h("p", {}, t("network.sizes." + kind()), withMissing() ? " " + t("network.dashed") : "", " " + t("doubt") + "."),
    found.length ? h("ul", {}, h("li", {}, h("b", {}, t("network.clusters"))), found.map(clusterLine),
      alone ? h("li", {}, h("span", { class: "net-key" }, "–"), t("network.alone")) : null) : null,
    found.length ? h("p", { class: "meta" }, t("network.clusterHelp." + kind())) : null, leftOut());
}

/** What has no room in the picture, in words. */
function leftOut() {
  const out = frameOf().left_out;
  if (!out.nodes) return null;
  return h("p", { class: "notice" }, many("network.outNodes", out.nodes), " ", many("network.outTies", out.ties), out.missing ? " " + many("network.outMissing", out.missing) : "");
}

/** How many ties there are, in a sentence. @param {string} chosen @param {number} count @param {number} missing */
function summary(chosen, count, missing) {
  const all = chosen ? "" : many("network.nNodes." + kind(), dots().length) + ", ";
  const strange = state.id && state.id !== chosen && !dots().some((dot) => dot.item === state.id);
  return all + many("network.nTies", count) + (withMissing() ? t("network.and", { missing: many("network.nMissing", missing) }) : "") + "."
    + (frameOf().left_out.ties ? " " + t("network.onlyHere") : "") + (strange ? " " + t("network.notHere") : "");
}

/** How missing ties are counted, and why the view Gaps counts more of them. */
function missingHelp() {
  const gaps = gapsHeld(APART), own = ownUnits(gaps);
  return h("p", { class: "meta" }, t("network.missingHelp"), own ? " " + many("network.ownUnits", own, { all: number(gaps.length) }) : "");
}

/** A table of ties under its heading, or a sentence where there are none. @param {import("../parts/ties.js").Tie[]} found @param {string} chosen @param {"ties" | "missing"} what */
function titled(found, chosen, what) {
  const title = t("network.table." + what), name = chosen ? title + ": " + nameOf(itemOf(chosen)) : title;
  return [h("h3", {}, title), what === "missing" ? missingHelp() : null,
    found.length ? tiesTable(found, chosen, tables[what], name) : h("p", {}, t("network.none." + what))];
}

/** Say the picture in words. @param {string} chosen @param {Element[]} parts title, summary, tables */
function say(chosen, [title, said, body]) {
  const key = [netName(), chosen].join(" ");
  if (tables.key !== key) tables = { key, ties: strongestFirst(), missing: strongestFirst() };
  const of = (/** @type {boolean} */ missing) => ties(missing).filter((tie) => !chosen || touches(tie, chosen));
  const found = of(false), gaps = withMissing() ? of(true) : [];
  replace(title, h("h2", { tabindex: "-1" }, chosen ? nameOf(itemOf(chosen)) : t(isNarrow() ? "network.inRows" : "network.inWords")),
    chosen ? h("button", { type: "button", class: "plain", onclick: showAll }, t("network.showAll")) : null);
  said.textContent = summary(chosen, found.length, gaps.length);
  replace(body, withMissing() ? titled(gaps, chosen, "missing") : null, titled(found, chosen, "ties"));
}

function showAll() {
  held = "";
  if (state.id) go({ id: "" });
  else networkChosen();
}

/** The node whose ties stand out. */
function chosenNode() {
  const here = (/** @type {string} */ id) => dots().some((dot) => dot.item === id);
  if (!state.id) held = "";
  else if (here(state.id)) held = state.id;
  return here(held) ? held : "";
}

/** Draw what needs the network unpacked. @param {HTMLElement} root */
function drawParts(root) {
  picture = netPicture();
  lit = null;
  const drawn = picture, spoken = h("section", { class: "net-words" }, h("div", { class: "section-head" }), h("p", { role: "status" }), h("div"));
  const seen = h("section", {}, h("div", { class: "scroll net-scroll", role: "region", tabindex: "0", "aria-label": t("network.picture") }, drawn.stage), legend());
  // On a phone the words come first: the picture is wider than the screen.
  replace(root, head(), choices(), isNarrow() ? [spoken, seen] : [seen, spoken]);
  drawn.fit();
  networkChosen();
}

function isNarrow() {
  return window.matchMedia("(max-width: 700px)").matches;
}

function head() {
  return viewHead(t("network.title." + kind()), t((isNarrow() ? "network.phone." : "network.help.") + kind()), readingSwitch());
}

/** @param {HTMLElement} root */
export function networkView(root) {
  if (net()) return drawParts(root);
  picture = null;
  replace(root, head(), h("p", { class: "meta", "aria-busy": "true" }, t("network.loading")));
  loadNet().then(() => { if (state.view === "network") drawParts(root); });
}

/** Let the ties of the item chosen stand out. */
export function networkChosen() {
  const place = document.querySelector(".net-words");
  if (!picture || !picture.stage.isConnected || !(place instanceof HTMLElement)) return;
  const chosen = chosenNode(), before = lit, inside = place.contains(document.activeElement);
  if (before && before.chosen === chosen && before.id === state.id) return;
  if (!before || before.chosen !== chosen) picture.light(chosen, withMissing());
  lit = { chosen, id: state.id };
  say(chosen, [...place.children]);
  const title = place.querySelector("h2");
  if (inside && title) title.focus({ preventScroll: true });
}

// The canvas takes its colours once: draw it anew where the system turns dark or light.
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  if (picture && picture.stage.isConnected) picture.light(chosenNode(), withMissing());
});

/** The table shown, as plain text; null until the network is unpacked. */
export function networkTable() {
  if (!net()) return null;
  const chosen = chosenNode(), column = (/** @type {string} */ name) => columnName(name, false);
  return {
    name: t("view.network") + " " + t("network.net." + kind()),
    columns: [t("network.counts"), column("first"), column("second"), t("network.count"), ...inReadings(t("network.count")), t("reading"), t("network.which-they-are")],
    rows: [...tiesRows(ties(false), chosen), ...(withMissing() ? tiesRows(ties(true), chosen) : [])],
  };
}
