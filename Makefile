# docforge: every command of the project. `make` alone lists them.
# Needs only make, sh and Python 3.11 or newer; everything else is installed by the targets themselves.

PYTHON_IN_VENV = .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help setup setup-test setup-validators demo test lint audit bench fuzz docs reference gallery specimen handouts wheel clean distclean venv system

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' Makefile

setup: system venv ## install docforge into .venv and prepare its fonts
	@sh scripts/fonts.sh

system:
	@sh scripts/debian.sh 'docforge' libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0

venv:
	@sh scripts/venv.sh

setup-test: system ## the same, with the tools that tests and lint need
	@sh scripts/venv.sh test
	@sh scripts/fonts.sh

setup-validators: setup-test ## install the outside judges (epubcheck, Ace, Open XML SDK, LibreOffice …)
	@sh scripts/judges.sh

demo: setup ## build the examples into dist/ and verify them
	@$(PYTHON_IN_VENV) scripts/demo.py

test: setup-validators lint ## lint, then all tests; PYTEST_ARGS="-k name" narrows them
	@$(PYTHON_IN_VENV) -m pytest $(PYTEST_ARGS)

lint: setup-test ## style, types and the import rule
	@$(PYTHON_IN_VENV) -m ruff check .
	@$(PYTHON_IN_VENV) -m mypy
	@$(PYTHON_IN_VENV) -m mypy -p judges
	@.venv/bin/lint-imports

audit: ## known holes of the packages in requirements.lock (asks PyPI)
	@sh scripts/audit.sh

bench: setup-test ## CPU time and peak memory of the workloads
	@$(PYTHON_IN_VENV) -m bench $(BENCH_ARGS)

fuzz: setup-test ## laws on fresh made-up input, 500 documents through the press, readers under atheris
	@HYPOTHESIS_PROFILE=fuzz $(PYTHON_IN_VENV) -m pytest tests/props tests/verify/test_laws.py tests/press/test_made_up.py $(PYTEST_ARGS)
	@$(PYTHON_IN_VENV) -c 'import atheris' 2>/dev/null || $(PYTHON_IN_VENV) -m pip install -q --disable-pip-version-check -e '.[fuzz]'
	@PYTHONPATH=tests $(PYTHON_IN_VENV) -m fuzz $(FUZZ_ARGS)

docs: setup ## the handbook in PDF, EPUB and as a site: dist/handbook, verified
	@.venv/bin/docforge build handbook.toml
	@.venv/bin/docforge verify dist/handbook

reference: setup ## write docs/reference from the code
	@$(PYTHON_IN_VENV) -m scripts.reference

gallery: setup-test ## a page of each theme in each language: docs/images/gallery-*.png
	@$(PYTHON_IN_VENV) scripts/gallery.py

specimen: setup-test ## pages that show every typographic rule: docs/images/specimen-*.png
	@$(PYTHON_IN_VENV) scripts/specimen.py

handouts: setup-test ## every preset on every paper, in every language, on every theme: proved, nothing outside its page
	@DOCFORGE_MATRIX=all $(PYTHON_IN_VENV) -m pytest -q tests/writers/test_handout_matrix.py $(PYTEST_ARGS)

wheel: setup ## build the wheel into dist/
	@$(PYTHON_IN_VENV) -m pip wheel -q --disable-pip-version-check --no-deps --wheel-dir dist .
	@ls dist/*.whl

clean: ## remove what was built
	rm -rf dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

distclean: clean ## remove what was installed as well
	rm -rf .venv .tools
