"""The site of the real tables, and one server of it for all tests."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import Served, serving, until

from graph_tools.cli import main
from graph_tools.project import Project


@pytest.fixture(scope="session")
def site(built: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the real tables, made by one of the workers for all of them."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder = shared / "site-to-serve"
    try:
        (shared / "site-to-serve-begun").mkdir()
    except FileExistsError:
        until(folder.is_dir, 300)  # it gets its name when it is whole
        return folder
    assert main(["site", str(folder), "--build", str(built.build)]) == 0
    return folder


def options(built: Project, site: Path, seconds: int) -> list[str]:
    return ["--build", str(built.build), "--site", str(site), "--lang", "en",
            "--timeout", str(seconds), "--max-answer", "2", "--max-memory", "700"]  # fmt: skip


@pytest.fixture(scope="session")
def server(
    built: Project, site: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """A server with narrow bounds, but patient: the machine may be busy with other tests."""
    with serving(tmp_path_factory.mktemp("serve"), *options(built, site, 60)) as served:
        yield served


@pytest.fixture(scope="session")
def hasty(built: Project, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that stops each query after two seconds."""
    with serving(tmp_path_factory.mktemp("hasty"), *options(built, site, 2)) as served:
        yield served
