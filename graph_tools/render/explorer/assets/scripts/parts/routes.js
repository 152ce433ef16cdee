// Ways of the lines of the measures map: along the free channels between its rows and columns, so
// that none passes through a box. Knows boxes only, nothing of the page.

/** @typedef {[number, number]} Point */
/**
 * @typedef {object} Lanes
 * @property {Record<string, string>} room of each box: goal, strategic, head, tile, near or far
 * @property {number} goal left of the middle: where lines to goals go up and down
 * @property {number} strategic left of the middle, nearer to it: the way up to strategic measures
 * @property {number} above the way along the row of strategic measures, below it
 * @property {number} actor right of the middle: the way to actors
 * @property {number} far between the two columns of actors
 * @property {number[]} passes heights at which a line may cross the near column of actors
 */

// How far from its row a line runs; two kinds of lines above a row keep apart.
const GOAL_TRACK = 3, STRATEGIC_TRACK = 6, ACTOR_TRACK = 4, ASIDE = 4;

/** Right end of the boxes of a room. @param {Boxes} map @param {string[]} ids */
function rightOf(map, ids) {
  return Math.max(0, ...ids.map((id) => map.boxes[id][0] + map.boxes[id][2]));
}

/** Left end of the boxes of a room. @param {Boxes} map @param {string[]} ids @param {number} otherwise */
function leftOf(map, ids, otherwise) {
  return ids.length ? Math.min(...ids.map((id) => map.boxes[id][0])) : otherwise;
}

/**
 * Return where lines may run.
 * @param {Boxes} map
 * @returns {Lanes}
 */
export function lanesOf(map) {
  const { goal, strategic, head, tile, near, far } = map.rooms;
  const inner = [...strategic, ...head, ...tile];
  const begin = leftOf(map, inner, map.width), end = rightOf(map, inner), actors = leftOf(map, near, map.width);
  const column = near.map((id) => map.boxes[id]).sort((a, b) => a[1] - b[1]);
  const between = column.slice(1).map((box, index) => (column[index][1] + column[index][3] + box[1]) / 2);
  const passes = between.length ? between : column.map((box) => box[1] + box[3] + 3);
  return {
    room: Object.fromEntries(Object.entries(map.rooms).flatMap(([name, ids]) => ids.map((id) => [id, name]))),
    goal: rightOf(map, goal) + Math.round((begin - rightOf(map, goal)) * 0.4), strategic: begin - 6,
    above: Math.max(0, ...strategic.map((id) => map.boxes[id][1] + map.boxes[id][3])) + 5,
    actor: Math.round((end + actors) / 2), far: (rightOf(map, near) + leftOf(map, far, map.width)) / 2, passes,
  };
}

/** From a box of the middle to the trunk of goals. @param {Box} box @param {boolean} head @param {Lanes} lanes @returns {Point[]} */
function toGoals([x, y, w, h], head, lanes) {
  if (head) return [[x, y + h / 2 + ASIDE], [lanes.goal, y + h / 2 + ASIDE]];
  const middle = x + w / 2 - ASIDE;
  return [[middle, y], [middle, y - GOAL_TRACK], [lanes.goal, y - GOAL_TRACK]];
}

/** From a box of the middle to the way of strategic measures. @param {Box} box @param {boolean} head @param {Lanes} lanes @returns {Point[]} */
function toStrategic([x, y, w, h], head, lanes) {
  const track = head ? y + h / 2 - ASIDE : y - STRATEGIC_TRACK, middle = x + w / 2 + ASIDE;
  const start = /** @type {Point[]} */ (head ? [[x, track]] : [[middle, y], [middle, track]]);
  return [...start, [lanes.strategic, track], [lanes.strategic, lanes.above]];
}

/** From a box of the middle to the trunk of actors. @param {Box} box @param {boolean} head @param {Lanes} lanes @returns {Point[]} */
function toActors([x, y, w, h], head, lanes) {
  if (head) return [[x + w, y + h / 2], [lanes.actor, y + h / 2]];
  const track = y + h + ACTOR_TRACK;
  return [[x + w / 2, y + h], [x + w / 2, track], [lanes.actor, track]];
}

/** From the trunk of actors to one of them. @param {Box} box @param {boolean} far @param {Lanes} lanes @returns {Point[]} */
function fromActors([x, y, , h], far, lanes) {
  const middle = y + h / 2;
  if (!far) return [[lanes.actor, middle], [x, middle]];
  const pass = lanes.passes.reduce((best, one) => (Math.abs(one - middle) < Math.abs(best - middle) ? one : best));
  return [[lanes.actor, pass], [lanes.far, pass], [lanes.far, middle], [x, middle]];
}

/**
 * Return the corners of the line between two boxes, one of which is a heading or a tile.
 * @param {Boxes} map
 * @param {Lanes} lanes
 * @param {string} from
 * @param {string} to
 * @returns {Point[]}
 */
export function route(map, lanes, from, to) {
  const inside = (/** @type {string} */ id) => lanes.room[id] === "tile" || lanes.room[id] === "head";
  if (!inside(from)) return route(map, lanes, to, from).reverse();
  const box = map.boxes[from], head = lanes.room[from] === "head", end = map.boxes[to], room = lanes.room[to];
  if (room === "goal") {
    const middle = end[1] + end[3] / 2;
    return straight([...toGoals(box, head, lanes), [lanes.goal, middle], [end[0] + end[2], middle]]);
  }
  if (room === "strategic") {
    const middle = end[0] + end[2] / 2;
    return straight([...toStrategic(box, head, lanes), [middle, lanes.above], [middle, end[1] + end[3]]]);
  }
  return straight([...toActors(box, head, lanes), ...fromActors(end, room === "far", lanes)]);
}

/** Leave out points that are no corner. @param {Point[]} points */
function straight(points) {
  const apart = points.filter((point, index) => !index || point[0] !== points[index - 1][0] || point[1] !== points[index - 1][1]);
  return apart.filter((point, index) => {
    const before = apart[index - 1], after = apart[index + 1];
    return !before || !after || !((before[0] === point[0] && point[0] === after[0]) || (before[1] === point[1] && point[1] === after[1]));
  });
}

/**
 * Return a path along points with round corners, as SVG writes it.
 * @param {Point[]} points
 * @param {number} radius the largest
 */
export function rounded(points, radius) {
  const [first, ...rest] = points;
  let path = "M" + first.join(" ");
  rest.forEach((point, index) => {
    const next = rest[index + 1];
    if (!next) { path += "L" + point.join(" "); return; }
    const r = Math.min(radius, distance(points[index], point) / (index ? 2 : 1), distance(point, next) / (rest[index + 2] ? 2 : 1));
    path += "L" + towards(point, points[index], r).join(" ") + "Q" + [...point, ...towards(point, next, r)].join(" ");
  });
  return path;
}

/** @param {Point} a @param {Point} b */
function distance(a, b) {
  return Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]);
}

/** The point `r` from `a` on the way to `b`. @param {Point} a @param {Point} b @param {number} r @returns {Point} */
function towards(a, b, r) {
  return [a[0] + Math.sign(b[0] - a[0]) * r, a[1] + Math.sign(b[1] - a[1]) * r];
}
