"""What all tests share: the real data built once, and the switch that approves new results."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph_tools.commands.build import write_graph
from graph_tools.commands.pipeline import Steps, checked_dataset
from graph_tools.errors import Finding
from graph_tools.graph import Dataset
from graph_tools.project import Project, find_project

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--approve``: write the results found as the results expected."""
    parser.addoption("--approve", action="store_true", help="rewrite expected results")


@pytest.fixture(scope="session")
def approve(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--approve"))


BROWSER_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, started once a worker: its driver allows no second one in a process."""
    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not chromium:
        pytest.fail("chromium is missing; install it: apt-get install chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=BROWSER_FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return find_project(None, str(tmp_path_factory.mktemp("build")))


@pytest.fixture(scope="session")
def checked(project: Project) -> tuple[Dataset, list[Finding]]:
    """The dataset of the real tables and its findings."""
    with Steps(3, "en") as steps:
        dataset, findings = checked_dataset(project, steps)
    assert dataset is not None, "\n".join(map(str, findings))
    return dataset, findings


@pytest.fixture(scope="session")
def built(project: Project, checked: tuple[Dataset, list[Finding]]) -> Project:
    """The project with its graph written, as ``build --no-pages`` does."""
    write_graph(project, checked[0], project.build)
    return project


@pytest.fixture(scope="session")
def sources() -> Path:
    """The source documents, which are not part of the product."""
    folder = ROOT.parent / "shared" / "sources"
    if not folder.is_dir():
        pytest.fail(
            "The five source documents are missing at ../shared/sources; without them nobody can "
            "prove that the tables say what the documents say."
        )
    return folder
