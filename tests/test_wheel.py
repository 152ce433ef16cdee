"""The wheel alone, in an empty environment and an empty folder, gives a working command."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)],
        check=True, capture_output=True,
    )  # fmt: skip
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_ontology_data_queries_and_page(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for wanted in (
        "graph_tools/bundled/ontology/shapes/Measure.ttl",
        "graph_tools/bundled/data/liberec-social-inclusion/measures.csv",
        "graph_tools/bundled/queries/rules/1-contributes-to.rq",
        "graph_tools/py.typed",
    ):
        assert wanted in names
    assert any(name.startswith("graph_tools/render/explorer/assets/") for name in names)
    engine = "graph_tools/render/explorer/engine/node_modules/oxigraph/"
    carried = {name for name in names if "node_modules" in name or name.endswith(".pyc")}
    expected = {engine + name for name in ("package.json", "web.js", "web_bg.wasm")}
    assert carried == (expected if (ROOT / engine).is_dir() else set())


def test_an_empty_folder_builds_and_answers(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "venv"
    venv.create(home)
    # Nothing is compiled but what the command imports: that is most of the time.
    pip = [sys.executable, "-m", "pip", "--python", str(home / "bin" / "python"), "install",
           "--quiet", "--no-compile", "--disable-pip-version-check",
           "-c", str(ROOT / ".ci" / "constraints.txt")]  # fmt: skip
    subprocess.run([*pip, str(wheel)], check=True, capture_output=True)
    folder = tmp_path / "prázdná složka"
    folder.mkdir()
    command = str(home / "bin" / "strategy-graph")
    env = {**os.environ, "PYTHONPATH": ""}
    subprocess.run([command, "build"], cwd=folder, check=True, capture_output=True, env=env)
    assert (folder / "build" / "explorer.html").is_file()
    done = subprocess.run(
        [command, "query", "goal-coverage", "--format", "csv"],
        cwd=folder, check=True, capture_output=True, text=True, env=env,
    )  # fmt: skip
    assert len(done.stdout.splitlines()) == 14
