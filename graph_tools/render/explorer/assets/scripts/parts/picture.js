// What stands on the screen as a picture of its own: boxes, words and lines of a container as SVG.
import { svg } from "../core/dom.js";

const MARGIN = 16, CAPTION = 44, LINE = 16, SPACE = 12;
const SHAPES = "path, line, polyline, polygon, rect, circle, ellipse, text";
const DRAWN_BY = ["d", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width", "height", "points"];
const LOOKS = ["stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "fill", "fill-opacity", "opacity",
  "font-size", "font-weight", "text-anchor", "dominant-baseline"];

/** @typedef {{ left: number, top: number, right: number, bottom: number }} Edges */
/** @typedef {{ x: number, y: number, width: number, height: number }} Span */
/** @typedef {{ shapes: SVGElement[], dx: number, dy: number, hatched: boolean, bounds: Edges }} Sheet */

const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d", { willReadFrequently: true }));
/** @type {Map<string, [string, number]>} */
const COLOURS = new Map();

/** A colour as rgb() and its opacity: other programs do not know every form a browser gives. @param {string} css @returns {[string, number]} */
function colour(css) {
  const known = COLOURS.get(css);
  if (known) return known;
  pen.clearRect(0, 0, 1, 1);
  pen.fillStyle = css;
  pen.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data;
  /** @type {[string, number]} */
  const made = [`rgb(${red},${green},${blue})`, Math.round(alpha / 2.55) / 100];
  COLOURS.set(css, made);
  return made;
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 10) / 10;
}

/** @param {Sheet} sheet @param {SVGElement} shape @param {Span} rect on the screen */
function put(sheet, shape, rect) {
  sheet.shapes.push(shape);
  const { bounds } = sheet, left = rect.x - sheet.dx, top = rect.y - sheet.dy;
  bounds.left = Math.min(bounds.left, left);
  bounds.top = Math.min(bounds.top, top);
  bounds.right = Math.max(bounds.right, left + rect.width);
  bounds.bottom = Math.max(bounds.bottom, top + rect.height);
}

/** @param {Edges | null} clip @param {DOMRect} rect @returns {Edges} */
function within(clip, rect) {
  if (!clip) return rect;
  return { left: Math.max(clip.left, rect.left), top: Math.max(clip.top, rect.top), right: Math.min(clip.right, rect.right), bottom: Math.min(clip.bottom, rect.bottom) };
}

/** Ground and border of a box. @param {Sheet} sheet @param {DOMRect} rect @param {CSSStyleDeclaration} look @param {number} scale */
function ground(sheet, rect, look, scale) {
  const [fill, opacity] = colour(look.backgroundColor), hatched = look.backgroundImage.startsWith("repeating");
  const sides = ["Top", "Right", "Bottom", "Left"].map((side) => {
    const of = (/** @type {string} */ name) => /** @type {any} */ (look)["border" + side + name];
    const [stroke, strength] = colour(of("Color"));
    return { width: of("Style") === "none" || !strength ? 0 : parseFloat(of("Width")) * scale, stroke, strength, dashed: of("Style") === "dashed" };
  });
  const even = sides.every((side) => side.width === sides[0].width && side.stroke === sides[0].stroke);
  const frame = even && sides[0].width ? sides[0] : null, inset = frame ? frame.width / 2 : 0;
  const place = { x: round(rect.x - sheet.dx + inset), y: round(rect.y - sheet.dy + inset), width: round(Math.max(0, rect.width - 2 * inset)),
    height: round(Math.max(0, rect.height - 2 * inset)), rx: round((parseFloat(look.borderTopLeftRadius) || 0) * scale) || null };
  const border = frame ? { stroke: frame.stroke, "stroke-width": round(frame.width), "stroke-opacity": frame.strength, "stroke-dasharray": frame.dashed ? "4 3" : null } : {};
  if (opacity || frame) put(sheet, svg("rect", { ...place, fill: opacity ? fill : "none", "fill-opacity": opacity < 1 && opacity ? opacity : null, ...border }), rect);
  if (look.backgroundImage.startsWith("linear")) half(sheet, rect, look);
  if (hatched) { sheet.hatched = true; put(sheet, svg("rect", { ...place, fill: "url(#hatch)" }), rect); }
  if (!frame) sides.forEach((side, at) => { if (side.width) edge(sheet, rect, at, side); });
}

