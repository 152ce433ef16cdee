// The form of a question: what may be given, how it is checked, and the query it makes.
import { DATA, kindOf } from "../core/data.js";
import { h, replace } from "../core/dom.js";
import { codedWord, namesOf } from "../core/library.js";
import { state } from "../core/state.js";
import { collate, label, moment, number, pick, plain, t } from "../core/words.js";
import { readingSwitch } from "./items.js";

/** More choices than this are typed with suggestions, not picked from a list. */
const MOST_CHOICES = 200;
/** What stands for "all readings" among the values of a form. */
const ALL = "all";

/** @typedef {Record<string, string>} Given what the reader gave, by parameter; "" for nothing */
/** @typedef {{ values: Given, words: string[], fault: { key: string, say: string } | null }} Checked values as the query takes them, the same in words */

/** Return a text as a literal of SPARQL; nothing in it can end the literal. @param {string} value */
function literal(value) {
  const escaped = value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n").replaceAll("\r", "\\r").replaceAll("\t", "\\t");
  return '"' + escaped + '"';
}

/**
 * Return the text of a question with its slots `VALUES ?name { … }` filled, as graph_tools/queries/library.py does.
 * @param {string} text
 * @param {Given} values
 */
export function textWith(text, values) {
  return Object.entries(values).reduce((filled, [name, value]) =>
    filled.replace(new RegExp("VALUES\\s+\\?" + name + "\\s*\\{[^{}]*\\}", "g"), () => `VALUES ?${name} { ${literal(value)} }`), text);
}

/** Tell whether a question can be asked for all readings at once. @param {QueryParameter} parameter */
function takesAll(parameter) {
  return parameter.form === "reading" && ["", "any"].includes(parameter.value);
}

/** Tell whether the answer to a question depends on the readings counted. @param {Question} question @param {Given} given */
export function followsReading(question, given) {
  return question.parameters.some((parameter) => parameter.form === "reading" && given[parameter.key] !== ALL);
}

/** Names with their wording, in the order of the page. @param {string} about @returns {[string, string][]} */
function named(about) {
  const said = (/** @type {string} */ name, /** @type {Item | null} */ item) => {
    const title = item ? label(item) : "";
    return !title || plain(title) === plain(name) ? name : name + "\u00a0– " + title;
  };
  const found = namesOf(about).map(([name, item]) => /** @type {[string, string, number]} */ ([name, said(name, item), item ? DATA.items.indexOf(item) : Infinity]));
  if (about === "actor") found.sort((a, b) => collate(a[1], b[1]));
  else found.sort((a, b) => a[2] - b[2] || collate(a[0], b[0]));
  return found.map(([name, words]) => [name, words]);
}

/** What may be chosen: value and wording; null where anything may be typed. @param {QueryParameter} parameter @returns {[string, string][] | null} */
function choicesOf({ form, choices }) {
  if (form === "choice") return choices.map(([value, scheme, cs, en]) => [value, pick([cs, en]) || codedWord(scheme, value)]);
  if (form === "area") return kindOf("Area").map((area) => [area.code, area.code + "\u00a0– " + label(area)]);
  if (form === "code") return [...new Set(DATA.links.filter((link) => link.relation === "refers-to").map((link) => link.code))].sort(collate).map((code) => [code, code]);
  if (["goal", "measure", "actor", "strategic-measure", "sub-area"].includes(form)) return named(form);
  const terms = Object.keys(DATA.terms).filter((key) => key.startsWith(form + "/")).map((key) => key.slice(form.length + 1));
  if (!terms.length) return null;
  return /** @type {[string, string][]} */ (terms.map((value) => [value, codedWord(form, value)])).sort((a, b) => collate(a[1], b[1]));
}

/** What is in the field when nothing was given. @param {QueryParameter} parameter */
function initial(parameter) {
  return parameter.form === "reading" ? "" : parameter.value;
}

/**
 * One field with its label.
 * @param {QueryParameter} parameter
 * @param {Given} given
 * @param {() => void} changed
 */
function field(parameter, given, changed) {
  const { key, form } = parameter, id = "query-value-" + key, value = given[key] ?? initial(parameter), options = choicesOf(parameter);
  const name = h("label", { for: id }, pick(parameter.label));
  const take = (/** @type {Event} */ event) => {
    const box = /** @type {HTMLInputElement | HTMLSelectElement} */ (event.target);
    given[key] = box.value;
    changed();
  };
  if (options && options.length <= MOST_CHOICES) {
    const empty = parameter.value === "" ? [h("option", { value: "" }, t("queries.any"))] : [];
    return h("p", { class: "query-field" }, name, h("select", { id, onchange: take }, empty, options.map(([one, words]) => h("option", { value: one, selected: one === value }, words))));
  }
  const box = h("input", { id, type: "text", value, autocomplete: "off", spellcheck: "false", oninput: take, inputmode: form === "number" ? "numeric" : null, list: options ? id + "-list" : null,
    "aria-describedby": "query-fault", class: ["number", "day", "date"].includes(form) ? "short" : "" });
  return h("p", { class: "query-field" }, name, box, options ? h("datalist", { id: id + "-list" }, options.map(([one, words]) => h("option", { value: one }, words))) : null);
}

