"""Replace the named graphs of a built strategy on a server: all at once, and only those.

The triples go up in small requests into staging graphs, with predicates that no query knows, so
that nobody who counts all graphs as one meets them. When their number is right, one update
changes the published graphs by the difference. It counts again what is staged and does nothing
where that is not whole, so that neither a lost connection nor a second publisher, who clears what
is staged, can leave a mixture or nothing at all.

The difference, and not "delete all, insert all": Virtuoso loses rows that one transaction deletes
and inserts again when it restores itself after a crash.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from graph_tools.errors import EndpointError, Text, UsageError
from graph_tools.prefixes import (
    PORTFOLIO_GRAPH,
    PREFIXES,
    SCHEMA,
    VOCABULARY_GRAPH,
    strategy_graphs,
)
from graph_tools.queries.endpoint import Endpoint
from graph_tools.queries.engines import load_store, strategies_in
from graph_tools.queries.refusals import RefusedError, Task
from graph_tools.queries.remote import Remote

if TYPE_CHECKING:
    from pyoxigraph import Triple

__all__ = ["Built", "Server", "publish", "read_built"]

STAGING = "https://w3id.org/strategy-graph/staging"
_HIDDEN = "urn:strategy-graph:staged:"
_DIGEST = f"<{SCHEMA}sha256>"
_REPLACES = f"<{PREFIXES['dcterms']}replaces>"
_MOST_TRIPLES, _MOST_CHARACTERS = 1_000, 100_000  # of a request, so that any server takes it

_DIFFERENCE = Template("""DELETE { GRAPH ?graph { ?s ?p ?o } }
INSERT { GRAPH ?into { ?x ?y ?z } }
WHERE {
  GRAPH <$staging> { $marker . }
  { SELECT (COUNT(*) AS ?n) WHERE { VALUES ?from { $stages } GRAPH ?from { ?x ?y ?z } } }
  FILTER(?n = $count)
  {
    VALUES (?stage ?graph) { $pairs }
    GRAPH ?graph { ?s ?p ?o }
    BIND(IRI(CONCAT("$hidden", STR(?p))) AS ?hidden)
    FILTER NOT EXISTS { GRAPH ?stage { ?s ?hidden ?o } }
  } UNION {
    VALUES (?from ?into) { $pairs }
    GRAPH ?from { ?x ?shown ?z }
    BIND(IRI(SUBSTR(STR(?shown), $length)) AS ?y)
    FILTER NOT EXISTS { GRAPH ?into { ?x ?y ?z } }
  } UNION {
    VALUES (?graph ?p) { (<$record> $digest) }
    VALUES (?s ?now) { $now }
    GRAPH ?graph { ?s ?p ?o }
    FILTER(?o != ?now)
  } UNION {
    VALUES (?into ?y) { (<$record> $digest) }
    VALUES (?x ?z) { $now }
  } UNION {
    VALUES (?graph ?s ?p ?o) { (<$staging> $marker) }
  }
}""")


@dataclass(frozen=True)
class Built:
    """A built strategy.

    Attributes:
        name: name of the folder of its tables.
        graphs: triples by the IRI of their graph, the vocabulary included.
        digests: SHA-256 of the built files, by the IRI of the main graph and the vocabulary.
    """

    name: str
    graphs: Mapping[str, tuple[Triple, ...]]
    digests: Mapping[str, str]

    @property
    def count(self) -> int:
        """Number of triples in all graphs."""
        return sum(map(len, self.graphs.values()))

    @property
    def stage(self) -> str:
        """IRI under which this very content is staged."""
        whole = hashlib.sha256("".join(sorted(self.digests.values())).encode()).hexdigest()
        main = strategy_graphs(self.name)[0].rsplit("/", 1)[1]
        return f"{STAGING}/{main}/{whole[:16]}"


def read_built(nquads: Path) -> Built:
    """Return the built strategy in ``nquads`` with the vocabulary beside it, spelt as built.

    Raises:
        NotBuiltError: a file is missing or damaged.
        UsageError: it holds other graphs than those of one strategy.
    """
    from pyoxigraph import NamedNode, RdfFormat, Triple, parse

    names = strategies_in(load_store(nquads))
    graphs: dict[str, dict[Triple, None]] = {VOCABULARY_GRAPH: {}}
    for name in names[:1]:
        graphs |= {graph: {} for graph in strategy_graphs(name)}
    for quad in parse(path=nquads, format=RdfFormat.N_QUADS):
        graph = quad.graph_name
        if not isinstance(graph, NamedNode) or graph.value not in graphs or len(names) != 1:
            raise UsageError(Text(
                f"{nquads} neobsahuje právě jednu strategii; vystavit lze po jedné.",
                f"{nquads} does not hold exactly one strategy; one at a time can be published.",
            ))  # fmt: skip
        graphs[graph.value][Triple(quad.subject, quad.predicate, quad.object)] = None
    words = nquads.with_name("vocabulary.nt")
    graphs[VOCABULARY_GRAPH] = {
        quad.triple: None for quad in parse(path=words, format=RdfFormat.N_TRIPLES)
    }
    return Built(
        names[0],
        {graph: tuple(triples) for graph, triples in graphs.items()},
        {
            strategy_graphs(names[0])[0]: hashlib.sha256(nquads.read_bytes()).hexdigest(),
            VOCABULARY_GRAPH: hashlib.sha256(words.read_bytes()).hexdigest(),
        },
    )


class Server:
    """A server that answers queries at one address and takes updates at another.

    Attributes:
        where: the address of queries as it is shown.
    """

    def __init__(self, endpoint: str, update: str | None, seconds: float) -> None:
        """Ask at ``endpoint``, write at ``update`` or there, each request in ``seconds``."""
        self._endpoint = Endpoint(endpoint, seconds=seconds)
        self._same = update is None
        task: Task = "update at the address of queries" if update is None else "update"
        self._updates = Remote(update or endpoint, task)
        self._seconds = seconds
        self.where = self._endpoint.where

    def update(self, text: str) -> None:
        """Carry out an update.

        Raises:
            EndpointError: the server did not, or nobody knows whether it did.
        """
        try:
            with self._updates.session(self._seconds) as session:
                session.post([("update", text)], "*/*")
        except RefusedError as error:
            if not self._same or error.status == 403:  # it says so itself
                raise
            said = error.message
            raise EndpointError(Text(
                f"{said.cs} Zápisy mívají vlastní adresu, zadejte ji volbou --update-endpoint "
                "(Oxigraph a Fuseki …/update, Virtuoso …/sparql-auth).",
                f"{said.en} Updates often have an address of their own, give it by "
                "--update-endpoint (Oxigraph and Fuseki …/update, Virtuoso …/sparql-auth).",
            )) from None  # fmt: skip

    def rows(self, text: str) -> list[tuple[str, ...]]:
        """Return the rows of a query."""
        return self._endpoint.select(text).rows

    def counts(self, graphs: Iterable[str]) -> dict[str, int]:
        """Return the number of triples of each of ``graphs``."""
        text = "SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{}> {{ ?s ?p ?o }} }}"
        return {graph: int(self.rows(text.format(graph))[0][0]) for graph in graphs}


def publish(built: Built, server: Server, staged: Callable[[int], None]) -> bool:
    """Make ``server`` hold ``built``; return False where it already did.

    Args:
        built: what to publish.
        server: where to.
        staged: called with the number of requests when everything is uploaded.

    Raises:
        EndpointError: it does not; what was published before stays as it was unless the
            message says that nobody knows.
    """
    _clear_leftovers(built, server)
    if _is_published(built, server):
        return False
    stages = _stages(built)
    record = f"<{built.stage}> {_REPLACES} <{_main(built)}> ."
    server.update(_inserted(STAGING, record))
    try:
        requests = 0
        for graph, triples in built.graphs.items():
            for batch in _batches(triples):
                server.update(_inserted(stages[graph], batch))
                requests += 1
        wanted = {stages[graph]: len(triples) for graph, triples in built.graphs.items()}
        if server.counts(wanted) != wanted:
            raise _disturbed(server)
        # The record again: who cleared it meanwhile would leave a marker that nobody clears.
        server.update(_inserted(STAGING, f"{_marker(built)} .\n{record}"))
    except EndpointError:
        with suppress(EndpointError):
            _clear(server, built.stage)
        raise
    staged(requests)
    _swap(built, server)
    with suppress(EndpointError):  # it is published; the next publication clears what is left
        _clear(server, built.stage)
    return True


def _swap(built: Built, server: Server) -> None:
    """Change the published graphs to the staged ones."""
    try:
        server.update(_difference(built))
        done = _is_published(built, server)
    except EndpointError as error:
        said = error.message
        raise EndpointError(Text(
            f"{said.cs} Není jisté, zda výměna grafů proběhla: buď celá, nebo vůbec. Spusťte "
            "příkaz znovu, zjistí to.",
            f"{said.en} Whether the graphs were swapped is not certain: all of them or none. Run "
            "the command again, it finds out.",
        )) from None  # fmt: skip
    if not done:
        raise _disturbed(server)


def _is_published(built: Built, server: Server) -> bool:
    """Say whether the server holds ``built``: the same digests, the same numbers of triples."""
    listed = " ".join(f"<{graph}>" for graph in built.digests)
    rows = server.rows(
        f"SELECT ?graph ?digest WHERE {{ VALUES ?graph {{ {listed} }} "
        f"GRAPH <{PORTFOLIO_GRAPH}> {{ ?graph {_DIGEST} ?digest }} }} ORDER BY ?graph ?digest"
    )
    if sorted(rows) != sorted(built.digests.items()):
        return False
    wanted = {graph: len(triples) for graph, triples in built.graphs.items()}
    return server.counts(wanted) == wanted


def _clear_leftovers(built: Built, server: Server) -> None:
    """Take away what a publication of the strategy that did not end has left behind."""
    from pyoxigraph import NamedNode

    rows = server.rows(
        f"SELECT ?stage WHERE {{ GRAPH <{STAGING}> {{ ?stage {_REPLACES} <{_main(built)}> }} }} "
        "ORDER BY ?stage"
    )
    for (stage,) in rows:
        if stage.startswith(f"{STAGING}/"):
            _clear(server, NamedNode(stage).value)


def _clear(server: Server, stage: str) -> None:
    """Take away what is staged: the marker first, so that nobody begins to swap it in."""
    server.update(f"DELETE WHERE {{ GRAPH <{STAGING}> {{ <{stage}> {_DIGEST} ?digest }} }}")
    for number in range(len(strategy_graphs("")) + 1):
        server.update(f"DROP SILENT GRAPH <{stage}/{number}>")
    server.update(f"DELETE WHERE {{ GRAPH <{STAGING}> {{ <{stage}> {_REPLACES} ?graph }} }}")


def _difference(built: Built) -> str:
    """Return the one update that changes what is published to what is staged.

    One count of all stages tells whether each is whole, since their IRIs say what goes into them;
    Virtuoso takes much longer to join several counts.
    """
    pairs = " ".join(f"(<{stage}> <{graph}>)" for graph, stage in _stages(built).items())
    now = " ".join(f'(<{graph}> "{digest}")' for graph, digest in built.digests.items())
    return _DIFFERENCE.substitute(
        staging=STAGING, marker=_marker(built), pairs=pairs, hidden=_HIDDEN,
        length=len(_HIDDEN) + 1, record=PORTFOLIO_GRAPH, digest=_DIGEST, now=now,
        stages=" ".join(f"<{stage}>" for stage in _stages(built).values()), count=built.count,
    )  # fmt: skip


def _main(built: Built) -> str:
    """Return the IRI of the strategy's main graph."""
    return strategy_graphs(built.name)[0]


