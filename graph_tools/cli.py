"""The command line: reads arguments, hands over to one module of ``commands``, says the outcome.

Only argparse is imported here; each command imports what it needs, so that ``--help`` is quick.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import io
import os
import sys
from collections.abc import Sequence
from typing import TextIO

from graph_tools import __version__, texts
from graph_tools.errors import (
    EXIT_CANNOT_RUN,
    EXIT_GOOD,
    StrategyGraphError,
    Text,
    unexpected,
)
from graph_tools.options import OPTIONS, Parser

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code: 0 good, 1 findings, 2 cannot run."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if sys.stdout is None:  # closed by the caller: nobody would read the answer
        return EXIT_CANNOT_RUN
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Czech Windows console defaults to cp1250
            stream.reconfigure(encoding="utf-8", errors="replace")
    lang = _language(arguments)
    parser = _parser(lang, arguments)
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
            import traceback

            traceback.print_exc()
            return EXIT_CANNOT_RUN
        return _cannot_run(unexpected(error), lang)
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


def _parser(lang: str, arguments: Sequence[str]) -> argparse.ArgumentParser:
    """Return the parser with all its texts in ``lang``.

    Of the commands only what ``arguments`` name gets its options: the others are merely listed.
    """
    # argparse passes all its own words through gettext; the catalogue is ours.
    argparse._ = lambda message: texts.argparse_word(message, lang)  # type: ignore[attr-defined]
    Parser.lang = lang
    say = texts.HELP
    parser = Parser(
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
        added = command(name)
        if name in arguments:
            OPTIONS[name](added, lang)
    return parser
