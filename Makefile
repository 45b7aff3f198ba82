# What a person would type, in one word each. No step here does anything that README.md does not say.

.PHONY: demo test lint types eval examples wheel ci clean
.SILENT:
.DELETE_ON_ERROR:

VENV := .venv
PY := $(VENV)/bin/python
# The build reads only pyproject.toml: the package is installed in place, so an edit under src/ needs no new install.
RUN := $(VENV)/.installed-run
DEV := $(VENV)/.installed-dev
PIP := $(PY) -m pip --disable-pip-version-check install --quiet

demo: $(RUN)
	$(VENV)/bin/saidso demo
	echo "saidso is installed in $(VENV): type $(VENV)/bin/saidso, or '. $(VENV)/bin/activate' once and then saidso."

test: $(DEV)
	HF_HUB_OFFLINE=1 $(PY) -m pytest

lint: $(DEV)
	$(PY) -m ruff check src tests

types: $(DEV)
	$(PY) -m mypy

# Every dev table into docs/quality.md; SHARED holds the public corpora (data/), the gold (gold/) and the scorers (eval/).
SHARED ?= ../shared
OUT ?= build/quality
eval: $(DEV)
	$(PY) scripts/quality --shared "$(SHARED)" --out "$(OUT)"

# After a new reader: the notebooks of docs/ run anew, and the demo in every format under build/examples, by the commands of
# docs/formats; what docs/imports.md shows is build/examples/imports.txt. Example rows on the pages are taken from there by hand.
EXAMPLES := build/examples
FORMATS = csv parquet xlsx html geojson timemap hxl webannotation ftm claim prov jsonl acled ged gtd lists
examples: $(DEV)
	rm -rf $(EXAMPLES)
	$(VENV)/bin/saidso demo --keep $(EXAMPLES)
	for form in $(FORMATS); do \
	  $(VENV)/bin/saidso export $$form --ledger $(EXAMPLES)/demo.ledger --out $(EXAMPLES)/demo-$$form || exit 1; \
	done
	cp $(EXAMPLES)/demo.ledger $(EXAMPLES)/imported.ledger
	for more in "oremi-acled.csv --dry-run" oremi-acled.csv "oremi-acled-2.csv --dry-run"; do \
	  $(VENV)/bin/saidso import docs/imports/$$more --ledger $(EXAMPLES)/imported.ledger || exit 1; \
	done > $(EXAMPLES)/imports.txt
	$(PY) scripts/notebooks.py

wheel: $(DEV)
	$(PY) -m pip --disable-pip-version-check wheel --quiet --no-deps --wheel-dir dist .
	ls dist/*.whl

ci:
	.ci/run

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis

# Plain python3 where it is new enough and can make an environment, else the newest other one that can.
$(PY):
	for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	  if $$python -c 'import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null; then \
	    echo "Making $(VENV) with $$($$python --version) ..."; \
	    exec $$python -m venv $(VENV); \
	  fi; \
	done; \
	echo "No Python from 3.11 to 3.14 with venv was found. Install one (Debian, Ubuntu: apt install python3 python3-venv) and try again." >&2; \
	exit 1

$(RUN): pyproject.toml | $(PY)
	echo "Installing saidso and what it needs into $(VENV) (one to two minutes the first time) ..."
	$(PIP) --editable .
	touch $@

$(DEV): pyproject.toml | $(PY)
	echo "Installing saidso and what its tests need into $(VENV) (one to two minutes the first time) ..."
	$(PIP) --editable '.[dev]'
	touch $(RUN) $@
