# Every command of the project. `make` alone lists them; `make run` and `make test` need nothing before them.

SHELL := /bin/sh
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# A newcomer's python3 may be an old one while a newer stands beside it.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
# Where it is set, every command compiles a thousand modules anew: twice the time to start, and a suite starts hundreds.
unexport PYTHONDONTWRITEBYTECODE
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
PULANG := $(BIN)/pulang
ARGS ?=

.PHONY: help setup run demo test check quick rules fix reference bench asvs lock spark febrl browser clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/.ready .assets/.ready ## prepare .venv and the browser assets, and stop there
	@:

run: setup ## start everything on http://127.0.0.1:8000 with the demo (ARGS="--port 8001")
	@$(PULANG) run --demo $(ARGS)

demo: setup ## load the demo into an empty PULANG_HOME, without serving
	@$(PULANG) demo $(ARGS)

test: setup browser ## run every test, browser stories too (ARGS="-k word")
	@$(BIN)/pytest $(ARGS)

check: setup browser ## everything: quick, all tests with coverage, generated reference
	@$(BIN)/python scripts/check.py all

quick: setup ## format, lint, types, architecture, dead code, dependencies, templates, rule tests
	@$(BIN)/python scripts/check.py quick

rules: setup ## only the rule tests, which need no database
	@$(BIN)/pytest -q -n 0 tests/rules $(ARGS)

fix: setup ## let ruff and djlint put right what they can
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .
	@$(BIN)/djlint --quiet --reformat src || true

reference: setup ## write docs/reference/ anew from the code
	@$(PULANG) reference $(ARGS)

bench: setup ## measure (ARGS="readiness --size 1000000")
	@$(PULANG) bench $(ARGS)

asvs: setup ## count which items of the OWASP ASVS a test carries
	@$(BIN)/python scripts/asvs.py

lock: $(VENV)/.ready ## resolve requirements/*.in anew into hash-pinned lock files
	@$(BIN)/python scripts/lock.py

spark: setup ## add Apache Spark (0.5 GB; needs Java 17) for `pulang duplicates --engine spark`
	@VIRTUAL_ENV=$(VENV) $(UV) pip install --quiet --require-hashes --build-constraints requirements/spark.txt -r requirements/spark.txt

febrl: setup ## add the data that `pulang bench duplicates-febrl` measures with
	@VIRTUAL_ENV=$(VENV) $(UV) pip install --quiet --require-hashes --no-deps -r requirements/febrl.txt

browser:
	@$(BIN)/python scripts/browser.py

clean: ## remove what setup made; data in PULANG_HOME stays
	rm -rf $(VENV) node_modules .assets .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage*

# --- what setup makes; each stamp is older than nothing it depends on, so a second run skips it all

$(VENV)/.ready: requirements/dev.txt requirements/tools.txt pyproject.toml scripts/setup.sh
	@PYTHON="$(PYTHON)" sh scripts/setup.sh python
	@touch $@

.assets/.ready: package-lock.json package.json scripts/setup.sh $(wildcard scripts/assets.py) $(wildcard src/pulang/doors/*/static/src/*) | $(VENV)/.ready
	@sh scripts/setup.sh assets
	@mkdir -p .assets && touch $@
