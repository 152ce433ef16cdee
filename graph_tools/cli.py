"""The command line: reads arguments, hands over to one module of ``commands``, says the outcome.

Only argparse is imported here; each command imports what it needs, so that ``--help`` is quick.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import io
import math
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from typing import NoReturn, TextIO

from graph_tools import __version__, texts
from graph_tools.answers import READINGS
from graph_tools.errors import StrategyGraphError, Text, nearest

__all__ = ["EXIT_CANNOT_RUN", "EXIT_FINDINGS", "EXIT_GOOD", "main"]

EXIT_GOOD, EXIT_FINDINGS, EXIT_CANNOT_RUN = 0, 1, 2
_MOST_SECONDS = 3600


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code: 0 good, 1 findings, 2 cannot run."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if sys.stdout is None:  # closed by the caller: nobody would read the answer
        return EXIT_CANNOT_RUN
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Czech Windows console defaults to cp1250
            stream.reconfigure(encoding="utf-8", errors="replace")
    lang = _language(arguments)
    parser = _parser(lang)
    code = EXIT_GOOD
    try:
        options = parser.parse_args(arguments)
        if options.command is None:
            parser.print_help()
            return EXIT_GOOD
        module = importlib.import_module(f"graph_tools.commands.{texts.COMMANDS[options.command]}")
        # What is said goes out when the outcome is known: a reader who leaves early, as "| head"
        # does, must not turn findings into "good".
        held = _Held(sys.stdout)
        with contextlib.redirect_stdout(held):
            code = int(module.run(options))
        sys.stdout.write(held.getvalue())
        sys.stdout.flush()
    except StrategyGraphError as error:
        return _cannot_run(error.message, lang)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return code
    except OSError as error:
        return _cannot_run(_of_file(error), lang)
    except KeyboardInterrupt:
        print(texts.INTERRUPTED.to(lang), file=sys.stderr)
        return EXIT_CANNOT_RUN
    except Exception as error:  # noqa: BLE001 - the last resort: a sentence, never a bare traceback
        if os.environ.get("STRATEGY_GRAPH_DEBUG"):
            traceback.print_exc()
            return EXIT_CANNOT_RUN
        kind = type(error).__name__
        return _cannot_run(Text(
            f"Nečekaná chyba programu: {kind}: {error}. Podrobnosti ukáže STRATEGY_GRAPH_DEBUG=1.",
            f"Unexpected fault of the program: {kind}: {error}. STRATEGY_GRAPH_DEBUG=1 shows more.",
        ), lang)  # fmt: skip
    return code


class _Held(io.StringIO):
    """Keeps what a command prints, and is a terminal where the real output is one."""

    def __init__(self, real: TextIO) -> None:
        """Stand in for ``real``."""
        super().__init__()
        self._real = real

    def isatty(self) -> bool:
        """Say whether a person reads the real output."""
        return self._real.isatty()


def _cannot_run(said: Text, lang: str) -> int:
    """Say why the run cannot go on; return its exit code."""
    text = texts.visible(said.to(lang), keep="\n\t")
    print(f"{texts.ERROR.to(lang)}: {text}", file=sys.stderr)
    return EXIT_CANNOT_RUN


def _of_file(error: OSError) -> Text:
    """Return the sentence for a fault of the operating system, with the file where it is known."""
    why = error.strerror or str(error) or type(error).__name__
    if error.filename is None:
        return Text(f"Nelze číst nebo zapisovat: {why}", f"Cannot read or write: {why}")
    return Text(
        f"Nelze pracovat se souborem {error.filename}: {why}",
        f"Cannot work with the file {error.filename}: {why}",
    )


def _language(arguments: Sequence[str]) -> str:
    """Return ``cs`` or ``en``: from the last ``--lang``, else the environment, else Czech."""
    chosen = None
    for index, argument in enumerate(arguments):
        value = argument.partition("=")[2] if argument.startswith("--lang=") else None
        if argument == "--lang" and index + 1 < len(arguments):
            value = arguments[index + 1]
        if value in {"cs", "en"}:
            chosen = value
    if chosen:
        return chosen
    for name in ("STRATEGY_GRAPH_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return "en" if os.environ[name].startswith("en") else "cs"
    return "cs"


class _Parser(argparse.ArgumentParser):
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
        said = texts.SECONDS.to(_Parser.lang).format(value=value, most=_MOST_SECONDS)
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
    raise argparse.ArgumentTypeError(texts.DAY.to(_Parser.lang).format(value=value))


def _count(value: str) -> int:
    """Return a number of rows, 0 for all; raise for anything else."""
    if value.isascii() and value.isdigit() and len(value) < 10:
        return int(value)
    raise argparse.ArgumentTypeError(texts.COUNT.to(_Parser.lang).format(value=value))


def _parser(lang: str) -> argparse.ArgumentParser:
    """Return the parser with all its texts in ``lang``."""
    # argparse passes all its own words through gettext; the catalogue is ours.
    argparse._ = lambda message: texts.argparse_word(message, lang)  # type: ignore[attr-defined]
    _Parser.lang = lang
    say = texts.HELP
    parser = _Parser(
        prog="strategy-graph",
        description=say["program"].to(lang),
        epilog=say["epilog"].to(lang),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"strategy-graph {__version__}",
        help=say["version"].to(lang),
    )

    def speaks(added: argparse.ArgumentParser) -> None:
        added.add_argument("--lang", choices=("cs", "en"), default=lang, help=say["lang"].to(lang))

    speaks(parser)
    commands = parser.add_subparsers(dest="command", metavar=say["metavar"].to(lang))

    def command(name: str) -> argparse.ArgumentParser:
        added: argparse.ArgumentParser = commands.add_parser(
            name, help=say[name].to(lang), description=say[name].to(lang)
        )
        speaks(added)
        return added

    for name in texts.COMMANDS:
        _OPTIONS[name](command(name), lang)
    return parser


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
    parser.add_argument("--timeout", type=_seconds, default=30.0, metavar="S",
                        help=say["timeout"].to(lang))  # fmt: skip
    _queries(parser, lang)


def _queries(parser: argparse.ArgumentParser, lang: str) -> None:
    """Add the options of ``queries``."""
    _rows_format(parser, lang)
    _build_dir(parser, lang)


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
    _build_dir(parser, lang)


def _trace(parser: argparse.ArgumentParser, lang: str) -> None:
    """Add the options of ``trace``."""
    say = texts.HELP
    parser.add_argument("kind", metavar=say["item-kind"].to(lang),
                        help=say["item-kinds"].to(lang))  # fmt: skip
    parser.add_argument("code", nargs="?", metavar=say["item-code"].to(lang),
                        help=say["item-codes"].to(lang))  # fmt: skip
    _reading(parser, lang)
    _tree_format(parser, lang)
    _build_dir(parser, lang)


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
    _build_dir(parser, lang)


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
    _build_dir(parser, lang)


def _report(parser: argparse.ArgumentParser, lang: str) -> None:
    """Add the options of ``report``."""
    _as_of(parser, lang)
    _build_dir(parser, lang)


def _site(parser: argparse.ArgumentParser, lang: str) -> None:
    """Add the options of ``site``."""
    parser.add_argument("folder", metavar="DIR", help=texts.HELP["site-folder"].to(lang))
    parser.add_argument("--base-url", metavar="URL", help=texts.HELP["base-url"].to(lang))
    _data(parser, lang)
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
    _build_dir(parser, lang)


def _check_sources(parser: argparse.ArgumentParser, lang: str) -> None:
    """Add the options of ``check-sources``."""
    parser.add_argument("folder", metavar="DIR", help=texts.HELP["sources"].to(lang))
    _data(parser, lang)


_OPTIONS: dict[str, Callable[[argparse.ArgumentParser, str], None]] = {
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
    "insight": _build_dir,
    "explore": _explore,
    "check-sources": _check_sources,
}
