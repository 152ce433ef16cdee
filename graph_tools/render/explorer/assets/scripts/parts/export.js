// The menu that saves what is shown: table, picture, the graph, the address of what is shown, print.
import { SUBJECTS, kindOf, packedPart } from "../core/data.js";
import { byId, h, replace } from "../core/dom.js";
import { engineDump, engineStart } from "../core/engine.js";
import { state } from "../core/state.js";
import { label, plain, t } from "../core/words.js";
import { signsHelp } from "./items.js";
import { asBitmap, asText, pictureOf } from "./picture.js";

/** @typedef {{ name: string, columns: string[], rows: string[][] }} Table plain text; `name` becomes the name of the file */
/** @typedef {{ table: () => Table | null, picture: () => HTMLElement | null, title: () => string }} Shown what can be saved of the view shown */

/** Return a text as the name of a file: plain letters, digits and hyphens. @param {string} text */
function fileName(text) {
  return plain(text).replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60) || "tabulka";
}

/** A cell that a spreadsheet would run as a formula gets an apostrophe in front. @param {string} cell */
function noFormula(cell) {
  return /^[=+\-@\t\r]/.test(cell) ? "'" + cell : cell;
}

/** @param {string} cell */
function quoted(cell) {
  const safe = noFormula(cell);
  return /[";\r\n]/.test(safe) ? '"' + safe.split('"').join('""') + '"' : safe;
}

/**
 * Return a table as CSV. Semicolons and the mark of UTF-8 at the start: Excel with Czech settings
 * then opens it by a double click, letters and columns right.
 * @param {Table} table
 */
function asCsv(table) {
  return "\ufeff" + [table.columns, ...table.rows].map((row) => row.map(quoted).join(";") + "\r\n").join("");
}

/** @param {string} name @param {Blob} content */
function save(name, content) {
  const address = URL.createObjectURL(content);
  h("a", { href: address, download: name }).click();
  window.setTimeout(() => URL.revokeObjectURL(address), 10000);
}

/** @param {string} name @param {string} type @param {string} text */
function saveText(name, type, text) {
  save(name, new Blob([text], { type: type + ";charset=utf-8" }));
  return t("export.saved", { name });
}

/** Copy a text, by the old way where the browser does not allow the new one. @param {string} text */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = h("textarea", { class: "visually-hidden", readonly: true, "aria-hidden": "true" }), before = document.activeElement;
    field.value = text;
    // In the menu: the focus may not leave it, or it would close.
    byId("save-menu").append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    if (before instanceof HTMLElement) before.focus();
    return done;
  }
}

/** What the page carries packed, by name. @returns {Record<string, string>} */
function parts() {
  return JSON.parse(byId("packed").textContent || "{}");
}

async function saveTurtle() {
  return saveText("graf.ttl", "text/turtle", (await packedPart("turtle")) || "");
}

async function saveJsonLd() {
  const { engineWorker: worker, engineWasm: wasm, turtle, vocabulary } = parts();
  await engineStart({ worker, wasm, turtle, vocabulary });
  return saveText("graf.jsonld", "application/ld+json", await engineDump("application/ld+json"));
}

/** Where the page explains the picture of a view; else words do. @type {Record<string, string>} */
const KEYS = { overview: ".flow-head .meta", matrix: ".matrix-key", map: ".line-legend", network: ".net-legend" };

/** What stands below a picture: its signs, what of it is ours, its sources. @param {boolean} hatched */
function footOf(hatched) {
  const { view } = state, explained = view === "matrix", ours = hatched || view === "deadlines" || (view === "network" && state.ties === "missing");
  const signs = view === "focus" ? signsHelp() : view === "overview" || view === "linked" ? t("doubt") + "." : "";
  return [[signs, hatched && !explained ? t("hatch") + "." : "", ours ? t("export.notOfficial") : ""].filter(Boolean).join(" "),
    t("source") + ": " + kindOf("SourceDocument").map(label).join("; ") + "."].filter(Boolean);
}

/** @param {Shown} shown @returns {{ name: string, drawing: SVGElement }} */
function drawn(shown) {
  const box = /** @type {HTMLElement} */ (shown.picture());
  const note = [...(SUBJECTS.length === 1 ? [label(SUBJECTS[0])] : []), t("reading") + ": " + t("reading." + state.reading)].join(" · ");
  const keys = KEYS[state.view] ? /** @type {HTMLElement[]} */ ([...document.querySelectorAll("#main " + KEYS[state.view])]) : [];
  return { name: fileName(t("view." + state.view)), drawing: pictureOf(box, { title: shown.title(), note, keys, foot: footOf }) };
}

