"""The options of each command, and the forms in which their values may be written.

Only argparse is imported here, since every start of the program reads this.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Callable, Mapping
from typing import NoReturn

from graph_tools import texts
from graph_tools.answers import READINGS
from graph_tools.errors import EXIT_CANNOT_RUN, Text, nearest

__all__ = ["OPTIONS", "Parser"]

_MOST_SECONDS = 3600
_MOST_MEGABYTES = 1_000_000


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks the user's language and names the nearest choice."""

    lang = "cs"

    def error(self, message: str) -> NoReturn:
        """Print the fault in the user's language and exit with code 2."""
        self.print_usage(sys.stderr)
        self.exit(EXIT_CANNOT_RUN, f"{texts.ERROR.to(self.lang)}: {message}\n")

    def _check_value(self, action: argparse.Action, value: object) -> None:
        """Raise for a value outside ``choices``, naming the nearest one."""
        if action.choices is None or value in action.choices:
            return
        choices = [str(choice) for choice in action.choices]
        guess = nearest(str(value), choices)
        said = Text(
            f"„{value}“ není na výběr; možnosti: {', '.join(choices)}"
            + (f"; nejbližší: {guess}" if guess else ""),
            f"'{value}' is not a choice; choices: {', '.join(choices)}"
            + (f"; nearest: {guess}" if guess else ""),
        )
        raise argparse.ArgumentError(action, said.to(self.lang))


def _seconds(value: str) -> float:
    """Return a time limit; raise for one that is not positive, finite and bearable."""
    try:
        seconds = float(value)
    except ValueError:
        seconds = math.nan
    if not 0 < seconds <= _MOST_SECONDS:  # never true of NaN
        said = texts.SECONDS.to(Parser.lang).format(value=value, most=_MOST_SECONDS)
        raise argparse.ArgumentTypeError(said)
    return seconds


def _day(value: str) -> str:
    """Return a day written YYYY-MM-DD, also from 1.1.2026 as Czechs write; raise for others."""
    import re
    from datetime import date

    czech = re.fullmatch(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})", value)
    written = re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value)
    try:
        if czech:
            return date(int(czech[3]), int(czech[2]), int(czech[1])).isoformat()
        if written:
            return date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(texts.DAY.to(Parser.lang).format(value=value))


def _count(value: str) -> int:
    """Return a number of rows, 0 for all; raise for anything else."""
    if value.isascii() and value.isdigit() and len(value) < 10:
        return int(value)
    raise argparse.ArgumentTypeError(texts.COUNT.to(Parser.lang).format(value=value))


def _port(value: str) -> int:
    """Return a port, 0 for any free one; raise for anything else."""
    if value.isascii() and value.isdigit() and len(value) < 6 and int(value) < 65536:
        return int(value)
    raise argparse.ArgumentTypeError(texts.PORT.to(Parser.lang).format(value=value))


def _megabytes(value: str) -> int:
    """Return a size in megabytes; raise for anything else."""
    if value.isascii() and value.isdigit() and len(value) < 8 and 0 < int(value) <= _MOST_MEGABYTES:
        return int(value)
    said = texts.MEGABYTES.to(Parser.lang).format(value=value, most=_MOST_MEGABYTES)
    raise argparse.ArgumentTypeError(said)


def _data(parser: argparse.ArgumentParser, lang: str) -> None:
    """Add the folder of tables."""
    parser.add_argument("--data", metavar="DIR", help=texts.HELP["data"].to(lang))


def _build_dir(parser: argparse.ArgumentParser, lang: str) -> None:
    """Add the folder of the build."""
    parser.add_argument("--build", metavar="DIR", help=texts.HELP["build-dir"].to(lang))


def _rows_format(parser: argparse.ArgumentParser, lang: str) -> None:
    """Add the form in which rows are printed."""
    parser.add_argument("--format", choices=("table", "csv", "json", "md"),
                        help=texts.HELP["format-rows"].to(lang))  # fmt: skip


def _build(parser: argparse.ArgumentParser, lang: str) -> None:
    """Add the options of ``build``."""
    say = texts.HELP
    parser.add_argument("folders", nargs="*", metavar=say["folders"].to(lang),
                        help=say["folders-help"].to(lang))  # fmt: skip
    parser.add_argument("--jobs", type=_count, default=0, metavar="N", help=say["jobs"].to(lang))
    parser.add_argument("--prune", action="store_true", help=say["prune"].to(lang))
    parser.add_argument("--no-pages", action="store_true", help=texts.HELP["no-pages"].to(lang))
    parser.add_argument("--lite", action="store_true", help=texts.HELP["lite"].to(lang))
    _data(parser, lang)
    _build_dir(parser, lang)


