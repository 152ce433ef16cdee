/**
 * Answers queries beside the page, on Oxigraph compiled to WebAssembly. It only reads.
 *
 * Takes {type: "init", wasm, turtle, vocabulary} once (bytes), then {type: "query", text, limit,
 * lists} and {type: "dump", format}, each with an id. Gives under the same id "ready" with the
 * number of triples, "result" (a table, or a graph as Turtle), "dump", or "fault" with a key; never
 * a sentence.
 * A query that does not end is ended from outside, with the whole worker.
 */

import { chainPlace } from "./chains.js";
import { guardFinds } from "./guard.js";
import { Store, defaultGraph, initSync } from "./node_modules/oxigraph/web.js";

/** @typedef {{ type: string, [key: string]: unknown }} WorkerReply */

const WORKER_TABLE = "application/sparql-results+json";
const WORKER_MOST_ROWS = 50000; // more than any question needs, and little enough memory
const WORKER_LIST_SEPARATOR = "; ";
const WORKER_UPDATES = /\b(?:insert|delete|load|clear|drop|create|add|move|copy)\b/i;

/** @type {Store | null} */
let workerStore = null;
/** @type {Uint8Array} */
let workerTurtle = new Uint8Array();

self.addEventListener("message", ({ data }) => {
  const began = performance.now();
  try {
    const reply = workerReply(data);
    self.postMessage({ ...reply, id: data.id, ms: performance.now() - began });
  } catch (error) {
    self.postMessage({ type: "fault", id: data.id, ...workerFault(error) });
  }
});

/**
 * @param {any} asked
 * @returns {WorkerReply}
 */
function workerReply(asked) {
  if (asked.type === "init") return workerInit(asked);
  if (asked.type === "dump") return { type: "dump", text: workerDump(asked.format) };
  return { type: "result", ...workerAnswer(asked) };
}

/**
 * @param {{ wasm: Uint8Array, turtle: Uint8Array, vocabulary: Uint8Array }} payload
 * @returns {WorkerReply}
 */
function workerInit({ wasm, turtle, vocabulary }) {
  initSync({ module: wasm });
  const store = new Store();
  workerLoad(store, turtle, "text/turtle");
  workerLoad(store, vocabulary, "application/n-triples");
  workerTurtle = turtle;
  workerStore = store;
  return { type: "ready", triples: store.size };
}

/**
 * @param {Store} store
 * @param {Uint8Array} data
 * @param {string} format
 */
function workerLoad(store, data, format) {
  // Lenient skips the check of IRIs and language tags, which the build has made.
  store.load(/** @type {any} */ (data), { format, lenient: true, no_transaction: true });
}

/**
 * @param {string} format media type
 * @returns {string} the graph of the strategy, without the vocabulary, in that format
 */
function workerDump(format) {
  const only = new Store();
  workerLoad(only, workerTurtle, "text/turtle");
  return only.dump({ format, from_graph_name: defaultGraph() });
}

/**
 * @param {{ text: string, limit: number, lists: string[] }} asked
 * @returns {{ columns: string[], rows: string[][], total: number, truncated: boolean,
 *   more: boolean, turtle?: string }} total counts the rows of the answer, "more" says that there
 *   are more than were counted
 */
function workerAnswer({ text, limit, lists }) {
  // The page has one graph, so GRAPH and FROM would find nothing and the answer would mislead.
  for (const keyword of ["service", "graph", "from"]) {
    if (guardFinds(text, keyword)) throw new WorkerRefusal(keyword);
  }
  const chain = chainPlace(text);
  if (chain >= 0) throw new WorkerRefusal("chain", workerPlace(text, chain));
  const { turtle, head, results, boolean } = workerAsk(text);
  const whole = { truncated: false, more: false };
  if (turtle !== undefined) return { columns: [], rows: [], total: 0, ...whole, turtle };
  if (boolean !== undefined) {
    return { columns: ["answer"], rows: [[boolean ? "yes" : "no"]], total: 1, ...whole };
  }
  return workerTable(head.vars, results.bindings, limit, lists);
}

/**
 * @param {string} text
 * @param {number} at
 * @returns {{ line: number, column: number }} both from 1
 */
function workerPlace(text, at) {
  const before = text.slice(0, at).split(/\r\n|\n|\r/);
  return { line: before.length, column: [...before[before.length - 1]].length + 1 };
}

/**
 * @param {string[]} columns
 * @param {Record<string, { value: string }>[]} bindings
 * @param {number} limit
 * @param {string[]} lists
 * @returns {{ columns: string[], rows: string[][], total: number, truncated: boolean,
 *   more: boolean }}
 */
