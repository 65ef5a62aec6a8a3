# One door: `make demo` to see it, `make test` to check it, `make check` before you hand in a change.
#
#   make demo      the playground on 127.0.0.1 (PORT=3978), installed first where needed
#   make test      the tests, on SQLite and on a real PostgreSQL
#   make check     format, lint, types, import contracts, tests
#   make chaos     workers killed, connections cut, a platform that fails: what is lost, what comes twice
#   make e2e       real browsers and programs we did not write, against a running Convener
#   make bench     what a click and a message cost, against the stock frameworks and other queues
#   make install   the command in .venv/bin, with all that the lock says
#   make lock      new versions of everything, within the bounds of pyproject.toml
#   make migration NAME="feedback"   a new migration, from what the models say
#   make clean     forget the installation
#
# Needs Python 3.11 or newer and make; the types and the end-to-end tests need Node.js as well.

PORT ?= 3978
UV   := uv==0.13.9

# Asked outside this folder, because some version managers answer for the folder they are in.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do cd / && $$p -c 'import sys; sys.version_info < (3, 11) and sys.exit(1); print(sys.executable)' 2>/dev/null && break; done)

.PHONY: demo test check lint types chaos e2e bench install lock migration clean

demo: install
	@PORT=$(PORT) .venv/bin/convener playground

install: .venv/.installed

test: .venv/.installed-dev
	.venv/bin/pytest -n auto --dist worksteal

check: lint types
	.venv/bin/pytest -n auto --dist worksteal

lint: .venv/.installed-dev
	.venv/bin/ruff format --check
	.venv/bin/ruff check
	.venv/bin/lint-imports

types: .venv/.installed-dev node_modules/.package-lock.json
	node_modules/.bin/pyright

chaos: .venv/.installed-dev
	.venv/bin/python -m tests.chaos

e2e: .venv/.installed-dev
	tests/e2e/install.sh
	.venv/bin/pytest tests/e2e -o 'norecursedirs=.*'

bench: .venv/.installed-dev
	.venv/bin/python -m benchmarks
	.venv/bin/python -m benchmarks.growth
	.venv/bin/python -m benchmarks.drain
	.venv/bin/python -m benchmarks.rsvp

lock: .venv/bin/python
	@.venv/bin/python -m pip install --quiet $(UV)
	$(call compile,requirements.txt,)
	$(call compile,requirements-dev.txt,--extra dev)

migration: install
	@test -n "$(NAME)" || { echo 'Say what it does: make migration NAME="feedback"'; exit 1; }
	.venv/bin/python -c 'import sys; from storage import migrate; from storage.database import Database; db = Database("sqlite://"); migrate.migrate(db); migrate.write(db, sys.argv[1])' "$(NAME)"

clean:
	rm -rf .venv node_modules convener.egg-info

# Of every release the hashes of all its files, for every system and every Python from 3.11 on; nothing that tells
# where this machine gets them from.
define compile
.venv/bin/uv pip compile pyproject.toml --extra build $(2) --universal --python-version 3.11 --upgrade --quiet \
	--generate-hashes --strip-extras --no-header --no-config --no-emit-index-url --no-emit-find-links --output-file $(1)
endef

.venv/.installed: requirements.txt pyproject.toml | .venv/bin/python
	$(call fill,requirements.txt)

.venv/.installed-dev: requirements-dev.txt pyproject.toml | .venv/bin/python
	$(call fill,requirements-dev.txt)
	@touch .venv/.installed

# A dot for every package, so that a person sees it move; pip's own words only where something goes wrong.
define fill
@printf 'Installing %s packages into .venv (once, a minute or so) ' "$$(grep -c '^[a-z]' $(1))"
@{ .venv/bin/python -m pip install --no-deps --require-hashes -r $(1) 2>.venv/errors.txt || echo FAILED; } \
	| while read -r word rest; do case $$word in \
		Collecting|Processing|Requirement) printf . ;; \
		Installing) printf ' unpacking' ;; \
		FAILED) printf '\n'; cat .venv/errors.txt; exit 1 ;; \
	esac; done
@.venv/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable . 2>.venv/errors.txt \
	|| { cat .venv/errors.txt; exit 1; }
@echo ' done'
@touch $@
endef

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Convener needs Python 3.11 or newer, and found none called python3. Install one, or say: make PYTHON=/path/to/python3.12"; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.version_info < (3, 11) and sys.exit("Convener needs Python 3.11 or newer; this is " + sys.version.split()[0] + ".")'
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { echo "This Python comes without venv. On Debian and Ubuntu: sudo apt install python3-venv"; exit 1; }
	@echo "Making .venv with $(PYTHON)"
	@"$(PYTHON)" -m venv .venv

node_modules/.package-lock.json: package-lock.json
	@command -v npm >/dev/null || { echo "The type checker and the end-to-end tests need Node.js 18 or newer, with npm."; exit 1; }
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@