/** The choice of readings, and of all at once where the question allows it. @param {QueryParameter} parameter @param {Given} given @param {() => void} changed */
function readingField(parameter, given, changed) {
  const id = "query-value-" + parameter.key;
  const box = h("input", { type: "checkbox", id, checked: given[parameter.key] === ALL, onchange: () => { given[parameter.key] = box.checked ? ALL : ""; changed(); } });
  return h("div", { class: "query-field query-reading" }, readingSwitch(), takesAll(parameter) ? h("label", { class: "query-all", for: id }, box, t("queries.allReadings")) : null);
}

/** All fields of a question. @param {Question} question @param {Given} given @param {() => void} changed */
export function queryFields(question, given, changed) {
  const ordered = [...question.parameters].sort((a, b) => Number(a.form === "reading") - Number(b.form === "reading"));
  return ordered.map((parameter) => (parameter.form === "reading" ? readingField(parameter, given, changed) : field(parameter, given, changed)));
}

/** Return a day, month or year as the data write it; "" where the text is none. @param {string} text 1. 7. 2025, 7/2025, 2025 or 2025-07-01 */
function asMoment(text) {
  const found = /^(?:(?:(\d{1,2})\.\s*)?(\d{1,2})\s*[./]\s*)?(\d{4})$/.exec(text) || null;
  const parts = found ? [found[3], found[2], found[1]] : (/^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(text) || []).slice(1);
  const whole = parts.filter((part) => part !== undefined).map((part, at) => part.padStart(at ? 2 : 4, "0"));
  if (!whole.length || whole[0] === "0000") return "";
  const day = whole.concat(["01", "01"].slice(whole.length - 1)).join("-"), time = new Date(day + "T00:00:00Z");
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(day) ? whole.join("-") : "";
}

/** Return one value as the query takes it, or why it cannot. @param {QueryParameter} parameter @param {string} text @returns {{ value: string, fault: string }} */
function checkedValue(parameter, text) {
  const { form } = parameter, said = text.trim();
  if (form === "number") return /^\d{1,9}$/.test(said) ? { value: said, fault: "" } : { value: "", fault: t("queries.wrong.number") };
  if (form === "day" || form === "date") {
    const value = asMoment(said), fits = value && (form === "date" || value.length === 10);
    return fits ? { value, fault: "" } : { value: "", fault: t("queries.wrong." + form) };
  }
  const options = choicesOf(parameter);
  if (!options || options.some(([value]) => value === said)) return { value: said, fault: "" };
  const near = options.find(([value, words]) => plain(value) === plain(said) || plain(words) === plain(said)) || options.find(([, words]) => plain(words).includes(plain(said)));
  return near && plain(near[0]) === plain(said) ? { value: near[0], fault: "" }
    : { value: "", fault: near ? t("queries.wrong.nameNear", { value: said, near: near[0] }) : t("queries.wrong.name", { value: said }) };
}

/** Return what a value is called. @param {QueryParameter} parameter @param {string} value */
function valueWords(parameter, value) {
  const option = (choicesOf(parameter) || []).find(([one]) => one === value);
  return option ? option[1] : parameter.form === "number" ? number(value) : ["day", "date"].includes(parameter.form) ? moment(value) : value;
}

/** Check what was given; a field may be empty where the query has no value of its own. @param {Question} question @param {Given} given @returns {Checked} */
export function checked(question, given) {
  /** @type {Checked} */
  const found = { values: {}, words: [], fault: null };
  for (const parameter of question.parameters) {
    const { key, form } = parameter, text = given[key] ?? initial(parameter);
    if (form === "reading") {
      const all = text === ALL;
      if (!all) found.values[key] = state.reading;
      found.words.push(t("reading") + ": " + (all ? t("queries.everyReading") : t("reading." + state.reading)));
    } else if (text.trim() !== "" || parameter.value !== "") {
      const { value, fault } = checkedValue(parameter, text);
      if (fault) found.fault ??= { key, say: pick(parameter.label) + ": " + fault };
      else if (value !== parameter.value) found.values[key] = value;
      if (!fault && (form === "number" || value !== parameter.value)) found.words.push(pick(parameter.label) + ": " + valueWords(parameter, value));
    }
  }
  return found;
}

/** Say in the form what is wrong, and lead the reader there. @param {HTMLElement} box @param {Checked} found */
export function showFault(box, { fault }) {
  for (const wrong of document.querySelectorAll(".query-form [aria-invalid]")) wrong.removeAttribute("aria-invalid");
  replace(box, fault ? fault.say : null);
  const wrong = fault ? document.getElementById("query-value-" + fault.key) : null;
  if (!wrong) return;
  wrong.setAttribute("aria-invalid", "true");
  wrong.focus();
}
