"""The small portfolio, built once for all its tests."""

from __future__ import annotations

import pytest
from regions import Portfolio, built_in


@pytest.fixture(scope="session")
def portfolio(tmp_path_factory: pytest.TempPathFactory) -> Portfolio:
    """The built portfolio; nobody changes it."""
    return built_in(tmp_path_factory.mktemp("portfolio"))