/** @param {Shown} shown */
function saveSvg(shown) {
  const { name, drawing } = drawn(shown);
  return saveText(name + ".svg", "image/svg+xml", asText(drawing));
}

/** @param {Shown} shown */
async function savePng(shown) {
  const { name, drawing } = drawn(shown);
  save(name + ".png", await asBitmap(drawing));
  return t("export.saved", { name: name + ".png" });
}

/** @param {Table} table */
function saveCsv(table) {
  return saveText(fileName(table.name) + ".csv", "text/csv", asCsv(table));
}

async function copyLink() {
  return t((await copied(location.href)) ? "export.copied" : "export.notCopied");
}

/** @typedef {{ key: string, act: () => string | Promise<string> }} Choice */

/** What can be saved now. @param {Shown} shown @returns {Choice[]} */
function choices(shown) {
  const table = shown.table(), picture = shown.picture(), held = parts();
  return [
    ...(table ? [{ key: "csv", act: () => saveCsv(table) }] : []),
    ...(picture ? [{ key: "svg", act: () => saveSvg(shown) }, { key: "png", act: () => savePng(shown) }] : []),
    { key: "link", act: copyLink },
    ...(held.turtle ? [{ key: "turtle", act: saveTurtle }] : []),
    ...(held.turtle && held.engineWasm ? [{ key: "jsonld", act: saveJsonLd }] : []),
  ];
}

/** The button "Save and print" with its menu. @param {Shown} shown */
export function saveMenu(shown) {
  const said = h("p", { class: "menu-said", role: "status" });
  const menu = h("div", { id: "save-menu", class: "menu", hidden: true });
  const button = h("button", { type: "button", id: "save", "aria-expanded": "false", "aria-controls": "save-menu", onclick: () => open(Boolean(menu.hidden)) }, t("export.menu"));
  const box = h("div", { class: "menu-box", onkeydown: keys, onfocusout: left }, button, menu);

  /** @param {Choice} choice */
  async function run(choice) {
    said.textContent = t("export.working");
    try {
      said.textContent = await choice.act();
    } catch (error) {
      said.textContent = t("export.failed", { why: error instanceof Error ? error.message : String(error) });
    }
  }
  function print() {
    open(false);
    window.print();
  }
  /** @param {Choice} choice */
  function line(choice) {
    return h("li", {}, h("button", { type: "button", "data-save": choice.key, onclick: () => run(choice) },
      t("export." + choice.key), h("span", { class: "quiet" }, t("export.about." + choice.key))));
  }
  function fillMenu() {
    const held = choices(shown), missing = ["turtle", "jsonld"].filter((key) => !held.some((choice) => choice.key === key));
    said.textContent = "";
    replace(menu, h("ul", {}, held.map(line),
      h("li", {}, h("button", { type: "button", id: "print", onclick: print }, t("print"), h("span", { class: "quiet" }, t("export.about.print"))))),
    state.view === "focus" && !shown.picture() ? h("p", { class: "meta" }, t("export.chooseFirst")) : null,
    missing.length ? h("p", { class: "meta" }, t(missing.length === 2 ? "export.noGraph" : "export.noJsonLd")) : null, said);
  }
  /** @param {boolean} shownNow */
  function open(shownNow) {
    if (shownNow) fillMenu();
    menu.hidden = !shownNow;
    if (shownNow) document.addEventListener("pointerdown", outside);
    else document.removeEventListener("pointerdown", outside);
    button.setAttribute("aria-expanded", String(shownNow));
  }
  /** @param {PointerEvent} event */
  function outside(event) {
    if (event.target instanceof Node && !box.contains(event.target)) open(false);
  }
  /** @param {KeyboardEvent} event */
  function keys(event) {
    if (event.key === "Escape" && !menu.hidden) { event.stopPropagation(); open(false); button.focus(); return; }
    if ((event.key !== "ArrowDown" && event.key !== "ArrowUp") || menu.hidden) return;
    event.preventDefault();
    const all = [...menu.querySelectorAll("button")], at = all.findIndex((one) => one === document.activeElement), step = event.key === "ArrowDown" ? 1 : -1;
    all[at < 0 ? (step > 0 ? 0 : all.length - 1) : (at + step + all.length) % all.length].focus();
  }
  /** @param {FocusEvent} event */
  function left(event) {
    if (event.relatedTarget instanceof Node && !box.contains(event.relatedTarget)) open(false);
  }
  return box;
}