/** The left half of a round sign, which a gradient fills with its first colour. @param {Sheet} sheet @param {DOMRect} rect @param {CSSStyleDeclaration} look */
function half(sheet, rect, look) {
  const [fill] = colour((/rgba?\([^)]*\)|#\w+/.exec(look.backgroundImage) || ["none"])[0]), x = round(rect.x - sheet.dx + rect.width / 2), y = rect.y - sheet.dy, r = round(rect.height / 2);
  put(sheet, svg("path", { d: `M${x} ${round(y)}A${r} ${r} 0 0 0 ${x} ${round(y + rect.height)}Z`, fill }), rect);
}

/** One side of a border. @param {Sheet} sheet @param {DOMRect} rect @param {number} at top, right, bottom, left @param {{ width: number, stroke: string, strength: number }} side */
function edge(sheet, rect, at, side) {
  const flat = at % 2 === 0, x = at === 1 ? rect.right - side.width : rect.left, y = at === 2 ? rect.bottom - side.width : rect.top;
  const box = { x, y, width: flat ? rect.width : side.width, height: flat ? side.width : rect.height };
  put(sheet, svg("rect", { x: round(x - sheet.dx), y: round(y - sheet.dy), width: round(box.width), height: round(box.height), fill: side.stroke, "fill-opacity": side.strength }), box);
}

/** @typedef {{ text: string, left: number, right: number, top: number, bottom: number }} Run */

/** The lines a text is broken into on the screen. @param {Text} node @returns {Run[]} */
function runs(node) {
  const range = document.createRange();
  /** @type {Run[]} */
  const found = [];
  const add = (/** @type {number} */ from, /** @type {number} */ to, /** @type {string} */ before) => {
    range.setStart(node, from);
    range.setEnd(node, to);
    const rects = range.getClientRects();
    if (rects.length > 1 && to - from > 1) { for (let at = from; at < to; at++) add(at, at + 1, at === from ? before : ""); return; }
    const rect = rects[0], last = found[found.length - 1];
    if (!rect || rect.width < 0.5) return;
    if (last && Math.abs(last.top - rect.top) < 3 && rect.left >= last.left) { last.text += before + node.data.slice(from, to); last.right = rect.right; }
    else found.push({ text: node.data.slice(from, to), left: rect.left, right: rect.right, top: rect.top, bottom: rect.bottom });
  };
  for (const word of node.data.matchAll(/[^ \n\t]+/g)) add(word.index, word.index + word[0].length, " ");
  return found;
}

/** The part of the lines that is not cut off; where something is, three dots say so. @param {Run[]} all @param {Edges | null} clip */
function visible(all, clip) {
  if (!clip) return all;
  const shown = all.filter((run) => (run.top + run.bottom) / 2 < clip.bottom && (run.top + run.bottom) / 2 > clip.top && run.left < clip.right - 2);
  const last = shown[shown.length - 1];
  if (last && shown.length < all.length) last.text += "…";
  for (const run of shown) {
    if (run.right <= clip.right + 1) continue;
    run.text = run.text.slice(0, Math.max(1, Math.floor(run.text.length * (clip.right - run.left) / (run.right - run.left)) - 1)) + "…";
    run.right = clip.right;
  }
  return shown;
}

/** @param {Sheet} sheet @param {Text} node @param {CSSStyleDeclaration} look @param {Edges | null} clip @param {number} scale */
function words(sheet, node, look, clip, scale) {
  if (!node.data.trim()) return;
  pen.font = look.font || look.fontSize + " sans-serif";
  const metrics = pen.measureText("x"), share = metrics.fontBoundingBoxAscent / (metrics.fontBoundingBoxAscent + metrics.fontBoundingBoxDescent);
  const [fill, opacity] = colour(look.color);
  for (const run of visible(runs(node), clip)) {
    const rect = { x: run.left, y: run.top, width: run.right - run.left, height: run.bottom - run.top };
    put(sheet, svg("text", { x: round(run.left - sheet.dx), y: round(run.top - sheet.dy + rect.height * share), fill, "fill-opacity": opacity < 1 ? opacity : null,
      "font-size": round(parseFloat(look.fontSize) * scale), "font-weight": look.fontWeight === "400" ? null : look.fontWeight,
      textLength: rect.width > 12 ? round(rect.width) : null, lengthAdjust: rect.width > 12 ? "spacingAndGlyphs" : null }, run.text), rect);
  }
}

/** Lines and shapes that are SVG already. @param {Sheet} sheet @param {SVGSVGElement} drawing */
function lines(sheet, drawing) {
  for (const shape of /** @type {NodeListOf<SVGGraphicsElement>} */ (drawing.querySelectorAll(SHAPES))) {
    const look = getComputedStyle(shape), matrix = shape.getScreenCTM();
    if (!matrix || look.display === "none" || look.visibility !== "visible" || shape.closest("defs")) continue;
    /** @type {Record<string, string>} */
    const given = {};
    for (const name of DRAWN_BY) { const value = shape.getAttribute(name); if (value !== null) given[name] = value; }
    for (const name of LOOKS) { const value = look.getPropertyValue(name); if (value && value !== "auto") given[name] = value; }
    for (const name of ["stroke", "fill"]) if (given[name] !== "none" && !given[name].startsWith("url")) {
      const [plain, opacity] = colour(given[name]);
      given[name] = plain;
      if (opacity < 1) given[name + "-opacity"] = String(opacity * Number(given[name + "-opacity"] || 1));
    }
    const { a, b, c, d, e, f } = matrix;
    given.transform = `matrix(${a} ${b} ${c} ${d} ${round(e - sheet.dx)} ${round(f - sheet.dy)})`;
    put(sheet, svg(shape.localName, given, shape.localName === "text" ? shape.textContent : null), shape.getBoundingClientRect());
  }
}

/** @param {Sheet} sheet @param {HTMLCanvasElement} canvas */
function bitmap(sheet, canvas) {
  const rect = canvas.getBoundingClientRect();
  put(sheet, svg("image", { x: round(rect.x - sheet.dx), y: round(rect.y - sheet.dy), width: round(rect.width), height: round(rect.height), href: canvas.toDataURL() }), rect);
}

/** Where a box stands, how much it is enlarged, and by how many degrees it is turned. @param {HTMLElement} box @param {CSSStyleDeclaration} look @returns {[DOMRect, number, number]} */
function placed(box, look) {
  const rect = box.getBoundingClientRect();
  const { a, b } = new DOMMatrix(look.transform === "none" ? "" : look.transform), turn = Math.round(Math.atan2(b, a) * 180 / Math.PI);
  if (!turn) return [rect, box.offsetWidth ? rect.width / box.offsetWidth : 1, 0];
  const scale = Math.hypot(a, b), width = box.offsetWidth * scale, height = box.offsetHeight * scale;
  return [new DOMRect(rect.x + (rect.width - width) / 2, rect.y + (rect.height - height) / 2, width, height), scale, turn];
}

/** @param {Sheet} sheet @param {Element} box @param {Edges | null} clip */
function paint(sheet, box, clip) {
  const look = getComputedStyle(box);
  if (look.display === "none" || look.visibility !== "visible" || look.clipPath !== "none") return;
  if (box instanceof SVGSVGElement) return lines(sheet, box);
  if (box instanceof HTMLCanvasElement) return bitmap(sheet, box);
  if (!(box instanceof HTMLElement)) return;
  const [rect, scale, turn] = placed(box, look);
  const before = sheet.shapes.length;
  if (rect.width && rect.height) ground(sheet, rect, look, scale);
  if (turn) for (const shape of sheet.shapes.slice(before)) shape.setAttribute("transform", `rotate(${turn} ${round(rect.x + rect.width / 2 - sheet.dx)} ${round(rect.y + rect.height / 2 - sheet.dy)})`);
  const inner = look.overflowX === "hidden" || look.overflowX === "clip" ? within(clip, rect) : clip;
  for (const child of box.childNodes) {
    if (child instanceof Text) words(sheet, child, look, inner, scale);
    else if (child instanceof Element) paint(sheet, child, inner);
  }
}

/** @param {string} stroke */
function hatch(stroke) {
  return svg("defs", {}, svg("pattern", { id: "hatch", width: 8, height: 8, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    svg("rect", { width: 4, height: 8, fill: stroke, "fill-opacity": 0.22 })));
}

/** Paint what explains the picture below it, as it stands on the page. @param {Sheet} sheet @param {HTMLElement} box */
function paintBelow(sheet, box) {
  const rect = box.getBoundingClientRect();
  if (!rect.width || !rect.height) return;
  sheet.dx = rect.left - sheet.bounds.left;
  sheet.dy = rect.top - sheet.bounds.bottom - SPACE;
  paint(sheet, box, null);
}

/** Break a text into lines. @param {string} text @param {number} width */
function broken(text, width) {
  /** @type {string[]} */
  const found = [];
  for (const word of text.split(" ")) {
    const last = found.length - 1, longer = last < 0 ? word : found[last] + " " + word;
    if (last >= 0 && pen.measureText(longer).width <= width) found[last] = longer;
    else found.push(word);
  }
  return found;
}

/**
 * @typedef {object} Words what stands round a picture
 * @property {string} title above it
 * @property {string} note below the title
 * @property {HTMLElement[]} keys parts of the page that explain it, painted below
 * @property {(hatched: boolean) => string[]} foot lines of text below all that
 */

/**
 * Return what a container shows as a drawing that needs nothing else.
 * @param {HTMLElement} root
 * @param {Words} said
 */
export function pictureOf(root, { title, note, keys, foot }) {
  const corner = root.getBoundingClientRect(), page = getComputedStyle(document.documentElement);
  /** @type {Sheet} */
  const sheet = { shapes: [], dx: corner.left, dy: corner.top, hatched: false, bounds: { left: 0, top: 0, right: 0, bottom: 0 } };
  paint(sheet, root, null);
  for (const key of keys) paintBelow(sheet, key);
  const { left, top, right, bottom } = sheet.bounds, [ink] = colour(page.color), [paper] = colour(page.getPropertyValue("--page"));
  pen.font = "700 17px " + page.fontFamily;
  const caption = Math.max(pen.measureText(title).width, pen.measureText(note).width);
  const inner = Math.ceil(Math.max(right - left, caption)), width = inner + 2 * MARGIN;
  pen.font = "12px " + page.fontFamily;
  const below = foot(sheet.hatched).flatMap((text) => broken(text, inner));
  const height = Math.ceil(bottom - top) + 2 * MARGIN + CAPTION + (below.length ? SPACE + below.length * LINE : 0);
  const x = Math.floor(left) - MARGIN, y = Math.floor(top) - MARGIN - CAPTION;
  return svg("svg", { width, height, viewBox: `${x} ${y} ${width} ${height}`, "font-family": page.fontFamily, role: "img" },
    svg("title", {}, title), sheet.hatched ? hatch(colour(page.getPropertyValue("--warn-rule"))[0]) : null,
    svg("rect", { x, y, width, height, fill: paper }),
    svg("text", { x: x + MARGIN, y: y + MARGIN + 14, fill: ink, "font-size": 17, "font-weight": 700 }, title),
    svg("text", { x: x + MARGIN, y: y + MARGIN + 34, fill: ink, "font-size": 12 }, note), sheet.shapes,
    below.map((text, at) => svg("text", { x: x + MARGIN, y: Math.ceil(bottom) + SPACE + 12 + at * LINE, fill: ink, "font-size": 12 }, text)));
}

/** @param {SVGElement} drawing */
export function asText(drawing) {
  return new XMLSerializer().serializeToString(drawing) + "\n";
}

/**
 * Return a drawing as a PNG, twice as fine as the screen.
 * @param {SVGElement} drawing
 * @returns {Promise<Blob>}
 */
export async function asBitmap(drawing) {
  const address = URL.createObjectURL(new Blob([asText(drawing)], { type: "image/svg+xml" }));
  const image = new Image(), canvas = document.createElement("canvas");
  try {
    await new Promise((resolve, reject) => { image.onload = resolve; image.onerror = reject; image.src = address; });
  } finally {
    URL.revokeObjectURL(address);
  }
  canvas.width = Number(drawing.getAttribute("width")) * 2;
  canvas.height = Number(drawing.getAttribute("height")) * 2;
  /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d")).drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => canvas.toBlob((made) => (made ? resolve(made) : reject(new Error("no picture"))), "image/png"));
}
