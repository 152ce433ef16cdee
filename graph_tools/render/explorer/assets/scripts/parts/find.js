// Finding items: accents ignored, all words must be found, codes and other names too.
import { DATA, FAMILIES, FAMILY, IN, OUT, TEXTS, links } from "../core/data.js";
import { label, namesOf, plain } from "../core/words.js";

/** @type {Map<string, string>} */
const HAY = new Map();

/** Everything an item is found by. @param {Item} item */
function hay(item) {
  const known = HAY.get(item.id);
  if (known !== undefined) return known;
  const codes = [...links(OUT, item.id, "refers-to"), ...links(IN, item.id, "refers-to")].flatMap((link) => [link.code, link.reading]);
  const kind = TEXTS["kind." + item.kind];
  const made = plain([item.code, item.cs, item.en, kind.cs, kind.en, ...namesOf(item), ...codes].join(" "));
  HAY.set(item.id, made);
  return made;
}

/** Return the words of a text to look for. @param {string} text */
export function tokens(text) {
  return plain(text).split(/\s+/).filter(Boolean);
}

/** @param {Item} item @param {string[]} wanted */
export function fits(item, wanted) {
  return wanted.every((word) => hay(item).includes(word));
}

/** How far an item is from what was typed; 0 is the code itself. @param {Item} item @param {string} whole */
function distance(item, whole) {
  const code = plain(item.code), name = plain(label(item));
  const near = code === whole ? 0 : code.startsWith(whole) ? 1
    : name.startsWith(whole) || namesOf(item).some((other) => plain(other) === whole) ? 2 : name.includes(whole) ? 3 : 4;
  return near * 100 + FAMILIES.indexOf(FAMILY[item.kind]);
}

/** Return the items that fit a text, the nearest first. @param {string} text */
export function find(text) {
  const wanted = tokens(text), whole = plain(text).trim();
  return wanted.length ? DATA.items.filter((item) => fits(item, wanted)).sort((a, b) => distance(a, whole) - distance(b, whole)) : [];
}
