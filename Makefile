# Every command of the project. `make` alone prints the list.
# Needs python3 (3.11 or newer) and make; everything else goes into .venv/.

PYTHON ?= python3
PORT ?= 8000
WORKERS ?= auto
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check
MANAGE := $(PY) example_site/manage.py
BASE_URL ?= http://127.0.0.1:$(PORT)
export BASE_URL

# The driver of the database that DATABASE_URL names, if it names one.
DRIVER := $(strip $(if $(filter postgres%,$(DATABASE_URL)),postgresql) $(if $(filter mysql% mariadb%,$(DATABASE_URL)),mariadb))
DRIVER_STAMP := $(if $(DRIVER),$(VENV)/.installed-$(DRIVER))

.DEFAULT_GOAL := help
.PHONY: help demo install database content serve test coverage check messages bench test-matrix

help: ## print this list
	@echo "make TARGET [PORT=8000] [DEMO_PASSWORD=...] [DATABASE_URL=...] [SIZE=...]"
	@echo
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | while IFS='|' read -r target text; do \
		printf '%-20s %s\n' "$$target" "$$text"; done

demo: content ## install, load the example portal and serve it on 127.0.0.1
	@$(MAKE) --no-print-directory serve

install: $(VENV)/.installed ## make .venv and install the package into it

content: database ## load the example content, never over edits (SIZE=medium or large: more)
	@$(MANAGE) load_content $(if $(SIZE),--size $(SIZE))

serve: database ## serve the example portal (PORT=8000) and print its addresses
	@$(MANAGE) demo_addresses $(PORT)
	@$(MANAGE) runserver 127.0.0.1:$(PORT)

database: $(VENV)/.installed $(DRIVER_STAMP) $(if $(DRIVER),$(VENV)/.installed-test)
	@$(MANAGE) migrate --verbosity 0

test: $(VENV)/.installed-test $(DRIVER_STAMP) ## run all tests (DATABASE_URL= for another database, REQUIRE_ALL=1)
	@$(PY) -m pytest -n $(WORKERS) $(PYTEST_ARGS)

coverage: $(VENV)/.installed-test ## the domain's worked cases; fails below 100 % of its branches
	@$(PY) -m pytest tests/domain --ignore tests/domain/test_properties.py \
		--ignore tests/domain/test_mutations.py -q -n $(WORKERS) --cov=wagtail_disclosure/domain --cov-branch \
		--cov-report=term-missing:skip-covered --cov-fail-under=100

check: $(VENV)/.installed-lint ## lint, types, layers, templates, migrations, translations
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports --no-logo
	$(VENV)/bin/djhtml --check wagtail_disclosure/templates example_site
	$(MANAGE) check --fail-level WARNING
	$(MANAGE) makemigrations --check --dry-run wagtail_disclosure wagtail_disclosure_pages portal
	$(PY) scripts/messages.py --check

messages: $(VENV)/.installed-lint ## collect new strings into the .po files and compile them
	$(PY) scripts/messages.py

bench: $(VENV)/.installed-test $(DRIVER_STAMP) ## measure (DATABASE_URL=postgres://... for real locks)
	@$(PY) -m benchmarks

test-matrix: $(VENV)/.installed-matrix ## run the tests on every supported Python, Django and Wagtail
	$(VENV)/bin/nox

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or newer is needed; $(PYTHON) is older or missing. Try: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "No virtual environment could be made. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }

# --group needs pip 25.1; a pip that is new enough is left alone.
define install
	@echo "Installing $(2) into $(VENV)/ ..."
	@$(PIP) install -qq "pip>=25.1"
	@$(PIP) install -qq $(1)
	@touch $@
endef

$(VENV)/.installed: pyproject.toml | $(PY)
	$(call install,--editable .,the package)

$(VENV)/.installed-test: pyproject.toml | $(PY)
	$(call install,--editable . --group test,the package and what its tests need)
	@touch $(VENV)/.installed

$(VENV)/.installed-lint: pyproject.toml | $(PY)
	$(call install,--editable . --group test --group lint,the package and what its checks need)
	@touch $(VENV)/.installed $(VENV)/.installed-test

$(VENV)/.installed-matrix: pyproject.toml | $(PY)
	$(call install,--group matrix,nox)

$(VENV)/.installed-postgresql $(VENV)/.installed-mariadb: $(VENV)/.installed-%: pyproject.toml | $(PY)
	$(call install,--editable .[$*],the driver of $*)
