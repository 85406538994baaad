# `make demo` and `make test` work on a fresh machine with Python 3.11 or newer, make and git.
PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed

.PHONY: setup demo test check hostile bench bench-stages screenshots lock clean

setup: $(INSTALLED)

# Pinned with hashes; the project itself comes without a build environment of its own.
$(INSTALLED): requirements-dev.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

# The whole way on made outlets on this machine: crawl, judge, group, mail. See out/digest.html.
# `make demo MORE=1` first lets one more article appear at an outlet.
demo: setup
	$(BIN)/python -m demo.run $(if $(MORE),--more)

# Three workers on two cores: many tests wait for a server or a pace.
test: check
	$(BIN)/python -m pytest -n 3 --dist loadfile -q

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

# Plays every fault of a hostile outlet and writes what each ended in to docs/faults.md.
hostile: setup
	$(BIN)/python -m tests.hostile

# What the stages cost, and whether a run is as cheap, quick and small as it must be: six minutes.
# `make bench PAGES=folder` names the saved pages (*.html.gz) that programs are compared on.
bench: setup .bench-venv/.installed
	$(BIN)/python -m demo.bench $(if $(PAGES),--pages $(PAGES))

# Of that what the stages cost, judging and the glance with their bounds: half a minute.
bench-stages: setup
	$(BIN)/python -m demo.bench --only-stages $(if $(PAGES),--pages $(PAGES))

# newspaper4k and news-please: to be compared with, never depended on. Without them the bench says so.
.bench-venv/.installed: requirements-bench.txt
	-$(PYTHON) -m venv .bench-venv && .bench-venv/bin/python -m pip install --quiet \
		--disable-pip-version-check --require-hashes -r requirements-bench.txt && touch $@

# Needs Chromium on the search path.
screenshots: setup
	$(BIN)/python -m demo.screenshots

# Pins anew after a change of requirements*.in; records names, versions and hashes, no addresses.
LOCK := $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links
lock: setup
	$(LOCK) --output-file requirements-dev.txt requirements-dev.in
	$(LOCK) --constraint requirements-dev.txt --output-file requirements.txt requirements.in
	$(LOCK) --output-file requirements-bench.txt requirements-bench.in

clean:
	rm -rf out .mypy_cache .ruff_cache .pytest_cache .import_linter_cache build *.egg-info
