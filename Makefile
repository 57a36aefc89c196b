# What a person types. The work is done by the programs named here; `make` alone lists the targets.

PYTHON ?= python3
INSTALL = command -v $(PYTHON) >/dev/null 2>&1 \
	|| { echo "No $(PYTHON) was found. Install Python 3.11 or later, or name it: make PYTHON=/path/to/python3.11"; exit 1; }; \
	$(PYTHON) salford_partnering/install.py
IN_VENV = .venv/bin/python

.PHONY: help run test check fix assets demo
help: ## list the targets
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## /make \1	/'

run: ## start everything; make run PORT=8001 on another port
	@$(INSTALL) requirements.txt
	@exec $(IN_VENV) -m salford_partnering.serve

test: ## run the tests, on a database of their own
	@$(INSTALL) requirements.txt
	@exec $(IN_VENV) -m pytest -n "$$($(IN_VENV) -c 'import os; print(min(2, os.cpu_count() or 1))')"

check: ## formats, lint, types, templates, migrations, settings of production
	@$(INSTALL) requirements.txt requirements-dev.txt
	@exec sh .ci/check

fix: ## mend what a program can mend
	@$(INSTALL) requirements.txt requirements-dev.txt
	git ls-files -z '*.py' | xargs -0 .venv/bin/python -m django_upgrade --target-version 5.2
	.venv/bin/python -m ruff check --fix .
	.venv/bin/python -m ruff format .
	git ls-files -z 'templates/*.html' | xargs -0 .venv/bin/python -m djhtml --tabwidth 2

assets: ## build the stylesheet, fonts and scripts again (needs Node)
	npm ci --no-audit --no-fund
	npm run build

demo: ## reset and reload the demonstration
	@$(INSTALL) requirements.txt
	@exec $(IN_VENV) manage.py seed_demo --reset
