// Queries: the questions of the library, asked in the page; their SPARQL, and a query of one's own.
import { packedAs } from "../core/data.js";
import { byId, h, replace } from "../core/dom.js";
import { EngineFault, engineAsk, engineStart, engineStop } from "../core/engine.js";
import { OWN, library, loadLibrary, questionOf } from "../core/library.js";
import { go, redraw, state } from "../core/state.js";
import { many, number, pick, plain, t } from "../core/words.js";
import { tokens } from "../parts/find.js";
import { viewHead } from "../parts/items.js";
import { answerColumns, headsOf } from "../parts/query-answer.js";
import { checked, followsReading, queryFields, showFault, textWith } from "../parts/query-form.js";
import { asFault, faultNotice, lacking, missingNotice, ownExample, prefixLines } from "../parts/query-say.js";
import { answerTable, inOrderChosen, newOrder } from "../parts/query-table.js";

/** The engine counts no further. */
const MOST_ROWS = 50000;
/** Questions to begin with: what supports a goal, who carries it, where it is thin, what is due, what stands in the way, how we know. */
const STARTERS = ["goal-measures-and-leads", "actors-of-goal", "thin", "deadlines-in-order", "unfulfilled-with-reason", "facts-of-measure"];
/** Shorter waits are not worth a word. */
const WORTH_SAYING_MS = 1000;

/** @typedef {import("../core/engine.js").EngineAnswer} EngineAnswer */
/**
 * One asking of a question.
 * @typedef {object} Run
 * @property {string} text
 * @property {boolean} edited by the reader, so that nothing is known of its columns
 * @property {string[]} words what was given, in words
 * @property {string} reading "" where the answer does not depend on it
 * @property {EngineAnswer | null} answer
 * @property {EngineFault | null} fault
 * @property {number} ms how long it took
 */
/** @typedef {{ given: Record<string, string>, edited: string | null, open: boolean, run: Run | null, order: import("../parts/query-table.js").Order }} Kept */

/** What the address does not carry: what was given, edited and answered, by question. @type {Map<string, Kept>} */
const KEPT = new Map();
/** Words the questions are filtered by, and the groups that are open. */
const nav = { text: "", open: new Set() };

/** @param {string} name @returns {Kept} */
function kept(name) {
  let found = KEPT.get(name);
  if (!found) KEPT.set(name, (found = { given: {}, edited: null, open: false, run: null, order: newOrder() }));
  return found;
}

/** The question shown; null where it is one's own or none. */
function shownQuestion() {
  return questionOf(state.query) || null;
}

/** The text that would be asked if nobody edited it. @param {Question | null} question @param {Kept} mine */
function ownText(question, mine) {
  return question ? textWith(question.text, checked(question, mine.given).values) : ownExample();
}

/** Whether what is asked for is shown still. @param {string} name */
function isShown(name) {
  return state.view === "queries" && state.query === name && document.getElementById("query-result") !== null;
}

/** Ask, and show what comes of it. @param {Question | null} question @param {boolean} edited whether the text in the field is asked */
async function ask(question, edited) {
  const name = state.query, mine = kept(name);
  const found = question && !edited ? checked(question, mine.given) : { values: {}, words: [], fault: null };
  showFault(byId("query-fault"), found);
  const text = edited ? mine.edited ?? ownText(question, mine) : ownText(question, mine);
  if (found.fault || isWaiting(mine.run)) return;
  engineStop();
  /** @type {Run} */
  const run = { text, edited, words: found.words, reading: question && !edited && followsReading(question, mine.given) ? state.reading : "", answer: null, fault: null, ms: 0 };
  Object.assign(mine, { run, order: newOrder() });
  showRun(name);
  const began = performance.now();
  try {
    await engineStart({ worker: packedAs("engineWorker") || "", wasm: packedAs("engineWasm") || "", turtle: packedAs("turtle") || "", vocabulary: packedAs("vocabulary") || "" });
    if (mine.run !== run || run.fault) return;
    run.answer = await engineAsk(text, { limit: MOST_ROWS, lists: question && !edited ? question.columns.filter((column) => column.list).map((column) => column.key) : [] });
  } catch (error) {
    run.fault = asFault(error);
  }
  run.ms = performance.now() - began;
  if (!isShown(name)) return;
  showRun(name);
  keepReading(question); // another may have been chosen while the engine was at work
  if (document.activeElement !== document.body) byId("query-said").scrollIntoView({ block: "nearest" });
}

