"""Answerability: what the features see, and that confidence follows the evidence."""

import json
from importlib import resources

import numpy as np
import pytest

from assistant.answerability import confidence, default_threshold, features, model
from assistant.opposites import is_superlative, negated, opposed
from assistant.question_type import AnswerType, answer_type, offered
from evals.datasets import Dataset, joined
from evals.memory_library import MemoryLibrary, build
from vectorstore.embedding import Embedder
from vectorstore.evidence import Evidence

TEXT = """The harbour of Ostrava Bay was opened in 1887 by the engineer Mira Kovac. It is the
largest harbour of the province and handles 420 ships a year.

In winter the bay freezes, and ice breakers keep a single channel open. The fishing fleet
stays in port until March."""


@pytest.fixture(scope="module")
def library(embedder: Embedder) -> MemoryLibrary:
    return build(Dataset("harbour", (joined("Ostrava Bay", TEXT.split("\n\n")),), ()), embedder)


def found(library: MemoryLibrary, embedder: Embedder, question: str) -> Evidence:
    return library.evidence(embedder.embed_question(question))


@pytest.mark.parametrize(
    ("answered", "not_answered"),
    [
        ("When was the harbour opened?", "When was the harbour not opened?"),
        ("When was the harbour opened?", "When was the harbour closed?"),
        ("Which is the largest harbour?", "Which is the smallest harbour?"),
        ("Who opened the harbour in 1887?", "Who opened the harbour in 1912?"),
        ("How many ships does the harbour handle?", "How do plants make sugar from light?"),
    ],
)
def test_an_answered_question_is_above_one_that_is_not(
    library: MemoryLibrary, embedder: Embedder, answered: str, not_answered: str
) -> None:
    assert confidence(found(library, embedder, answered)) > confidence(
        found(library, embedder, not_answered)
    )


def test_the_threshold_stands_between_plain_cases(
    library: MemoryLibrary, embedder: Embedder
) -> None:
    told = found(library, embedder, "How many ships does the harbour handle a year?")
    absent = found(library, embedder, "Which enzyme joins DNA fragments in bacteria?")
    assert confidence(absent) < default_threshold() < confidence(told)


def test_an_empty_library_answers_nothing(library: MemoryLibrary, embedder: Embedder) -> None:
    assert confidence(library.evidence(embedder.embed_question("Anything?"), keep=())) == 0.0


@pytest.mark.parametrize(
    "question", ["", "?", "the of and", "港はいつ開かれましたか", "a" * 3000, "1 2 3"]
)
def test_any_question_has_finite_features(
    library: MemoryLibrary, embedder: Embedder, question: str
) -> None:
    evidence = found(library, embedder, question)
    values = features(evidence)
    assert list(values) == list(model().features)
    assert np.isfinite(list(values.values())).all()
    assert 0 <= confidence(evidence) <= 1


def test_the_model_says_what_it_was_made_of() -> None:
    text = resources.files("assistant").joinpath("answerability.json").read_text("utf-8")
    assert {"data", "fitted on", "cross-validated by article", "threshold"} <= set(json.loads(text))


def test_opposites_are_told_from_repetitions() -> None:
    assert opposed({"who", "lost"}, {"she", "won"})
    assert opposed({"incorrect"}, {"correct"})
    assert not opposed({"first"}, {"first", "and", "last"})
    assert not opposed({"harbour"}, {"bay"})


def test_negations_and_superlatives_are_told_by_their_looks() -> None:
    assert negated({"wasn't"})
    assert not negated({"was"})
    assert is_superlative("smallest")
    assert not is_superlative("request")


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How many ships are there?", AnswerType.NUMBER),
        ("In which year did it open?", AnswerType.DATE),
        ("Who built it?", AnswerType.PERSON),
        ("What city is it in?", AnswerType.PLACE),
        ("Why does it freeze?", AnswerType.REASON),
        ("Is it open?", AnswerType.YES_NO),
        ("What is a channel?", AnswerType.OTHER),
    ],
)
def test_the_expected_answer_is_read_off_the_question(question: str, kind: AnswerType) -> None:
    assert answer_type(question) is kind


def test_what_the_question_names_itself_is_not_offered() -> None:
    assert offered(AnswerType.NUMBER, "In 1887 it had 12 ships.", {"1887"}) == 1
    assert offered(AnswerType.REASON, "Because of the ice.", frozenset()) is None
