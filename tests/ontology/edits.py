"""Ways to break a Turtle text written one node a block and one property a line."""

from __future__ import annotations

from pathlib import Path

__all__ = ["broken_by", "read_variants"]


def read_variants(path: Path) -> list[tuple[str, str, set[str]]]:
    """Return the rows of a table of variants: name, changes and the rules that fire."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line]
    rows = [line.split(" | ") for line in lines if not line.startswith("#")]
    return [(name, changes, set(rules.split())) for name, changes, rules in rows]


def broken_by(changes: str, text: str) -> str:
    """Return ``text`` with ``changes`` made, which are parted by a semicolon."""
    for change in changes.split(" ; "):
        verb, rest = change.split(" ", 1)
        before, text = text, VERBS[verb](text, *rest.split(" ", 0 if verb == "add" else 2))
        assert text != before, f"{change} changes nothing"
    return text


def _split(text: str, node: str) -> tuple[str, dict[str, str], str]:
    """Return the text before a node, its properties with their objects, and the text after it."""
    before, start, rest = text.partition(f"\n<{node}> a ")
    assert start, f"no node <{node}>"
    block, _, after = rest.partition(" .\n")
    lines = [line.split(" ", 1) for line in f"a {block}".split(" ;\n    ")]
    properties = {name: objects for name, objects in lines}
    assert len(properties) == len(lines), f"a property stands twice at <{node}>"
    return before, properties, after


def _join(node: str, before: str, properties: dict[str, str], after: str) -> str:
    lines = " ;\n    ".join(f"{name} {objects}" for name, objects in properties.items())
    return f"{before}\n<{node}> {lines} .\n{after}"


def _put(text: str, node: str, name: str, objects: str) -> str:
    """Give a property of a node other objects."""
    before, properties, after = _split(text, node)
    assert name in properties, f"no {name} at <{node}>"
    return _join(node, before, properties | {name: objects}, after)


def _more(text: str, node: str, name: str, objects: str) -> str:
    """Give a node one more property."""
    before, properties, after = _split(text, node)
    assert name not in properties, f"{name} stands already at <{node}>"
    return _join(node, before, properties | {name: objects}, after)


def _drop(text: str, node: str, name: str) -> str:
    """Take a property off a node."""
    before, properties, after = _split(text, node)
    del properties[name]
    return _join(node, before, properties, after)


def _cut(text: str, node: str) -> str:
    """Take a node out, leaving what points to it."""
    before, _, after = _split(text, node)
    return f"{before}\n{after}"


def _unname(text: str, node: str) -> str:
    """Make a node blank wherever it stands."""
    return text.replace(f"<{node}>", "_:unnamed")


def _add(text: str, turtle: str) -> str:
    """Write something more at the end."""
    return f"{text}\n{turtle}\n"


VERBS = {"put": _put, "more": _more, "drop": _drop, "cut": _cut, "unname": _unname, "add": _add}
