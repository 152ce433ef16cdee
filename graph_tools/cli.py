"""The command line: reads arguments, hands over to one module of ``commands``, says the outcome.

Only argparse is imported here; each command imports what it needs, so that ``--help`` is quick.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from graph_tools import __version__, texts
from graph_tools.errors import StrategyGraphError, Text, nearest

__all__ = ["EXIT_CANNOT_RUN", "EXIT_FINDINGS", "EXIT_GOOD", "main"]

EXIT_GOOD, EXIT_FINDINGS, EXIT_CANNOT_RUN = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code: 0 good, 1 findings, 2 cannot run."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Czech Windows console defaults to cp1250
            stream.reconfigure(encoding="utf-8", errors="replace")
    lang = _language(arguments)
    parser = _parser(lang)
    try:
        options = parser.parse_args(arguments)
        if options.command is None:
            parser.print_help()
            return EXIT_GOOD
        module = importlib.import_module(f"graph_tools.commands.{texts.COMMANDS[options.command]}")
        code: int = module.run(options)
        sys.stdout.flush()
    except StrategyGraphError as error:
        print(f"{texts.ERROR.to(lang)}: {error.message.to(lang)}", file=sys.stderr)
        return EXIT_CANNOT_RUN
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_GOOD
    except OSError as error:
        said = Text(
            f"Nelze pracovat se souborem {error.filename}: {error.strerror}",
            f"Cannot work with the file {error.filename}: {error.strerror}",
        )
        print(f"{texts.ERROR.to(lang)}: {said.to(lang)}", file=sys.stderr)
        return EXIT_CANNOT_RUN
    except KeyboardInterrupt:
        print(texts.INTERRUPTED.to(lang), file=sys.stderr)
        return EXIT_CANNOT_RUN
    return code


def _language(arguments: Sequence[str]) -> str:
    """Return ``cs`` or ``en``: from ``--lang``, else the environment, else Czech."""
    for index, argument in enumerate(arguments):
        value = argument.partition("=")[2] if argument.startswith("--lang=") else None
        if argument == "--lang" and index + 1 < len(arguments):
            value = arguments[index + 1]
        if value in {"cs", "en"}:
            return value
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
    parser.set_defaults(lang=lang)
    commands = parser.add_subparsers(dest="command", metavar=say["metavar"].to(lang))

    def command(name: str) -> argparse.ArgumentParser:
        added: argparse.ArgumentParser = commands.add_parser(
            name, help=say[name].to(lang), description=say[name].to(lang)
        )
        added.add_argument("--lang", choices=("cs", "en"), default=lang, help=say["lang"].to(lang))
        return added

    def takes_data(added: argparse.ArgumentParser) -> None:
        added.add_argument("--data", metavar="DIR", help=say["data"].to(lang))

    def takes_build(added: argparse.ArgumentParser) -> None:
        added.add_argument("--build", metavar="DIR", help=say["build-dir"].to(lang))

    build = command("build")
    build.add_argument("--no-pages", action="store_true", help=say["no-pages"].to(lang))
    validate = command("validate")
    validate.add_argument("--format", choices=("text", "csv", "json"), default="text",
                          help=say["format"].to(lang))  # fmt: skip
    query = command("query")
    query.add_argument("name", metavar=say["query-name"].to(lang), help=say["query-help"].to(lang))
    query.add_argument("--param", action="append", default=[], metavar="KEY=VALUE",
                       help=say["param"].to(lang))  # fmt: skip
    query.add_argument("--reading", choices=("strict", "default", "lenient"),
                       help=say["reading"].to(lang))  # fmt: skip
    query.add_argument("--timeout", type=float, default=30.0, metavar="S",
                       help=say["timeout"].to(lang))  # fmt: skip
    queries = command("queries")
    for added in (query, queries):
        added.add_argument("--format", choices=("table", "csv", "json", "md"),
                           help=say["format-rows"].to(lang))  # fmt: skip
    explore = command("explore")
    explore.add_argument("--open", action=argparse.BooleanOptionalAction, default=None,
                         help=say["open"].to(lang))  # fmt: skip
    check = command("check-sources")
    check.add_argument("folder", metavar="DIR", help=say["sources"].to(lang))
    for added in (build, validate, explore, check):
        takes_data(added)
    for added in (build, query, queries, explore):
        takes_build(added)
    return parser
