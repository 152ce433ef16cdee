"""The explorer built once from the real tables, and Debian's Chromium to look at it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from graph_tools.project import Project

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
AXE = HERE / "node_modules" / "axe-core" / "axe.min.js"

# Whole modules go to one worker each; a long one begun last would keep all waiting.
LONGEST = ("test_gates", "test_network_view", "test_queries_view", "test_focus", "test_map",
           "test_engine", "test_frame", "test_pair", "test_saving", "test_panel",
           "test_many", "test_firefox", "test_validity")  # fmt: skip

Answers = dict[str, tuple[tuple[str, ...], list[tuple[str, ...]]]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest modules first, then the other tests of pages."""

    def place(item: pytest.Item) -> int:
        if HERE not in item.path.parents:
            return len(LONGEST) + 1
        name = item.path.stem
        return LONGEST.index(name) if name in LONGEST else len(LONGEST)

    items.sort(key=place)


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


def _watched(context: Any) -> Any:
    """Make a page; faults in the console, dialogs and requests are kept on it."""
    page = context.new_page()
    page.faults, page.asked, page.dialogs = [], [], []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("console", lambda said: page.faults.append(said.text) if said.type == "error" else None)
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("dialog", lambda dialog: (page.dialogs.append(dialog.message), dialog.dismiss()))
    return page


@pytest.fixture
def new_page(browser: Any) -> Iterator[Callable[..., Any]]:
    """Makes a page of the test's own."""
    contexts = []

    def made(**options: Any) -> Any:
        contexts.append(browser.new_context(**options))
        return _watched(contexts[-1])

    yield made
    for context in contexts:
        context.close()


class Desk:
    """Pages kept open while a module is tested, since opening one costs ten times a move in it.

    A page that was only looked at moves on by its address; one that was clicked, typed or pointed
    at is loaded anew; one whose size, medium or scripts were changed is closed.
    """

    MOST = 4
    CHANGES = ("add_script_tag", "emulate_media", "set_viewport_size")
    TOUCHES = """for (const name of ["beforeprint", "change", "click", "focusin", "input",
        "keydown", "pointerdown", "pointermove", "wheel"])
      addEventListener(name, () => { window.touched = true; }, {capture: true});"""
    MOVE = """hash => { scrollTo(0, 0);
      if (new URL("#" + hash, location.href).href === location.href) return;
      const shown = new Promise(done => addEventListener("hashchange", done, {once: true}));
      location.hash = hash; return shown; }"""

    def __init__(self, browser: Any) -> None:
        self.browser = browser
        self.pages: dict[tuple[Any, ...], Any] = {}

    def page(self, path: Path, where: str, **options: Any) -> Any:
        """Return a page of these options that shows the explorer at a hash."""
        key = (path, *map(str, options.values()))
        page = self.pages.pop(key, None)
        if page and page.changed:
            page.context.close()
            page = None
        if page is None:
            page = self._opened(options)
        # The page asked for last stands last: the one asked for longest ago is closed.
        self.pages[key] = page
        while len(self.pages) > self.MOST:
            self.pages.pop(next(iter(self.pages))).context.close()
        here = page.url.partition("#")[0] == path.as_uri()
        for kept in (page.faults, page.asked, page.dialogs):
            kept.clear()
        if here and not page.evaluate("window.touched"):
            page.evaluate(self.MOVE, where)
            return page
        if here:
            page.goto("about:blank")
            page.mouse.move(0, 0)
            page.asked.clear()
        page.goto(path.as_uri() + "#" + where)
        return page

    def _opened(self, options: dict[str, Any]) -> Any:
        context = self.browser.new_context(**options)
        context.add_init_script(self.TOUCHES)
        page = _watched(context)
        page.changed = False

        def noted(change: Callable[..., Any]) -> Callable[..., Any]:
            def done(*given: Any, **named: Any) -> Any:
                page.changed = True
                return change(*given, **named)

            return done

        for name in self.CHANGES:
            setattr(page, name, noted(getattr(page, name)))
        return page

    def close(self) -> None:
        """Close all pages."""
        for page in self.pages.values():
            page.context.close()


@pytest.fixture(scope="module")
def desk(browser: Any) -> Iterator[Desk]:
    """The pages of one module of tests."""
    desk = Desk(browser)
    yield desk
    desk.close()


@pytest.fixture
def open_page(desk: Desk, new_page: Callable[..., Any], explorer: Path) -> Callable[..., Any]:
    """Opens the explorer at a hash; ``own`` gives a page no other test has seen or will see."""

    def opened(
        where: str = "",
        *,
        size: tuple[int, int] = (1366, 768),
        theme: str = "light",
        path: Path = explorer,
        bypass_csp: bool = False,
        own: bool = False,
    ) -> Any:
        options = {
            "viewport": {"width": size[0], "height": size[1]},
            "color_scheme": theme,
            "bypass_csp": bypass_csp,
        }
        if own:
            page = new_page(**options)
            page.goto(path.as_uri() + "#" + where)
        else:
            page = desk.page(path, where, **options)
        page.wait_for_selector("#main > *")
        return page

    return opened
