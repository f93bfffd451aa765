# The commands of the project. What depends on what is known to pipeline/graph.py alone.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
AUDIT := $(VENV)/audit

.PHONY: build check verify test bench accept clean

build: $(READY)
	$(BIN)/kasikirja build

check: $(READY)
	$(BIN)/kasikirja check

verify: $(READY)
	$(BIN)/kasikirja verify

test: $(AUDIT)
	$(BIN)/python -m pytest

accept: $(READY)
	$(BIN)/python -m tests.accept

bench: $(READY)
	$(BIN)/python tests/bench/bench.py

clean:
	rm -rf $(VENV) .bench .pytest_cache .hypothesis *.egg-info
	find . -name __pycache__ -prune -exec rm -rf {} +
	find build -mindepth 1 ! -name .gitignore ! -path 'build/edited*' -delete  # what people wrote is not ours to delete

# The environment: made anew when the dependencies change.
$(READY): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $(READY)

# What the long tests check PDFs with: heavy, so that `make build` goes without.
$(AUDIT): $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev,audit]'
	touch $(AUDIT)
