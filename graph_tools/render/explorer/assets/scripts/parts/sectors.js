// Where an item and its neighbours stand, and how the lines between them run: four sectors round the
// middle, each with room of its own, so that no line passes through a box. Knows sizes only, nothing of the page.

/** @typedef {"left" | "right" | "top" | "bottom"} Side */
/** @typedef {{ key: string, height: number, weight?: number, certainty?: Certainty }} Neighbour */
/**
 * @typedef {object} Sector neighbours by one relation
 * @property {string} key
 * @property {Side} side
 * @property {[number, number]} word width and height of the words on its line
 * @property {Neighbour[]} boxes
 */
/** @typedef {{ left: number, centre: number, right: number, start: number, toLeft: number, toRight: number, stem: [number, number], band: number }} Rooms */
/** @typedef {{ d: string, sector: string, to: string, certainty: Certainty, weight: number }} Line `to`: the box it ends at; "" for a part many share */
/** @typedef {{ height: number, centre: Box, boxes: Record<string, Box>, words: Record<string, [number, number]>, lines: Line[] }} Picture */

/**
 * @typedef {object} Band sectors above or below; depths are counted outwards
 * @property {number} depth of all of it
 * @property {number} end where the trunk ends
 * @property {{ y: number, boxes: [Neighbour, number, number][] }[]} rows depth of the line to its boxes; each box with its left and depth
 * @property {[string, number, number][]} words key, depth and height
 * @property {Record<string, string>} sectorOf key of the sector by key of the box
 */

const GAP = 6, SECTOR_GAP = 16, ROW_GAP = 14, STUB = 12, BAND_GAP = 20;
const MOST_WAY = 190, FAN = 44;
/** Widths of columns where there is much room, enough, and little; `way`: the least that lines with their words need. */
const WIDTHS = [{ box: 236, bundle: 326, centre: 244, way: 160 }, { box: 200, bundle: 276, centre: 208, way: 104 }, { box: 180, bundle: 250, centre: 184, way: 104 }];

/**
 * Return how a width is shared out; null where it is too small for a picture.
 * @param {number} width
 * @param {"none" | "box" | "bundle"} left
 * @param {"none" | "box" | "bundle"} right
 * @returns {Rooms | null}
 */
export function roomsIn(width, left, right) {
  const ways = Number(left !== "none") + Number(right !== "none");
  for (const size of WIDTHS) {
    const of = (/** @type {"none" | "box" | "bundle"} */ what) => (what === "none" ? 0 : size[what]);
    const columns = of(left) + of(right) + size.centre, way = Math.min(MOST_WAY, Math.floor((width - columns) / Math.max(ways, 1)));
    if (way < size.way) continue;
    const toLeft = left === "none" ? 0 : way, toRight = right === "none" ? 0 : way;
    const start = Math.floor((width - columns - toLeft - toRight) / 2);
    return { left: of(left), centre: size.centre, right: of(right), start, toLeft, toRight, stem: [toLeft - FAN, toRight - FAN], band: size.box };
  }
  return null;
}

/** Height of a column of sectors. @param {Sector[]} sectors */
function columnHeight(sectors) {
  const own = sectors.map((sector) => sector.boxes.reduce((sum, box) => sum + box.height, 0) + GAP * (sector.boxes.length - 1));
  return own.reduce((sum, height) => sum + height, 0) + SECTOR_GAP * Math.max(sectors.length - 1, 0);
}

/** How far the lines of a side start from each other: room for their words. @param {Sector[]} sectors */
function portStep(sectors) {
  return Math.max(26, ...sectors.map((sector) => sector.word[1] + 10));
}

/** Height the middle needs so that every line starts at it. @param {Sector[]} sectors */
function portsHeight(sectors) {
  return sectors.length * portStep(sectors) + 8;
}

/** Slots of a row beside the trunk, the nearest first. @param {number} trunk @param {number} width @param {number} box */
function slots(trunk, width, box) {
  const found = [];
  for (let index = 0; index < 8; index += 1) {
    const away = BAND_GAP / 2 + index * (box + BAND_GAP), left = trunk - away - box, right = trunk + away;
    if (left >= 0) found.push(left);
    if (right + box <= width) found.push(right);
  }
  return found.length ? found : [Math.max(0, trunk - box / 2)];
}

/** Boxes of a sector in rows as equal as they can be. @param {Neighbour[]} boxes @param {number} inRow */
function rowsOf(boxes, inRow) {
  const count = Math.ceil(boxes.length / inRow), size = Math.ceil(boxes.length / count);
  return Array.from({ length: count }, (_, index) => boxes.slice(index * size, (index + 1) * size));
}

/**
 * Place the sectors above or below: a trunk, and rows of boxes on both sides of it.
 * @param {Sector[]} sectors from the middle outwards
 * @param {{ trunk: number, width: number, box: number }} band
 * @returns {Band}
 */
function bandOf(sectors, band) {
  const free = slots(band.trunk, band.width, band.box);
  /** @type {{ y: number, boxes: [Neighbour, number, number][] }[]} */
  const rows = [];
  /** @type {[string, number, number][]} */
  const words = [];
  /** @type {Record<string, string>} */
  const sectorOf = {};
  let depth = 0, end = 0;
  for (const sector of sectors) {
    depth += 8;
    words.push([sector.key, depth, sector.word[1]]);
    depth += sector.word[1] + 6;
    for (const row of rowsOf(sector.boxes, free.length)) {
      const outer = sector === sectors[sectors.length - 1] && row[row.length - 1] === sector.boxes[sector.boxes.length - 1];
      const lefts = outer && row.length === 1 ? [Math.max(0, band.trunk - band.box / 2)] : free.slice(0, row.length).sort((a, b) => a - b);
      rows.push({ y: depth, boxes: row.map((box, index) => [box, lefts[index], depth + STUB]) });
      for (const box of row) sectorOf[box.key] = sector.key;
      end = depth;
      depth += STUB + Math.max(...row.map((box) => box.height)) + ROW_GAP;
    }
  }
  return { depth, rows, words, end, sectorOf };
}

