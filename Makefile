# make run    the demo city at http://127.0.0.1:8000 (PORT changes it)
# make demo-year   that city after a fiscal year, and what the year came to (YEAR changes it)
# make test   every test, on SQLite and on PostgreSQL, in a real browser
PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8000
STATE_DIR ?= $(CURDIR)/var
YEAR ?= 2026
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
LOCK := $(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 \
	--no-emit-index-url --no-emit-find-links --no-header
SPOKEN := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/django.po))
STATIC := $(shell find booking/static facilities/static -type f 2>/dev/null)

.NOTPARALLEL:
.PHONY: run demo demo-year test test-deep coverage check bench lock catalogues
export STATE_DIR
# Everything here is a trial on this machine; docs/operations.md is for the rest.
export MADOAKARI_TRIAL = 1

run: .venv/run $(SPOKEN) $(STATE_DIR)/static.made
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) createcachetable --verbosity 0
	@$(MANAGE) demo --once >/dev/null  # serve says who can sign in
	@exec $(MANAGE) serve --port $(PORT)

demo: .venv/run
	@$(MANAGE) demo

# Apart from the city of `make run`; it is looked at by the command that is told at its end.
demo-year: export STATE_DIR := $(STATE_DIR)/year-$(YEAR)
demo-year: export MADOAKARI_CLOCK = $(shell expr $(YEAR) + 1)-04-05T09:00:00+09:00
demo-year: .venv/run $(SPOKEN)
	@rm -rf $(STATE_DIR)
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) createcachetable --verbosity 0
	@$(MANAGE) demo --year $(YEAR) >/dev/null
	@$(MANAGE) plan_report --year $(YEAR)
	@echo; echo "make run STATE_DIR=$(STATE_DIR) MADOAKARI_CLOCK=$(MADOAKARI_CLOCK)"

test: .venv/test .venv/readers/made $(SPOKEN)
	@$(BIN)/python -m tests.browser
	$(BIN)/pytest -n 2
	$(BIN)/python -m tests.postgres $(BIN)/pytest -n 2 -m both

test-deep: .venv/test .venv/readers/made $(SPOKEN)
	@$(BIN)/python -m tests.browser
	$(BIN)/pytest -n 2 --timeout 3600 --hypothesis-profile deep
	$(BIN)/python -m tests.postgres $(BIN)/pytest -n 2 --timeout 3600 --hypothesis-profile deep

coverage: .venv/test .venv/readers/made $(SPOKEN)
	$(BIN)/coverage run -m pytest
	$(BIN)/coverage combine
	$(BIN)/coverage report

check: .venv/test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MANAGE) makemigrations --check --dry-run
	$(MANAGE) catalogues --check
	env -u MADOAKARI_TRIAL ALLOWED_HOSTS=madoakari.example \
		SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))') \
		$(MANAGE) check --deploy --fail-level WARNING
	$(BIN)/python .ci/audit.py

bench: .venv/test
	$(BIN)/python -m tests.bench

lock: .venv/run
	$(BIN)/pip install --quiet uv
	cd config/requirements && ../../$(LOCK) run.in -o run.txt
	cd config/requirements && ../../$(LOCK) test.in -c run.txt -o test.txt
	cd config/requirements && ../../$(LOCK) --no-deps fonts.in -o fonts.txt
	cd config/requirements && ../../$(LOCK) readers.in -o readers.txt

catalogues: .venv/run
	$(MANAGE) catalogues

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv .venv

.venv/run .venv/test: .venv/%: config/requirements/%.txt .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

# Calendar readers, for the tests: apart, since what they need is not what the service needs.
.venv/readers/made: config/requirements/readers.txt .venv/bin/python
	$(PYTHON) -m venv .venv/readers
	.venv/readers/bin/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

%.mo: %.po
	@$(MANAGE) catalogues --compile

$(STATE_DIR)/static.made: .venv/run $(STATIC)
	@$(MANAGE) collectstatic --noinput --verbosity 0
	@touch $@
