/**
 * Asks the query engine (Oxigraph as WebAssembly in a worker), started on first use.
 *
 * Takes what the page carries packed (base64 of gzip), gives tables of text. It puts no words
 * together: every fault has a key and values that a view turns into a sentence.
 */
import { unpackedBytes } from "./unpack.js";

/**
 * @typedef {object} EnginePacked what the page carries, each part base64 of gzip
 * @property {string} worker script of the worker
 * @property {string} wasm the engine
 * @property {string} turtle the strategy's graph
 * @property {string} vocabulary the vocabulary as N-Triples
 *
 * @typedef {object} EngineReady
 * @property {number} triples how many the engine holds
 * @property {number} ms from the first call until it could answer
 *
 * @typedef {object} EngineAnswer
 * @property {string[]} columns
 * @property {string[][]} rows text, empty where unbound; at most as many as asked for
 * @property {number} total rows of the whole answer, as far as they were counted
 * @property {boolean} truncated whether the answer has more rows than `rows`
 * @property {boolean} more whether it has even more rows than `total`
 * @property {string} [turtle] the answer to CONSTRUCT or DESCRIBE, which has no rows
 * @property {number} ms evaluation alone
 *
 * @typedef {"unsupported" | "start" | "time" | "stopped" | "memory" | "syntax" | "query" | "update"
 *   | "service" | "graph" | "from" | "chain"} EngineKey
 *
 * @typedef {object} EngineParts the same, unpacked
 * @property {Uint8Array<ArrayBuffer>} worker
 * @property {Uint8Array<ArrayBuffer>} wasm
 * @property {Uint8Array<ArrayBuffer>} turtle
 * @property {Uint8Array<ArrayBuffer>} vocabulary
 *
 * @typedef {object} EngineWaiting
 * @property {number} id
 * @property {(reply: any) => void} resolve
 * @property {(fault: EngineFault) => void} reject
 */

const ENGINE_ROWS = 1000;
const ENGINE_SECONDS = 10;
const ENGINE_START_SECONDS = 60;

/** Why a question has no answer. */
export class EngineFault extends Error {
  /**
   * @param {EngineKey} key
   * @param {{ detail?: string, line?: number, column?: number, seconds?: number }} values `detail`
   *   is the engine's own English; line and column count from 1 in the text that was asked
   */
  constructor(key, values = {}) {
    super(key);
    this.key = key;
    this.values = values;
  }
}

/** @type {EnginePacked | null} */
let enginePacked = null;
/** @type {Promise<EngineParts> | null} */
let engineParts = null;
/** @type {Worker | null} */
let engineWorker = null;
/** @type {EngineReady} */
let engineFacts = { triples: 0, ms: 0 };
/** @type {EngineWaiting | null} */
let engineWaiting = null;
/** @type {Promise<unknown>} */
let engineQueue = Promise.resolve();
let engineCount = 0;

/**
 * Start the engine, or wait for the one that was started; later calls cost nothing.
 *
 * @param {EnginePacked} packed
 * @returns {Promise<EngineReady>}
 */
export function engineStart(packed) {
  enginePacked = packed;
  return engineInTurn(engineReady);
}

/**
 * Ask one question; questions wait for each other. After `engineStart` only.
 *
 * @param {string} text SPARQL; SELECT, ASK, CONSTRUCT or DESCRIBE
 * @param {{ limit?: number, seconds?: number, lists?: readonly string[] }} [options] how many rows
 *   are wanted, how long evaluation may take, and which columns hold lists joined by "; "
 * @returns {Promise<EngineAnswer>} rejected with an EngineFault
 */
export function engineAsk(text, options = {}) {
  const { limit = ENGINE_ROWS, seconds = ENGINE_SECONDS, lists = [] } = options;
  return engineInTurn(async () => {
    await engineReady();
    return engineSend({ type: "query", text, limit, lists: [...lists] }, seconds);
  });
}

