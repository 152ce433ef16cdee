"""What is counted: requests, refusals, seconds of queries, engines started anew."""

from __future__ import annotations

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
)
from prometheus_client import generate_latest as text_of
from prometheus_client.exposition import CONTENT_TYPE_LATEST as MEDIA

__all__ = ["MEDIA", "Metrics", "text_of"]

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Metrics:
    """Counters of one server."""

    def __init__(self) -> None:
        """Begin at nothing."""
        disable_created_metrics()  # type: ignore[no-untyped-call]
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.requests = Counter(
            "strategy_graph_requests", "Requests answered.", ["route", "status"],
            registry=self.registry,
        )  # fmt: skip
        self.refusals = Counter(
            "strategy_graph_refusals", "Requests refused, by reason.", ["reason"],
            registry=self.registry,
        )  # fmt: skip
        self.seconds = Histogram(
            "strategy_graph_query_seconds", "Time an engine spent on a query.", buckets=_SECONDS,
            registry=self.registry,
        )  # fmt: skip
        self.restarts = Counter(
            "strategy_graph_engine_restarts", "Engines started anew, by why the last one ended.",
            ["reason"], registry=self.registry,
        )  # fmt: skip
        for reason in ("died", "left", "timeout", "too-large"):
            self.restarts.labels(reason)