def _validate(parser: argparse.ArgumentParser, lang: str) -> None:
    """Add the options of ``validate``."""
    parser.add_argument("--format", choices=("text", "csv", "json"), default="text",
                        help=texts.HELP["format"].to(lang))  # fmt: skip
    _data(parser, lang)


def _query(parser: argparse.ArgumentParser, lang: str) -> None:
    """Add the options of ``query``."""
    say = texts.HELP
    parser.add_argument("name", metavar=say["query-name"].to(lang), help=say["query-help"].to(lang))
    parser.add_argument("--param", action="append", default=[], metavar=say["key-value"].to(lang),
                        help=say["param"].to(lang))  # fmt: skip
    _reading(parser, lang)
    _rows_format(parser, lang)
    _asks(parser, lang)


def _queries(parser: argparse.ArgumentParser, lang: str) -> None:
    """Add the options of ``queries``."""
    _rows_format(parser, lang)
    _build_dir(parser, lang)


def _asks(parser: argparse.ArgumentParser, lang: str) -> None:
    """Add where a question is asked: the built graph, a store or an endpoint; and of what."""
    say = texts.HELP
    _build_dir(parser, lang)
    parser.add_argument("--engine", choices=("oxigraph", "rdflib"), default="oxigraph",
                        help=say["engine"].to(lang))  # fmt: skip
    parser.add_argument("--store", metavar="DIR", help=say["store"].to(lang))
    parser.add_argument("--endpoint", action="append", default=[], metavar="URL",
                        help=say["endpoint"].to(lang))  # fmt: skip
    parser.add_argument("--strategy", metavar=say["strategy-name"].to(lang),
                        help=say["strategy"].to(lang))  # fmt: skip
    parser.add_argument("--timeout", type=_seconds, default=30.0, metavar="S",
                        help=say["timeout"].to(lang))  # fmt: skip


def _reading(parser: argparse.ArgumentParser, lang: str) -> None:
    """Add the choice of readings."""
    parser.add_argument("--reading", choices=tuple(READINGS),
                        help=texts.HELP["reading"].to(lang))  # fmt: skip


def _gaps(parser: argparse.ArgumentParser, lang: str) -> None:
    """Add the options of ``gaps``."""
    say = texts.HELP
    parser.add_argument("--kind", action="append", default=[], metavar=say["gap-kind"].to(lang),
                        help=say["gap-kinds"].to(lang))  # fmt: skip
    parser.add_argument("--goal", metavar="N", help=say["of-goal"].to(lang))
    parser.add_argument("--area", metavar="A", help=say["of-area"].to(lang))
    parser.add_argument("--actor", metavar="OSV", help=say["of-actor"].to(lang))
    _as_of(parser, lang)
    _reading(parser, lang)
    _groups(parser, lang)
    parser.add_argument("--fail-on", action="append", default=[], metavar=say["gap-kind"].to(lang),
                        help=say["fail-on"].to(lang))  # fmt: skip
    _limit(parser, lang, 10, "limit-gaps")
    _rows_format(parser, lang)
    _asks(parser, lang)


def _trace(parser: argparse.ArgumentParser, lang: str) -> None:
    """Add the options of ``trace``."""
    say = texts.HELP
    parser.add_argument("kind", metavar=say["item-kind"].to(lang),
                        help=say["item-kinds"].to(lang))  # fmt: skip
    parser.add_argument("code", nargs="?", metavar=say["item-code"].to(lang),
                        help=say["item-codes"].to(lang))  # fmt: skip
    _reading(parser, lang)
    _tree_format(parser, lang)
    _asks(parser, lang)


def _path(parser: argparse.ArgumentParser, lang: str) -> None:
    """Add the options of ``path``."""
    say = texts.HELP
    for end in ("from", "to"):
        parser.add_argument(end, metavar=say[f"path-{end}"].to(lang),
                            help=say[f"path-{end}-help"].to(lang))  # fmt: skip
    _reading(parser, lang)
    _groups(parser, lang)
    _limit(parser, lang, 5, "limit-paths")
    _tree_format(parser, lang)
    _asks(parser, lang)


def _network(parser: argparse.ArgumentParser, lang: str) -> None:
    """Add the options of ``network``."""
    say = texts.HELP
    parser.add_argument("view", nargs="?", default="summary", choices=texts.NETWORK_VIEWS,
                        metavar=say["view"].to(lang), help=say["views"].to(lang))  # fmt: skip
    parser.add_argument("names", nargs="*", metavar=say["view-names"].to(lang),
                        help=say["view-names-help"].to(lang))  # fmt: skip
    _reading(parser, lang)
    _groups(parser, lang)
    _rows_format(parser, lang)
    _asks(parser, lang)


