"""What the tests of the page ask the browser, as scripts."""

import base64
import gzip
import json
import re

VIEWS = ["overview", "gaps", "matrix", "map", "focus", "network", "linked", "deadlines", "list",
         "queries"]  # fmt: skip
CZECH = re.compile(r"[ěščřžýáíéúůďťňĚŠČŘŽÝÁÍÉÚŮĎŤŇ]")

# Rows of long tables are all alike: the first dozen stand for the rest (contrast of 600 is slow).
AXE_RUN = """async () => (await axe.run(
  {include: [["html"]], exclude: [["tbody tr:nth-child(n+13)"]]},
  {runOnly: {type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']},
  resultTypes: ['violations']}))
  .violations.map(v => v.id + ': ' + v.nodes.slice(0, 4).map(n => n.target.join(' ') + ' '
  + [...n.any, ...n.all, ...n.none].map(a => a.message).join(' ').slice(0, 160)).join(' | '))"""

# Smallest text a reader sees, in pixels of the screen, and what it says.
SMALLEST = """() => { let least = [99, ''];
  const walk = document.createTreeWalker(document.body, 4);
  while (walk.nextNode()) { const node = walk.currentNode, box = node.parentElement;
    if (!node.data.trim() || /^(SCRIPT|STYLE|NOSCRIPT)$/.test(box.tagName)) continue;
    const range = document.createRange(); range.selectNodeContents(node);
    const rect = range.getBoundingClientRect(); if (rect.width < 2) continue;
    let scale = 1;
    for (let up = box; up; up = up.parentElement) {
      const moved = getComputedStyle(up).transform;
      if (moved !== 'none') scale *= new DOMMatrix(moved).a; }
    const inner = box.closest('svg');
    if (inner && inner.viewBox.baseVal && inner.viewBox.baseVal.width)
      scale *= inner.getBoundingClientRect().width / inner.viewBox.baseVal.width;
    const size = parseFloat(getComputedStyle(box).fontSize) * scale;
    if (size < least[0]) least = [size, node.data]; }
  return least; }"""

# Buttons of items in the view that lie over each other.
OVERLAPS = """() => {
  const seen = [...document.querySelectorAll('#main button[data-id], #main .card')];
  const boxes = seen.map(box => [box.dataset.id || box.textContent.slice(0, 20),
      box.getBoundingClientRect()]).filter(([, r]) => r.width > 0).slice(0, 700);
  const found = [];
  boxes.forEach(([a, p], i) => boxes.slice(i + 1).forEach(([b, q]) => {
    if (p.left < q.right - 0.5 && q.left < p.right - 0.5 && p.top < q.bottom - 0.5
        && q.top < p.bottom - 0.5) found.push(a + ' x ' + b); }));
  return found; }"""

# Text that is cut with no way to read it whole: outside of anything that opens the details.
CUT = """() => [...document.querySelectorAll('#app *')].filter(box => {
    const style = getComputedStyle(box);
    if (!/hidden|clip/.test(style.overflowX + style.overflowY)) return false;
    if (box.matches('.visually-hidden, .switch-row, canvas') || box.closest('svg')) return false;
    if (box.closest('button[data-id], [role=option], [data-whole]')) return false;
    if (!box.textContent.trim() || box.clientWidth < 4) return false;
    return box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1; })
  .map(box => box.tagName + '.' + box.className + ': ' + box.textContent.trim().slice(0, 60))"""

WIDE = "document.documentElement.scrollWidth <= innerWidth"

LEAST = 11
"""Pixels below which no text may fall."""

UI_TEXT = """() => { const said = []; const take = (text, box) => {
    if (!box.closest('[lang="cs"]')) said.push(text.trim()); };
  const walk = document.createTreeWalker(document.getElementById('app'), 4);
  while (walk.nextNode()) take(walk.currentNode.data, walk.currentNode.parentElement);
  for (const box of document.querySelectorAll('#app *'))
    for (const name of ['aria-label', 'placeholder', 'title'])
      if (box.hasAttribute(name)) take(box.getAttribute(name), box);
  return said.filter(Boolean); }"""


def embedded(path, name):
    """Return one of the page's JSON blocks."""
    text = path.read_text(encoding="utf-8")
    return json.loads(re.search(rf'id="{name}">(.*?)</script>', text, re.S).group(1))


def part(path, name):
    """Return one packed part of the page."""
    return json.loads(gzip.decompress(base64.b64decode(embedded(path, "packed")[name])))


def faults(page, run=AXE_RUN):
    """What a reader would stumble over, in words; ``run`` is the axe script, None for none."""
    found = page.evaluate(f"""() => ({{wide: {WIDE}, over: ({OVERLAPS})(), cut: ({CUT})(),
      least: ({SMALLEST})()}})""")
    least, text = found["least"]
    return [
        *([] if found["wide"] else ["the page scrolls sideways"]),
        *(f"overlap: {said}" for said in found["over"]),
        *(f"cut: {said}" for said in found["cut"]),
        *([f"{least} px: {text}"] if least < LEAST else []),
        *(page.evaluate(run) if run else []),
        *page.faults,
    ]


def settled(page):
    """Wait until what was asked for is drawn: two pictures after the next task."""
    page.evaluate("""() => new Promise(done => setTimeout(() =>
      requestAnimationFrame(() => requestAnimationFrame(() => done())), 10))""")
    return page
