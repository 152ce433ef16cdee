"""What the command line says, in Czech and English: help, steps, and argparse's own words."""

from __future__ import annotations

import re

from graph_tools.errors import Text

__all__ = [
    "COMMANDS",
    "CONTROL",
    "ERROR",
    "HELP",
    "INTERRUPTED",
    "SECONDS",
    "STEPS",
    "argparse_word",
    "visible",
]

CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Characters a terminal obeys instead of showing: controls and marks that turn the writing."""

COMMANDS: dict[str, str] = {
    "build": "build",
    "validate": "validate",
    "query": "query",
    "queries": "queries",
    "explore": "explore",
    "check-sources": "check_sources",
}
"""Commands and the modules of ``graph_tools.commands`` that carry them out."""

ERROR = Text("Chyba", "Error")
INTERRUPTED = Text("Přerušeno.", "Interrupted.")
SECONDS = Text(
    "„{value}“ není doba v sekundách; povolené je kladné číslo nejvýše {most}",
    "'{value}' is not a time in seconds; a positive number up to {most} is allowed",
)

HELP: dict[str, Text] = {
    "program": Text(
        "Znalostní graf vazeb strategie: z tabulek ověřený graf, odpovědi a stránky.",
        "Knowledge graph of a strategy's cross-links: from tables a validated graph, "
        "answers and pages.",
    ),
    "epilog": Text(
        "Návratové kódy: 0 v pořádku, 1 nálezy, 2 nelze spustit.\n"
        "STRATEGY_GRAPH_DEBUG=1 v prostředí: nečekaná chyba vypíše celou cestu programem.",
        "Exit codes: 0 good, 1 findings, 2 cannot run.\n"
        "STRATEGY_GRAPH_DEBUG=1 in the environment: an unexpected error shows its traceback.",
    ),
    "version": Text("vypíše verzi programu a skončí", "print the program's version and exit"),
    "metavar": Text("PŘÍKAZ", "COMMAND"),
    "build": Text(
        "sestaví z tabulek ověřený graf a stránky",
        "build the validated graph and the pages from the tables",
    ),
    "validate": Text(
        "zkontroluje tabulky a graf, vypíše nálezy po buňkách",
        "check tables and graph, print findings cell by cell",
    ),
    "query": Text(
        "položí sestavenému grafu dotaz (název z knihovny nebo soubor .rq)",
        "ask the built graph a query (a name from the library or a .rq file)",
    ),
    "queries": Text("vypíše knihovnu dotazů", "list the query library"),
    "explore": Text(
        "sestaví graf a otevře stránku explorer.html", "build the graph and open explorer.html"
    ),
    "check-sources": Text(
        "ověří úplnost: každý údaj proti zdrojovým dokumentům a každý řádek dokumentů",
        "prove completeness: every fact against the source documents, and every line of them",
    ),
    "lang": Text("jazyk výstupu (výchozí: podle prostředí, jinak čeština)",
                 "language of the output (default: the environment's, else Czech)"),
    "data": Text("složka s tabulkami strategie (výchozí: přibalená strategie Libereckého kraje)",
                 "folder of a strategy's tables (default: the bundled Liberec strategy)"),
    "build-dir": Text("složka pro sestavený graf a stránky (výchozí: build)",
                      "folder of the built graph and pages (default: build)"),
    "no-pages": Text("sestaví jen graf, bez stránek", "build the graph only, without pages"),
    "format": Text("podoba výpisu (výchozí: text)", "form of the output (default: text)"),
    "format-rows": Text("podoba výpisu (výchozí: table v terminálu, jinak csv)",
                        "form of the output (default: table on a terminal, else csv)"),
    "key-value": Text("KLÍČ=HODNOTA", "KEY=VALUE"),
    "query-name": Text("DOTAZ", "QUERY"),
    "query-help": Text("název dotazu (seznam: strategy-graph queries) nebo cesta k souboru .rq",
                       "name of a query (list: strategy-graph queries) or path of a .rq file"),
    "param": Text("parametr dotazu, např. goal=9; lze opakovat",
                  "parameter of the query, e.g. goal=9; may be repeated"),
    "reading": Text("která čtení platí: jen jistá, i pravděpodobná, všechna",
                    "which readings count: certain only, probable too, all"),
    "timeout": Text("nejdelší doba dotazu v sekundách (výchozí: 30)",
                    "longest time of the query in seconds (default: 30)"),
    "open": Text("otevře stránku v prohlížeči (výchozí: jen v terminálu)",
                 "open the page in a browser (default: on a terminal only)"),
    "sources": Text("složka se zdrojovými dokumenty (.txt)",
                    "folder of the source documents (.txt)"),
}  # fmt: skip

STEPS: dict[str, Text] = {
    "tables": Text("Tabulky", "Tables"),
    "graph": Text("Graf", "Graph"),
    "validation": Text("Kontrola", "Validation"),
    "files": Text("Soubory", "Files"),
    "pages": Text("Stránky", "Pages"),
}

_ARGPARSE_CS: dict[str, str] = {
    "usage: ": "použití: ",
    "positional arguments": "argumenty",
    "options": "volby",
    "optional arguments": "volby",
    "show this help message and exit": "vypíše tuto nápovědu a skončí",
    "the following arguments are required: %s": "chybí povinné argumenty: %s",
    "unrecognized arguments: %s": "neznámé argumenty: %s",
    "expected one argument": "očekává se jedna hodnota",
    "argument %(argument_name)s: %(message)s": "argument %(argument_name)s: %(message)s",
    "invalid %(type)s value: %(value)r": "neplatná hodnota (%(type)s): %(value)r",
    "ambiguous option: %(option)s could match %(matches)s":
        "nejednoznačná volba: %(option)s může být %(matches)s",
}  # fmt: skip


def argparse_word(message: str, lang: str) -> str:
    """Return argparse's own ``message`` in ``lang``."""
    return _ARGPARSE_CS.get(message, message) if lang == "cs" else message


def visible(text: str, keep: str = "") -> str:
    """Return ``text`` with control characters written out as escapes of their codes.

    Args:
        text: what shall be shown.
        keep: control characters that stay as they are.
    """
    return CONTROL.sub(lambda found: _written(found[0], keep), text)


def _written(mark: str, keep: str) -> str:
    """Return one control character as an escape, unless it is to be kept."""
    return mark if mark in keep else mark.encode("unicode_escape").decode("ascii")