def _report(parser: argparse.ArgumentParser, lang: str) -> None:
    """Add the options of ``report``."""
    _as_of(parser, lang)
    _asks(parser, lang)


def _site(parser: argparse.ArgumentParser, lang: str) -> None:
    """Add the options of ``site``."""
    parser.add_argument("folder", metavar="DIR", help=texts.HELP["site-folder"].to(lang))
    parser.add_argument("--base-url", metavar="URL", help=texts.HELP["base-url"].to(lang))
    _data(parser, lang)
    _build_dir(parser, lang)


def _serve(parser: argparse.ArgumentParser, lang: str) -> None:
    """Add the options of ``serve``."""
    say = texts.HELP
    parser.add_argument("--host", default="127.0.0.1", metavar=say["host-name"].to(lang),
                        help=say["host"].to(lang))  # fmt: skip
    parser.add_argument("--port", type=_port, default=8000, metavar="N", help=say["port"].to(lang))
    parser.add_argument("--base-url", metavar="URL", help=say["serve-base-url"].to(lang))
    parser.add_argument("--site", metavar="DIR", help=say["serve-site"].to(lang))
    parser.add_argument("--store", metavar="DIR", help=say["serve-store"].to(lang))
    parser.add_argument("--timeout", type=_seconds, default=30.0, metavar="S",
                        help=say["timeout"].to(lang))  # fmt: skip
    parser.add_argument("--max-answer", type=_megabytes, default=50, metavar="MB",
                        help=say["max-answer"].to(lang))  # fmt: skip
    parser.add_argument("--max-memory", type=_megabytes, default=2000, metavar="MB",
                        help=say["max-memory"].to(lang))  # fmt: skip
    _data(parser, lang)
    _build_dir(parser, lang)


def _publish(parser: argparse.ArgumentParser, lang: str) -> None:
    """Add the options of ``publish``."""
    say = texts.HELP
    parser.add_argument("--endpoint", metavar="URL", required=True,
                        help=say["publish-endpoint"].to(lang))  # fmt: skip
    parser.add_argument("--update-endpoint", metavar="URL", help=say["update-endpoint"].to(lang))
    parser.add_argument("--strategy", metavar=say["strategy-name"].to(lang),
                        help=say["publish-strategy"].to(lang))  # fmt: skip
    parser.add_argument("--timeout", type=_seconds, default=120.0, metavar="S",
                        help=say["publish-timeout"].to(lang))  # fmt: skip
    _build_dir(parser, lang)


def _as_of(parser: argparse.ArgumentParser, lang: str) -> None:
    """Add the day on which deadlines and validities are judged."""
    parser.add_argument("--as-of", type=_day, metavar="RRRR-MM-DD" if lang == "cs" else "DATE",
                        help=texts.HELP["as-of"].to(lang))  # fmt: skip


def _groups(parser: argparse.ArgumentParser, lang: str) -> None:
    """Add the choice to count groups as shared actors."""
    parser.add_argument("--groups", action="store_true", help=texts.HELP["groups"].to(lang))


def _limit(parser: argparse.ArgumentParser, lang: str, usual: int, about: str) -> None:
    """Add how many rows or paths are shown."""
    parser.add_argument("--limit", type=_count, default=usual, metavar="N",
                        help=texts.HELP[about].to(lang))  # fmt: skip


def _tree_format(parser: argparse.ArgumentParser, lang: str) -> None:
    """Add the form in which a tree is printed."""
    parser.add_argument("--format", choices=("tree", "json", "md"), default="tree",
                        help=texts.HELP["format-tree"].to(lang))  # fmt: skip


def _explore(parser: argparse.ArgumentParser, lang: str) -> None:
    """Add the options of ``explore``."""
    parser.add_argument("--open", action=argparse.BooleanOptionalAction, default=None,
                        help=texts.HELP["open"].to(lang))  # fmt: skip
    parser.add_argument("--lite", action="store_true", help=texts.HELP["lite"].to(lang))
    _data(parser, lang)
    _asks(parser, lang)


def _check_sources(parser: argparse.ArgumentParser, lang: str) -> None:
    """Add the options of ``check-sources``."""
    parser.add_argument("folder", metavar="DIR", help=texts.HELP["sources"].to(lang))
    _data(parser, lang)


OPTIONS: Mapping[str, Callable[[argparse.ArgumentParser, str], None]] = {
    "build": _build,
    "validate": _validate,
    "query": _query,
    "queries": _queries,
    "gaps": _gaps,
    "trace": _trace,
    "path": _path,
    "network": _network,
    "report": _report,
    "site": _site,
    "serve": _serve,
    "publish": _publish,
    "insight": _asks,
    "explore": _explore,
    "check-sources": _check_sources,
}
