"""Oxigraph compiled to WebAssembly: what the page embeds to answer queries by itself.

npm installs the package ``oxigraph`` here (``package.json`` pins it, ``make`` runs npm where it
is); it is never committed and travels in the wheel. Takes that package and the scripts beside
this file, gives the text of a worker and the bytes of the engine. Chromium starts no module from
a page opened as a file, so the modules become one plain script: nothing but the words ``import``
and ``export`` is taken out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph_tools.errors import StrategyGraphError, Text

__all__ = ["Engine", "Licence", "Licences", "find_engine", "read_licences"]

_HERE = Path(__file__).resolve().parent
_PACKAGE = _HERE / "node_modules" / "oxigraph"
_SCRIPTS = ("guard.js", "chains.js", "worker.js")
_PLAIN = (
    (re.compile(r'^import \{[^}]*\} from "[^"]*";\n', re.M), ""),
    (re.compile(r"^export \{[^}]*\};\n", re.M), ""),
    (re.compile(r"^export (?=(?:class|function) )", re.M), ""),
    (re.compile(r"\bimport\.meta\.url\b"), "self.location.href"),  # of a file nobody asks for
)
_MODULE = re.compile(r"^\s*(?:import|export)\b|\bimport\s*[.(]", re.M)
_NEEDED = ("class Store {", "function defaultGraph(", "function initSync(")


@dataclass(frozen=True)
class Engine:
    """What the page embeds.

    Attributes:
        worker: the script of a plain worker, whole.
        wasm: the compiled engine.
        version: of the npm package ``oxigraph``.
    """

    worker: str
    wasm: bytes
    version: str


@dataclass(frozen=True)
class Licence:
    """One work of somebody else that the page carries.

    Attributes:
        name: of the package.
        version: as found in the page's parts; empty where they do not say.
        licence: SPDX expression.
        source: where the expression was read.
    """

    name: str
    version: str
    licence: str
    source: str


Licences = Mapping[str, Sequence[Licence]]
"""Works by where they are: ``page`` (scripts), ``engine`` (named in its compiled code), ``maybe``
(among what it is compiled from, but not named in the compiled code)."""


def find_engine(package: Path = _PACKAGE, pinned: Path = _HERE / "package.json") -> Engine | None:
    """Return the engine, or None where npm has not installed it.

    Args:
        package: folder of the npm package.
        pinned: our ``package.json``, which says the one version that is used.

    Raises:
        StrategyGraphError: it is another version or has another shape than the one we know.
    """
    if not (package / "package.json").is_file():
        return None
    wanted = json.loads(pinned.read_text(encoding="utf-8"))["dependencies"]["oxigraph"]
    version = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    if version != wanted:
        raise StrategyGraphError(Text(
            f"Nainstalovaný Oxigraph pro stránku má verzi {version}, čeká se {wanted}. "
            f"Spusťte „npm install“ ve složce {pinned.parent}.",
            f"The Oxigraph installed for the page is version {version}, expected is {wanted}. "
            f"Run 'npm install' in the folder {pinned.parent}.",
        ))  # fmt: skip
    try:
        script = (package / "web.js").read_text(encoding="utf-8")
        wasm = (package / "web_bg.wasm").read_bytes()
    except OSError as error:
        raise _damaged(package, Path(str(error.filename)).name) from None
    plain = _plain(script)
    if _MODULE.search(plain) or any(plain.count(part) != 1 for part in _NEEDED):
        raise _damaged(package, "web.js")
    if not wasm.startswith(b"\0asm"):
        raise _damaged(package, "web_bg.wasm")
    ours = [_plain((_HERE / name).read_text(encoding="utf-8")) for name in _SCRIPTS]
    worker = "\n".join(["(function () {", '"use strict";', plain, *ours, "})();", ""])
    return Engine(worker=worker, wasm=wasm, version=version)


def _plain(module: str) -> str:
    """Return the text of a ``module`` as a plain script."""
    for pattern, instead in _PLAIN:
        module = pattern.sub(instead, module)
    return module


def read_licences() -> Licences:
    """Return what the page carries of others' work, by where it is, sorted by name."""
    listed = json.loads((_HERE / "licences.json").read_text(encoding="utf-8"))
    return {
        place: [Licence(**entry) for entry in sorted(entries, key=lambda entry: entry["name"])]
        for place, entries in listed.items()
    }


def _damaged(package: Path, name: str) -> StrategyGraphError:
    """Return the fault of a package whose file ``name`` is not what we know."""
    return StrategyGraphError(Text(
        f"{package / name} chybí nebo má jinou podobu, než stránka čeká. "
        "Smažte složku node_modules a spusťte znovu „npm install“.",
        f"{package / name} is missing or not of the form the page expects. "
        "Delete the folder node_modules and run 'npm install' again.",
    ))  # fmt: skip
