# make explore  builds the graph and its page in a virtual environment of its own
# make report   the same, and the printable report and the workbook of gaps
# make test     everything CI runs: style, types, tests
# Needs Python 3.11 or newer; what else is needed is installed by the targets themselves.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CONSTRAINTS := .ci/constraints.txt

.PHONY: explore report test lint browser bench clean

explore: $(VENV)/installed
	$(BIN)/strategy-graph explore

report: explore
	$(BIN)/strategy-graph report

$(VENV)/installed: pyproject.toml $(CONSTRAINTS)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c $(CONSTRAINTS) -e .
	touch $@

$(VENV)/installed-test: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c $(CONSTRAINTS) -e '.[test]'
	touch $@

# The page is tested in Debian's Chromium with axe-core; both are installed where they are missing.
browser: tests/render/node_modules/axe-core/axe.min.js
	command -v chromium >/dev/null || { \
	  SUDO=; [ "$$(id -u)" = 0 ] || SUDO=sudo; \
	  $$SUDO apt-get update -qq && $$SUDO apt-get install -y -qq chromium fonts-roboto fonts-dejavu; }

tests/render/node_modules/axe-core/axe.min.js: tests/render/package.json
	cd tests/render && npm install --no-audit --no-fund --silent
	touch $@

lint: $(VENV)/installed-test
	$(BIN)/ruff format --check graph_tools tests benchmarks
	$(BIN)/ruff check graph_tools tests benchmarks
	$(BIN)/mypy

test: $(VENV)/installed-test browser lint
	$(BIN)/python -m pytest

bench: $(VENV)/installed-test
	$(BIN)/python benchmarks/one_strategy.py

clean:
	rm -rf $(VENV) build dist tests/render/node_modules
