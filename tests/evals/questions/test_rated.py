"""Rated answers become questions, which can be run once a person has finished what was wrong."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer, cite, compose
from assistant.answer import AnswerSentence as Sentence
from assistant.api import Assistant
from assistant.conversation.kept import Conversation
from assistant.conversation.rating import Rating
from assistant.events import AnswerEvent, AnswerReady
from evals.measures.end_to_end import Cause, cause_of_failure
from evals.questions.rated import FromRated, NothingRated, questions_from_rated, write_rated
from evals.questions.record import Place, Question, QuestionFileError, read_questions
from evals.results import Run
from ingest.sample import SAMPLE
from tests.command_line import Command, command_line
from tests.evals.shelf_of_two import documents
from vectorstore.library import Library
from vectorstore.records import Span

RUSSIA = "Which exercise took place in Russia?"
FOLLOW_UP = "When was it?"
GUERNICA = "Who painted Guernica?"


@pytest.fixture
def assistant(library: Library) -> Assistant:
    return Assistant(library)


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    monkeypatch.chdir(tmp_path)
    return command_line(monkeypatch, capsys)


def rate(conversation: Conversation, question: str, rating: str | None) -> Answer:
    """Ask, and say what to make of the answer."""
    answer = conversation.ask(question)
    conversation.rate(conversation.turns[-1].id, Rating(rating) if rating else None)
    return answer


def answers(assistant: Assistant, answer: Answer) -> Conversation:
    """A conversation in which whatever is asked gets this answer, and that is rated right."""

    def answering(*_: object) -> Iterator[AnswerEvent]:
        yield AnswerReady(answer)

    conversation = Conversation(assistant.library.catalog, answering)
    rate(conversation, "Well?", "right")
    return conversation


def sentence(assistant: Assistant, *quotes: str, supported: bool = True) -> Sentence:
    """A sentence that rests on these words, each of which stands in one document only."""
    citations = []
    for quote in quotes:
        for listed in assistant.documents():
            document = assistant.document(listed.id)
            if (start := document.text.find(quote)) >= 0:
                citations.append(cite(document, Span(start, start + len(quote)), quote, 1))
    return Sentence("So it is.", tuple(citations), supported)


def the_answer(*sentences: Sentence) -> Answer:
    return Answer("Well?", "Well?", compose(sentences, False), False, 0.9, sentences)


def test_a_right_answer_must_cite_the_same_words_in_the_same_conversation(
    assistant: Assistant,
) -> None:
    assistant.ingest([SAMPLE])
    talk = assistant.conversation(reader="a-secret")
    first = rate(talk, RUSSIA, None)
    answer = rate(talk, f"{FOLLOW_UP}…", "right")

    found = questions_from_rated(assistant)

    (asked,) = found.questions
    assert asked == Question(
        id=f"{talk.id}-{talk.turns[1].id}",
        document=SAMPLE.name,
        history=[
            {"role": "user", "content": RUSSIA},
            {"role": "assistant", "content": first.text},
        ],
        question=f"{FOLLOW_UP}...",
        answerable=True,
        quotes=[[citation.quote] for citation in answer.citations],
        tags=["rated"],
    )
    assert answer.citations
    assert (found.drafts, found.left_out) == (0, 0)


def test_a_right_refusal_must_be_refused_and_what_was_asked_back_asked_back(
    assistant: Assistant, tmp_path: Path
) -> None:
    for place in ("Norby", "Sundby"):
        file = tmp_path / f"{place}.txt"
        file.write_text(f"{place}\n\nThe clinic of {place} offers vaccinations on Mondays.")
        assistant.ingest([file])
    talk = assistant.conversation()
    refusal = rate(talk, GUERNICA, "right")
    asked_back = rate(talk, "What does the clinic offer?", "right")

    refused, back = questions_from_rated(assistant).questions

    assert (refusal.abstained, bool(asked_back.choices)) == (True, True)
    assert (refused.answerable, refused.kind, refused.document) == (False, "rated", "")
    assert (back.answerable, back.kind) == (False, "underspecified")


def test_what_was_wrong_is_a_draft_with_what_was_said_forbidden(assistant: Assistant) -> None:
    assistant.ingest([SAMPLE])
    talk = assistant.conversation()
    answer = rate(talk, RUSSIA, "wrong")
    rate(talk, GUERNICA, "wrong")

    found = questions_from_rated(assistant)

    answered, refused = found.questions
    assert found.drafts == 2
    assert answered.forbidden == [sentence.text for sentence in answer.sentences] != []
    assert refused.forbidden == []
    for draft in (answered, refused):
        assert (draft.accepted, draft.quotes, draft.answerable) == ([["…"]], [], True)
        assert draft.document == SAMPLE.name


def test_quotes_are_text_where_that_is_enough_to_find_them_and_places_elsewhere(
    assistant: Assistant, tmp_path: Path
) -> None:
    assistant.ingest([documents(tmp_path / "shelf")])
    once, twice, away = "Feed it twice a day.", "is", "A chain stretches as it wears."
    answers(
        assistant,
        the_answer(sentence(assistant, once, twice), sentence(assistant, away, supported=False)),
    )
    answers(assistant, the_answer(sentence(assistant, once), sentence(assistant, away)))

    one, two = questions_from_rated(assistant).questions

    def place(name: str, words: str) -> Place:
        start = (tmp_path / "shelf" / name).read_text().index(words)
        return Place(document=name, start=start, end=start + len(words))

    assert one.document == "bread.txt"
    assert one.quotes == [[once, place("bread.txt", twice)]]  # either supports the one sentence
    assert two.document == ""
    assert two.quotes == [[place("bread.txt", once)], [place("bicycles.txt", away)]]


def test_what_cannot_be_held_against_documents_is_left_out_and_counted(
    assistant: Assistant, tmp_path: Path
) -> None:
    empty = assistant.conversation()
    rate(empty, RUSSIA, "right")
    rate(empty, "Hello!", "right")
    file = tmp_path / "ferry.txt"
    file.write_text("Ferry\n\nThe ferry to Ullapool leaves at nine. It carries forty cars.")
    assistant.ingest([file])
    talk = assistant.conversation()
    assert rate(talk, "When does the ferry to Ullapool leave?", "right").citations
    assert rate(talk, "How many cars does it carry?", "right").citations

    def found() -> tuple[list[str], int]:
        made = questions_from_rated(assistant)
        return [str(one.quotes[0][0]) for one in made.questions], made.left_out

    nine, forty = "The ferry to Ullapool leaves at nine.", "It carries forty cars."
    assert found() == ([nine, forty], 2)
    file.write_text("Ferry\n\nThe ferry to Ullapool leaves at ten. It carries forty cars.")
    assistant.ingest([file])
    assert found() == ([forty], 3)
    assistant.remove(assistant.documents()[0].id)
    assert found() == ([], 4)


def test_a_branch_gives_no_question_twice(assistant: Assistant) -> None:
    assistant.ingest([SAMPLE])
    talk = assistant.conversation()
    rate(talk, RUSSIA, "right")
    talk.ask(FOLLOW_UP)

    talk.branch(talk.turns[1].id).ask("Hello!")

    assert len(questions_from_rated(assistant).questions) == 1


def test_halves_of_surrogate_pairs_do_not_keep_a_file_from_being_written(
    assistant: Assistant, tmp_path: Path
) -> None:
    assistant.ingest([SAMPLE])
    quoted = assistant.ask(RUSSIA).sentences[0]
    talk = answers(assistant, the_answer(Sentence("Half \ud83d", quoted.citations)))
    rate(talk, "And?", "wrong")

    write_rated(tmp_path / "rated.jsonl", assistant)

    _, draft = (json.loads(line) for line in (tmp_path / "rated.jsonl").read_text().splitlines())
    assert draft["forbidden"] == ["Half ?"]
    assert draft["history"][1]["content"] == "Half ? [1]"


def test_without_ratings_no_file_is_begun(assistant: Assistant, tmp_path: Path) -> None:
    file = tmp_path / "rated.jsonl"
    with pytest.raises(NothingRated, match="rated none yet"):
        write_rated(file, assistant)
    rate(assistant.conversation(), "Hello!", "right")
    with pytest.raises(NothingRated, match="rated none that gives a question"):
        write_rated(file, assistant)

    assert questions_from_rated(assistant) == FromRated((), 1)
    assert not file.exists()


def test_rated_answers_are_evaluated_once_the_drafts_are_finished(
    run: Command, tmp_path: Path
) -> None:
    with Assistant.open(tmp_path / "library") as assistant:
        assistant.ingest([SAMPLE])
        talk = assistant.conversation()
        rate(talk, RUSSIA, "right")
        rate(talk, FOLLOW_UP, "right")
        rate(talk, GUERNICA, "right")
        rate(talk, "How many cases were finalized?", "wrong")
        rate(talk, "Who wrote Hamlet?", "wrong")
        rate(talk, "Thank you!", "right")
    evaluated = ["--questions", "rated.jsonl", "--documents", SAMPLE, "--out", "out"]

    begun = run("eval", "rated", "rated.jsonl", "--library", "library")
    too_early = run("eval", *evaluated)
    again = run("eval", "rated", "rated.jsonl", "--library", "library")

    assert begun.code == 0
    assert begun.out.splitlines() == [
        "Questions in rated.jsonl: 5.",
        "Rated wrong, and drafts until a person says what is right: 2.",
        "Left out, as they can't be held against documents: 1.",
        "To ask them, run assistant eval --questions rated.jsonl --documents …",
    ]
    assert too_early.code == 2
    assert "line 4: the question is a draft still" in too_early.err
    assert again.code == 2
    assert "is there already" in again.err

    records: list[dict[str, Any]] = [
        json.loads(line) for line in Path("rated.jsonl").read_text().splitlines()
    ]
    records[3]["accepted"] = [["546"]]
    records[4] |= {"answerable": False, "accepted": []}
    Path("rated.jsonl").write_text("\n".join(json.dumps(record) for record in records))
    done = run("eval", *evaluated)

    assert done.code == 0
    seen = Run.read(Path("out/rated")).observations
    assert [cause_of_failure(one) for one in seen] == [None, None, None, Cause.WORDS, None]
    assert seen[1].question.history
    assert "August 2018" in seen[1].reply.text


def test_a_question_with_what_is_accepted_yet_to_be_worded_is_a_draft(tmp_path: Path) -> None:
    file = tmp_path / "mine.jsonl"
    record = {"id": "a", "document": "a.txt", "question": "Why?", "answerable": True}
    file.write_text(json.dumps(record | {"accepted": [["because"], ["…"]]}))
    with pytest.raises(QuestionFileError, match="line 1: the question is a draft still"):
        read_questions(file)
    file.write_text(json.dumps(record | {"accepted": [["because …"]]}))

    assert read_questions(file)[0].accepted == [["because …"]]
