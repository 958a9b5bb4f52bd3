# `make demo` sets up and runs the main job; `make test` sets up and passes the tests.
COUNT ?= 2000

.PHONY: guard demo test setup lint oldest fuzz soak audit mutants newest proofs bench gallery laws reading parsers lock schemas clean
.DEFAULT_GOAL := demo

PYTHON := .venv/bin/python
READY := .venv/ready

demo: setup
	.venv/bin/tailor build --target quant

test: setup
	$(PYTHON) -m pytest

lint: setup
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

# What pyproject.toml says of the oldest libraries is true.
oldest: setup
	.venv/bin/uv venv --quiet --clear --python $(PYTHON) .venv/oldest
	.venv/bin/uv pip install --quiet --python .venv/oldest --resolution lowest-direct --editable . --group dev
	.venv/oldest/bin/mypy --cache-dir .venv/oldest/mypy
	.venv/oldest/bin/python -m pytest

# The newest libraries that pip takes today: a wheel in an empty environment builds a page of a new folder, and the
# suite passes.
newest: setup
	rm -rf .venv/newest && mkdir -p .venv/newest
	.venv/bin/uv build --quiet --out-dir .venv/newest/dist
	.venv/bin/uv venv --quiet --python $(PYTHON) .venv/newest/pip
	.venv/bin/uv pip install --quiet --python .venv/newest/pip .venv/newest/dist/*.whl
	cd .venv/newest && pip/bin/tailor init start && cd start && ../pip/bin/tailor build && ../pip/bin/tailor check --proof
	.venv/bin/uv venv --quiet --python $(PYTHON) .venv/newest/suite
	.venv/bin/uv pip install --quiet --python .venv/newest/suite --upgrade --editable . --group dev
	.venv/newest/suite/bin/python -m pytest

# 2000 random pages: another solver comes to the same value, and every proof is checked. `make proofs SEED=7` again.
proofs: setup
	$(PYTHON) -m bench.proofs $(COUNT) $(SEED)

setup: $(READY)
	@sh .ci/tex
	@$(PYTHON) -m compileall -q tailor

$(READY): pyproject.toml requirements.lock .ci/python
	@sh .ci/python
	@touch $(READY)

lock: $(READY)
	.venv/bin/uv pip compile pyproject.toml --group dev --universal --generate-hashes \
		--no-annotate --no-header --no-emit-index-url --no-emit-find-links --quiet --output-file requirements.lock

schemas: $(READY)
	for kind in profile target template config; do .venv/bin/tailor schema $$kind > schemas/$$kind.json; done

clean:
	rm -rf .venv out

bench: setup
	$(PYTHON) -m bench
	$(PYTHON) -m bench.selection 60 200 1000

gallery: setup
	$(PYTHON) -m bench.gallery

# The laws of words, 2000 examples each.
laws: setup
	TAILOR_LAWS=2000 $(PYTHON) -m pytest -m law

# The table of docs/guard.md.
guard: setup
	$(PYTHON) tests/guard_pairs.py

# The tables of docs/reading.md, and every sample for every target in every template, by every reader.
reading: setup
	@sh .ci/node
	TAILOR_EVERY_PAGE=1 $(PYTHON) -m pytest -q tests/test_readers.py
	$(PYTHON) -m bench.reading

# What open résumé parsers find on our pages and on rivals', each in an environment of its own; needs the network the
# first time. OPEN_RESUME=folder, a copy of its repository, adds OpenResume.
parsers: setup
	@sh .ci/node
	$(PYTHON) -m bench.parsers

# Mutated files of every kind through the real entry point; its seed is printed, what fails is saved small.
fuzz: setup
	$(PYTHON) -m bench.fuzz 20000

# Pages on and on in one process: memory, files, processes and folders stay flat. Then the faults, many of each.
soak: setup
	$(PYTHON) -m bench.soak 5000
	TAILOR_DAMAGES=25 TAILOR_KILLS=50 $(PYTHON) -m pytest -q tests/test_faults.py

# Known holes of the libraries that are locked; needs the network.
audit: setup
	.venv/bin/uv tool run pip-audit --require-hashes --disable-pip --requirement requirements.lock

# Mutated lines of tailor, 40 of each area, each run with the tests of its module; those that no test notices are printed.
mutants: setup
	.venv/bin/uv pip install --quiet --python $(PYTHON) --group mutants
	$(PYTHON) -m bench.mutants 40
