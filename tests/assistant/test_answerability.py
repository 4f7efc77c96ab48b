"""Answerability: what the features see, and that confidence follows the evidence."""

import json
from importlib import resources

import numpy as np
import pytest

from assistant.answerability import confidence, default_threshold, features, model
from assistant.opposites import is_superlative, negated, opposed
from assistant.quantities import count_missing, numbers, other_number_told
from assistant.question_type import AnswerType, answer_type, offered
from evals.questions.datasets import Dataset, joined
from evals.tuning.memory_library import MemoryLibrary, build
from vectorstore.embedding import Embedder
from vectorstore.evidence import Evidence
from vectorstore.words import stems

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
        ("How many ships does the harbour handle?", "How many sailors does the harbour handle?"),
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


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("In the 17th century 1,500 ships sank.", {"1600", "1500"}),
        ("the 16th and 17th centuries", {"1500", "1600"}),
        ("the 1600s, the 1950's and May 3rd", {"1600", "1950", "3"}),
        ("the third of four", {"3", "4"}),
        ("9.5 per cent of one part.", {"9.5"}),
        ("", set()),
    ],
)
def test_numbers_are_the_same_however_they_are_written(text: str, told: set[str]) -> None:
    assert numbers(text) == told


def test_another_number_is_told_only_in_the_place_of_one_asked_with() -> None:
    assert other_number_told("Who ruled in 1912?", "She ruled in 1887.")
    assert not other_number_told("Who ruled in 1887?", "She ruled from 1887 to 1912.")
    assert not other_number_told("Who ruled in 1887?", "She ruled for long.")


@pytest.mark.parametrize(
    ("question", "sentence", "missing"),
    [
        ("How many ships sank?", "It lost 12 of its ships.", False),
        ("How many ships sank?", "Twelve large sailing ships sank.", False),
        ("How many ships sank?", "The ships sank in 1887.", True),
        ("How many ships of the 12 sank?", "The 12 ships were new.", True),
        ("How much of the coast freezes?", "About 40% of it freezes.", False),
        ("Who sank?", "The ships sank.", False),
    ],
)
def test_a_count_is_told_where_a_number_of_that_stands(
    question: str, sentence: str, missing: bool
) -> None:
    assert count_missing(question, sentence, frozenset(stems(question))) is missing


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
