"""The data beside the pages: true to the graph, the same in both forms, well described."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from graph_tools.errors import Text
from graph_tools.prefixes import ID, PREFIXES, RDF, SG
from graph_tools.render.site import write_site
from graph_tools.render.site.dataset import DataSet, Download, dcat, schema_org, turtle
from graph_tools.render.site.twins import Twins

Triples = set[tuple[str, str, str]]
OWN = ID + "liberec-social-inclusion/"
DCAT = PREFIXES["dcat"]
HERE = "https://a.example/b/"


def triples(path: Path, form: RdfFormat) -> Triples:
    return {
        (str(quad.subject), str(quad.predicate), str(quad.object))
        for quad in parse(path=path, format=form, base_iri=HERE)
    }


def graph(site: Path) -> Triples:
    return triples(site / "graph.nq", RdfFormat.N_QUADS)


def test_every_description_is_a_part_of_the_graph_and_whole(site: Path) -> None:
    known = graph(site)
    about: dict[str, Triples] = {}
    for triple in known:
        about.setdefault(triple[0], set()).add(triple)
    paths = sorted((site / "id").rglob("data.ttl"))
    assert len(paths) > 600
    for path in paths:
        told = triples(path, RdfFormat.TURTLE)
        iri = f"<{ID}{path.parent.relative_to(site / 'id').as_posix()}>"
        assert about[iri] <= told <= known, path
        assert told == triples(path.with_suffix(".jsonld"), RdfFormat.JSON_LD), path


def test_a_description_holds_the_records_that_speak_of_the_item(site: Path) -> None:
    told = triples(site / "id/liberec-social-inclusion/measure/A1.6/data.ttl", RdfFormat.TURTLE)
    known = graph(site)
    measure = f"<{OWN}measure/A1.6>"
    for name in ("alignmentOf", "involvementOf", "assessmentOf"):
        records = {s for s, p, o in known if (p, o) == (f"<{SG}{name}>", measure)}
        assert records
        assert {triple for triple in known if triple[0] in records} <= told
    spans = {o for s, p, o in told if p.endswith("wasDerivedFrom>")}
    assert spans <= {s for s, p, o in told if p == f"<{SG}firstLine>"}


def test_what_is_derived_stands_apart(site: Path) -> None:
    folder = site / "id/liberec-social-inclusion/goal/9"
    text = (folder / "data.ttl").read_text(encoding="utf-8")
    stated, derived = text.split("# Co z toho odvozují pravidla; není to úřední")
    assert "sg:contributesTo" in derived and "sg:contributesTo" not in stated
    graphs = {block["@id"] for block in json.loads((folder / "data.jsonld").read_text("utf-8"))}
    assert {name.rpartition("/")[2] for name in graphs} == {
        "liberec-social-inclusion", "provenance", "derived",
    }  # fmt: skip


def test_a_description_does_not_wander_into_other_items() -> None:
    def quad(subject: str, predicate: str, value: str) -> Quad:
        return Quad(*(NamedNode(iri) for iri in (subject, predicate, value)), NamedNode(ID + "g"))

    a, b, record, far = (OWN + name for name in ("measure/A", "goal/1", "alignment/A/1", "goal/2"))
    of, target, other = (SG + name for name in ("alignmentOf", "target", "other"))
    quads = [quad(record, of, a), quad(record, target, b), quad(b, other, far),
             quad(b, RDF + "type", SG + "Goal"), quad(far, other, b)]  # fmt: skip
    found = Twins(quads, [a, b, far]).of(a)
    assert {str(q) for q in found} == {str(q) for q in (quads[0], quads[1], quads[3])}


def test_the_description_of_the_data_set_says_what_is_known(site: Path) -> None:
    told = triples(site / "dataset.ttl", RdfFormat.TURTLE)
    assert told == triples(site / "dataset.jsonld", RdfFormat.JSON_LD)
    files = {o[1:-1].removeprefix(HERE) for s, p, o in told if p == f"<{DCAT}downloadURL>"}
    assert files == {"graph.ttl", "graph.jsonld", "graph.nq", "gaps.xlsx", "report.md"}
    for name in files:
        size = next(o for s, p, o in told
                    if s == f"<{HERE}index.html#{name}>" and p == f"<{DCAT}byteSize>")  # fmt: skip
        assert size.startswith(f'"{(site / name).stat().st_size}"')
    values = {o for *_, o in told}
    assert "<https://linked.cuzk.cz/resource/ruian/vusc/78>" in values
    assert "<https://creativecommons.org/licenses/by/4.0/>" in values
    assert {o[1:5] for s, p, o in told if p in {f"<{DCAT}startDate>", f"<{DCAT}endDate>"}} == {
        "2021", "2024", "2025",
    }  # fmt: skip
    predicates = {p.rpartition("/")[2][:-1] for _, p, _ in told}
    assert predicates & {"issued", "modified", "publisher", "creator"} == set()


@pytest.mark.parametrize("name", ["index.html", "index.en.html"])
def test_the_index_describes_the_data_set_for_search_engines(
    name: str, site: Path, pages: dict
) -> None:
    (script,) = pages[site / name].scripts
    told = json.loads(script)
    assert told["@type"] == "Dataset" and told["license"].startswith("https://creativecommons")
    assert told["temporalCoverage"] == ["2021/..", "2024/2025"]
    assert told["spatialCoverage"][0]["sameAs"].endswith("vusc/78")
    assert all((site / one["contentUrl"]).is_file() for one in told["distribution"])
    assert set(told) & {"publisher", "creator", "datePublished", "dateModified"} == set()


def test_what_is_not_known_is_left_out() -> None:
    bare = DataSet(ID + "graph/x", Text("X", ""), Text("Y", ""), "", [], [], [], [])
    assert set(schema_org(bare, "cs")) & {"license", "url", "spatialCoverage"} == set()
    assert set(dcat(bare)) & {"dcterms:license", "dcat:landingPage", "dcterms:temporal"} == set()
    assert "site:" not in turtle(bare) and "@base" not in turtle(bare)


def test_relative_addresses_hold_wherever_the_site_lies() -> None:
    one = Download("graph.ttl", "text/turtle", 5, Text("graf", "graph"))
    data = DataSet(ID + "graph/x", Text("X", "X"), Text("Y", "Y"), "", [], [], [], [one])
    assert "<graph.ttl>" in turtle(data)
    based = DataSet(data.iri, data.title, data.about, "", [], [], [], [one], HERE)
    assert f"<{HERE}graph.ttl>" in turtle(based)


def test_the_ontology_page_has_a_place_for_every_term(site: Path, pages: dict) -> None:
    told = triples(site / "ontology/ontology.ttl", RdfFormat.TURTLE)
    names = {s[1:-1].removeprefix(SG) for s, p, _ in told if s.startswith(f"<{SG}")}
    assert len(names) > 300
    for name in ("index.html", "index.en.html"):
        assert names <= set(pages[site / "ontology" / name].ids)


def test_an_address_adds_what_search_engines_need(few, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "graph.nq").write_text("")
    write_site(few({}, "https://www.kraj.example/x/"), folder)
    listed = (folder / "sitemap.xml").read_text(encoding="utf-8")
    ours = [path for path in folder.rglob("index*.html")]
    assert listed.count("<loc>https://www.kraj.example/x/") == len(ours)
    robots = (folder / "robots.txt").read_text(encoding="utf-8")
    assert "Sitemap: https://www.kraj.example/x/sitemap.xml" in robots
    page = (folder / "id/liberec-social-inclusion/goal/9/index.en.html").read_text("utf-8")
    assert (
        '<link rel="canonical" href="https://www.kraj.example/x/id/liberec-social-inclusion/goal/9'
        '/index.en.html">' in page
    )
    lost = (folder / "404.html").read_text(encoding="utf-8")
    assert 'href="https://www.kraj.example/x/index.html"' in lost
    for form, end in ((RdfFormat.TURTLE, "ttl"), (RdfFormat.JSON_LD, "jsonld")):
        assert any(o == "<https://www.kraj.example/x/graph.nq>"
                   for *_, o in triples(folder / f"dataset.{end}", form))  # fmt: skip
