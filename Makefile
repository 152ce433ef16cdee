# make explore  builds the graph and its page in a virtual environment of its own
# make report   the same, and the printable report and the workbook of gaps
# make serve    the same, and a server for colleagues on this machine
# make test     everything CI runs: style, types, tests
# Needs Python 3.11 or newer; what else is needed is installed by the targets themselves.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CONSTRAINTS := .ci/constraints.txt
ENGINE := graph_tools/render/explorer/engine

.PHONY: explore report serve test lint engine browser servers bench clean

explore: $(VENV)/installed engine
	$(BIN)/strategy-graph explore

report: explore
	$(BIN)/strategy-graph report

serve: $(VENV)/installed-server explore
	$(BIN)/strategy-graph serve

$(VENV)/installed-server: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c $(CONSTRAINTS) -e '.[server]'
	touch $@

$(VENV)/installed: pyproject.toml $(CONSTRAINTS)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c $(CONSTRAINTS) -e .
	touch $@

$(VENV)/installed-test: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c $(CONSTRAINTS) -e '.[test]'
	touch $@

# Oxigraph for the page's own queries; without it the page is whole but for running queries.
engine:
	@if command -v npm >/dev/null; then $(MAKE) -s $(ENGINE)/node_modules/installed; \
	else echo "Without Node.js (npm) the explorer cannot run queries; everything else works."; fi

$(ENGINE)/node_modules/installed: $(ENGINE)/package.json
	@if cd $(ENGINE) && npm install --no-audit --no-fund --no-package-lock --silent; then touch node_modules/installed; \
	else echo "npm could not install Oxigraph, so the explorer cannot run queries; everything else works."; fi

# Queries are tested on Virtuoso and Jena, too, publishing on Virtuoso; Comunica asks our endpoint.
servers: tests/serve/node_modules/installed
	command -v virtuoso-t >/dev/null && command -v javac >/dev/null && command -v curl >/dev/null \
	  && [ -e /usr/share/java/jena-arq.jar ] || { \
	  SUDO=; [ "$$(id -u)" = 0 ] || SUDO=sudo; \
	  $$SUDO apt-get update -qq && $$SUDO env DEBIAN_FRONTEND=noninteractive \
	    apt-get install -y -qq virtuoso-opensource libapache-jena-java default-jdk-headless curl; }

tests/serve/node_modules/installed: tests/serve/package.json
	cd tests/serve && npm install --no-audit --no-fund --no-package-lock --silent
	touch $@

# Pages are tested in Debian's Chromium and Firefox, with axe-core, TypeScript and the Nu HTML
# checker (Java) from npm; what is missing is installed.
browser: tests/render/node_modules/installed
	command -v chromium >/dev/null && command -v firefox-esr >/dev/null && command -v java >/dev/null || { \
	  SUDO=; [ "$$(id -u)" = 0 ] || SUDO=sudo; \
	  $$SUDO apt-get update -qq && $$SUDO apt-get install -y -qq \
	    chromium firefox-esr default-jre-headless fonts-roboto fonts-dejavu; }

tests/render/node_modules/installed: tests/render/package.json
	cd tests/render && npm install --no-audit --no-fund --no-package-lock --silent
	touch $@

lint: $(VENV)/installed-test
	$(BIN)/ruff format --check graph_tools tests benchmarks
	$(BIN)/ruff check graph_tools tests benchmarks
	$(BIN)/mypy

# Four at a time even on two cores, since tests of pages mostly wait for the browser.
test: $(VENV)/installed-test engine browser servers lint
	$(BIN)/python -m pytest -n 4 --dist loadscope --no-loadscope-reorder

bench: $(VENV)/installed-test engine browser servers
	$(BIN)/python benchmarks/one_strategy.py
	$(BIN)/python benchmarks/explorer_page.py
	$(BIN)/python benchmarks/regression.py
	$(BIN)/python benchmarks/scale.py all

clean:
	rm -rf $(VENV) build dist tests/render/node_modules tests/serve/node_modules $(ENGINE)/node_modules