/** Stop the asking shown, be the engine at work already or still being unpacked. */
function stopAsking() {
  engineStop();
  const run = kept(state.query).run;
  if (!run || !isWaiting(run)) return;
  run.fault = new EngineFault("stopped");
  showRun(state.query);
}

/** @param {Run | null} run */
function isWaiting(run) {
  return run !== null && !run.answer && !run.fault;
}

/** How many rows there are, in words. @param {EngineAnswer} answer */
function countSay(answer) {
  if (answer.turtle !== undefined) return t("queries.graphAnswer");
  if (answer.more) return t("queries.tooMany", { n: number(answer.rows.length) });
  return answer.total ? many("queries.rows", answer.total) : t("queries.none");
}

/** What is announced of an asking. @param {Run} run */
function statusSay(run) {
  if (run.fault) return "";
  if (!run.answer) return t("queries.waiting");
  const slow = run.answer.ms > WORTH_SAYING_MS ? " " + t("queries.took", { n: number((run.answer.ms / 1000).toFixed(1)) }) : "";
  return countSay(run.answer) + slow;
}

/** The answer below its count. @param {Run} run @param {Kept} mine */
function answerBox(run, mine) {
  if (run.fault) return faultNotice(run.fault);
  if (!run.answer) return null;
  const question = run.edited ? null : shownQuestion(), title = t("queries.answer") + ": " + titleOf(question);
  if (run.answer.turtle !== undefined) return h("pre", { class: "query-turtle", tabindex: "0", role: "region", "aria-label": title }, run.answer.turtle);
  if (!run.answer.rows.length) return null;
  return answerTable(answerColumns(run.answer, question), run.answer.rows, mine.order, title);
}

/** Show what came, or may still come, of the last asking. @param {string} name */
function showRun(name) {
  const mine = kept(name), run = mine.run, waiting = isWaiting(run), stop = byId("query-stop"), stopped = document.activeElement === stop;
  byId("query-result").setAttribute("aria-busy", String(waiting));
  stop.hidden = !waiting;
  if (stopped && !waiting) document.querySelector(/** @type {"button"} */ (run?.edited ? "#query-run" : "#query-ask, #query-run"))?.focus();
  if (!run) return;
  replace(byId("query-said"), statusSay(run), run.words.length && run.answer ? h("span", { class: "query-given" }, " · " + run.words.join(" · ")) : null,
    run.edited && run.answer && shownQuestion() ? h("span", { class: "query-given" }, " · " + t("queries.editedNote")) : null);
  replace(byId("query-answer"), answerBox(run, mine));
}

/** @param {Question | null} question */
function titleOf(question) {
  return question ? pick(question.title) : t("queries.own");
}

/** @param {Question} question */
function hay(question) {
  return plain([question.name, ...question.title, ...question.question].join(" "));
}

/** One line of the list. @param {string} name @param {string} title */
function entry(name, title) {
  return h("li", {}, h("button", { type: "button", class: "query-entry", id: "query-of-" + name, "data-query": name, "aria-current": state.query === name ? "true" : null, onclick: () => go({ query: name }) }, title));
}

