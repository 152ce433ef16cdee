"""The house rules that a machine can hold: one-way imports, small modules, no dead promises."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "graph_tools"
MODULES = sorted(PACKAGE.rglob("*.py"))
BASE = {"answers", "prefixes", "project", "errors", "texts"}
ALLOWED = {
    "tables": BASE | {"tables"},
    "graph": BASE | {"tables", "graph"},
    "validate": BASE | {"tables", "graph", "validate"},
    "sources": BASE | {"tables", "sources"},
    "queries": BASE | {"queries"},
    "network": BASE | {"network"},
    "render": BASE | {"render"},
    "serve": BASE | {"serve"},
    "commands": BASE
    | {"tables", "graph", "validate", "sources", "queries", "network", "render", "serve"}
    | {"commands"},
    "cli": BASE | {"commands", "options"},
    "options": BASE,
    "prefixes": set(),
    "errors": set(),
    "answers": {"errors"},
    "texts": {"errors"},
    "project": {"errors"},
}


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(tree: ast.AST) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return {name.split(".")[1] for name in names if name.startswith("graph_tools.")}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_one_way(path: Path) -> None:
    if room(path) in {"__init__", "__main__"}:
        return
    assert imported_rooms(ast.parse(path.read_text(encoding="utf-8"))) <= ALLOWED[room(path)]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") < 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= 62, f"{node.name} has {length} lines"


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    reasons = (ROOT / "docs/decisions/0004-dependencies.md").read_text(encoding="utf-8")
    needed = [*project["dependencies"], *project["optional-dependencies"]["server"]]
    names = [text.split(">")[0] for text in needed]
    assert [name for name in names if f"| {name} |" not in reasons] == []
    assert all("<" in text for text in needed)


def test_nothing_generated_or_of_a_third_party_is_tracked() -> None:
    bad = [
        path
        for folder in ("graph_tools", "ontology", "data", "queries", "tests", "docs")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".pyc", ".wasm", ".whl"} and "__pycache__" not in path.parts
        and "node_modules" not in path.parts
    ]  # fmt: skip
    assert bad == []
