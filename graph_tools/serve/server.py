"""Run the server until it is told to end, and leave nothing behind."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import signal
import socket
from collections.abc import Callable, Iterator

import uvicorn

from graph_tools.errors import StrategyGraphError, Text
from graph_tools.serve.app import application
from graph_tools.serve.engines import Engines
from graph_tools.serve.metrics import Metrics
from graph_tools.serve.settings import CONNECTIONS, Settings

__all__ = ["listen", "serve"]

_GRACE = 10  # seconds that running requests have when the server is told to end
_NOISE = ("Invalid HTTP request", "Unsupported upgrade request", "No supported WebSocket library")


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens at ``host`` and ``port``; 0 means a free one.

    Raises:
        StrategyGraphError: nobody can listen there.
    """
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        found = socket.create_server(address[:2], family=family, backlog=512)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise _taken(host, port) from error
        # ``create_server`` adds words of its own in brackets to those of the system.
        why = (error.strerror or str(error)).partition(" (while ")[0]
        raise StrategyGraphError(Text(
            f"Na adrese {host}, portu {port}, nelze naslouchat ({why}). "
            "Zvolte jiný port (--port) nebo volný (--port 0).",
            f"Cannot listen at {host}, port {port} ({why}). "
            "Choose another port (--port) or a free one (--port 0).",
        )) from error  # fmt: skip
    # Connections inherit it. Without it the body of an answer waits for the head to be confirmed,
    # some 40 ms; asyncio sets it only where it has made the socket itself.
    found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return found


def _taken(host: str, port: int) -> StrategyGraphError:
    other = port + 1 if port < 65535 else port - 1
    return StrategyGraphError(Text(
        f"Port {port} na adrese {host} už používá jiný program, možná dříve spuštěný server. "
        f"Ukončete jej (Ctrl+C v jeho okně), nebo zvolte jiný port: --port {other} "
        "(--port 0 najde volný).",
        f"Port {port} at {host} is already used by another program, perhaps a server started "
        f"earlier. End it (Ctrl+C in its window) or choose another port: --port {other} "
        "(--port 0 finds a free one).",
    ))  # fmt: skip


def serve(settings: Settings, listening: socket.socket, ready: Callable[[], None]) -> None:
    """Answer requests until SIGTERM or SIGINT; then let the running ones end, and return.

    Args:
        settings: what is served.
        listening: where; it is closed at the end.
        ready: called once, when requests are answered.

    Raises:
        StrategyGraphError: Oxigraph Server cannot be started.
    """
    asyncio.run(_served(settings, listening, ready))


async def _served(settings: Settings, listening: socket.socket, ready: Callable[[], None]) -> None:
    metrics = Metrics()
    # It warns of each engine that was found dead by another call than the one that waits for it.
    logging.getLogger("asyncio").setLevel(logging.ERROR)

    def ended(why: str) -> None:
        metrics.restarts.labels(why).inc()

    async with Engines(settings, ended) as engines:
        server = _Server(uvicorn.Config(
            application(settings, engines, metrics), lifespan="off", log_level="warning",
            access_log=False, server_header=False, timeout_graceful_shutdown=_GRACE,
            limit_concurrency=CONNECTIONS, ws="none", http="h11",
        ))  # fmt: skip
        logging.getLogger("uvicorn.error").addFilter(_matters)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, server.handle_exit)
        ready()
        await server.serve(sockets=[listening])


def _matters(record: logging.LogRecord) -> bool:
    """Return whether a line of uvicorn's log is about more than what one client sent amiss."""
    return not record.getMessage().startswith(_NOISE)


class _Server(uvicorn.Server):
    """Leaves signals to us: uvicorn would raise them again and end before we have cleaned up."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield
