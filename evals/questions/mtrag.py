"""MTRAG-UN read into one shape: the last turns of conversations, with the passages behind them.

https://github.com/IBM/mt-rag-benchmark: people asked an agent several questions in a row,
and annotators marked the passages that answer the last one. Every passage is a document.
"""

import json
from pathlib import Path
from typing import Any

from assistant.conversation.follow_up import Turn
from evals.questions.as_files import file_name
from evals.questions.datasets import Dataset, DatasetDocument, joined
from evals.questions.record import Place, Question

_ANSWERABLE = ("ANSWERABLE", "PARTIAL")
_KINDS = {"UNANSWERABLE": "unanswerable", "UNDERSPECIFIED": "underspecified"}


def read_mtrag(file: Path) -> tuple[Dataset, list[Question]]:
    """The passages of all conversations as documents, and a question for each last turn.

    A question that could mean several things (UNDERSPECIFIED) counts as unanswerable: no
    passage answers it before it is asked back.
    """
    turns = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    documents: dict[str, DatasetDocument] = {}
    for turn in turns:
        for passage in turn["contexts"]:
            documents.setdefault(passage["document_id"], _document(passage))
    dataset = Dataset(file.stem, tuple(documents.values()), ())
    places = {
        id_: Place(document=file_name(number, document), start=0, end=len(document.text))
        for number, (id_, document) in enumerate(documents.items())
    }
    return dataset, [_question(turn, places) for turn in turns]


def _document(passage: dict[str, Any]) -> DatasetDocument:
    """A passage; its first line is its title."""
    text: str = passage["text"].strip()
    return joined(text.split("\n", 1)[0][:80], [text])


def _question(turn: dict[str, Any], places: dict[str, Place]) -> Question:
    *history, last = turn["input"]
    (answerability,) = turn["answerability"]
    answerable = answerability in _ANSWERABLE
    gold = [places[passage["document_id"]] for passage in turn["contexts"]] if answerable else []
    return Question(
        id=turn["task_id"],
        document=gold[0].document if gold else "",
        history=[
            Turn(role="user" if said["speaker"] == "user" else "assistant", content=said["text"])
            for said in history
        ],
        question=last["text"],
        answerable=answerable,
        quotes=[list(gold)] if gold else [],
        kind=_KINDS.get(answerability),
        tags=[turn["collection"], *_tags(turn), answerability.lower()],
    )


def _tags(turn: dict[str, Any]) -> list[str]:
    """Follow-up or clarification, and what type of question it is."""
    tags = [*turn["multi_turn"], *turn["question_type"]]
    return [tag.lower() for tag in tags if tag != "N/A"]
