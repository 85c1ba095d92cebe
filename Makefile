# Two commands matter most: `make demo` and `make test`. `make help` lists the others.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help venv demo test soak fuzz coverage check fix docs languages bench bench-large evaluate night mutate lock clean

help: ## list what make can do
	@echo "Custodiet. What make can do:"; echo
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | while IFS="$$(printf '\t')" read -r name words; do \
		printf '  make %-11s %s\n' "$$name" "$$words"; done

# The environment holds exactly what the lock files name, each file checked by its hash. A stamp says which lock was
# installed, so nothing happens twice. The package itself is installed in place, built by the locked build backend.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Custodiet needs Python 3.11 or newer; this is %s. Try: make PYTHON=python3.11" % sys.version.split()[0])'
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements/run.txt pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/run.stamp
	$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes --no-build-isolation -r requirements/dev.txt
	@touch $@

venv: $(VENV)/dev.stamp ## make .venv with everything for running, testing and checking

demo: $(VENV)/run.stamp ## serve the program with an invented force and two cases
	$(BIN)/custodiet demo $(ARGS)

test: $(VENV)/dev.stamp ## run the tests (ARGS="tests/law -x" passes on to pytest)
	$(BIN)/python -m tools.test $(ARGS)

soak: $(VENV)/dev.stamp ## run the tests that take minutes: killing, altering, in the hundreds
	$(BIN)/python -m tools.test -m long $(ARGS)

fuzz: $(VENV)/dev.stamp ## change sample files of every kind and see that no reader breaks (ARGS="--each 1000000 --resume FOLDER")
	$(BIN)/python -m tools.fuzz $(if $(ARGS),$(ARGS),--seconds 600)

coverage: $(VENV)/dev.stamp ## every line and branch of the law is reached by its own tests, or this fails
	$(BIN)/python -m pytest tests/law tests/stories -q --cov=custodiet.law --cov-branch --cov-fail-under=100

check: $(VENV)/dev.stamp ## style, types, import floors, generated pages, licences, words
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tools.docs --check
	$(BIN)/python -m tools.licences
	$(BIN)/python -m tools.words
	$(BIN)/python -m tools.languages --check

languages: $(VENV)/dev.stamp ## gather the words of the public pages for translation, say what is missing, compile them
	$(BIN)/python -m tools.languages

fix: $(VENV)/dev.stamp ## put style right where a machine can
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

docs: $(VENV)/dev.stamp ## write the pages that are generated from the code
	$(BIN)/python -m tools.docs

bench: $(VENV)/dev.stamp ## run every benchmark in bench/
	@for each in bench/detection.py bench/evidence.py bench/law.py bench/public.py bench/figures.py; do echo "== $$each"; $(BIN)/python "$$each" || exit 1; done

evaluate: $(VENV)/run.stamp ## evaluate the detection on invented forces; goes on where it was ended (ARGS="--seeds 1-4")
	$(BIN)/custodiet evaluate --seeds 1021-1040 --to evaluation $(ARGS)

bench-large: $(VENV)/dev.stamp ## explain a log of a hundred million looks, beside ten million; no peers
	$(BIN)/python bench/detection.py --sizes 10000000 100000000 --day 0 --engines

night: $(VENV)/run.stamp ## what runs every night: compare the indexes with the law, and look for what is new
	$(BIN)/custodiet doctor $(ARGS)
	$(BIN)/custodiet night

mutate: $(VENV)/dev.stamp ## change the law in small ways and see that a test notices
	$(BIN)/python -m tools.mutate $(ARGS)

lock: ## resolve the dependencies afresh (needs uv on the path)
	uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --generate-hashes --no-strip-extras --no-emit-index-url \
		--custom-compile-command "make lock" pyproject.toml requirements/run.in -o requirements/run.txt
	uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --generate-hashes --no-strip-extras --no-emit-index-url \
		--custom-compile-command "make lock" pyproject.toml requirements/run.in requirements/dev.in \
		-c requirements/run.txt -o requirements/dev.txt

clean: ## remove the environment and every cache
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache htmlcov .coverage
