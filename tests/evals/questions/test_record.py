import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from evals.questions.record import Place, Question, QuestionFileError, read_questions

WHOLE: dict[str, Any] = {
    "id": "q1",
    "document": "kites.txt",
    "question": "What does a kite need?",
    "answerable": True,
    "accepted": [["wind"]],
    "quotes": [["A kite needs wind."]],
}
REFUSED: dict[str, Any] = {
    "id": "q2",
    "document": "kites.txt",
    "question": "What does a boat need?",
    "answerable": False,
}
PLACE = {"document": "kites.txt", "start": 7, "end": 25}


def written(tmp_path: Path, *lines: dict[str, Any] | str) -> Path:
    file = tmp_path / "questions.jsonl"
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    file.write_text("\n".join(texts), encoding="utf-8")
    return file


def test_questions_are_read_in_order_past_blank_lines(tmp_path: Path) -> None:
    with_history = REFUSED | {"history": [{"role": "user", "content": "Hello"}]}

    first, second = read_questions(written(tmp_path, "", WHOLE, "  ", with_history, ""))

    assert first.id == "q1"
    assert first.accepted == [["wind"]]
    assert second.history == [{"role": "user", "content": "Hello"}]


def test_what_is_left_out_is_empty(tmp_path: Path) -> None:
    (question,) = read_questions(written(tmp_path, REFUSED))

    assert (question.history, question.accepted, question.forbidden) == ([], [], [])
    assert (question.quotes, question.supporting, question.tags) == ([], [], [])
    assert (question.kind, question.split) == (None, "")


def test_a_quote_is_text_or_a_place(tmp_path: Path) -> None:
    line = WHOLE | {"quotes": [["A kite needs wind.", PLACE]], "supporting": [PLACE, "A tail."]}

    (question,) = read_questions(written(tmp_path, line))

    assert question.quotes == [["A kite needs wind.", Place(**PLACE)]]
    assert question.supporting == [Place(**PLACE), "A tail."]
    assert Question.model_validate_json(question.model_dump_json()) == question


@pytest.mark.parametrize("left_out", ["accepted", "quotes"])
def test_accepted_words_or_quotes_alone_are_enough(tmp_path: Path, left_out: str) -> None:
    line = {key: value for key, value in WHOLE.items() if key != left_out}
    assert len(read_questions(written(tmp_path, line))) == 1


def test_a_line_separator_within_a_text_does_not_end_the_line(tmp_path: Path) -> None:
    line = json.dumps(WHOLE | {"accepted": [["a\u2028b\u0085c"]]}, ensure_ascii=False)
    (question,) = read_questions(written(tmp_path, line))
    assert question.accepted == [["a\u2028b\u0085c"]]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "not JSON"),
        ('"text"', "the record"),
        *(
            (json.dumps({k: v for k, v in WHOLE.items() if k != key}), f"{key}: ")
            for key in ("id", "document", "question", "answerable")
        ),
        (json.dumps(WHOLE | {"answer": "wind"}), "answer: "),
        (json.dumps(WHOLE | {"answerable": "perhaps"}), "answerable: "),
        (json.dumps(WHOLE | {"history": [{"role": "user"}]}), "history.0.content: "),
        (json.dumps(WHOLE | {"quotes": [[PLACE | {"page": 2}]]}), "quotes.0.0"),
        (json.dumps(WHOLE | {"supporting": [{"document": "kites.txt"}]}), "supporting.0"),
        (json.dumps(WHOLE | {"question": " "}), "the question has no words"),
        (
            json.dumps(WHOLE | {"accepted": [], "quotes": []}),
            "needs accepted answers or quotes",
        ),
        (json.dumps(WHOLE | {"answerable": False}), "has no accepted answers and no quotes"),
        (json.dumps(REFUSED | {"supporting": ["A tail."]}), "has no accepted answers"),
        (json.dumps(WHOLE | {"accepted": [["wind"], []]}), "a group of alternatives is empty"),
        (json.dumps(WHOLE | {"quotes": [[]]}), "a group of alternatives is empty"),
        (json.dumps(REFUSED | {"question": "How many …?"}), "is a draft still"),
        (json.dumps(WHOLE), "'q1' is taken"),
    ],
)
def test_a_record_that_cannot_be_used_is_named_by_file_and_line(
    tmp_path: Path, line: str, told: str
) -> None:
    file = written(tmp_path, WHOLE, "", line)

    with pytest.raises(QuestionFileError) as error:
        read_questions(file)

    message = str(error.value)
    assert message.startswith(f"{file}, line 3: ")
    assert told in message
    assert message.endswith((".", ")."))
    assert "\n" not in message


def test_a_draft_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(QuestionFileError, match="put words in place of its …, or take the line"):
        read_questions(written(tmp_path, WHOLE | {"question": "When …?"}))


def test_a_file_without_questions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QuestionFileError, match="no questions in it"):
        read_questions(written(tmp_path, ""))


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(QuestionFileError, match=r"missing\.jsonl cannot be read"):
        read_questions(tmp_path / "missing.jsonl")
    (tmp_path / "latin.jsonl").write_bytes(b'{"id": "caf\xe9"}')
    with pytest.raises(QuestionFileError, match=r"latin\.jsonl cannot be read"):
        read_questions(tmp_path / "latin.jsonl")


def test_a_question_does_not_change() -> None:
    question = Question.model_validate(WHOLE)
    with pytest.raises(ValidationError):
        question.id = "q9"


def test_a_file_from_a_windows_editor_is_read(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    lines = "\r\n".join(json.dumps(record) for record in (WHOLE, REFUSED))
    file.write_bytes(b"\xef\xbb\xbf" + lines.encode())

    assert [question.id for question in read_questions(file)] == ["q1", "q2"]
