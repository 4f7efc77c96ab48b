import json
from pathlib import Path
from typing import Any

import pytest

from evals.questions import Question, QuestionFileError, check_quotes, read_questions

WHOLE = {
    "id": "q1",
    "document": "kites.txt",
    "history": [],
    "question": "What does a kite need?",
    "answerable": True,
    "accepted": [["wind"]],
    "forbidden": [],
    "quotes": [["A kite needs wind."]],
    "kind": None,
    "tags": [],
    "split": "test",
}


def written(tmp_path: Path, *lines: dict[str, Any] | str) -> Path:
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(x if isinstance(x, str) else json.dumps(x) for x in lines))
    return file


def test_questions_are_read_in_order_past_blank_lines(tmp_path: Path) -> None:
    second = WHOLE | {"id": "q2", "history": [{"role": "user", "content": "Hello"}]}

    first_read, second_read = read_questions(written(tmp_path, "", WHOLE, "  ", second, ""))

    assert first_read.id == "q1"
    assert first_read.accepted == [["wind"]]
    assert second_read.history == [{"role": "user", "content": "Hello"}]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "not JSON"),
        ('"text"', "the record"),
        (json.dumps({k: v for k, v in WHOLE.items() if k != "question"}), "question"),
        (json.dumps(WHOLE | {"answer": "wind"}), "answer"),
        (json.dumps(WHOLE | {"answerable": "perhaps"}), "answerable"),
        (json.dumps(WHOLE | {"history": [{"role": "user"}]}), "history.0.content"),
        (json.dumps(WHOLE | {"quotes": []}), "needs accepted answers and quotes"),
        (json.dumps(WHOLE | {"answerable": False}), "has no accepted answers"),
        (json.dumps(WHOLE), "'q1' is taken"),
    ],
)
def test_a_record_that_cannot_be_used_is_named_by_file_and_line(
    tmp_path: Path, line: str, said: str
) -> None:
    file = written(tmp_path, WHOLE, line)

    with pytest.raises(QuestionFileError) as error:
        read_questions(file)

    message = str(error.value)
    assert message.startswith(f"{file}, line 2: ")
    assert said in message
    assert "\n" not in message


def test_a_file_without_questions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QuestionFileError, match="no questions in it"):
        read_questions(written(tmp_path, ""))


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(QuestionFileError, match=r"missing\.jsonl cannot be read"):
        read_questions(tmp_path / "missing.jsonl")
    (tmp_path / "latin.jsonl").write_bytes(b'{"id": "caf\xe9"}')
    with pytest.raises(QuestionFileError, match=r"latin\.jsonl cannot be read"):
        read_questions(tmp_path / "latin.jsonl")


def test_every_quote_must_stand_in_its_document() -> None:
    question, file = Question.model_validate(WHOLE), Path("questions.jsonl")

    check_quotes(file, [question], {"kites.txt": "Kites. A kite needs wind. A tail helps."})
    with pytest.raises(QuestionFileError, match=r"q1: the quote 'A kite needs wind\.' does not"):
        check_quotes(file, [question], {"kites.txt": "A kite needs  wind."})
    with pytest.raises(QuestionFileError, match="not among the documents"):
        check_quotes(file, [question], {"boats.txt": "A kite needs wind."})
