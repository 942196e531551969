# Deux commandes suffisent : « make run » et « make test ». « make » seul montre le reste.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test lint types bench floors corpus lock clean

RESULT ?= build/knowledge
DOCUMENTS ?= corpus/documents

VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
PY := $(BIN)/python
READY := $(VENV)/.ready
PIP := $(PY) -m pip --disable-pip-version-check -qq

# The first interpreter that fits; PYTHON=… on the command line has the last word.
PYTHON ?= $(firstword $(foreach p,python3 python3.13 python3.12 python3.11 python,$(if $(shell \
	$(p) -c 'import sys; print("yes" * ((3, 11) <= sys.version_info[:2] < (3, 14)))' 2>/dev/null),$(p))))

help: ## montre cette liste
	@echo "maillage : des PDF aux connaissances, chaque fait à sa page"
	@echo
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

run: $(READY) ## installe si besoin, lit corpus/documents et dit quoi essayer ensuite
	@$(BIN)/maillage run $(DOCUMENTS) -o $(RESULT)
	@echo
	@echo "Le résultat est dans $(RESULT). À essayer maintenant :"
	@echo '  $(BIN)/maillage search "médiation numérique"'
	@echo '  $(BIN)/maillage show "Printemps numérique"'
	@echo '  $(BIN)/maillage figures'
	@echo '  $(BIN)/maillage query docs/exemples/equipe.rq'
	@echo '  $(BIN)/maillage --help'

test: $(READY) ## installe si besoin et passe tous les tests
	@$(PY) -m pytest $(ARGS)

lint: $(READY) ## vérifie le style (ruff)
	@$(BIN)/ruff check .

types: $(READY) ## vérifie les types (mypy, strict)
	@$(BIN)/mypy

bench: $(READY) ## mesure la vitesse de lecture et d’extraction, comparée à pdfplumber et à spaCy seuls
	@for bench in tests/bench/*.py; do $(PY) $$bench $(DOCUMENTS) || exit 1; done

floors: $(READY) ## mesure la qualité et relève ses planchers, sans jamais les abaisser
	@$(PY) -m tests.quality.pin

corpus: $(READY) ## recompose les PDF d'exemple à partir de leurs sources
	@$(PY) corpus/build.py

lock: $(READY) ## refait requirements.lock d'après pyproject.toml
	@$(PY) -m uv pip compile pyproject.toml --extra notebooks --group dev --universal --python-version 3.11 \
		--fork-strategy fewest --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate \
		--custom-compile-command "make lock" --quiet --upgrade -o requirements.lock

clean: ## efface l'environnement, les résultats et les caches
	@rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find pipeline tests corpus -name __pycache__ -type d -prune -exec rm -rf {} +

# Stamped: nothing is installed twice. Packages first (hash-locked), then the project itself, with the locked build tool.
$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "maillage demande Python 3.11, 3.12 ou 3.13 : installez-en un, ou indiquez-le par « make PYTHON=/chemin/vers/python3.12 »."; exit 1; }
	@echo "Installation dans $(VENV) (une fois ; une à trois minutes) …"
	@test -x $(PY) && $(PIP) --version >/dev/null 2>&1 || { rm -rf $(VENV) && $(PYTHON) -m venv $(VENV); } || { rm -rf $(VENV); \
		echo "« $(PYTHON) -m venv » a échoué. Sous Debian ou Ubuntu : apt install python3-venv"; exit 1; }
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@
