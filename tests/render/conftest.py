"""The explorer built once from the real tables, and Debian's Chromium to look at it."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from graph_tools.project import Project

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
AXE = HERE / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

Answers = dict[str, tuple[tuple[str, ...], list[tuple[str, ...]]]]


@pytest.fixture(scope="session")
def answers(built: Project) -> Answers:
    """What the explorer is given: answers on the graph of the real tables."""
    from graph_tools.commands.explorer_answers import explorer_answers
    from graph_tools.queries import load_store

    found = explorer_answers(load_store(built.nquads), built.queries)
    return {name: (tuple(columns), list(rows)) for name, (columns, rows) in found.items()}


@pytest.fixture(scope="session")
def explorer(answers: Answers, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page, in a folder whose name has spaces and diacritics."""
    from graph_tools.render.explorer import write_explorer

    return write_explorer(answers, tmp_path_factory.mktemp("Sociální začleňování – říjen"))


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core."""
    if not AXE.is_file():
        pytest.fail("axe-core is missing; install it: cd tests/render && npm install")
    return AXE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, started once."""
    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not chromium:
        pytest.fail("chromium is missing; install it: apt-get install chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def new_page(browser: Any) -> Iterator[Callable[..., Any]]:
    """Makes a page; faults in the console, dialogs and requests are kept on it."""
    contexts = []

    def made(**options: Any) -> Any:
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.faults, page.asked, page.dialogs = [], [], []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on(
            "console",
            lambda said: page.faults.append(said.text) if said.type == "error" else None,
        )
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("dialog", lambda dialog: (page.dialogs.append(dialog.message), dialog.dismiss()))
        return page

    yield made
    for context in contexts:
        context.close()


@pytest.fixture
def open_page(new_page: Callable[..., Any], explorer: Path) -> Callable[..., Any]:
    """Opens the explorer at a hash."""

    def opened(
        where: str = "",
        *,
        size: tuple[int, int] = (1366, 768),
        theme: str = "light",
        path: Path = explorer,
        bypass_csp: bool = False,
    ) -> Any:
        page = new_page(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=theme,
            bypass_csp=bypass_csp,
        )
        page.goto(path.as_uri() + "#" + where)
        page.wait_for_selector("#main > *")
        return page

    return opened
