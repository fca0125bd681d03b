# What a contributor needs: `make help` says what each recipe does.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help setup demo test quick cover lint types unit docs bench wheel clean

help: ## Say what each recipe does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY) ## Make the project's own environment in .venv
$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	$(BIN)/python -m compileall -q fazhi_check
	touch $(READY)

demo: $(READY) ## Check a real submission: the published report of Hegang against the Urumqi plan
	@$(BIN)/fazhi-check submissions/hegang-2023.yaml || test $$? -eq 1

test: lint types unit ## Lint, check types and run every test

lint: $(READY) ## Check style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY) ## Check types strictly
	$(BIN)/mypy

unit: $(READY) ## Run the tests
	$(BIN)/python -m pytest --numprocesses auto

quick: $(READY) ## Run the tests but those that take seconds each: under a minute
	$(BIN)/python -m pytest --numprocesses auto -m 'not slow and not browser'

cover: $(READY) ## Say which branches of the package the tests do not take
	$(BIN)/python -m pytest --numprocesses auto --cov --cov-report= -m 'not undisturbed'
	$(BIN)/python -m coverage report

docs: $(READY) ## Write the generated pages of docs/ anew
	$(BIN)/fazhi-check targets --format markdown > docs/targets.md
	$(BIN)/fazhi-check explain all > docs/rules.md
	$(BIN)/fazhi-check explain options > docs/options.md

bench: $(READY) ## Measure speed against other tools, as ratios in one run
	$(BIN)/python benchmarks/run.py

wheel: $(READY) ## Build the wheel into dist/
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

clean: ## Remove everything that make made
	rm -rf $(VENV) benchmarks/.venv-rivals dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
