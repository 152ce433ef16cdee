// Words, numbers and days in the chosen language.
import { DATA, TEXTS, factOf, kindOf } from "./data.js";
import { state } from "./state.js";

/**
 * Return a text of the page (`texts/*.json`) with its {places} filled.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export function t(key, values = {}) {
  const entry = TEXTS[key];
  if (!entry) throw new Error("no text " + key);
  let text = entry[state.lang];
  for (const [name, value] of Object.entries(values)) text = text.split("{" + name + "}").join(String(value));
  return text;
}

/**
 * Return a text in the form its number asks for: `key.one`, `key.few` (2–4 in Czech) or `key.other`.
 * @param {string} key
 * @param {number} n fills {n}
 * @param {Record<string, string | number>} [values]
 */
export function many(key, n, values = {}) {
  const form = new Intl.PluralRules(state.lang).select(n);
  return t(key + "." + (key + "." + form in TEXTS ? form : "other"), { n: number(n), ...values });
}

/** @param {[string, string, ...any]} pair Czech and English */
export function pick(pair) {
  return pair[state.lang === "cs" ? 0 : 1];
}

/** @param {Item} item */
export function label(item) {
  return item[state.lang];
}

/** @param {Item} item */
export function short(item) {
  return item.short ? pick(item.short) : label(item);
}

/**
 * Return the code a reader knows an item by. The number of a town says nothing: its name stands alone.
 * @param {Item} item
 */
export function codeOf(item) {
  return item.kind === "Municipality" ? "" : item.code;
}

/** @param {Item} item */
export function named(item) {
  return codeOf(item) ? codeOf(item) + "\u00a0– " + label(item) : label(item);
}

/** @param {Item} item */
export function namesOf(item) {
  return item.names || [];
}

/**
 * Return the label of a value of a code list.
 * @param {string} scheme
 * @param {string} value
 */
export function term(scheme, value) {
  const found = DATA.terms[scheme + "/" + value];
  return found ? pick(found) : value;
}

/**
 * Return what a value of a code list means.
 * @param {string} scheme
 * @param {string} value
 */
export function meaning(scheme, value) {
  const found = DATA.terms[scheme + "/" + value];
  return found ? found[state.lang === "cs" ? 2 : 3] : "";
}

/** @param {number | string} value */
export function number(value) {
  return new Intl.NumberFormat(state.lang, { maximumFractionDigits: 6 }).format(Number(value));
}

/**
 * Return a day, a month or a year as people write it.
 * @param {string} text 2025-06-30, 2025-06 or 2025
 */
export function moment(text) {
  const parts = text.split("-");
  if (parts.length === 3) {
    if (state.lang === "cs") return Number(parts[2]) + ".\u00a0" + Number(parts[1]) + ".\u00a0" + parts[0];
    const day = new Date(text + "T00:00:00Z");
    return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(day);
  }
  return parts.length === 2 ? Number(parts[1]) + "/" + parts[0] : text;
}

/** Return text without accents, case and hard spaces, for comparing. @param {string} text */
export function plain(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[\u00a0\u202f]/g, " ").toLowerCase();
}

/** @type {Record<string, Intl.Collator>} */
const COLLATORS = { cs: new Intl.Collator("cs", { numeric: true }), en: new Intl.Collator("en", { numeric: true }) };

/** Compare two texts as a dictionary of the chosen language does. @param {string} a @param {string} b */
export function collate(a, b) {
  return COLLATORS[state.lang].compare(a, b);
}

/**
 * Return what a source document is called.
 * @param {string} code
 */
export function documentName(code) {
  const item = kindOf("SourceDocument").find((one) => one.code === code);
  if (!item) return code;
  const kind = factOf(item.id, "document-kind");
  const name = kind ? term("documentKind", kind[1]) : short(item);
  return name.charAt(0).toUpperCase() + name.slice(1);
}
