// Elements are made here and nowhere from markup.
const SVG = "http://www.w3.org/2000/svg";

/** @typedef {Record<string, any>} Attributes */

/**
 * Set attributes (`onclick` and its like add a listener, `style` takes an object) and add children.
 * @template {Element} T
 * @param {T} node
 * @param {Attributes} attributes null, undefined and false leave an attribute out
 * @param {any[]} children
 * @returns {T}
 */
function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "style") setStyle(/** @type {any} */ (node), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child);
  }
  return node;
}

/**
 * @param {HTMLElement | SVGElement} node
 * @param {Record<string, string>} rules
 */
function setStyle(node, rules) {
  for (const [key, value] of Object.entries(rules)) node.style.setProperty(key, value);
}

/**
 * Return a new HTML element.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Attributes} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/**
 * Return a new SVG element.
 * @param {string} tag
 * @param {Attributes} [attributes]
 * @param {...Child} children
 * @returns {SVGElement}
 */
export function svg(tag, attributes = {}, ...children) {
  return fill(/** @type {SVGElement} */ (document.createElementNS(SVG, tag)), attributes, children);
}

/**
 * Put children in the place of all there were.
 * @param {Element} node
 * @param {...Child} children
 */
export function replace(node, ...children) {
  node.replaceChildren(.../** @type {any[]} */ (/** @type {any[]} */ (children).flat(Infinity)).filter(Boolean));
}

/**
 * Return the element with an id; it is a fault of ours where it is missing.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error("no element #" + id);
  return found;
}
