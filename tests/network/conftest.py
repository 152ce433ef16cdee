"""The network of the real graph, and the small one."""

from __future__ import annotations

import pytest
from small_network import small_answers

from graph_tools.commands.network import network_of
from graph_tools.network import Network, read_network
from graph_tools.project import Project
from graph_tools.queries import load_store


@pytest.fixture(scope="session")
def small() -> Network:
    return read_network(small_answers())


@pytest.fixture(scope="session")
def real(built: Project) -> Network:
    return network_of(load_store(built.nquads), built.queries)
