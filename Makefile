# gongkai: documents in, data out. `make help` lists the targets.

PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
# Targets share one environment: none may change it while another works in it.
.NOTPARALLEL:
.PHONY: help extract survey archive test test-long fuzz check format bench clean

# Names are Chinese, long, with spaces, and may hold a dollar, which make would take for a variable of its own.
ifdef SOURCE
override SOURCE := $(value SOURCE)
endif
ifdef OUT
override OUT := $(value OUT)
endif
ifdef DIR
override DIR := $(value DIR)
endif
# Given, but empty: a shell variable that is not set. Reading something else in its place would be a guess.
EMPTY := $(foreach name,SOURCE OUT DIR,$(if $(filter-out undefined,$(origin $(name))),$(if $(value $(name)),,$(name))))
refuse_empty = $(if $(filter $(1),$(EMPTY)),$(error $(filter $(1),$(EMPTY)) is given, but empty: say which, or leave it out))
# Real data, unless OUT says otherwise: the samples need no archive.
ARCHIVED := $(or $(OUT),outputs)
ifdef SOURCE
OUT ?= outputs
else
# Our own facsimiles never mix with real data.
OUT ?= outputs/samples
endif
# Recipes read these from the environment. Named before they have a value, they would count as set, and empty.
export SOURCE OUT DIR ARCHIVED

help:
	@echo 'make extract [SOURCE=FILE_OR_FOLDER] [OUT=outputs]   read documents, publish their data; without SOURCE the samples'
	@echo 'make survey SOURCE=FOLDER [OUT=outputs]              extract, then print how much was understood'
	@echo 'make archive [OUT=outputs] [DIR=outputs/archive]     pack sources, results and code into BagIt bags, one a year'
	@echo 'make test                                            run the tests'
	@echo 'make test-long                                       the same with many kills, more examples, hostile files in full size'
	@echo 'make fuzz [SECONDS=300]                              feed readers and parsers with damaged input; needs pip for [fuzz]'
	@echo 'make check                                           run the formatter, linter, type checker and freshness checks'
	@echo 'make format                                          format the code and render the generated pages'
	@echo 'make bench                                           time the reader beside its peers and score the corner cases'
	@echo 'make clean                                           remove the environment and caches; outputs stay'

extract: .venv/.installed
	$(call refuse_empty,SOURCE OUT)
	@$(BIN)/gongkai extract "$${SOURCE:-samples}" --out "$$OUT"

# Status 1 says that some document is partial or failed: just what a survey is for.
survey: .venv/.installed
	$(call refuse_empty,SOURCE OUT)
	@test -n "$$SOURCE" || { echo 'make survey: say which folder, e.g. make survey SOURCE=downloads' >&2; exit 2; }
	@$(BIN)/gongkai extract "$$SOURCE" --out "$$OUT" || [ $$? -eq 1 ]
	@$(BIN)/gongkai survey "$$OUT"

archive: .venv/.installed
	$(call refuse_empty,OUT DIR)
	@$(BIN)/gongkai archive "$$ARCHIVED" "$${DIR:-outputs/archive}"

test: .venv/.built
	$(BIN)/pytest -q

# Every switch of the tests in one place: how often a run is killed, how many examples a property is tried with, and
# hostile files as large as they come. With the extra [ray] installed, the tests of Ray run too.
test-long: .venv/.built
	@$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,ray]'
	GONGKAI_KILLS=50 GONGKAI_EXAMPLES=2000 GONGKAI_BIG=1 $(BIN)/pytest -q -rs

fuzz: .venv/.built
	@$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[fuzz]'
	@for target in numbers head plaintext pages pdf; do \
		$(BIN)/python -m benchmarks.fuzz $$target --seconds $(or $(SECONDS),300) --folder outputs/fuzz || exit 1; done

check: .venv/.built
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m publish.dictionary --check
	$(BIN)/python -m publish.seam_page --check
	$(BIN)/python -m publish.check_page --check

format: .venv/.built
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/python -m publish.dictionary --write
	$(BIN)/python -m publish.seam_page --write
	$(BIN)/python -m publish.check_page --write

# Ours beside pdfplumber and camelot, on the folder in GONGKAI_DISCLOSURES, or on samples/.
bench: .venv/.built
	@$(BIN)/python -m benchmarks.corners.score
	@$(BIN)/python -m benchmarks.reading --documents 8 --pages 3 --rounds 3
	@$(BIN)/python -m benchmarks.profile_reading --documents 8 --pages 3 --rounds 3
	@$(BIN)/python -m benchmarks.seams 8
	@$(BIN)/python -m benchmarks.checks 120 60

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

# What a user needs; what tests, checks and benchmarks need comes on top.
.venv/.installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'gongkai needs Python 3.11 or newer as python3; name another one with PYTHON=…' >&2; exit 1; }
	@echo 'setting up .venv …' >&2
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

.venv/.built: .venv/.installed
	@$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@
