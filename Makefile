# Thin: each target is one readable line, the work is in scripts/ and in "python -m assistant".
# Ports and places are settings (assistant/settings.py): make run RASA_PORT=5105
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test train shell chat room bench bench-web evaluate lint check lock clean

VENV ?= .venv
VAR_DIR ?= var
PYTHON := $(VENV)/bin/python
ASSISTANT := $(PYTHON) -m assistant

export VENV
# Bytecode makes every start faster: our own packages are compiled at their first import.
unexport PYTHONDONTWRITEBYTECODE

# The programme base is loaded again when a record or the code that loads it changed, or when it is not there.
RECORDS := $(shell find data/programmes assistant/programmes -type f -not -name '*.pyc')
BASE := $(VAR_DIR)/.base-loaded
$(shell test -e $(VAR_DIR)/base.sqlite || rm -f $(BASE))
ifdef BASE_URL
.PHONY: $(BASE)
endif

# The messaging room has an environment of its own, made where it is wanted.
ROOM := $(if $(MATRIX_HOMESERVER),$(VENV)-matrix/.installed-matrix)

help: ## Cette aide
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: train $(ROOM) ## Prépare ce qui manque, démarre l'assistant et ouvre la conversation ici
	@$(ASSISTANT) run

shell: train ## La conversation des conseillers : rasa shell, actions démarrées
	@$(ASSISTANT) shell

chat: $(VENV)/.installed-base ## Une conversation avec un assistant déjà démarré
	@$(ASSISTANT) chat

room: $(VENV)/.installed-base $(VENV)-matrix/.installed-matrix ## L'assistant, déjà démarré, dans les salons d'un serveur Matrix (Tchap, Element)
	@$(ASSISTANT) room

train: $(BASE) ## Entraîne le modèle de langue si ce dont il apprend a changé
	@$(ASSISTANT) train

check: $(VENV)/.installed-base ## Vérifie les fiches de la base de programmes
	@$(ASSISTANT) programmes check

# Half of the tests wait for servers: those of a file share them, files are played side by side.
test: $(VENV)/.installed-dev train ## Prépare ce qui manque et joue tous les tests
	@$(PYTHON) -m pytest -n auto --dist loadfile

lint: $(VENV)/.installed-dev ## Vérifie le style et les types du code
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check --quiet .
	@$(PYTHON) -m mypy

bench: train ## Compare notre chaîne de traitement à celle que Rasa propose pour le français
	@$(PYTHON) -m benchmarks

bench-web: $(VENV)/.installed-dev $(VENV)-load/.installed-load train ## Mesure le site : poids et vitesse à côté de deep-chat, cent visiteurs, ce qu'ajoute la passerelle
	@$(PYTHON) -m benchmarks.web

evaluate: train ## Mesure ce qui est compris et écrit le rapport var/evaluation/rapport.html (ONLY=1 : notre chaîne seule)
	@$(PYTHON) -m benchmarks.evaluation $(if $(ONLY),--only $(ONLY))

lock: ## Fixe les versions et les empreintes de requirements/*.in
	@scripts/lock

clean: ## Efface ce qui se refait (les données de var/ restent : base corrigée, conversations)
	rm -rf $(VENV) $(VENV)-matrix $(VENV)-homeserver $(VENV)-load .tools models .rasa results $(BASE) .mypy_cache .ruff_cache .pytest_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.installed-base: requirements/base.txt scripts/setup
	@scripts/setup

$(VENV)/.installed-dev: requirements/base.txt requirements/dev.txt scripts/setup
	@scripts/setup --dev

$(VENV)-load/.installed-load: requirements/load.txt scripts/setup
	@scripts/setup --load

$(VENV)-matrix/.installed-matrix: requirements/matrix.txt scripts/setup
	@scripts/setup --matrix

$(BASE): $(VENV)/.installed-base $(RECORDS)
	@mkdir -p $(VAR_DIR)
	@$(ASSISTANT) programmes load
	@touch $@
