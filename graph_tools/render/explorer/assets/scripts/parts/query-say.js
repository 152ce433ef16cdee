// What is said where a question cannot be asked, or has no answer.
import { packedAs } from "../core/data.js";
import { h } from "../core/dom.js";
import { EngineFault } from "../core/engine.js";
import { library } from "../core/library.js";
import { state } from "../core/state.js";
import { t } from "../core/words.js";

/** What the page lacks for answering questions: "graph" in the light page, "engine" where npm was missing, "" for nothing. */
export function lacking() {
  if (!packedAs("turtle") || !packedAs("vocabulary")) return "graph";
  return packedAs("engineWasm") && packedAs("engineWorker") ? "" : "engine";
}

/** What is missing and how to get it; null where nothing is. @param {string} [name] a question that a command line could ask */
export function missingNotice(name) {
  const what = lacking();
  if (!what) return null;
  return h("div", { class: "notice query-missing" }, h("p", {}, t("queries.missing." + what)),
    h("p", {}, t("queries.missing.how." + what), " ", h("code", {}, what === "graph" ? "strategy-graph explore" : "make engine explore")),
    name ? h("p", {}, t("queries.missing.line"), " ", h("code", {}, "strategy-graph query " + name)) : null);
}

/** Why a question has no answer, and what to do. @param {EngineFault} fault */
export function faultNotice(fault) {
  const { line = 0, column = 0, seconds = 0, detail = "" } = fault.values;
  return h("div", { class: "notice query-fault", role: "alert", "data-fault": fault.key }, h("p", {}, t("queries.fault." + fault.key, { line, column, seconds })),
    detail ? h("details", {}, h("summary", {}, t("queries.detail")), h("p", { lang: "en" }, detail)) : null);
}

/** Return a fault of ours as one of the engine. @param {unknown} error */
export function asFault(error) {
  return error instanceof EngineFault ? error : new EngineFault("start", { detail: String(error) });
}

/** Lines that give each namespace its short name. @param {string[]} [only] */
export function prefixLines(only) {
  const known = Object.entries(library()?.prefixes || {});
  return known.filter(([name]) => !only || only.includes(name)).map(([name, address]) => `PREFIX ${name}: <${address}>`).join("\n");
}

/** A tiny query to begin with. */
export function ownExample() {
  return prefixLines(["sg", "skos", "xsd"]) + `
SELECT ?number ?title
WHERE {
  ?goal a sg:Goal ; skos:notation ?number ; skos:prefLabel ?title .
  FILTER(LANG(?title) = "${state.lang}")
}
ORDER BY xsd:integer(?number)
`;
}
