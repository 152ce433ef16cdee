"""Join the page's own small modules into the one script and the one style it carries.

Scripts are ES modules with named imports, checked as such by TypeScript; a page opened from a
folder cannot load modules from files, so here each becomes a function of its own that gives what
the module exports, after all that it imports.
"""

from __future__ import annotations

import json
import posixpath
import re
from pathlib import Path

from graph_tools.render.explorer.content import czech

__all__ = ["ASSETS", "fit_for_a_tag", "script", "style", "texts"]

ASSETS = Path(__file__).resolve().parent / "assets"
_IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.{1,2}/[^"]+)";$', re.M)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class) (\w+))", re.M)
_WAITS = re.compile(r"^[^\s/*].*\bawait ", re.M)
_DARK = re.compile(r'^:root\[data-theme="dark"\] (\{[^}]*\})$', re.M)
_LEFT = re.compile(r"^(?:import|export)\b", re.M)


def script() -> str:
    """Return all modules that ``main.js`` needs as one script.

    Raises:
        ValueError: modules import each other in a circle, or in a form that is not joined.
    """
    folder = ASSETS / "scripts"
    order: list[str] = []
    _add("main.js", folder, order, [])
    parts = [_as_function(folder / name, name) for name in order]
    begin = '(async function () {\n"use strict";\nconst modules = {};\n'
    return fit_for_a_tag(begin + "\n".join(parts) + "\n})();")


def _add(name: str, folder: Path, order: list[str], above: list[str]) -> None:
    """Append the module ``name`` to ``order`` after all that it imports."""
    if name in order:
        return
    if name in above:
        raise ValueError(f"modules import each other: {' → '.join([*above, name])}")
    text = (folder / name).read_text(encoding="utf-8")
    for _, wanted in _IMPORT.findall(text):
        _add(_path(name, wanted), folder, order, [*above, name])
    order.append(name)


def _path(name: str, wanted: str) -> str:
    """Return the path of what the module ``name`` imports from ``wanted``."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), wanted))


def _as_function(path: Path, name: str) -> str:
    """Return a module as a function that gives its exports by name."""
    text = path.read_text(encoding="utf-8")
    exported = sorted(set(_EXPORT.findall(text)))
    text = _IMPORT.sub(lambda m: f'const {{{m[1]}}} = modules["{_path(name, m[2])}"];', text)
    text = _EXPORT.sub("", text)
    if _LEFT.search(text):
        raise ValueError(f"{name}: only named imports, and exports of declarations, are joined")
    kind = "await (async () =>" if _WAITS.search(text) else "(() =>"
    return (
        f'modules["{name}"] = {kind} {{\n{text.strip()}\nreturn {{{", ".join(exported)}}};\n}})();'
    )


def style() -> str:
    """Return all style sheets as one, those of the frame before those of the views."""
    paths = sorted((ASSETS / "styles").rglob("*.css"))
    texts = (path.read_text(encoding="utf-8").strip() for path in paths)
    return fit_for_a_tag("\n".join(_DARK.sub(_dark_twice, text) for text in texts))


def _dark_twice(rule: re.Match[str]) -> str:
    """Return the dark colours for who chose them, and for who has the system dark and chose none.

    A style sheet cannot say "either", so the colours stand once in the file and twice in the page.
    """
    asked = f':root:not([data-theme="light"]) {rule[1]}'
    return f"{rule[0]}\n@media (prefers-color-scheme: dark) {{\n{asked}\n}}"


def texts() -> dict[str, dict[str, str]]:
    """Return all words of the page by key, each in Czech (one-letter words bound) and English.

    Raises:
        ValueError: a key stands in two files.
    """
    found: dict[str, dict[str, str]] = {}
    for path in sorted((ASSETS / "texts").glob("*.json")):
        own = json.loads(path.read_text(encoding="utf-8"))
        twice = sorted(found.keys() & own.keys())
        if twice:
            raise ValueError(f"{path.name}: {', '.join(twice)} stands in another file, too")
        found.update({key: {**text, "cs": czech(text["cs"])} for key, text in own.items()})
    return found


def fit_for_a_tag(text: str) -> str:
    """Return ``text`` as it may stand inside a script or style tag.

    Raises:
        ValueError: the text would end its own tag.
    """
    text = text.replace("\r\n", "\n")
    if re.search(r"</(script|style)|<!--", text, flags=re.I):
        raise ValueError("a script or style of the page would end its own tag")
    return text
