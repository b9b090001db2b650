# Needs Python 3.11 or newer and make; everything else goes into .venv, at locked versions.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
UV_VERSION := 0.13.9
COMPILE = .tools/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command "make lock" $(UPGRADE) pyproject.toml

.DEFAULT_GOAL := help
.PHONY: help venv demo run test check fix bench evaluate learn lock clean

help: ## show this
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

venv: $(READY) ## prepare .venv (the others do it by themselves)

$(READY): requirements-dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Cuadrante needs Python 3.11 or newer: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

demo: $(READY) ## play an evening in the group, with the real bot and without Telegram
	$(BIN)/cuadrante demo --play

run: $(READY) ## serve the groups (fill in .env first)
	$(BIN)/cuadrante run

test: $(READY) ## run the tests
	@$(BIN)/pytest

check: $(READY) ## run all that CI runs: format, lint, types, tests
	$(BIN)/ruff format --check --quiet
	$(BIN)/ruff check --quiet
	$(BIN)/mypy
	$(BIN)/pytest

fix: $(READY) ## format, and repair what the linter can
	$(BIN)/ruff check --fix --quiet || true
	$(BIN)/ruff format --quiet

bench: $(READY) ## measure speed
	$(BIN)/python -m bench

evaluate: $(READY) ## measure how well messages are understood
	$(BIN)/python -m bench.evaluate

learn: $(READY) ## learn the reader's weights again from the labelled messages
	$(BIN)/python -m learning

lock: .tools/uv-$(UV_VERSION) ## lock pyproject's dependencies again (newer versions: make lock UPGRADE=--upgrade)
	$(COMPILE) --output-file requirements.txt
	$(COMPILE) --extra dev --constraint requirements.txt --output-file requirements-dev.txt

.tools/uv-$(UV_VERSION):
	$(PYTHON) -m venv --clear .tools
	.tools/bin/pip install --quiet uv==$(UV_VERSION)
	@touch $@

clean: ## remove what make made (not your database)
	rm -rf .venv .tools build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find bot storage tests -name __pycache__ -type d -prune -exec rm -rf {} +