/**
 * Write the strategy's graph in another format.
 *
 * @param {string} format media type, such as "application/ld+json"
 * @returns {Promise<string>}
 */
export function engineDump(format) {
  return engineInTurn(async () => {
    await engineReady();
    return (await engineSend({ type: "dump", format }, ENGINE_START_SECONDS)).text;
  });
}

/** Stop what is being answered; its promise is rejected with the key "stopped". */
export function engineStop() {
  if (engineWaiting) engineEnd(new EngineFault("stopped"));
}

/**
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>} its result, once all earlier work has ended
 */
function engineInTurn(work) {
  const mine = engineQueue.then(work).catch((error) => {
    throw error instanceof EngineFault ? error : new EngineFault("start", { detail: String(error) });
  });
  engineQueue = mine.catch(() => undefined);
  return mine;
}

/** @returns {Promise<EngineReady>} */
async function engineReady() {
  if (engineWorker) return engineFacts;
  if (!("DecompressionStream" in self && "Worker" in self && "WebAssembly" in self)) {
    throw new EngineFault("unsupported");
  }
  const began = performance.now();
  engineParts ??= engineUnpackAll(/** @type {EnginePacked} */ (enginePacked));
  const { worker, ...payload } = await engineParts;
  engineWorker = engineNewWorker(worker);
  const { triples } = await engineSend({ type: "init", ...payload }, ENGINE_START_SECONDS, "start");
  engineFacts = { triples, ms: performance.now() - began };
  return engineFacts;
}

/**
 * @param {Uint8Array<ArrayBuffer>} script
 * @returns {Worker}
 */
function engineNewWorker(script) {
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const worker = new Worker(address);
  worker.addEventListener("message", ({ data }) => {
    // Not before: an address let go while the script is being read leads nowhere.
    if (data.type === "ready") URL.revokeObjectURL(address);
    engineReceive(data);
  });
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    engineEnd(new EngineFault("start", { detail: event.message }));
  });
  return worker;
}

/**
 * Send one message to the worker; where no reply comes in time, the worker is ended.
 *
 * @param {Record<string, unknown>} message
 * @param {number} seconds
 * @param {EngineKey} [late] key of the fault when the time is over
 * @returns {Promise<any>} the reply
 */
function engineSend(message, seconds, late = "time") {
  return new Promise((resolve, reject) => {
    engineCount += 1;
    const timer = setTimeout(() => engineEnd(new EngineFault(late, { seconds })), seconds * 1000);
    engineWaiting = {
      id: engineCount,
      resolve: (reply) => (clearTimeout(timer), resolve(reply)),
      reject: (fault) => (clearTimeout(timer), reject(fault)),
    };
    engineWorker?.postMessage({ ...message, id: engineCount });
  });
}

/** @param {any} reply a message of the worker */
function engineReceive(reply) {
  const waiting = engineWaiting;
  if (!waiting || reply.id !== waiting.id) return;
  const { type, id: _id, key, ...values } = reply;
  if (type === "fault") {
    const fault = new EngineFault(key, values);
    // An engine that could not start or ran out of memory is of no more use.
    if (key === "start" || key === "memory") engineEnd(fault);
    engineWaiting = null;
    waiting.reject(fault);
  } else {
    engineWaiting = null;
    waiting.resolve(values);
  }
}

/** @param {EngineFault} fault what to tell whoever waits; the next question starts a new worker */
function engineEnd(fault) {
  engineWorker?.terminate();
  engineWorker = null;
  engineWaiting?.reject(fault);
  engineWaiting = null;
}

/**
 * @param {EnginePacked} packed
 * @returns {Promise<EngineParts>}
 */
async function engineUnpackAll(packed) {
  const parts = [packed.worker, packed.wasm, packed.turtle, packed.vocabulary];
  const [worker, wasm, turtle, vocabulary] = await Promise.all(parts.map(unpackedBytes));
  return { worker, wasm, turtle, vocabulary };
}