function workerTable(columns, bindings, limit, lists) {
  const total = Math.min(bindings.length, WORKER_MOST_ROWS);
  const sorted = new Set(lists);
  const rows = bindings.slice(0, Math.min(limit, total)).map((binding) =>
    columns.map((name) => {
      const cell = binding[name]?.value ?? "";
      return sorted.has(name) ? workerSortedList(cell) : cell;
    }),
  );
  return {
    columns,
    rows,
    total,
    truncated: rows.length < bindings.length,
    more: bindings.length > WORKER_MOST_ROWS,
  };
}

/**
 * @param {string} text
 * @returns {any} SPARQL results JSON, or {turtle} for CONSTRUCT and DESCRIBE
 */
function workerAsk(text) {
  const store = /** @type {Store} */ (workerStore);
  /** @param {string} asked */
  const run = (asked) =>
    JSON.parse(/** @type {string} */ (store.query(asked, { results_format: WORKER_TABLE })));
  try {
    // Where the query has no LIMIT of its own, this one keeps a huge answer out of memory.
    return run(`${text}\nLIMIT ${WORKER_MOST_ROWS + 1}`);
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) throw error;
  }
  try {
    return run(text);
  } catch (error) {
    if (workerDetail(error).startsWith("Not supported RDF format")) {
      return { turtle: store.query(text, { results_format: "text/turtle" }) };
    }
    throw workerIsUpdate(text) ? new WorkerRefusal("update") : error;
  }
}

/**
 * @param {string} text what is no query
 * @returns {boolean} whether it would change a graph; tried on an empty one
 */
function workerIsUpdate(text) {
  if (!WORKER_UPDATES.test(text)) return false;
  try {
    new Store().update(text);
    return true;
  } catch (error) {
    return !/^error at \d/.test(workerDetail(error));
  }
}

/**
 * @param {string} cell values joined by "; ", in whatever order the engine met them
 * @returns {string} the same values, 2 before 10
 */
function workerSortedList(cell) {
  const keyed = cell.split(WORKER_LIST_SEPARATOR).map((value) => ({
    value,
    parts: value.match(/[0-9]+|[^0-9]+/g) ?? [],
  }));
  keyed.sort((one, other) => workerCompare(one.parts, other.parts));
  return keyed.map(({ value }) => value).join(WORKER_LIST_SEPARATOR);
}

/**
 * Compare two codes cut into numbers and words, as `natural` of graph_tools/answers.py does.
 *
 * @param {string[]} one
 * @param {string[]} other
 * @returns {number}
 */
function workerCompare(one, other) {
  for (let index = 0; index < Math.min(one.length, other.length); index += 1) {
    const [left, right] = [one[index], other[index]];
    const numbers = [left, right].map((part) => /[0-9]/.test(part));
    if (numbers[0] !== numbers[1]) return numbers[0] ? -1 : 1;
    const order = numbers[0]
      ? Number(BigInt(left) - BigInt(right))
      : workerCompareText([...left], [...right]);
    if (order) return order;
  }
  return one.length - other.length;
}

/**
 * @param {string[]} one letters
 * @param {string[]} other letters
 * @returns {number} their order by code point
 */
function workerCompareText(one, other) {
  for (let index = 0; index < Math.min(one.length, other.length); index += 1) {
    const order = Number(one[index].codePointAt(0)) - Number(other[index].codePointAt(0));
    if (order) return order;
  }
  return one.length - other.length;
}

/** What the page does not ask at all; the key says why. */
class WorkerRefusal extends Error {
  /**
   * @param {string} key
   * @param {{ line?: number, column?: number }} [place]
   */
  constructor(key, place = {}) {
    super(key);
    this.place = place;
  }
}

/**
 * @param {unknown} error
 * @returns {{ key: string, detail: string, line?: number, column?: number }}
 */
function workerFault(error) {
  const detail = workerDetail(error);
  if (error instanceof WorkerRefusal) return { key: detail, detail: "", ...error.place };
  // After a trap (most likely no memory left) the engine cannot be used again.
  if (error instanceof WebAssembly.RuntimeError) return { key: "memory", detail };
  if (!workerStore) return { key: "start", detail };
  const place = /^error at (\d+):(\d+): /.exec(detail);
  if (!place) return { key: "query", detail };
  const [line, column] = [Number(place[1]), Number(place[2])];
  return { key: "syntax", detail: detail.slice(place[0].length), line, column };
}

/**
 * @param {unknown} error
 * @returns {string}
 */
function workerDetail(error) {
  return error instanceof Error ? error.message : String(error);
}
