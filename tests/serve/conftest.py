"""The site of the real tables, and one server of it for all tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import Served, serving

from graph_tools.cli import main
from graph_tools.project import Project


@pytest.fixture(scope="session")
def site(built: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the real tables."""
    folder = tmp_path_factory.mktemp("pages") / "site"
    assert main(["site", str(folder), "--build", str(built.build)]) == 0
    return folder


@pytest.fixture(scope="session")
def server(
    built: Project, site: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """A server of it, with narrow bounds."""
    options = ["--build", str(built.build), "--site", str(site), "--lang", "en",
               "--timeout", "3", "--max-answer", "2", "--max-memory", "700"]  # fmt: skip
    with serving(tmp_path_factory.mktemp("serve"), *options) as served:
        yield served
