"""The golden questions: enough of them, sound, and asked in a reader's own words."""

import re

from evals.questions.gold import resolve
from evals.questions.record import read_questions
from evals.questions.sets import GOLDEN
from ingest.sample import SAMPLE

QUESTIONS = read_questions(GOLDEN)
TEXT = SAMPLE.read_text(encoding="utf-8")
KINDS = {"off-topic", "near-topic", "false-premise", "missing-detail"}


def test_there_are_enough_of_both_sorts() -> None:
    assert len(QUESTIONS) >= 60
    assert sum(not question.answerable for question in QUESTIONS) >= 20
    assert sum(bool(question.history) for question in QUESTIONS) >= 10


def test_no_id_and_no_question_in_its_conversation_comes_twice() -> None:
    assert len({question.id for question in QUESTIONS}) == len(QUESTIONS)
    asked = [(str(question.history), question.question.casefold()) for question in QUESTIONS]
    assert len(set(asked)) == len(asked)


def test_every_quote_stands_in_the_sample() -> None:
    for question in QUESTIONS:
        resolve(question, {SAMPLE.name: TEXT})  # raises where one doesn't


def test_an_accepted_answer_stands_in_what_is_to_be_cited() -> None:
    for question in QUESTIONS:
        quotes = [quote for group in question.quotes for quote in group]
        cited = " ".join(quote for quote in quotes if isinstance(quote, str)).casefold()
        for group in question.accepted:
            assert any(alternative.casefold() in cited for alternative in group), question.id


def test_every_unanswerable_question_says_of_what_kind_it_is() -> None:
    for question in QUESTIONS:
        assert (question.kind in KINDS) is not question.answerable, question.id
    assert {question.kind for question in QUESTIONS} - {None} == KINDS


def test_no_question_repeats_the_samples_wording() -> None:
    told = runs(TEXT)
    for question in QUESTIONS:
        shared = runs(question.question) & told
        # Names can't be said otherwise: a run that holds two capitalised words is let pass.
        assert not [run for run in shared if len(re.findall(r"\b[A-Z]", run)) < 2], question.id


def runs(text: str) -> set[str]:
    """All runs of five words."""
    words = re.findall(r"[\w'-]+", text)
    return {" ".join(words[i : i + 5]) for i in range(len(words) - 4)}
