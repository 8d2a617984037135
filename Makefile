# Two commands do all the set-up: `make demo` (core only) and `make test` (everything).
# They need Python 3.11+, git and make; an exact uv lives in the venv, nothing has to be there first.
PYTHON ?= python3
UV_VERSION := 0.13.9
BIN := .venv/bin
export UV_PROJECT_ENVIRONMENT := $(CURDIR)/.venv

.PHONY: demo test slow lint bench docs validation clean

demo: .venv/.core
	$(BIN)/ccsim compare scenarios/support-line.yaml --days 60 --plot out/support-line

test: .venv/.all
	$(BIN)/pytest -n 2

slow: .venv/.all
	$(BIN)/pytest -n 2 -m slow

lint: .venv/.all
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/.all
	for script in benchmarks/*.py; do $(BIN)/python $$script || exit 1; done

docs: .venv/.all
	$(BIN)/python -m docs.build
	$(BIN)/ccsim schema > docs/scenario.schema.json

validation: .venv/.all
	$(BIN)/python -m validation

$(BIN)/uv:
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet uv==$(UV_VERSION)

.venv/.core: uv.lock pyproject.toml | $(BIN)/uv
	$(BIN)/uv sync --frozen --inexact --no-default-groups
	touch $@

.venv/.all: uv.lock pyproject.toml | $(BIN)/uv
	$(BIN)/uv sync --frozen --inexact --group dev
	touch $@ .venv/.core

clean:
	rm -rf .venv out .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
