"""The measures of retrieval, on ranks and on a corpus small enough to know them by heart."""

from pathlib import Path

import pytest
from rich.console import Console

from evals.measures.ranks import first_rank, hit_rate, holds, mean_reciprocal_rank
from evals.questions.as_files import document_number, write_documents
from evals.questions.datasets import Dataset, DatasetDocument, DatasetQuestion, joined
from evals.tuning.retrieval import Comparison, measure, rank_of, table
from vectorstore.records import Span

_DOCUMENTS = (
    joined(
        "Bread",
        [
            "A sourdough starter is flour and water that wild yeast has moved into. Feed it "
            "twice a day. After a week it smells of apples and can raise a loaf.",
            "Rye dough needs no kneading. It is stirred, left in its tin until it has doubled, "
            "and baked for two hours in a falling oven.",
        ],
    ),
    joined(
        "Bicycles",
        [
            "A chain stretches as it wears. When twelve links measure three millimetres too "
            "much, the mechanic replaces it, before it ruins the sprockets.",
        ],
    ),
    joined(
        "Tides / harbours",
        [
            "The moon pulls the sea into two bulges, so most harbours see high water twice a "
            "day. At spring tide the sun pulls along, and the pilot waits for less time.",
        ],
    ),
)


def _asked(text: str, document: int, answer: str) -> DatasetQuestion:
    start = _DOCUMENTS[document].text.index(answer)
    place = Span(start, start + len(answer))
    return DatasetQuestion(text, text, document, 0, (place,), True)


_CORPUS = Dataset(
    "tiny",
    _DOCUMENTS,
    (
        _asked("What does a sourdough starter smell of after a week?", 0, "apples"),
        _asked("How long is rye dough baked?", 0, "two hours"),
        _asked("Why does the mechanic replace a worn chain?", 1, "ruins the sprockets"),
        _asked("How often do harbours see high water?", 2, "twice a day"),
        # The words stand in the second document, the place in the first: never at rank one.
        _asked("How many millimetres too long may a bicycle chain measure?", 0, "apples"),
        DatasetQuestion("no", "Who invented the telephone?", 0, 0, (), False),
    ),
)


def test_first_rank_counts_from_one() -> None:
    assert first_rank([5, 7, 8], lambda number: number % 2 == 0) == 3
    assert first_rank([5, 7], lambda number: number % 2 == 0) is None


def test_hit_rate_counts_ranks_up_to_k() -> None:
    assert hit_rate([1, 2, 5, 6, None], 1) == pytest.approx(1 / 5)
    assert hit_rate([1, 2, 5, 6, None], 5) == pytest.approx(3 / 5)
    assert hit_rate([], 5) == 0


def test_reciprocal_ranks_past_k_count_nothing() -> None:
    assert mean_reciprocal_rank([1, 2, 4, None], 10) == pytest.approx((1 + 1 / 2 + 1 / 4) / 4)
    assert mean_reciprocal_rank([1, 11], 10) == pytest.approx(1 / 2)
    assert mean_reciprocal_rank([], 10) == 0


def test_a_place_holds_an_answer_only_if_all_of_it() -> None:
    assert holds(Span(10, 20), Span(10, 20))
    assert holds(Span(10, 20), Span(12, 13))
    assert not holds(Span(10, 20), Span(9, 12))
    assert not holds(Span(10, 20), Span(19, 21))


def test_the_same_characters_of_another_document_are_no_answer() -> None:
    question = _CORPUS.questions[2]
    (answer,) = question.answers
    whole = Span(0, answer.end)
    assert rank_of(question, [(0, whole), (1, Span(0, 1)), (1, whole)]) == 3
    assert rank_of(question, [(0, whole), (2, whole)]) is None


def test_documents_are_written_as_they_are(tmp_path: Path) -> None:
    lines = DatasetDocument("Lines", "one\r\ntwo\n", (Span(0, 9),))
    files = write_documents(Dataset("lines", (*_DOCUMENTS, lines), ()), tmp_path)
    assert [document_number(file) for file in files] == [0, 1, 2, 3]
    assert files[3].read_bytes() == b"one\r\ntwo\n"
    assert all(file.parent == tmp_path for file in files)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    return measure(_CORPUS, tmp_path_factory.mktemp("tiny"))


def test_answers_are_found_where_they_stand(found: Comparison) -> None:
    assert found.assistant.passages[:4] == [1, 1, 1, 1]
    assert found.dense.passages[:4] == [1, 1, 1, 1]
    assert found.lexical.passages[:4] == [1, 1, 1, 1]
    assert found.assistant.sentences[:4] == [1, 1, 1, 1]


def test_an_answer_elsewhere_is_found_later_or_not_at_all(found: Comparison) -> None:
    assert found.assistant.passages[4] in (2, 3, 4)
    assert found.dense.passages[4] in (2, 3, 4)
    assert found.lexical.passages[4] is None  # none of the question's words are there
    assert found.assistant.sentences[4] != 1


def test_unanswerable_questions_are_not_asked(found: Comparison) -> None:
    assert len(found.assistant.passages) == 5
    assert not found.dense.sentences


def test_the_table_says_what_was_measured(found: Comparison) -> None:
    console = Console(width=120)
    with console.capture() as captured:
        console.print(table({"tiny": found}))
    shown = captured.get()
    assert "tiny, n = 5" in shown
    assert "0.800" in shown  # four of five first
    assert "BM25 alone" in shown