/** The questions by group; with words to filter by, only those that hold all of them. @param {Library} held */
function questionNav(held) {
  const list = h("div", { class: "query-groups" }), status = h("p", { class: "meta", role: "status" });
  const field = h("input", { type: "search", id: "query-filter", value: nav.text, autocomplete: "off", oninput: () => { nav.text = field.value; draw(); } });
  const box = (/** @type {QueryGroup} */ group, /** @type {number} */ index, /** @type {Question[]} */ questions, /** @type {boolean} */ filtered) => {
    const details = h("details", { open: filtered || nav.open.has(index) || questions.some((one) => one.name === state.query),
      ontoggle: () => { if (!nav.text) nav.open[details.open ? "add" : "delete"](index); } },
    h("summary", {}, group[state.lang], h("span", { class: "n" }, number(questions.length))), h("ul", {}, questions.map((one) => entry(one.name, pick(one.title)))));
    return details;
  };
  function draw() {
    const wanted = tokens(nav.text);
    const found = held.groups.map((group, index) => ({ group, index, questions: group.questions.filter((one) => wanted.every((word) => hay(one).includes(word))) })).filter(({ questions }) => questions.length);
    const n = found.reduce((sum, { questions }) => sum + questions.length, 0);
    status.textContent = !wanted.length ? "" : n ? many("queries.found", n) : t("queries.foundNone");
    replace(list, found.map(({ group, index, questions }) => box(group, index, questions, wanted.length > 0)));
  }
  draw();
  return h("nav", { class: "query-nav", "aria-label": t("queries.list") }, h("ul", {}, entry(OWN, t("queries.own"))),
    h("label", { for: "query-filter" }, t("queries.filter")), field, status, list);
}

/** The text of the query, to be read, changed and asked. @param {Question | null} question @param {Kept} mine */
function sparql(question, mine) {
  const able = !lacking();
  const box = h("textarea", { id: "query-text", rows: "14", spellcheck: "false", autocomplete: "off", autocapitalize: "off", readonly: !able, "aria-describedby": "query-text-help",
    oninput: () => { mine.edited = box.value === ownText(question, mine) ? null : box.value; turn(); },
    onkeydown: (/** @type {KeyboardEvent} */ event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && able) { event.preventDefault(); ask(question, !question || mine.edited !== null); } } });
  box.value = mine.edited ?? ownText(question, mine);
  const back = h("button", { type: "button", id: "query-back", class: "plain", onclick: () => { mine.edited = null; box.value = ownText(question, mine); turn(); box.focus(); } }, t("queries.original"));
  const run = h("button", { type: "button", id: "query-run", class: question ? "wide-button" : "query-go", onclick: () => ask(question, true) }, t(question ? "queries.runEdited" : "queries.ask"));
  const turn = () => { back.hidden = mine.edited === null; run.hidden = question !== null && mine.edited === null; };
  turn();
  return [h("label", { for: "query-text" }, t("queries.text")), box, h("p", { class: "meta", id: "query-text-help" }, t(question ? "queries.textHelp" : "queries.ownHelp")),
    able ? h("p", { class: "query-buttons" }, run, back, question ? null : stopButton()) : null];
}

function stopButton() {
  return h("button", { type: "button", id: "query-stop", class: "wide-button", hidden: true, onclick: stopAsking }, t("queries.stop"));
}

/** Bring the text in line with the form as long as nobody edited it. @param {Question} question @param {Kept} mine */
function followForm(question, mine) {
  const box = document.getElementById("query-text");
  if (mine.edited === null && box instanceof HTMLTextAreaElement) box.value = ownText(question, mine);
}

/** What is given and the button that asks. @param {Question} question @param {Kept} mine */
function form(question, mine) {
  return h("form", { class: "query-form" + (question.parameters.length ? "" : " bare"), novalidate: true, onsubmit: (/** @type {Event} */ event) => { event.preventDefault(); ask(question, false); } },
    h("div", { class: "query-fields" }, queryFields(question, mine.given, () => followForm(question, mine))),
    h("p", { id: "query-fault", class: "query-wrong", role: "alert" }),
    h("p", { class: "query-buttons" }, h("button", { type: "submit", id: "query-ask", class: "query-go" }, t("queries.ask")), stopButton()));
}

/** Where the answer comes. */
function result() {
  return h("section", { id: "query-result", "aria-label": t("queries.answer") }, h("p", { id: "query-said", class: "query-said", role: "status" }), h("div", { id: "query-answer" }));
}

