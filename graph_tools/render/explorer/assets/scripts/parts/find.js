// Finding items: accents ignored, all words must be found, codes and other names too.
import { DATA, FAMILIES, FAMILY, IN, OUT, TEXTS, links } from "../core/data.js";
import { isStep } from "../core/paths.js";
import { codeOf, label, namesOf, plain } from "../core/words.js";

/** Fewer found than this is little: words alike are offered, too. */
const LITTLE = 10;
/** Words that may join two items: „OSV a ORREP“. */
const JOINERS = ["a", "and", "+", "–", "-", "x"];

/** @typedef {{ text: string, words: string[] }} Hay */
/** @type {Map<string, Hay>} */
const HAY = new Map();

/** Return the single words of a text, without the stops around them. @param {string} text */
function wordsOf(text) {
  return text.split(/[^\p{L}\p{N}./]+/u).map((word) => word.replace(/^[./]+|[./]+$/g, "")).filter(Boolean);
}

/** What an item is a kind of, in both languages. @param {Item} item */
function kindWords(item) {
  const kind = TEXTS["kind." + item.kind];
  return wordsOf(plain(kind.cs + " " + kind.en));
}

/** Everything an item is found by. @param {Item} item */
function hay(item) {
  const known = HAY.get(item.id);
  if (known) return known;
  const codes = [...links(OUT, item.id, "refers-to"), ...links(IN, item.id, "refers-to")].flatMap((link) => [link.code, link.reading]);
  const kind = TEXTS["kind." + item.kind];
  const text = plain([item.code, item.cs, item.en, kind.cs, kind.en, ...namesOf(item), ...codes].join(" "));
  const made = { text, words: wordsOf(text) };
  HAY.set(item.id, made);
  return made;
}

/** Return the words of a text to look for. @param {string} text */
export function tokens(text) {
  return plain(text).split(/\s+/).filter(Boolean);
}

/** @param {Item} item @param {string[]} wanted */
function fits(item, wanted) {
  return wanted.every((word) => hay(item).text.includes(word));
}

/** Return whether words name an item: its code, with or without its kind („cíl 5“), or a name of it. @param {Item} item @param {string[]} wanted */
function isNamed(item, wanted) {
  const kinds = kindWords(item), rest = wanted.filter((word) => !kinds.includes(word)).join(" "), whole = wanted.join(" ");
  return (rest !== "" && plain(codeOf(item)) === rest) || [item.cs, item.en, ...namesOf(item)].some((name) => plain(name) === whole);
}

/** How far an item is from what was typed; 0 is its code or name itself. @param {Item} item @param {string[]} wanted */
function distance(item, wanted) {
  const kinds = kindWords(item), rest = wanted.filter((word) => !kinds.includes(word)).join(" "), whole = wanted.join(" ");
  const code = plain(codeOf(item)), name = plain(label(item)), { words } = hay(item);
  const near = code !== "" && code === rest ? 0 : isNamed(item, wanted) ? 1
    : rest !== "" && code.startsWith(rest) ? 2 : name.startsWith(whole) ? 3
      : wanted.every((word) => words.includes(word)) ? 4 : name.includes(whole) ? 5
        : wanted.every((word) => words.some((own) => own.startsWith(word))) ? 6 : 7;
  return near * 100 + FAMILIES.indexOf(FAMILY[item.kind]);
}

/** Return a word without its last letters, so that its other forms are found; short words and codes as they are. @param {string} word @param {number} drop */
function stem(word, drop) {
  return word.length < 5 || /\d/.test(word) ? word : word.slice(0, Math.max(4, word.length - drop));
}

/** @param {string[]} wanted @param {Item[]} known */
function alike(wanted, known) {
  for (const drop of [1, 2]) {
    const stems = wanted.map((word) => stem(word, drop));
    // The end of a word is dropped, never its beginning: only words that begin alike are akin.
    const found = DATA.items.filter((item) => !known.includes(item) && stems.every((one) => hay(item).words.some((own) => own.startsWith(one))));
    if (found.length) return found.sort((a, b) => distance(a, stems) - distance(b, stems));
  }
  return [];
}

/**
 * Return the items that fit a text, the nearest first; where these are few, also those with similar words.
 * @param {string} text
 * @returns {{ found: Item[], similar: Item[] }}
 */
export function find(text) {
  const wanted = tokens(text);
  const found = wanted.length ? DATA.items.filter((item) => fits(item, wanted)).sort((a, b) => distance(a, wanted) - distance(b, wanted)) : [];
  const named = found.length > 0 && isNamed(found[0], wanted);
  return { found, similar: wanted.length && found.length < LITTLE && !named ? alike(wanted, found) : [] };
}

/** Return the one item that a text names by its code or a name; null where it names none or several. @param {string} text */
export function namedItem(text) {
  return oneNamed(tokens(text), DATA.items);
}

/** @param {string[]} wanted @param {Item[]} among */
function oneNamed(wanted, among) {
  const found = wanted.length ? among.filter((item) => isNamed(item, wanted)) : [];
  return found.length === 1 ? found[0] : null;
}

/** Return the two items that a text names one after the other, where a path can be sought between them. @param {string} text */
export function namedPair(text) {
  const words = tokens(text), steps = DATA.items.filter(isStep);
  for (let cut = 1; cut < words.length; cut += 1) {
    const rest = JOINERS.includes(words[cut]) && cut + 1 < words.length ? cut + 1 : cut;
    const first = oneNamed(words.slice(0, cut), steps), second = oneNamed(words.slice(rest), steps);
    if (first && second && first !== second) return [first, second];
  }
  return null;
}
