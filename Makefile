PY := .venv/bin/python
UV := $(PY) -m uv
# uv does not read pip's settings; a folder of wheels that pip knows of serves it too.
export UV_FIND_LINKS ?= $(PIP_FIND_LINKS)

.PHONY: demo test check bench clean format

demo: .venv/ready
	.venv/bin/detente demo

test: .venv/ready
	$(PY) -m pytest --cov --cov-report=term:skip-covered

check: .venv/ready
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports

bench: .venv/ready
	$(PY) -m bench

format: .venv/ready
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

clean:
	rm -rf .venv report.html sample.detente

.venv/ready: pyproject.toml constraints.txt
	python3 -m venv .venv
	$(PY) -m pip install --quiet --disable-pip-version-check uv
	$(UV) pip install --quiet --python $(PY) --constraint constraints.txt --editable '.[dev]'
	touch $@
