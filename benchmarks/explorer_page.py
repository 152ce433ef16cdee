"""Compare the explorer with what plain pyvis makes of the same items and links, in one run.

Usage: python benchmarks/explorer_page.py [RUNS]   (default 5; needs Debian's chromium)

Printed for each page: size of the file, requests beyond the file, milliseconds from opening the
file until it is drawn (median; with the processor throttled to a quarter, too), edges drawn of
edges given, violations found by axe-core, smallest text on the screen, boxes lying over each
other. Plain pyvis is asked to draw with its own defaults (physics on, scripts in line); it counts
as drawn when its lay-out has come to rest, or not at all within two minutes.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests" / "render" / "explorer")]
AXE = ROOT / "tests" / "render" / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
LONGEST = 120
AT_REST = """() => new Promise(done => { const began = performance.timeOrigin;
    if (typeof network === 'undefined') return done(-1);
    network.once('stabilizationIterationsDone', () => done(Date.now() - began)); })"""


def plain_pyvis(data: dict[str, Any], target: Path) -> int:
    """Write what pyvis makes of the items and links by its own means; return the edges kept."""
    from pyvis.network import Network

    network = Network(height="750px", cdn_resources="in_line")
    for item in data["items"]:
        network.add_node(item["id"], label=item["code"] or item["cs"], title=item["cs"])
    for link in data["links"]:
        network.add_edge(link["source"], link["target"], title=link["relation"])
    target.write_text(network.generate_html(notebook=False), encoding="utf-8")
    return len(network.edges)


def opened(
    browser: Browser, path: Path, where: str = "", slower: int = 1
) -> tuple[Page, list[str]]:
    """Open a page with a fresh profile; return it and what it asks for."""
    context = browser.new_context(
        viewport={"width": 1366, "height": 768}, bypass_csp=True, offline=True
    )
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    if slower > 1:
        session = context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.goto(path.as_uri() + "#" + where, wait_until="commit")
    return page, asked


def drawn_in(browser: Browser, path: Path, where: str, slower: int) -> float:
    """Return the milliseconds until the explorer has drawn a view."""
    page, _ = opened(browser, path, where, slower)
    page.wait_for_function("document.documentElement.dataset.drawn !== undefined", timeout=60_000)
    page.wait_for_function("!document.querySelector('[aria-busy=\"true\"]')", timeout=60_000)
    found = float(page.evaluate("performance.now()"))
    page.context.close()
    return found


def rest_of(browser: Browser, path: Path, slower: int) -> float:
    """Return the milliseconds until plain pyvis' picture rests; infinity where it does not."""
    page, _ = opened(browser, path, slower=slower)
    page.wait_for_load_state("load")
    page.set_default_timeout(LONGEST * 1000)
    began = time.monotonic()
    either = f"""() => Promise.race([({AT_REST})(),
        new Promise(done => setTimeout(() => done(-1), {LONGEST * 1000}))])"""
    try:
        found = float(page.evaluate(either))
    finally:
        page.context.close()
    return found if found >= 0 and time.monotonic() - began < LONGEST else float("inf")


def faults(browser: Browser, path: Path, where: str = "") -> tuple[int, float, int, int]:
    """Return requests beyond the file, axe violations, smallest text, overlaps."""
    from looks import AXE_RUN, OVERLAPS, SMALLEST

    page, asked = opened(browser, path, where)
    page.wait_for_load_state("load")
    page.wait_for_timeout(1500)
    least = page.evaluate(SMALLEST)[0] if page.locator("#app").count() else page.evaluate(
        "typeof network === 'undefined' ? 0 : 14 * network.getScale()")  # fmt: skip
    overlaps = len(page.evaluate(OVERLAPS)) if page.locator("#app").count() else -1
    page.evaluate(AXE.read_text(encoding="utf-8"))
    violations = len(page.evaluate(AXE_RUN))
    page.context.close()
    beyond = [url for url in asked if not url.startswith(("file:", "blob:", "data:"))]
    return len(beyond), least, overlaps, violations


def main() -> int:
    """Build into a temporary folder and compare."""
    from looks import part
    from playwright.sync_api import sync_playwright

    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    tool = [sys.executable, "-m", "graph_tools"]
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        for option, to in (([], folder / "full"), (["--lite"], folder / "lite")):
            subprocess.run([*tool, "build", "--build", str(to), *option], check=True,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
        full, lite = folder / "full" / "explorer.html", folder / "lite" / "explorer.html"
        data = part(full, "data")
        ids = [item["id"] for item in data["items"]]
        data["links"] = [
            {"source": ids[row[0]], "relation": row[1], "target": ids[row[2]]}
            for row in data["links"]
        ]
        pyvis = folder / "pyvis.html"
        kept = plain_pyvis(data, pyvis)
        print(f"items {len(ids)}, links {len(data['links'])}; plain pyvis keeps {kept} of them")
        for path in (full, lite, pyvis):
            print(f"{path.parent.name + '/' + path.name:24} {path.stat().st_size / 1e6:6.2f} MB")
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for view in ("overview", "map", "network"):
            for slower in (1, 4):
                times = [drawn_in(browser, full, f"view={view}", slower) for _ in range(runs)]
                middle = statistics.median(times)
                print(f"{view:9} throttled {slower}×: drawn in {middle:7.0f} ms")
        for slower in (1, 4):
            rest = rest_of(browser, pyvis, slower)
            print(f"pyvis     throttled {slower}×: at rest in {rest:7.0f} ms")
        for page, where in (
            (full, "view=overview"),
            (full, "view=map"),
            (full, "view=network"),
            (pyvis, ""),
        ):
            beyond, least, overlaps, violations = faults(browser, page, where)
            print(json.dumps({"page": page.name, "view": where, "requests": beyond,
                              "smallest": round(least, 1), "overlaps": overlaps,
                              "axe": violations}))  # fmt: skip
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
