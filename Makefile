# `make demo` sets up and runs the main job; `make test` sets up and passes the tests.
.PHONY: demo test setup lint oldest bench gallery laws reading lock schemas clean
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

reading: setup
	$(PYTHON) -m bench.reading
