"""A few Oxigraph Servers over one store, each answering one query at a time.

One query an engine means that a query which takes too long, or too much, can be ended for certain,
with its process, and no other query suffers. Oxigraph's own time limit cannot do that: it looks at
the clock between rows only, so that counting, sorting and property paths run on for as long as they
like, and an answer that it does stop is cut with status 200.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import httpx

from graph_tools.errors import StrategyGraphError, Text
from graph_tools.serve.settings import WAITING, Refusal, Settings

__all__ = ["Engine", "Engines", "Reply", "TooLargeError"]

_START = 30.0  # seconds an engine has to answer its first question
_LAUNCH = Path(__file__).resolve().with_name("launch.py")
_ASK = {"content": b"ASK {}", "headers": {"content-type": "application/sparql-query"}}


class TooLargeError(Exception):
    """An answer is larger than allowed."""


@dataclass(frozen=True)
class Reply:
    """What an engine answered: status of HTTP, media type, the whole body."""

    status: int
    media: str
    body: bytes


class Engine:
    """One running Oxigraph Server."""

    def __init__(self, process: asyncio.subprocess.Process, port: int) -> None:
        """Speak with ``process`` at ``port`` of loopback."""
        self.process = process
        self.why = "died"
        """Why it ended, for the metrics: ``died`` unless we stopped it."""
        self.client = httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{port}",
            timeout=None,  # noqa: S113 - each use has its own limit, of the whole exchange
            trust_env=False,
        )

    def stop(self, why: str) -> None:
        """End it at once."""
        self.why = why
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()

    async def answer(
        self, query: str, parameters: Sequence[tuple[str, str]], accept: str, most: int
    ) -> Reply:
        """Return the whole answer to ``query``.

        Args:
            query: its text.
            parameters: the dataset, as the protocol has it.
            accept: media types that may be answered.
            most: largest answer in bytes.

        Raises:
            TooLargeError: the answer is larger; the engine may still be at it.
            httpx.TransportError: the engine ended.
        """
        asked = self.client.stream(
            "POST", "/query", params=list(parameters), content=query.encode(),
            headers={"content-type": "application/sparql-query", "accept": accept},
        )  # fmt: skip
        parts, size = [], 0
        async with asked as answer:
            async for part in answer.aiter_raw():
                size += len(part)
                if size > most:
                    raise TooLargeError
                parts.append(part)
            media = answer.headers.get("content-type", "").partition(";")[0].strip()
            return Reply(answer.status_code, media, b"".join(parts))

    async def is_well(self, seconds: float = 5.0) -> bool:
        """Return whether it answers, even while it is busy."""
        try:
            answer = await self.client.post("/query", timeout=seconds, **_ASK)  # type: ignore[arg-type]
        except httpx.HTTPError:
            return False
        return answer.status_code == 200


class Engines:
    """All engines; what ends is started anew."""

    def __init__(self, settings: Settings, ended: Callable[[str], None]) -> None:
        """Start none yet; ``ended`` hears why each engine ended that is replaced."""
        self._settings = settings
        self._ended = ended
        self._idle: asyncio.Queue[Engine] = asyncio.Queue()
        self._running: list[Engine] = []
        self._first = asyncio.Event()
        self._keepers: list[asyncio.Task[None]] = []
        self.waiting = 0

    async def __aenter__(self) -> Engines:
        """Start all; return when the first one answers.

        Raises:
            StrategyGraphError: none does.
        """
        self._keepers = [asyncio.create_task(self._keep()) for _ in range(self._settings.engines)]
        try:
            async with asyncio.timeout(_START):
                await self._first.wait()
        except TimeoutError:
            await self._end()
            raise StrategyGraphError(Text(
                f"Oxigraph Server ({self._settings.oxigraph}) nad úložištěm "
                f"{self._settings.store} neodpovídá.",
                f"Oxigraph Server ({self._settings.oxigraph}) over the store "
                f"{self._settings.store} does not answer.",
            )) from None  # fmt: skip
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End all."""
        await self._end()

    async def _end(self) -> None:
        for keeper in self._keepers:
            keeper.cancel()
        await asyncio.gather(*self._keepers, return_exceptions=True)

    async def _keep(self) -> None:
        """Keep one engine running."""
        pause = 0.1
        while True:
            engine = await self._begun()
            if engine is None:
                await asyncio.sleep(pause)
                pause = min(2 * pause, _START)
                continue
            pause = 0.1
            self._running.append(engine)
            self._idle.put_nowait(engine)
            self._first.set()
            try:
                await engine.process.wait()
                self._ended(engine.why)
            finally:
                self._running.remove(engine)
                await _stopped(engine)

    async def _begun(self) -> Engine | None:
        """Start an engine; return it once it answers, None where it does not."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
        command = [
            str(self._settings.oxigraph), "serve-read-only",
            "--location", str(self._settings.store), "--bind", f"127.0.0.1:{port}",
        ]  # fmt: skip
        if sys.platform == "linux":
            limits = [str(os.getpid()), str(self._settings.most_memory)]
            command = [sys.executable, "-I", "-S", str(_LAUNCH), *limits, *command]
        # Started from the main thread, with whose end the kernel would end it; its own session
        # keeps the Ctrl+C of a terminal from it until running queries are answered.
        nothing = asyncio.subprocess.DEVNULL
        try:
            process = await asyncio.create_subprocess_exec(
                *command, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
            )
        except OSError:  # such as too many processes
            return None
        engine = Engine(process, port)
        try:
            async with asyncio.timeout(_START):
                while engine.process.returncode is None:
                    if await engine.is_well():
                        return engine
                    await asyncio.sleep(0.02)
        except TimeoutError:
            pass
        except asyncio.CancelledError:
            await _stopped(engine)
            raise
        await _stopped(engine)
        return None

    @contextlib.asynccontextmanager
    async def one(self) -> AsyncIterator[Engine]:
        """Give an engine for one query; where the query raises, the engine is replaced.

        Raises:
            Refusal: too many wait already, or none became free in time.
        """
        if self.waiting >= WAITING:
            raise _busy()
        self.waiting += 1
        try:
            async with asyncio.timeout(self._settings.seconds):
                engine = await self._idle.get()
                while engine.process.returncode is not None:
                    engine = await self._idle.get()
        except TimeoutError:
            raise _busy() from None
        finally:
            self.waiting -= 1
        try:
            yield engine
        except BaseException as error:
            engine.stop(_why(error))
            raise
        self._idle.put_nowait(engine)

    async def are_well(self) -> bool:
        """Return whether an engine answers."""
        for engine in list(self._running):
            if await engine.is_well():
                return True
        return False


async def _stopped(engine: Engine) -> None:
    """End ``engine`` and let go of it."""
    engine.stop(engine.why)
    await engine.process.wait()
    await engine.client.aclose()


def _why(error: BaseException) -> str:
    """Return why an engine is stopped, for the metrics."""
    if isinstance(error, TimeoutError):
        return "timeout"
    if isinstance(error, TooLargeError):
        return "too-large"
    return "left" if isinstance(error, asyncio.CancelledError) else "died"


def _busy() -> Refusal:
    return Refusal(503, "busy", Text(
        "Server teď odpovídá na mnoho jiných dotazů. Zkuste to za chvíli znovu.",
        "The server is busy with many other queries. Try again in a while.",
    ), {"retry-after": "5"})  # fmt: skip
