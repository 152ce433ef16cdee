"""The site of the real graph, made once as a person makes it, and a reader of its pages."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from graph_tools.cli import main
from graph_tools.commands.explorer_answers import explorer_answers
from graph_tools.project import Project
from graph_tools.queries import answer_from, find_page, load_store
from graph_tools.render.site import QUERIES, Source
from graph_tools.render.site.content import Content, read_content


class Page(HTMLParser):
    """What a page holds: anchors, links, scripts, elements and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.handlers: list[str] = []
        self.scripts: list[str] = []
        self.text: list[str] = []
        self._inside = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._inside = tag
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name in {"href", "src"}:
                self.links.append(value or "")
            elif name.startswith("on") or name == "style":
                self.handlers.append(f"{tag} {name}")

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        (self.scripts if self._inside == "script" else self.text).append(data)


@pytest.fixture(scope="session")
def site(built: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, in a folder whose name has spaces and diacritics."""
    folder = tmp_path_factory.mktemp("Web – říjen") / "site"
    assert main(["site", str(folder), "--build", str(built.build), "--lang", "cs"]) == 0
    return folder


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[Path, Page]:
    """Our pages, read; the explorer and the report have tests of their own."""
    return {
        path: Page(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
        if path.name not in {"explorer.html", "report.html"}
    }


@pytest.fixture(scope="session")
def source(built: Project) -> Source:
    """What the command gives to the site."""
    store = load_store(built.nquads)
    found = dict(explorer_answers(store, built.queries))
    for name in QUERIES:
        answer = answer_from(store, find_page(built.queries, name))
        found[name] = (answer.columns, answer.rows)
    return Source(found, list(store.store), ("", ""), "")


@pytest.fixture(scope="session")
def content(source: Source) -> Content:
    return read_content(source.answers)


@pytest.fixture
def few(source: Source) -> Callable[..., Source]:
    """Makes the source of a few items only, with cells of some columns changed everywhere."""
    return lambda change, base="": _few(source, change, base)


def _few(source: Source, change: dict[str, str], base: str) -> Source:
    kept = {"measure/A1.6", "goal/13", "goal/9", "actor/osv", "document/000", "sub-area/A1",
            "strategy/liberec-social-inclusion", "strategy/social-services"}  # fmt: skip
    answers = {}
    for name, (columns, rows) in source.answers.items():
        shown = [row for row in rows if name != "items" or row[0] in kept]
        if name in {"gap-names", "gaps"}:
            continue
        answers[name] = (columns, [
            tuple(change.get(column, cell) if cell else cell
                  for column, cell in zip(columns, row, strict=True))
            for row in shown
        ])  # fmt: skip
    answers["gap-names"] = source.answers["gap-names"]
    columns, rows = source.answers["gaps"]
    answers["gaps"] = (columns, [
        tuple(change.get(column, cell) for column, cell in zip(columns, row, strict=True))
        for row in rows
        if row[:3] in {("thin", "9", ""), ("thin", "13", ""), ("single-point", "OSV", "")}
    ])  # fmt: skip
    return Source(answers, source.quads, ("liberec-social-inclusion", "https://x.example/"), base)