def _stages(built: Built) -> dict[str, str]:
    """Return the staging graph of each graph."""
    return {graph: f"{built.stage}/{number}" for number, graph in enumerate(built.graphs)}


def _marker(built: Built) -> str:
    """Return the triple that says that everything is staged."""
    return f'<{built.stage}> {_DIGEST} "{built.stage.rsplit("/", 1)[1]}"'


def _inserted(graph: str, triples: str) -> str:
    """Return the update that puts ``triples`` into ``graph``."""
    return f"INSERT DATA {{ GRAPH <{graph}> {{\n{triples}\n}} }}"


def _batches(triples: Iterable[Triple]) -> Iterator[str]:
    """Yield the triples with hidden predicates, as many at once as any server takes."""
    from pyoxigraph import NamedNode, Triple

    lines: list[str] = []
    size = 0
    for triple in triples:
        predicate = NamedNode(_HIDDEN + triple.predicate.value)
        line = f"{Triple(triple.subject, predicate, triple.object)} ."
        if lines and (len(lines) == _MOST_TRIPLES or size + len(line) > _MOST_CHARACTERS):
            yield "\n".join(lines)
            lines, size = [], 0
        lines.append(line)
        size += len(line)
    if lines:
        yield "\n".join(lines)


def _disturbed(server: Server) -> EndpointError:
    """Return the fault of a publication that another one, or a crash, got in the way of."""
    return EndpointError(Text(
        f"Na serveru {server.where} je něco jiného, než co bylo nahráno; asi mezitím vystavoval "
        "někdo jiný, nebo se server restartoval. Spusťte příkaz znovu.",
        f"The server {server.where} holds something else than what was uploaded; somebody else "
        "may have published meanwhile, or the server has restarted. Run the command again.",
    ))  # fmt: skip