/** @param {number} value */
function whole(value) {
  return Math.round(value * 10) / 10;
}

/**
 * Add a band to the picture.
 * @param {Picture} picture
 * @param {Band} made
 * @param {{ trunk: number, box: number, edge: number, from: number, way: 1 | -1 }} place `edge`: where depths begin; `from`: side of the middle
 */
function addBand(picture, made, { trunk, box, edge, from, way }) {
  if (!made.rows.length) return;
  const at = (/** @type {number} */ depth) => whole(edge + way * depth);
  const line = (/** @type {string} */ d) => picture.lines.push({ d, sector: "", to: "", certainty: "", weight: 1 });
  line(`M${trunk} ${from}V${at(made.end)}`);
  for (const [key, depth, height] of made.words) picture.words[key] = [trunk, way > 0 ? at(depth) : at(depth + height)];
  for (const row of made.rows) {
    const middles = row.boxes.map(([, left]) => left + box / 2);
    const first = Math.min(trunk, ...middles), last = Math.max(trunk, ...middles);
    if (last - first > 1) line(`M${first} ${at(row.y)}H${last}`);
    for (const [own, left, depth] of row.boxes) {
      picture.boxes[own.key] = [left, way > 0 ? at(depth) : at(depth + own.height), box, own.height];
      picture.lines.push({ d: `M${left + box / 2} ${at(row.y)}V${at(depth)}`, sector: made.sectorOf[own.key], to: own.key, certainty: own.certainty || "", weight: own.weight || 1 });
    }
  }
}

/**
 * Add a column to the picture: each relation leaves the middle by a stem that carries its words and fans out to its boxes.
 * @param {Picture} picture
 * @param {Sector[]} sectors
 * @param {{ left: number, width: number, top: number, bottom: number, centre: number, stem: number, way: 1 | -1 }} place `centre`: height of the middle of the picture
 */
function addColumn(picture, sectors, { left, width, top, bottom, centre, stem, way }) {
  const height = columnHeight(sectors), step = portStep(sectors), word = Math.max(0, ...sectors.map((sector) => sector.word[1]));
  const [x, , w] = picture.centre, side = way < 0 ? x : x + w, facing = way < 0 ? left + width : left;
  let y = Math.max(top, Math.min(centre - height / 2, bottom - height));
  sectors.forEach((sector, index) => {
    const port = whole(centre + (index - (sectors.length - 1) / 2) * step + word / 2), end = side + way * stem;
    picture.words[sector.key] = [side + way * 6, port - 2 - sector.word[1]];
    picture.lines.push({ d: `M${side} ${port}H${end}`, sector: sector.key, to: "", certainty: "", weight: 1 });
    for (const box of sector.boxes) {
      const middle = whole(y + box.height / 2), bend = end + (facing - end) / 2;
      picture.boxes[box.key] = [left, whole(y), width, box.height];
      picture.lines.push({ d: `M${end} ${port}C${bend} ${port} ${bend} ${middle} ${facing} ${middle}`, sector: sector.key, to: box.key, certainty: box.certainty || "", weight: box.weight || 1 });
      y += box.height + GAP;
    }
    y += SECTOR_GAP - GAP;
  });
}

/** Height at which the item in the middle is still seen at once. */
const SEEN = 300;

/**
 * Return the picture of an item and its neighbours.
 * @param {number} width
 * @param {Rooms} rooms
 * @param {number} centre height of the box in the middle
 * @param {Sector[]} sectors in the order of each side
 * @returns {Picture}
 */
export function pictureOf(width, rooms, centre, sectors) {
  const on = (/** @type {Side} */ side) => sectors.filter((sector) => sector.side === side);
  const left = on("left"), right = on("right"), high = Math.max(centre, portsHeight(left), portsHeight(right));
  const x = rooms.start + rooms.left + rooms.toLeft, trunk = x + rooms.centre / 2;
  const band = { trunk, width, box: rooms.band }, above = bandOf(on("top"), band), below = bandOf(on("bottom"), band);
  const top = above.rows.length ? above.depth - ROW_GAP : 0, room = Math.max(high, columnHeight(left), columnHeight(right));
  const begin = top + (above.rows.length ? SECTOR_GAP : 0), bottom = begin + room;
  const middle = Math.max(begin + high / 2, Math.min(begin + room / 2, SEEN));
  /** @type {Picture} */
  const picture = { height: 0, centre: [x, whole(middle - high / 2), rooms.centre, high], boxes: {}, words: {}, lines: [] };
  addBand(picture, above, { trunk, box: rooms.band, edge: begin - SECTOR_GAP / 2, from: picture.centre[1], way: -1 });
  addBand(picture, below, { trunk, box: rooms.band, edge: bottom + 4, from: whole(middle + high / 2), way: 1 });
  addColumn(picture, left, { left: rooms.start, width: rooms.left, top: begin, bottom, centre: middle, stem: rooms.stem[0], way: -1 });
  addColumn(picture, right, { left: x + rooms.centre + rooms.toRight, width: rooms.right, top: begin, bottom, centre: middle, stem: rooms.stem[1], way: 1 });
  picture.height = Math.ceil(bottom + (below.rows.length ? below.depth + 4 : 0));
  return picture;
}
