"""Public sets in their own formats, read into question records and files."""

import json
from pathlib import Path

import pytest

from evals.questions.gold import resolve
from evals.questions.record import Place, Question, QuestionFileError
from evals.questions.sets import QuestionSet, from_dataset, from_files, sample
from tests.evals.shelf_of_two import documents, questions

KITES = "A kite is held up by the wind. Its tail keeps it steady."
SQUAD = {
    "data": [
        {
            "title": "Kite_flying",
            "paragraphs": [
                {"context": "Kites are old.", "qas": []},
                {
                    "context": KITES,
                    "qas": [
                        {
                            "id": "tail",
                            "question": "What keeps a kite steady?",
                            "answers": [
                                {"text": "Its tail", "answer_start": 31},
                                {"text": "tail", "answer_start": 35},
                            ],
                        },
                        {
                            "id": "string",
                            "question": "What is its string made of?",
                            "answers": [],
                            "is_impossible": True,
                        },
                    ],
                },
            ],
        }
    ]
}
SELECTED = ["A kite is held up by the wind. ", "Its tail keeps it steady."]


def clapnq(id_: str, *selected: str) -> dict[str, object]:
    passage = {"title": "Kite", "text": KITES, "sentences": SELECTED}
    outputs = [{"answer": "", "selected_sentences": [sentence]} for sentence in selected]
    return {"id": id_, "input": "how do kites fly", "passages": [passage], "output": outputs}


def mtrag(id_: str, answerability: str, *passages: tuple[str, str]) -> dict[str, object]:
    return {
        "task_id": id_,
        "collection": "toys",
        "answerability": [answerability],
        "question_type": ["How-To"],
        "multi_turn": ["Follow-up"],
        "contexts": [{"document_id": name, "text": text} for name, text in passages],
        "input": [
            {"speaker": "user", "text": "What is a kite?"},
            {"speaker": "agent", "text": "A toy."},
            {"speaker": "user", "text": "How is it kept steady?"},
        ],
        "targets": [],
    }


def lines(file: Path, *records: object) -> Path:
    file.write_text("\n".join(json.dumps(record) for record in records))
    return file


def gold_texts(read: QuestionSet, question: Question) -> list[str]:
    """What stands where a question's right places are, in the files as they were written."""
    texts = {file.name: file.read_bytes().decode() for file in read.documents}
    places = resolve(question, texts).supporting
    return [texts[place.document][place.start : place.end] for place in places]


def test_a_squad_article_is_a_document_and_its_answers_have_their_places(tmp_path: Path) -> None:
    read = from_dataset("squad2", [lines(tmp_path / "kites.json", SQUAD)], tmp_path / "files")

    assert [file.name for file in read.documents] == ["0000-kite-flying.txt"]
    tail, string = read.questions
    assert gold_texts(read, tail) == ["Its tail", "tail"]
    assert tail.accepted == [["Its tail", "tail"]]
    assert tail.tags == ["short-answer"]
    assert not string.answerable
    assert string.kind == "adversarial"


def test_of_clapnq_any_selected_sentence_must_be_cited_and_all_should_be(tmp_path: Path) -> None:
    files = [
        lines(tmp_path / "yes.jsonl", clapnq("both", *SELECTED)),
        lines(tmp_path / "no.jsonl", clapnq("none")),
    ]

    read = from_dataset("clapnq", files, tmp_path / "files")

    both, none = read.questions
    assert gold_texts(read, both) == SELECTED
    assert len(both.quotes) == 1
    assert len(both.supporting) == 2
    assert not none.answerable
    assert len(read.documents) == 1


def test_a_turn_of_mtrag_brings_its_conversation_and_all_passages_behind_it(
    tmp_path: Path,
) -> None:
    file = lines(
        tmp_path / "talks.jsonl",
        mtrag("first", "ANSWERABLE", ("a", f"Kites\r\n{KITES}"), ("b", "Tails\nTails are long.")),
        mtrag("second", "UNANSWERABLE"),
        mtrag("third", "UNDERSPECIFIED", ("c", "Strings\nStrings are thin.")),
    )

    read = from_dataset("mtrag", [file], tmp_path / "files")

    first, second, third = read.questions
    assert [turn["role"] for turn in first.history] == ["user", "assistant"]
    assert gold_texts(read, first) == [f"Kites \n{KITES}", "Tails\nTails are long."]
    assert first.tags == ["toys", "follow-up", "how-to", "answerable"]
    assert (second.answerable, second.kind) == (False, "unanswerable")
    assert (third.answerable, third.kind) == (False, "underspecified")
    assert len(read.documents) == 3


@pytest.mark.parametrize("kind", ["squad", "clapnq", "mtrag"])
def test_a_file_in_another_format_is_one_sentence(tmp_path: Path, kind: str) -> None:
    for content in ('{"a": 1}', "not JSON", "[1]", "[]"):
        file = tmp_path / "other.json"
        file.write_text(content)

        with pytest.raises(QuestionFileError, match=rf"other\.json .* format of {kind}"):
            from_dataset(kind, [file], tmp_path / "files")


def test_a_set_of_one_file_is_not_read_from_two(tmp_path: Path) -> None:
    file = lines(tmp_path / "kites.json", SQUAD)

    with pytest.raises(QuestionFileError, match="name only one"):
        from_dataset("squad", [file, file], tmp_path / "files")


def test_a_sample_is_drawn_by_its_seed_and_keeps_all_documents(tmp_path: Path) -> None:
    whole = from_files(questions(tmp_path / "q.jsonl"), [documents(tmp_path / "documents")])

    drawn = {tuple(q.id for q in sample(whole, 2, seed).questions) for seed in range(20)}

    assert sample(whole, 2, 5) == sample(whole, 2, 5)
    assert len(drawn) == 3
    assert sample(whole, 2, 0).documents == whole.documents
    assert sample(whole, 2, 0).whole == 3
    assert sample(whole, 3, 0) == sample(whole, None, 0) == whole


def test_a_quote_that_stands_twice_has_two_places() -> None:
    question = Question(
        id="q",
        document="a.txt",
        question="What is said?",
        answerable=True,
        quotes=[["ho", Place(document="a.txt", start=0, end=2)]],
    )

    gold = resolve(question, {"a.txt": "ho ho"})

    assert [(place.start, place.end) for place in gold.quotes[0]] == [(0, 2), (3, 5), (0, 2)]
