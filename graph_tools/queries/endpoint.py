"""Ask a SPARQL 1.1 endpoint, page by page, so that no server cuts an answer unnoticed.

Servers limit the rows of an answer, some without a word. A query that ends in ORDER BY is
therefore asked in pages, each beginning with the last row of the one before, until nothing
follows; any other is asked at once, and where the server marks the answer as cut, refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from graph_tools.errors import EndpointError, QueryError, Text
from graph_tools.queries.appending import Shape, shape_of
from graph_tools.queries.engines import Answer, truth
from graph_tools.queries.refusals import RefusedError
from graph_tools.queries.remote import Remote, Reply, Session

if TYPE_CHECKING:
    from pyoxigraph import BlankNode, Literal, NamedNode, QueryResultsFormat, Triple

__all__ = ["Endpoint"]

_ACCEPT = "application/sparql-results+json, application/sparql-results+xml;q=0.9"
_PAGE = 5_000
_MOST_ROWS = 1_000_000
_SURELY_WHOLE = 100  # no server limits answers to fewer rows than this without saying so
_Row = tuple["NamedNode | BlankNode | Literal | Triple | None", ...]


class Endpoint:
    """A SPARQL 1.1 endpoint.

    Attributes:
        where: its address as it is shown.
        graphs: IRIs of the graphs that count as one; empty for what the server itself takes.
    """

    def __init__(
        self,
        url: str,
        *,
        seconds: float = 30.0,
        graphs: Sequence[str] = (),
        most: int = _MOST_ROWS,
        page: int = _PAGE,
    ) -> None:
        """Ask the server at ``url``.

        Args:
            url: address that answers queries; credentials come from the environment.
            seconds: how long one answer may take with all its pages.
            graphs: IRIs of the graphs to ask.
            most: most rows of an answer.
            page: rows asked for at once.

        Raises:
            UsageError: the address cannot be one.
            EndpointError: credentials would cross the network in the clear.
        """
        self._remote = Remote(url)
        self._url, self._seconds, self._most, self._page = url, seconds, most, page
        self.where = self._remote.where
        self.graphs = tuple(graphs)

    def over(self, graphs: Sequence[str]) -> Endpoint:
        """Return the same endpoint, asked about ``graphs`` only."""
        return Endpoint(
            self._url, seconds=self._seconds, graphs=graphs, most=self._most, page=self._page
        )

    def select(self, text: str) -> Answer:
        """Return the answer to ``text`` (see ``Engine``).

        Raises:
            QueryError: the server cannot read the query, or it is of another form.
            EndpointError: there is no whole answer; the message says why.
        """
        shape = shape_of(text)
        if shape.form not in {"SELECT", "ASK"}:
            raise QueryError(Text("není SELECT ani ASK.", "is neither SELECT nor ASK."))
        with self._remote.session(self._seconds) as session:
            try:
                return self._select(session, text, shape)
            except RefusedError as error:
                if error.status != 400:
                    raise
                said = error.said or f"{self.where}: 400"
                raise QueryError(Text(
                    f"server odmítl (400): {said}", f"was refused by the server (400): {said}"
                )) from None  # fmt: skip

    def triples(self, graph: str) -> list[Triple]:
        """Return all triples of ``graph``, each once.

        Raises:
            EndpointError: there is no whole answer, or the graph changed meanwhile.
        """
        from pyoxigraph import NamedNode, Triple

        pattern = f"GRAPH {NamedNode(graph)} {{ ?s ?p ?o }}"
        whole = self.over(())
        text = f"SELECT ?s ?p ?o WHERE {{ {pattern} }} ORDER BY ?s ?p ?o"
        with self._remote.session(self._seconds) as session:
            _, rows = whole._paged(session, text, shape_of(text))
            count = whole._select(
                session, f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}", shape_of("SELECT {}")
            )
        found = list(dict.fromkeys(Triple(*row) for row in rows))  # type: ignore[arg-type]
        if count.rows != [(str(len(found)),)]:
            raise self._changed()
        return found

    def _select(self, session: Session, text: str, shape: Shape) -> Answer:
        """Return the answer to ``text`` of a form that is allowed."""
        if shape.pageable:
            columns, rows = self._paged(session, text, shape)
            return Answer(columns, [tuple(_text(term) for term in row) for row in rows])
        reply = self._ask(session, text)
        found = self._read(reply)
        if isinstance(found, bool):
            return truth(found)
        columns, rows = found
        answer = Answer(columns, [tuple(_text(term) for term in row) for row in rows])
        if shape.form == "ASK":  # Virtuoso's address for those who logged in answers by a table
            return truth(answer.rows in ([("1",)], [("true",)]))
        if (limit := _cut_to(reply)) is not None and len(answer.rows) >= limit:
            raise EndpointError(Text(
                f"Server {self.where} zkrátil odpověď na {len(answer.rows)} řádků. Přidejte na "
                "konec dotazu ORDER BY, pak se čte po částech celá.",
                f"The server {self.where} cut the answer to {len(answer.rows)} rows. Add ORDER BY "
                "at the end of the query; it is then read whole, in parts.",
            ))  # fmt: skip
        self._check_count(len(answer.rows))
        return answer

    def _paged(
        self, session: Session, text: str, shape: Shape
    ) -> tuple[tuple[str, ...], list[_Row]]:
        """Return columns and rows of a query that ends in ORDER BY, read page by page."""
        columns: tuple[str, ...] = ()
        rows: list[_Row] = []
        size, nested = self._page, False
        while True:
            at = max(0, len(rows) - 1)  # the last row again, to see that nothing moved
            try:
                reply = self._ask(session, _page_of(text, shape, size, at, nested=nested))
            except RefusedError as error:
                # Virtuoso sorts 10,000 rows at most for a page, but a sub-query without limit.
                if nested or not shape.nestable or "SR353" not in error.said:
                    raise
                nested = True
                continue
            names, page = self._rows(reply)
            columns = columns or names
            if names != columns:
                page = self._reordered(page, names, columns)
            if rows and not (page and _is_same(page[0], rows[-1])):
                raise self._changed()
            new = page[1:] if rows else page
            rows += new
            self._check_count(len(rows))
            marked = _cut_to(reply) is not None
            if not new or (len(page) < min(size, _SURELY_WHOLE) and not marked):
                return columns, rows
            # What the server gave is what it gives at once.
            size = min(size, max(len(page), 2))

    def _ask(self, session: Session, text: str) -> Reply:
        """Return the server's answer to a query as it is sent."""
        fields = [("query", text), *(("default-graph-uri", graph) for graph in self.graphs)]
        reply = session.post(fields, _ACCEPT)
        if reply.headers.get("x-sql-state"):  # Virtuoso's time is up and it gives what it has
            raise EndpointError(Text(
                f"Server {self.where} dotaz nestihl a poslal jen část odpovědi; nepoužije se.",
                f"The server {self.where} ran out of time and sent a part of the answer; it is "
                "not used.",
            ))  # fmt: skip
        return reply

    def _read(self, reply: Reply) -> bool | tuple[tuple[str, ...], list[_Row]]:
        """Return what the body of an answer holds: yes or no, or columns and rows of terms."""
        from pyoxigraph import QueryResultsFormat

        kind = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
        form = {
            "application/sparql-results+json": QueryResultsFormat.JSON,
            "application/json": QueryResultsFormat.JSON,
            "application/sparql-results+xml": QueryResultsFormat.XML,
            "application/xml": QueryResultsFormat.XML,
        }.get(kind)
        if form is None:
            what = Text(f"není tabulka, ale {kind or '?'}", f"is not a table but {kind or '?'}")
            if kind in {"text/html", "application/xhtml+xml"}:
                what = Text(
                    "je webová stránka, ne výsledek dotazu", "is a web page, not a query's result"
                )
            raise EndpointError(Text(
                f"{self.where} není adresa SPARQL: odpovědí {what.cs}. Hledejte adresu, která "
                "končí například na /query nebo /sparql.",
                f"{self.where} is not a SPARQL address: the answer {what.en}. Look for an address "
                "that ends in /query or /sparql, for example.",
            ))  # fmt: skip
        found = _parsed(reply.body, form)
        if isinstance(found, ValueError):
            raise self._broken(str(found))
        return found

    def _rows(self, reply: Reply) -> tuple[tuple[str, ...], list[_Row]]:
        """Return columns and rows of terms of one page."""
        found = self._read(reply)
        if isinstance(found, bool):
            raise self._broken("boolean")
        return found

    def _reordered(
        self, rows: list[_Row], names: tuple[str, ...], columns: tuple[str, ...]
    ) -> list[_Row]:
        """Return ``rows`` with their columns ``names`` in the order of ``columns``."""
        if sorted(names) != sorted(columns):
            raise self._broken(", ".join(names))
        places = [names.index(name) for name in columns]
        return [tuple(row[place] for place in places) for row in rows]

    def _check_count(self, count: int) -> None:
        """Raise where an answer has more rows than anybody would read."""
        if count > self._most:
            raise EndpointError(Text(
                f"Odpověď serveru {self.where} má přes {self._most} řádků; zužte dotaz.",
                f"The answer of the server {self.where} has more than {self._most} rows; narrow "
                "the query.",
            ))  # fmt: skip

    def _changed(self) -> EndpointError:
        """Return the fault of pages that do not fit together."""
        return EndpointError(Text(
            f"Data na serveru {self.where} se během čtení změnila, nebo je server řadí pokaždé "
            "jinak; zkuste to znovu.",
            f"The data on the server {self.where} changed while they were read, or it orders them "
            "anew each time; try again.",
        ))  # fmt: skip

    def _broken(self, error: str) -> EndpointError:
        """Return the fault of an answer that cannot be read to its end."""
        return EndpointError(Text(
            f"Odpověď serveru {self.where} nelze přečíst, je neúplná nebo poškozená ({error}).",
            f"The answer of the server {self.where} cannot be read, it is incomplete or damaged "
            f"({error}).",
        ))  # fmt: skip