/** The question shown, or one's own query. @param {Question | null} question */
function questionSection(question) {
  const mine = kept(state.query), able = !lacking();
  const text = question ? h("details", { class: "query-sparql", open: mine.open || !able, ontoggle: () => { mine.open = details.open; } }, h("summary", {}, t("queries.show")), sparql(question, mine))
    : h("div", { class: "query-sparql" }, sparql(null, mine), able ? h("p", { id: "query-fault", class: "query-wrong", role: "alert" }) : null,
      h("details", {}, h("summary", {}, t("queries.prefixes")), h("pre", { tabindex: "0", role: "region", "aria-label": t("queries.prefixes") }, prefixLines())));
  const details = /** @type {HTMLDetailsElement} */ (text);
  return h("section", { class: "query-one", "aria-labelledby": "query-title" },
    h("button", { type: "button", class: "link back", onclick: () => go({ query: "" }) }, "← " + t("queries.all")),
    h("h2", { id: "query-title", tabindex: "-1" }, titleOf(question)), h("p", {}, question ? pick(question.question) : t("queries.ownSay")),
    question ? h("p", { class: "meta query-heads" }, t("queries.gives", { list: headsOf(question).join(", ") })) : null,
    missingNotice(question?.name), question && able ? form(question, mine) : null, text, able ? result() : null);
}

/** What stands where no question is chosen. */
function intro() {
  const first = STARTERS.flatMap((name) => questionOf(name) || []);
  const line = (/** @type {Question} */ one) => h("li", {}, h("button", { type: "button", class: "link", "data-query": one.name, onclick: () => go({ query: one.name }) }, pick(one.question)));
  return h("section", { class: "query-one query-intro" }, missingNotice(), h("p", {}, t("queries.intro")), lacking() ? null : h("p", { class: "meta" }, t("queries.introNote")),
    first.length ? [h("h2", {}, t("queries.starters")), h("ul", {}, first.map(line))] : null);
}

/** Ask again where the answer shown was counted in other readings. @param {Question | null} question */
function keepReading(question) {
  const mine = kept(state.query), run = mine.run;
  if (question && run && run.answer && run.reading && run.reading !== state.reading && followsReading(question, mine.given)) ask(question, false);
}

/** Keep the list where it was, unless the question chosen would be out of sight. @param {HTMLElement} root @param {number} scrolled */
function showEntry(root, scrolled) {
  const box = root.querySelector(".query-nav"), entryBox = root.querySelector(".query-nav [aria-current]");
  if (!box) return;
  box.scrollTop = scrolled;
  if (!entryBox) return;
  const [outer, inner] = [box.getBoundingClientRect(), entryBox.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > Math.min(outer.bottom, window.innerHeight)) box.scrollTop += inner.top - outer.top - outer.height / 3;
}

/** @param {HTMLElement} root */
export function queriesView(root) {
  const held = library(), focus = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.query : undefined;
  if (!held) {
    replace(root, viewHead(t("queries.title"), t("queries.help")), h("p", { class: "meta", "aria-busy": "true" }, t("queries.loading")));
    loadLibrary().then(() => { if (state.view === "queries") redraw(); });
    return;
  }
  const question = shownQuestion(), chosen = question !== null || state.query === OWN, scrolled = root.querySelector(".query-nav")?.scrollTop || 0;
  replace(root, viewHead(t("queries.title"), t("queries.help")),
    state.query && !chosen ? h("p", { class: "notice" }, t("queries.unknown")) : null,
    h("div", { class: "queries-view" + (chosen ? " chosen" : "") }, questionNav(held), chosen ? questionSection(question) : intro()));
  showEntry(root, scrolled);
  if (!chosen) return;
  if (!lacking()) {
    showRun(state.query);
    keepReading(question);
  }
  const again = focus ? document.getElementById("query-of-" + focus) : null;
  // On a phone the list gives way to the question.
  if (again && again.offsetParent === null) { byId("query-title").focus({ preventScroll: true }); window.scrollTo(0, 0); }
}

/** The answer shown, as a table of text. */
export function queriesTable() {
  const mine = state.query ? kept(state.query) : null, run = mine?.run;
  if (!mine || !run || !run.answer || run.answer.turtle !== undefined) return null;
  const question = run.edited ? null : shownQuestion(), columns = answerColumns(run.answer, question);
  return { name: titleOf(question), columns: columns.map((column) => column.head), rows: inOrderChosen(run.answer.rows, columns, mine.order).map((row) => columns.map((column) => column.text(row))) };
}
