/**
 * Finds sums and products that Oxigraph 0.5.11 would reckon from the right: it takes a - b + c for
 * a - (b + c) and a / b * c for a / (b * c), so its answer would be wrong. Version 0.5.12 is right;
 * once npm has it, this file can go (a test says when).
 *
 * A sum is found where "-" has another "+" or "-" after it, a product where "/" stands beside another
 * "*" or "/" (0.5 * 28 / 72 comes out empty, since 28 / 72 is cut before it is multiplied); brackets
 * end either. Paths of properties (a/b/c) are no products.
 */

const CHAIN_TOKEN = new RegExp(
  [
    String.raw`(?<skip>#[^\n\r]*|@[A-Za-z]+(?:-[A-Za-z0-9]+)*)`,
    String.raw`|(?<value>"""(?:"{0,2}(?:[^"\\]|\\.))*"""|'''(?:'{0,2}(?:[^'\\]|\\.))*'''`,
    String.raw`|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*'|[?$][\p{L}\p{N}_]+`,
    String.raw`|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)`,
    String.raw`|(?<name><[^<>"{}|^\x60\\\s]*>`,
    String.raw`|(?:_|\p{L}[\p{L}\p{N}_.-]*)?:(?:[\p{L}\p{N}_:%\\-]|\.(?=[\p{L}\p{N}_:%-]))*)`,
    String.raw`|(?<word>\p{L}[\p{L}\p{N}_]*)|\^\^|\S`,
  ].join(""),
  "gsu",
);

/**
 * @typedef {object} ChainFrame what stands between two brackets
 * @property {string} sum signs of the sum under way
 * @property {string} product signs of the product under way
 * @property {boolean} operand whether an operand stands right before
 * @property {boolean} callable whether that operand may be the name of a function
 * @property {boolean} value whether the product has an operand that no path has
 * @property {boolean} any whether anything between the brackets was such an operand
 * @property {boolean} data whether it is a list of values, where nothing is reckoned
 */

/**
 * @param {string} text a query
 * @returns {number} where the sign stands that would be reckoned too early; -1 for nowhere
 */
export function chainPlace(text) {
  const frames = [chainFrame(false)];
  let values = false;
  for (const { 0: token, index, groups = {} } of text.matchAll(CHAIN_TOKEN)) {
    const frame = frames[frames.length - 1];
    if (groups.skip) continue;
    if ("({[".includes(token)) {
      frames.push(chainFrame(frame.data || (values && token === "{")));
      values &&= token !== "{";
    } else if (")}]".includes(token)) {
      const inner = frames.length > 1 ? /** @type {ChainFrame} */ (frames.pop()) : frame;
      chainClose(frames[frames.length - 1], inner, token);
    } else if (groups.value || groups.name || groups.word) {
      values ||= token.toLowerCase() === "values";
      chainOperand(frame, !groups.name && token !== "a", !groups.value);
    } else if (chainSign(frame, token)) {
      return index;
    }
  }
  return -1;
}

/**
 * @param {boolean} data
 * @returns {ChainFrame}
 */
function chainFrame(data) {
  const [sum, product] = ["", ""];
  return { sum, product, operand: false, callable: false, value: false, any: false, data };
}

/** @param {ChainFrame} frame where nothing goes on from what stood before */
function chainReset(frame) {
  Object.assign(frame, { sum: "", product: "", operand: false, callable: false, value: false });
}

/**
 * @param {ChainFrame} frame
 * @param {boolean} value whether no path has such an operand
 * @param {boolean} callable
 */
function chainOperand(frame, value, callable) {
  if (frame.operand) chainReset(frame); // two operands side by side are in no sum together
  frame.operand = true;
  frame.callable = callable;
  frame.value ||= value;
  frame.any ||= value;
}

/**
 * @param {ChainFrame} frame what the closed brackets stand in
 * @param {ChainFrame} inner what they held
 * @param {string} token the closing bracket
 */
function chainClose(frame, inner, token) {
  if (token === "}") {
    chainReset(frame);
  } else if (token === ")" && frame.callable) {
    Object.assign(frame, { callable: false, value: true, any: true }); // a function was called
  } else {
    chainOperand(frame, inner.any, false);
  }
}

/**
 * @param {ChainFrame} frame
 * @param {string} token
 * @returns {boolean} whether the sign would be reckoned too early
 */
function chainSign(frame, token) {
  const sign = frame.operand && !frame.data; // else it belongs to a number
  if ((token === "+" || token === "-") && !frame.operand) {
    return false; // the sign of the number after it, which goes on with the product under way
  } else if (token === "+" || token === "-") {
    if (sign && frame.sum.includes("-")) return true;
    const sum = sign ? frame.sum + token : frame.sum;
    Object.assign(frame, { sum, product: "", operand: false, callable: false, value: false });
  } else if (token === "*" || token === "/") {
    const divided = token === "/" ? frame.product !== "" : frame.product.includes("/");
    if (sign && frame.value && divided) return true;
    const product = sign ? frame.product + token : frame.product;
    Object.assign(frame, { product, operand: false, callable: false });
  } else if (token === "^^") {
    frame.operand = false;
  } else {
    chainReset(frame);
  }
  return false;
}
