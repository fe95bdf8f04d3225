# make run    the service, on SQLite, with a demo meeting, at http://127.0.0.1:8000/
# make test   all tests; installs what they need
# make check  style, types, structure, catalogues, lock file
# make help   all of them

SHELL := /bin/sh
PYTHON ?= python3
BIN := .venv/bin
UV := $(shell command -v uv 2>/dev/null)
CATALOGUES := $(wildcard translations/*/LC_MESSAGES/messages.po)
export FLASK_APP := wsgi

.PHONY: run test check help strings lock clean chromium
.DEFAULT_GOAL := help

help: ## show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

run: .venv/ready $(CATALOGUES:.po=.mo) ## set up what is missing, then run web server and worker
	@MALLOC_ARENA_MAX=2 exec $(BIN)/flask serve

test: .venv/ready-dev $(CATALOGUES:.po=.mo) chromium ## run every test, on SQLite and on PostgreSQL where there is one
	$(BIN)/python -m tests.run

check: .venv/ready-dev $(CATALOGUES:.po=.mo) ## style, types, structure, templates, catalogues, lock file, known faults of dependencies
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/python -m tests.project.catalogues
	$(BIN)/python -m tests.project.lock_files
	$(BIN)/python -m tests.project.dependencies

strings: .venv/ready-dev ## collect the strings of code and templates into the catalogues
	$(BIN)/python -m tests.project.catalogues --update

lock: ## choose new versions of all dependencies (needs uv)
	uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --extra postgres --extra scale pyproject.toml -o requirements.lock
	uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --extra postgres --extra scale --extra dev pyproject.toml -o requirements-dev.lock

clean: ## take away what was made, but for the data folder
	rm -rf .venv build .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	rm -f translations/*/LC_MESSAGES/*.mo

.venv/ready: requirements.lock
	@test -x $(BIN)/python || $(if $(UV),uv venv --quiet --python $(PYTHON) .venv,$(PYTHON) -m venv .venv)
	@test -e .venv/ready-dev || $(if $(UV),uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock,$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock)
	@touch $@

.venv/ready-dev: requirements-dev.lock requirements.lock
	@test -x $(BIN)/python || $(if $(UV),uv venv --quiet --python $(PYTHON) .venv,$(PYTHON) -m venv .venv)
	@$(if $(UV),uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.lock,$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock)
	@touch .venv/ready $@

%.mo: %.po .venv/ready
	@$(BIN)/pybabel compile -i $< -o $@ 2>/dev/null

# Debian's browser for the browser tests, where this user may install it.
chromium:
	@command -v chromium >/dev/null || { test "$$(id -u)" = 0 && command -v apt-get >/dev/null \
	  && apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium poppler-utils fonts-noto-core >/dev/null; } \
	  || echo "chromium is not here and cannot be installed: the browser tests will say what was not run."
