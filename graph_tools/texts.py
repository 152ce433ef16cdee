"""What the command line says, in Czech and English: help, steps, and argparse's own words."""

from __future__ import annotations

import re

from graph_tools.errors import Text

__all__ = [
    "COMMANDS",
    "CONTROL",
    "COUNT",
    "DAY",
    "ERROR",
    "HELP",
    "INTERRUPTED",
    "MEGABYTES",
    "NETWORK_VIEWS",
    "PORT",
    "SECONDS",
    "STEPS",
    "argparse_word",
    "markdown",
    "visible",
]

CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""Characters a terminal obeys instead of showing: controls and marks that turn the writing."""

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")
_BLANKS = re.compile(r"[ \t\r\n]+")

COMMANDS: dict[str, str] = {
    "build": "build",
    "validate": "validate",
    "query": "query",
    "queries": "queries",
    "gaps": "gaps",
    "trace": "trace",
    "path": "path",
    "network": "network",
    "report": "report",
    "site": "site",
    "serve": "serve",
    "publish": "publish",
    "insight": "insight",
    "explore": "explore",
    "check-sources": "check_sources",
}
"""Commands and the modules of ``graph_tools.commands`` that carry them out."""

NETWORK_VIEWS = (
    "summary", "actors", "ties", "goals", "communities", "responsibility", "missing-ties",
    "single-points", "leave", "meet", "seats", "export",
)  # fmt: skip
"""What ``network`` shows, in the order of its help."""

ERROR = Text("Chyba", "Error")
INTERRUPTED = Text("Přerušeno.", "Interrupted.")
SECONDS = Text(
    "„{value}“ není doba v sekundách; povolené je kladné číslo nejvýše {most}",
    "'{value}' is not a time in seconds; a positive number up to {most} is allowed",
)

DAY = Text(
    "„{value}“ není den ve tvaru RRRR-MM-DD, např. 2026-01-01 nebo 1.1.2026",
    "'{value}' is not a day written YYYY-MM-DD, such as 2026-01-01",
)
COUNT = Text(
    "„{value}“ není počet; povolené je celé číslo od nuly, 0 znamená vše",
    "'{value}' is not a count; a whole number from zero is allowed, 0 means all",
)

PORT = Text(
    "„{value}“ není port; povolené je celé číslo od 0 do 65535, 0 znamená kterýkoli volný",
    "'{value}' is not a port; a whole number from 0 to 65535 is allowed, 0 means any free one",
)
MEGABYTES = Text(
    "„{value}“ není velikost v MB; povolené je celé číslo od 1 do {most}",
    "'{value}' is not a size in MB; a whole number from 1 to {most} is allowed",
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
    "gaps": Text(
        "vypíše mezery v pokrytí cílů a v koordinaci, nejzávažnější první",
        "list the gaps in coverage and coordination, the gravest first",
    ),
    "trace": Text(
        "vypíše celou cestu položky: cíl ← opatření ← aktéři, termíny, stav, zdroje",
        "print the whole way of an item: goal ← measure ← actors, deadlines, status, sources",
    ),
    "path": Text(
        "řekne slovy, jak jsou dvě položky propojeny",
        "say in words how two items are connected",
    ),
    "network": Text(
        "rozebere síť aktérů, opatření a cílů; scénáře a vývoz pro Gephi a yEd",
        "analyse the network of actors, measures and goals; scenarios, export for Gephi and yEd",
    ),
    "report": Text(
        "vytvoří zprávu k tisku report.html, report.md a tabulku gaps.xlsx",
        "make the printable report.html, report.md and the workbook gaps.xlsx",
    ),
    "site": Text(
        "vytvoří web se stránkou každé položky, průzkumníkem, zprávou a daty ke stažení",
        "make a static site: a page for every item, the explorer, the report, data to download",
    ),
    "serve": Text(
        "spustí server: web, adresy položek (HTML, Turtle, JSON-LD) a dotazy SPARQL jen ke čtení",
        "run a server: the site, item IRIs (HTML, Turtle, JSON-LD), a read-only SPARQL endpoint",
    ),
    "publish": Text(
        "vystaví sestavenou strategii na server SPARQL: najednou místo té, která tam je",
        "publish the built strategy on a SPARQL server: at once, in place of the one there",
    ),
    "insight": Text(
        "vypíše deset nejzávažnějších zjištění s čísly a mezemi (Markdown)",
        "print the ten most consequential findings with numbers and limits (Markdown)",
    ),
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
    "site-folder": Text("složka webu; musí být prázdná, nová, nebo dříve vytvořený web",
                        "folder of the site; must be empty, new, or a site made earlier"),
    "base-url": Text("adresa, na které bude web vystaven; přidá robots.txt a sitemap.xml",
                     "address at which the site will stand; adds robots.txt and sitemap.xml"),
    "folders": Text("SLOŽKA", "DIR"),
    "folders-help": Text("složky více strategií, např. data/*: každá se sestaví do "
                         "strategies/NÁZEV a všechny do jednoho úložiště store",
                         "folders of several strategies, such as data/*: each is built into "
                         "strategies/NAME, and all of them into one store"),
    "jobs": Text("kolik strategií sestavovat zároveň (výchozí: 0 = podle počtu jader)",
                 "how many strategies to build at once (default: 0 = one on each core)"),
    "prune": Text("vyřadí z úložiště strategie, jejichž složka není uvedena",
                  "take strategies whose folder is not named out of the store"),
    "host-name": Text("ADRESA", "ADDRESS"),
    "host": Text("adresa, na které server naslouchá (výchozí: 127.0.0.1, jen tento počítač)",
                 "address to listen at (default: 127.0.0.1, this machine only)"),
    "port": Text("port (výchozí: 8000); 0 = kterýkoli volný, bude vypsán",
                 "port (default: 8000); 0 = any free one, which is printed"),
    "serve-base-url": Text("adresa, pod kterou server znají čtenáři, stojí-li za jiným serverem",
                           "address readers know the server by, where it stands behind another"),
    "serve-site": Text("složka dříve vytvořeného webu (výchozí: web se při spuštění vytvoří)",
                       "folder of a site made earlier (default: the site is made at the start)"),
    "serve-store": Text("úložiště více strategií (výchozí: sestavený graf jedné)",
                        "store of many strategies (default: the built graph of one)"),
    "max-answer": Text("největší odpověď na dotaz (výchozí: 50)",
                       "largest answer to a query (default: 50)"),
    "max-memory": Text("nejvíce paměti pro jeden dotaz (výchozí: 2000; jen Linux)",
                       "most memory for one query (default: 2000; Linux only)"),
    "no-pages": Text("sestaví jen graf, bez stránek", "build the graph only, without pages"),
    "lite": Text("průzkumník bez záložky k vlastním dotazům a bez grafu ke stažení: menší soubor",
                 "explorer without the engine for queries and the graph to save: a smaller file"),
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
    "timeout": Text("nejdelší čekání na odpověď v sekundách (výchozí: 30); u ostatních příkazů "
                    "než query jen s --endpoint",
                    "longest wait for an answer in seconds (default: 30); for commands other than "
                    "query with --endpoint only"),
    "engine": Text("čím se sestavený graf ptá (výchozí: oxigraph; rdflib je mnohem pomalejší)",
                   "what asks the built graph (default: oxigraph; rdflib is much slower)"),
    "store": Text("ptá se úložiště na disku (vytvoří je build SLOŽKA…), ne sestaveného grafu",
                  "ask a store on disk (made by build DIR…) instead of the built graph"),
    "endpoint": Text("ptá se serveru SPARQL na této adrese, ne sestaveného grafu; lze opakovat, "
                     "strategie z více serverů se načtou a ptá se jich najednou",
                     "ask the SPARQL server at this address instead of the built graph; may be "
                     "repeated, strategies of several servers are fetched and asked together"),
    "strategy-name": Text("NÁZEV", "NAME"),
    "strategy": Text("která strategie, je-li jich v úložišti nebo na serveru víc",
                     "which strategy, where a store or a server holds several"),
    "publish-endpoint": Text("adresa serveru pro dotazy SPARQL",
                             "address of the server for SPARQL queries"),
    "update-endpoint": Text("jeho adresa pro zápisy (výchozí: tatáž jako pro dotazy)",
                            "its address for updates (default: the one for queries)"),
    "publish-strategy": Text("která strategie, je-li jich sestaveno víc",
                             "which strategy, where several are built"),
    "publish-timeout": Text("nejdelší doba jednoho požadavku v sekundách (výchozí: 120)",
                            "longest time of one request in seconds (default: 120)"),
    "gap-kind": Text("DRUH", "KIND"),
    "gap-kinds": Text("jen tento druh mezer (např. uncovered, never-meet); lze opakovat",
                      "only this kind of gaps (such as uncovered, never-meet); may be repeated"),
    "of-goal": Text("jen mezery, které se týkají cíle, např. 9",
                    "only gaps that concern a goal, such as 9"),
    "of-area": Text("jen mezery, které se týkají okruhu nebo podokruhu, např. A nebo A1",
                    "only gaps that concern an area or sub-area, such as A or A1"),
    "of-actor": Text("jen mezery, které se týkají aktéra (zkratka nebo název), např. OSV",
                     "only gaps that concern an actor (abbreviation or name), such as OSV"),
    "as-of": Text("den, ke kterému se posuzují termíny (výchozí: po skončení plánu)",
                  "day on which deadlines are judged (default: after the plan's end)"),
    "groups": Text("za společné aktéry počítá i neurčité skupiny, např. obce",
                   "count unspecified groups such as municipalities as shared actors too"),
    "fail-on": Text("skončí kódem 1, je-li ve výpisu mezera tohoto druhu (any: jakéhokoli)",
                    "exit with 1 where a gap of this kind is listed (any: of whatever kind)"),
    "limit-gaps": Text("nejvýše N mezer každého druhu v tabulce; 0 = všechny (výchozí: 10)",
                       "at most N gaps of each kind in a table; 0 = all (default: 10)"),
    "limit-paths": Text("nejvýše N cest; 0 = všechny (výchozí: 5)",
                        "at most N paths; 0 = all (default: 5)"),
    "item-kind": Text("DRUH", "KIND"),
    "item-kinds": Text("druh položky: goal (cíl), measure (opatření), actor (aktér), "
                       "strategic-measure (strategické opatření), code (kód jiné strategie); "
                       "nebo hned kód, např. goal:9, A1.4",
                       "kind of item: goal, measure, actor, strategic-measure, code; "
                       "or the code at once, such as goal:9, A1.4"),
    "item-code": Text("KÓD", "CODE"),
    "item-codes": Text("např. 9, A1.4, OSV, VII, D3.1a", "such as 9, A1.4, OSV, VII, D3.1a"),
    "path-from": Text("OD", "FROM"),
    "path-from-help": Text("první položka, např. A1.4, OSV nebo s druhem: goal:9",
                           "first item, such as A1.4, OSV or with its kind: goal:9"),
    "path-to": Text("DO", "TO"),
    "path-to-help": Text("druhá položka, např. goal:13", "second item, such as goal:13"),
    "view": Text("POHLED", "VIEW"),
    "views": Text("co ukázat: summary, actors, ties, goals, communities, responsibility, "
                  "missing-ties, single-points, leave, meet, seats, export (výchozí: summary)",
                  "what to show: summary, actors, ties, goals, communities, responsibility, "
                  "missing-ties, single-points, leave, meet, seats, export (default: summary)"),
    "view-names": Text("JMÉNO", "NAME"),
    "view-names-help": Text("aktér u leave, dva aktéři u meet, kdo u stolu nebude u seats, "
                            "složka u export",
                            "an actor for leave, two actors for meet, who does not come for seats, "
                            "a folder for export"),
    "format-tree": Text("podoba výpisu (výchozí: tree)", "form of the output (default: tree)"),
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
    "upload": Text("Nahráno", "Uploaded"),
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


def markdown(text: str) -> str:
    """Return ``text`` on one line, so that nothing in it is markup of Markdown or HTML."""
    return _MARKUP.sub(r"\\\1", visible(_BLANKS.sub(" ", text)))


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
