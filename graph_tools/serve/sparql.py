"""The SPARQL endpoint: one bounded query at a time of each engine, answered as a whole or not.

An answer is read to its end before its first byte goes out. So the status always tells the truth:
what was cut, by time, size or the end of an engine, is never sent as if it were all.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable

import httpx
from starlette.requests import Request
from starlette.responses import Response

from graph_tools.errors import Text
from graph_tools.serve.accept import best
from graph_tools.serve.dataset import names_its_dataset
from graph_tools.serve.describe import DESCRIPTIONS, described
from graph_tools.serve.engines import Engines, Reply, TooLargeError
from graph_tools.serve.form import answer_page, form_page, refused_page
from graph_tools.serve.formats import GRAPHS, HTML, RESULTS, chosen, is_whole
from graph_tools.serve.metrics import Metrics
from graph_tools.serve.protocol import Asked, read_asked
from graph_tools.serve.settings import Refusal, Settings
from graph_tools.texts import visible

__all__ = ["Endpoint"]

_LONG = 8192  # characters
_MOST_SAID = 300  # characters of an engine's own words


class Endpoint:
    """Answers requests at ``/sparql``."""

    def __init__(self, settings: Settings, engines: Engines, metrics: Metrics) -> None:
        """Ask ``engines`` within the bounds of ``settings``."""
        self._settings = settings
        self._engines = engines
        self._metrics = metrics

    async def __call__(self, request: Request) -> Response:
        """Answer a query, or tell what the endpoint is.

        Raises:
            Refusal: it is not to be answered.
        """
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"allow": "GET, HEAD, OPTIONS, POST"})
        asked = await read_asked(request)
        accept = request.headers.get("accept")
        if asked is None:
            return self._about(request, accept)
        if best(accept, [*RESULTS, *GRAPHS, HTML]) == HTML:
            forms = (next(iter(RESULTS)), next(iter(GRAPHS)))
            try:
                reply = await self.ask(request, asked, forms)
            except Refusal as refusal:  # a person gets the query back, to mend it
                self._metrics.refusals.labels(refusal.reason).inc()
                return refused_page(request, self._settings.site, asked.query, refusal)
            return answer_page(request, self._settings.site, asked.query, reply)
        names = dict(found for kind in (RESULTS, GRAPHS) if (found := chosen(accept, kind)))
        if not names:
            raise _unacceptable([*RESULTS, *GRAPHS, HTML])
        reply = await self.ask(request, asked, names)
        return Response(
            reply.body,
            media_type=names.get(reply.media, reply.media),
            headers={"cache-control": "no-cache", "vary": "Accept"},
        )

    def _about(self, request: Request, accept: str | None) -> Response:
        """Return the description of the endpoint, or a page with a form for people."""
        form = best(accept, DESCRIPTIONS)
        if form is None:
            raise _unacceptable(DESCRIPTIONS)
        if form == HTML:
            return form_page(request, self._settings.site)
        address = f"{self._settings.base or str(request.base_url)}sparql"
        headers = {"cache-control": "no-cache", "vary": "Accept"}
        return Response(described(address, form), media_type=form, headers=headers)

    async def ask(self, request: Request, asked: Asked, forms: Iterable[str]) -> Reply:
        """Return the whole answer of an engine in one of ``forms``.

        Raises:
            Refusal: there is none.
        """
        # Reading a long text may take a fifth of a second, in which others are to be answered.
        long = len(asked.query) > _LONG
        reading = asyncio.to_thread(self._read, asked.query) if long else None
        service, has_dataset = await reading if reading else self._read(asked.query)
        if service:
            raise Refusal(403, "service", Text(
                "Dotaz obsahuje SERVICE, ptal by se jiného serveru; to zde není dovoleno.",
                "The query contains SERVICE and would ask another server; that is not allowed "
                "here.",
            ))  # fmt: skip
        dataset = list(asked.dataset)
        if not dataset and not has_dataset:
            dataset = [("union-default-graph", "")]
        reply = await self._unless_left(request, asked.query, dataset, ", ".join(forms))
        if reply.status == 200:
            if is_whole(reply.media, reply.body):
                return reply
            raise _ended()
        if reply.status == 406:
            raise _unacceptable([*RESULTS, *GRAPHS, HTML])
        why = visible(reply.body.decode(errors="replace").strip().partition("\n")[0])[:_MOST_SAID]
        if reply.status == 400:
            raise Refusal(400, "syntax", Text(
                f"Dotaz nelze přečíst: {why}", f"The query cannot be read: {why}"
            ))  # fmt: skip
        raise Refusal(500, "engine", Text(
            f"Dotaz nelze vyhodnotit: {why}", f"The query cannot be evaluated: {why}"
        ))  # fmt: skip

    def _read(self, query: str) -> tuple[bool, bool]:
        """Return whether ``query`` asks a service and whether it names its dataset."""
        return self._settings.asks_a_service(query), names_its_dataset(query)

    async def _unless_left(
        self, request: Request, query: str, dataset: list[tuple[str, str]], forms: str
    ) -> Reply:
        """Evaluate a query; stop it when the asker closes the connection."""
        working = asyncio.create_task(self._evaluated(query, dataset, forms))
        leaving = asyncio.create_task(_left(request))
        try:
            await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if not working.done():
                raise Refusal(499, "left", Text("Tazatel odešel.", "The asker has left."))
            return working.result()
        finally:
            for task in (working, leaving):
                task.cancel()
            await asyncio.gather(working, leaving, return_exceptions=True)

    async def _evaluated(self, query: str, dataset: list[tuple[str, str]], forms: str) -> Reply:
        """Return the answer of a free engine, within the bounds of time and size."""
        most = self._settings.most_bytes
        try:
            async with self._engines.one() as engine, asyncio.timeout(self._settings.seconds):
                began = time.perf_counter()
                try:
                    return await engine.answer(query, dataset, forms, most)
                finally:
                    self._metrics.seconds.observe(time.perf_counter() - began)
        except TimeoutError:
            seconds = f"{self._settings.seconds:g}"
            raise Refusal(422, "timeout", Text(
                f"Dotaz neskončil do {seconds.replace('.', ',')} s a byl zastaven. "
                "Zužte jej nebo přidejte LIMIT.",
                f"The query did not end within {seconds} s and was stopped. Narrow it or add "
                "a LIMIT.",
            )) from None  # fmt: skip
        except TooLargeError:
            size = f"{most / 1e6:g}"
            raise Refusal(422, "too-large", Text(
                f"Odpověď je větší než {size.replace('.', ',')} MB, nic z ní nebylo odesláno. "
                "Zužte dotaz nebo přidejte LIMIT a OFFSET.",
                f"The answer is larger than {size} MB; nothing of it was sent. Narrow the query "
                "or add LIMIT and OFFSET.",
            )) from None  # fmt: skip
        except httpx.TransportError:
            raise _ended() from None


async def _left(request: Request) -> None:
    """Return when the asker closes the connection."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _unacceptable(forms: Iterable[str]) -> Refusal:
    listed = ", ".join(dict.fromkeys(forms))
    return Refusal(406, "unacceptable", Text(
        f"Žádný z požadovaných tvarů (Accept) zde pro tuto odpověď není. Na výběr jsou: {listed}",
        f"None of the forms asked for (Accept) is here for this answer. There are: {listed}",
    ))  # fmt: skip


def _ended() -> Refusal:
    return Refusal(500, "engine", Text(
        "Vyhodnocení skončilo předčasně, nejspíše pro nedostatek paměti; nic nebylo odesláno. "
        "Zužte dotaz.",
        "The evaluation ended early, most likely for want of memory; nothing was sent. Narrow the "
        "query.",
    ))  # fmt: skip