def _parsed(
    body: bytes, form: QueryResultsFormat
) -> bool | tuple[tuple[str, ...], list[_Row]] | ValueError:
    """Return what ``body`` holds, or why it cannot be read.

    A fault is returned and not raised: its frames would hold Oxigraph's cursor, which only this
    thread may let go.
    """
    from pyoxigraph import QueryBoolean, parse_query_results

    try:
        found = parse_query_results(body, format=form)
        if isinstance(found, QueryBoolean):
            return bool(found)
        return tuple(name.value for name in found.variables), [tuple(row) for row in found]
    except (SyntaxError, ValueError, OSError) as error:
        return ValueError(str(error))


def _page_of(text: str, shape: Shape, size: int, at: int, *, nested: bool) -> str:
    """Return ``text`` asked for ``size`` rows from row ``at`` on."""
    if nested:
        inner = text[shape.start :]
        text = f"{text[: shape.start]}SELECT * WHERE {{ {{\n{inner}\n}} }}"
    return f"{text}\nLIMIT {size} OFFSET {at}"


def _is_same(one: _Row, other: _Row) -> bool:
    """Say whether two rows are the same; servers name blank nodes anew in each answer."""
    from pyoxigraph import BlankNode

    return all(
        first == second or (isinstance(first, BlankNode) and isinstance(second, BlankNode))
        for first, second in zip(one, other, strict=True)
    )


def _cut_to(reply: Reply) -> int | None:
    """Return to how many rows the server says it cuts answers; None where it says nothing."""
    said = reply.headers.get("x-sparql-maxrows", "")
    return int(said) if said.isascii() and said.isdigit() else None


def _text(term: NamedNode | BlankNode | Literal | Triple | None) -> str:
    """Return a term as the text of a cell."""
    return "" if term is None else str(getattr(term, "value", term))
