"""Write the site: pages of all items, lists, the first page, the ontology, data beside them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from pyoxigraph import NamedNode, Quad, Triple

from graph_tools.answers import Answers
from graph_tools.errors import Text
from graph_tools.prefixes import ID, PREFIXES, VOCABULARY_GRAPH
from graph_tools.render.site.addresses import FILES, Addresses
from graph_tools.render.site.content import Content, read_content
from graph_tools.render.site.dataset import DataSet, Download, dcat, turtle
from graph_tools.render.site.pages import Pages, stylesheet
from graph_tools.render.site.twins import Twins, as_turtle
from graph_tools.render.site.words import Words
from graph_tools.render.stated import Item

__all__ = ["Source", "write_site"]

_DOWNLOADS = {
    "graph.ttl": "text/turtle",
    "graph.jsonld": "application/ld+json",
    "graph.nq": "application/n-quads",
    "gaps.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "report.md": "text/markdown",
}
"""Files offered for download where they lie in the folder, and their media types."""
_VOCABULARY = NamedNode(VOCABULARY_GRAPH)
_REGION = "https://linked.cuzk.cz/resource/ruian/vusc/"


@dataclass(frozen=True)
class Source:
    """What a site is made of.

    Attributes:
        answers: columns and rows of what the explorer shows and of ``QUERIES``.
        quads: the built graph; its vocabulary has a graph of its own.
        licence: end of the name of the graph it holds for, and its IRI (may be empty).
        base: address where the site will stand, with a slash at its end; empty if not known.
    """

    answers: Answers
    quads: Sequence[Quad]
    licence: tuple[str, str]
    base: str


def write_site(source: Source, folder: Path) -> int:
    """Write all pages into ``folder``, where the explorer, report and downloads already lie.

    Returns:
        The number of items that have a page.

    Raises:
        QueryError: an answer is missing or lacks a column.
        StrategyGraphError: the IRI of an item does not make an address.
    """
    content = read_content(source.answers)
    stated = [quad for quad in source.quads if quad.graph_name != _VOCABULARY]
    subjects = {quad.subject.value for quad in stated if isinstance(quad.subject, NamedNode)}
    own = (iri for iri in subjects if iri.startswith(ID))
    addresses = Addresses(own, content.items)
    name, data = _data_set(source, content, addresses, stated, folder)
    pages = {lang: Pages(content, addresses, lang, name, data) for lang in FILES}
    written = _write_items(content, addresses, pages, stated, folder)
    for lang, one in pages.items():
        for place, text in one.lists().items():
            _write(folder / place / FILES[lang], text)
            written.append(f"{quote(place)}/{FILES[lang]}")
        _write(folder / FILES[lang], one.home())
        _write(folder / "ontology" / FILES[lang], one.ontology())
        written += [FILES[lang], f"ontology/{FILES[lang]}"]
    _write(folder / "ontology" / "ontology.ttl", as_turtle(
        Triple(quad.subject, quad.predicate, quad.object)
        for quad in source.quads
        if quad.graph_name == _VOCABULARY
    ))  # fmt: skip
    _write(folder / "site.css", stylesheet())
    _write(folder / "404.html", pages["cs"].lost())
    described = json.dumps(dcat(data), ensure_ascii=False, indent=1)
    _write(folder / "dataset.jsonld", described + "\n")
    _write(folder / "dataset.ttl", turtle(data))
    if data.base:
        _write(folder / "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {data.base}sitemap.xml\n")
        _write(folder / "sitemap.xml", _sitemap(data.base, written))
    return len(content.items)


def _write_items(
    content: Content,
    addresses: Addresses,
    pages: dict[str, Pages],
    quads: Iterable[Quad],
    folder: Path,
) -> list[str]:
    """Write the pages of all items and their data; return the addresses of the pages."""
    twins = Twins(quads, addresses.iris.values())
    written = []
    for item in content.items.values():
        place = folder / addresses.folders[item.id]
        iri = addresses.iris[item.id]
        for lang, one in pages.items():
            _write(place / FILES[lang], one.item(item))
            written.append(addresses.page(item.id, lang))
        _write(place / "data.ttl", twins.turtle(iri))
        _write(place / "data.jsonld", twins.json_ld(iri))
    return written


def _data_set(
    source: Source, content: Content, addresses: Addresses, quads: Iterable[Quad], folder: Path
) -> tuple[Text, DataSet]:
    """Return the name of the site and what is known of the data set."""
    graphs = {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, NamedNode)}
    iri = min(graphs, key=lambda name: (len(name), name))
    named, licence = source.licence
    validity = {
        quad.subject.value: quad.object.value
        for quad in quads
        if quad.predicate.value == PREFIXES["dcterms"] + "temporal"
        and isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
    }  # fmt: skip
    plans = _plans(content)
    periods = [
        (validity[addresses.iris[plan.id]], _first(content, plan, "valid-from"),
         _first(content, plan, "valid-to"))
        for plan in plans
        if addresses.iris[plan.id] in validity
    ]  # fmt: skip
    name = plans[0].label if plans else Text(*[iri.rpartition("/")[2]] * 2)
    words = [Words(lang, content.terms, content.meanings) for lang in ("cs", "en")]
    return name, DataSet(
        iri=iri,
        title=name,
        about=Text(*(say("site.datasetAbout") for say in words)),
        licence=licence if iri.rpartition("/")[2] == named else "",
        periods=periods,
        regions=[
            (fact.value, item.label)
            for item in content.items.values()
            for fact in content.facts.get(item.id, [])
            if fact.fact == "identifier" and fact.value.startswith(_REGION)
        ],
        sources=[addresses.iris[item.id] for item in content.documents.values()],
        downloads=[
            Download(file, media, (folder / file).stat().st_size,
                     Text(*(say(f"site.file.{file}") for say in words)))
            for file, media in _DOWNLOADS.items()
            if (folder / file).is_file()
        ],
        base=source.base,
    )  # fmt: skip


def _plans(content: Content) -> list[Item]:
    """Return the strategy in question and its action plans."""
    return [
        item
        for item in content.items.values()
        if item.kind == "Strategy" and _first(content, item, "relation") == "subject"
    ] + [item for item in content.items.values() if item.kind == "ActionPlan"]


def _first(content: Content, item: Item, fact: str) -> str:
    """Return the value of the first fact of a kind; empty where there is none."""
    return next((one.value for one in content.facts.get(item.id, []) if one.fact == fact), "")


def _sitemap(base: str, pages: Iterable[str]) -> str:
    """Return the list of all pages for search engines."""
    lines = "".join(f"<url><loc>{base}{page}</loc></url>\n" for page in sorted(pages))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{lines}</urlset>\n"
    )


def _write(path: Path, text: str) -> None:
    """Write a text file the same way on every system."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
