# Parley's commands. Needs python3 (3.11 or newer, with venv), make and git; everything else is
# fetched into .venv, and for the bench into .venv-ner, once for each change of the lock files.

PYTHON ?= python3
VENV := .venv
NER := .venv-ner
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
WORKERS ?= auto
LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	--no-emit-index-url --no-emit-find-links

, := ,

.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help demo test check bench clean lock

help: ## list these commands
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' $(MAKEFILE_LIST)

demo: $(VENV)/runtime.stamp ## try Parley in the browser, on this machine alone
	@$(BIN)/parley demo

test: check ## check, then run every test (installs Chromium when it can)
	@.ci/chromium
	@$(BIN)/pytest -n $(WORKERS)

check: $(VENV)/dev.stamp ## style, types and the rules of the house
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

# The scrubber's rivals are installed when it is measured: BENCH names no part, or that one.
OTHERS := $(filter in_process over_http due_work,$(BENCH))
bench: $(VENV)/dev.stamp $(if $(OTHERS),,$(NER)/bench.stamp) ## measure against the issue's bounds; prints one table
	@$(BIN)/python -m tests.bench $(BENCH)

lock: $(VENV)/dev.stamp ## renew the lock files within pyproject.toml's bounds
	@$(BIN)/uv pip compile pyproject.toml $(LOCK) --upgrade --output-file requirements.txt
	@$(BIN)/uv pip compile pyproject.toml $(LOCK) --upgrade --group dev \
		--constraint requirements.txt --output-file requirements-dev.txt
	@$(BIN)/uv pip compile pyproject.toml $(LOCK) --upgrade --extra ner \
		--constraint requirements.txt --output-file requirements-ner.txt
	@$(BIN)/uv pip compile pyproject.toml $(LOCK) --upgrade --extra ner --group bench \
		--constraint requirements.txt --output-file tests/bench/requirements.txt
	@$(BIN)/uv pip compile --group pyproject.toml:build $(LOCK) --upgrade \
		--constraint requirements-dev.txt --output-file requirements-build.txt

clean: ## remove what these commands made; keeps the demo's data
	rm -rf $(VENV) $(NER) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

# Says in one line what is missing: $(call need,python code,message)
need = $(if $(shell $(PYTHON) -c '$(1)' 2>/dev/null && echo yes),,$(error $(2)))

$(BIN)/python:
	$(call need,import sys; assert sys.version_info >= (3$(,) 11),Parley needs Python 3.11 or newer: \
	install it$(,) or name one with PYTHON=/path/to/python3)
	$(call need,import ensurepip$(,) venv,Parley needs Python with venv: install python3-venv)
	@$(PYTHON) -m venv $(VENV)

$(VENV)/runtime.stamp: requirements.txt requirements-build.txt pyproject.toml | $(BIN)/python
	@echo "Installing what Parley needs; this happens once ..."
	@$(INSTALL) --require-hashes --requirement requirements.txt --requirement requirements-build.txt
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt $(VENV)/runtime.stamp
	@echo "Installing what checking and testing need; this happens once ..."
	@$(INSTALL) --require-hashes --requirement requirements-dev.txt
	@touch $@

$(NER)/bench.stamp: tests/bench/requirements.txt | $(BIN)/python
	@echo "Installing what the bench compares with; this happens once ..."
	@$(PYTHON) -m venv $(NER)
	@$(NER)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
		--requirement $<
	@touch $@
