/**
 * Finds keywords a query may not hold: the same rule as graph_tools/queries/guard.py, in the page.
 *
 * Oxigraph's grammar needs no blank before a keyword ("1SERVICE") and tries "<" both as the start
 * of an IRI and as "less than", so every reading of the text is followed; a doubt counts as found.
 */

const GUARD_IRI = /<(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>/y;
const GUARD_CERTAIN_IRI = /<[A-Za-z][A-Za-z0-9+.-]*:\/\//y; // never "less than" and an operand
const GUARD_ESCAPE = "\\\\(?:[tbnrf\"'\\\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})";
const GUARD_STRINGS = ['"', "'"].flatMap((quote) =>
  ["QQQ(?:Q{0,2}(?:[^Q\\\\]|ESCAPE))*QQQ", "Q(?:[^Q\\\\\\n\\r]|ESCAPE)*Q"].map(
    (form) => new RegExp(form.replaceAll("ESCAPE", GUARD_ESCAPE).replaceAll("Q", quote), "y"),
  ),
);
const GUARD_COMMENT = /#[^\n\r]*/y;
const GUARD_NAME = /[?$][A-Za-z0-9_]+|:[A-Za-z_][A-Za-z0-9_-]*/y; // variable, local name

/**
 * Say whether a text holds a keyword outside IRIs, names, string literals and comments.
 *
 * @param {string} text
 * @param {string} keyword letters only
 * @returns {boolean}
 */
export function guardFinds(text, keyword) {
  const wanted = new RegExp(keyword, "iy");
  if (!new RegExp(keyword, "i").test(text)) return false;
  const reachable = new Set([0]);
  for (let place = 0; place < text.length; place += 1) {
    if (!reachable.delete(place)) continue;
    if (guardEnd(wanted, text, place)) return true;
    for (const end of guardEnds(text, place)) reachable.add(end);
  }
  return false;
}

/**
 * @param {string} text
 * @param {number} place
 * @returns {number[]} where each possible token that starts at the place ends
 */
function guardEnds(text, place) {
  const next = place + 1;
  switch (text[place]) {
    case "#":
      return [guardEnd(GUARD_COMMENT, text, place) || next];
    case "<": {
      const end = guardEnd(GUARD_IRI, text, place);
      if (end && guardEnd(GUARD_CERTAIN_IRI, text, place)) return [end];
      return end ? [next, end] : [next];
    }
    case '"':
    case "'": {
      const ends = GUARD_STRINGS.map((form) => guardEnd(form, text, place)).filter(Boolean);
      if (!ends.length) return [next];
      // The long form wins, as in the grammar.
      return text.slice(place, ends[0]).includes("\\") ? ends : [ends[0]];
    }
    case "?":
    case "$":
    case ":":
      return [guardEnd(GUARD_NAME, text, place) || next];
    default:
      return [next];
  }
}

/**
 * @param {RegExp} form a sticky pattern
 * @param {string} text
 * @param {number} place
 * @returns {number} where the form that starts at the place ends; 0 where it does not start there
 */
function guardEnd(form, text, place) {
  form.lastIndex = place;
  return form.test(text) ? form.lastIndex : 0;
}
