"""What has become of the documents since an answer quoted them."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import Answer, AnswerSentence, cite
from assistant.api import Assistant
from assistant.conversation.kept_turn import KeptTurn
from vectorstore.records import Document, Span

LEAVES, COSTS = "The ferry to Ullapool leaves at nine.", "A bicycle costs 4"
TEXT = f"Ferry handbook\n\n{LEAVES} {COSTS} pounds to take along.\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    written = tmp_path / "ferries.txt"
    written.write_text(TEXT)
    return written


def quoting(assistant: Assistant, document: Document, *quotes: str) -> KeptTurn:
    """A turn whose answer quotes these words of a document."""
    text = assistant.document(document.id)
    sentences = []
    for marker, quote in enumerate(quotes, start=1):
        start = text.text.index(quote)
        citation = cite(text, Span(start, start + len(quote)), quote, marker)
        sentences.append(AnswerSentence(quote, (citation,)))
    answer = Answer("When?", "When?", "At nine. [1]", False, 0.9, tuple(sentences))
    version = assistant.library.catalog.versions()[document.id]
    return KeptTurn("When?", "2026-01-01T00:00:00+00:00", answer, (version,))


def told(assistant: Assistant, turn: KeptTurn) -> list[str]:
    return [change.sentence for change in assistant.changed_since(turn)]


def test_of_an_unchanged_document_nothing_is_said(assistant: Assistant, file: Path) -> None:
    turn = quoting(assistant, *assistant.ingest([file]).added, LEAVES)

    assistant.ingest([file])

    assert assistant.changed_since(turn) == ()


def test_a_document_that_changed_is_told(assistant: Assistant, file: Path) -> None:
    turn = quoting(assistant, *assistant.ingest([file]).added, LEAVES)
    file.write_text(TEXT.replace("nine", "ten"))
    (now,) = assistant.ingest([file]).updated

    (change,) = assistant.changed_since(turn)

    assert change.sentence == (
        "The document ‘Ferry handbook’ has changed since this answer, which quotes the earlier "
        "version."
    )
    assert (change.cited, change.now) == (turn.versions[0], now.id)
    assert (change.standing, change.missing) == ((), (1,))


def test_a_document_that_was_removed_is_told(assistant: Assistant, file: Path) -> None:
    (document,) = assistant.ingest([file]).added
    turn = quoting(assistant, document, LEAVES)

    assistant.remove(document.id)

    assert told(assistant, turn) == [
        "The document ‘Ferry handbook’ has left the library since this answer."
    ]


def test_words_that_still_stand_are_told_from_those_that_do_not(
    assistant: Assistant, file: Path
) -> None:
    (document,) = assistant.ingest([file]).added
    both, one = quoting(assistant, document, LEAVES, COSTS), quoting(assistant, document, LEAVES)
    changed = "Ferry handbook\n\nNew this year.\nThe ferry to\nUllapool  leaves at nine.\n"
    file.write_text(changed + f"{COSTS}0 pounds.")
    assistant.ingest([file])

    has_changed = "The document ‘Ferry handbook’ has changed since this answer; the words"
    assert told(assistant, both) == [f"{has_changed} of [1] still stand in it, those of [2] don't."]
    assert told(assistant, one) == [f"{has_changed} quoted still stand in it."]


def test_a_document_that_comes_back_or_moves_is_the_one_cited(
    assistant: Assistant, file: Path
) -> None:
    (document,) = assistant.ingest([file]).added
    turn = quoting(assistant, document, LEAVES)
    file.write_text("Ferry handbook\n\nNo ferry leaves.")
    assistant.ingest([file])
    assert len(told(assistant, turn)) == 1

    moved = file.with_name("moved.txt")
    moved.write_text(TEXT)
    assistant.ingest([moved])

    assert told(assistant, turn) == []


def test_each_document_cited_is_looked_at(assistant: Assistant, file: Path) -> None:
    other = file.with_name("buses.txt")
    other.write_text("Bus handbook\n\nThe bus to Inverness leaves at noon.")
    ferries, buses = assistant.ingest([file, other]).added
    first = quoting(assistant, ferries, LEAVES)
    second = quoting(assistant, buses, "The bus to Inverness leaves at noon.")
    assert first.answer
    assert second.answer
    sentences = first.answer.sentences + second.answer.sentences
    turn = replace(
        first,
        answer=replace(first.answer, sentences=sentences),
        versions=first.versions + second.versions,
    )

    assistant.remove(buses.id)

    assert [change.cited.title for change in assistant.changed_since(turn)] == ["Bus handbook"]


def test_a_question_without_an_answer_cites_nothing_that_could_change(
    assistant: Assistant,
) -> None:
    assert assistant.changed_since(KeptTurn("When?", "2026-01-01T00:00:00+00:00")) == ()
