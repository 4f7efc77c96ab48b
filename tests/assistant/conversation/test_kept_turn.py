"""A turn comes back from the catalog as it went in."""

import json
from dataclasses import replace

from assistant.answer import Answer, AnswerSentence, Citation, Usage
from assistant.api import Assistant
from assistant.conversation.kept_turn import KeptTurn, read_turn, reply_record
from assistant.conversation.rating import Rating
from assistant.serial import answer_dict, read_answer
from vectorstore.conversation_table import StoredTurn
from vectorstore.records import DocumentVersion, Passage

FULL = Answer(
    question="When \ud800?",
    searched="When does it leave?",
    text="At nine. [1] By bus. (not supported) [2]",
    abstained=False,
    confidence=0.1 + 0.2,
    sentences=(
        AnswerSentence("At nine.", (Citation(1, "d1", "Ferries", 2, 10, 18, "At nine."),)),
        AnswerSentence("By bus.", (Citation(2, "d2", "Buses", None, 0, 4, "Bus."),), False),
    ),
    nearest=(Passage("d1", "Ferries", 2, 0, 18, "It leaves\x00At nine.", 1 / 3),),
    answerer="openai:model",
    usage=Usage(100, 20, 0.25),
    dropped=2,
    failure="It stopped.",
    note="Beware.",
    choices=("The ferry?", "The bus?"),
)


def test_an_answer_of_every_kind_equals_what_it_was(sample: Assistant) -> None:
    asked = ["How many cases were finalized?", "Who painted Guernica?", "Hello!"]
    for answer in [FULL, replace(FULL, usage=None), *map(sample.ask, asked)]:
        again = read_answer(json.loads(json.dumps(answer_dict(answer))))

        assert again == answer
        assert hash(again) == hash(answer)  # tuples are tuples again
        assert again.notices == answer.notices


def test_a_record_of_another_version_is_read_as_far_as_it_goes() -> None:
    record = answer_dict(FULL) | {"mood": "cheerful"}
    for name in ("usage", "dropped", "failure", "note", "choices"):
        del record[name]
    for sentence in record["sentences"]:
        del sentence["supported"]

    answer = read_answer(record)

    assert (answer.text, answer.citations) == (FULL.text, FULL.citations)
    assert (answer.usage, answer.dropped, answer.choices) == (None, 0, ())
    assert all(sentence.supported for sentence in answer.sentences)


def test_a_turn_knows_the_versions_of_the_documents_that_its_answer_cites() -> None:
    known = {f"d{n}": DocumentVersion(f"d{n}", "Title", f"/{n}", f"{n}" * 64) for n in (3, 2, 1)}

    record = reply_record(FULL, known)
    turn = read_turn(StoredTurn(7, "When?", "2026-01-01T00:00:00+00:00", record))

    cited = (known["d1"], known["d2"])
    assert turn == KeptTurn("When?", "2026-01-01T00:00:00+00:00", FULL, cited, 7)
    assert record.isascii()


def test_a_turn_knows_how_it_was_rated() -> None:
    record = reply_record(FULL, {})

    rated = [read_turn(StoredTurn(7, "When?", "", record, r)).rating for r in ("right", None)]

    assert rated == [Rating.RIGHT, None]


def test_a_turn_is_history_with_its_answer_or_without() -> None:
    asked = {"role": "user", "content": "When?"}

    assert KeptTurn("When?", "").messages == [asked]
    assert KeptTurn("When?", "", FULL).messages == [
        asked,
        {"role": "assistant", "content": FULL.text},
    ]
