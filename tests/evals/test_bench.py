"""The benchmark's parts on the sample article. Times are taken, and never asserted."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from evals.bench.corpus import Corpus, sample_corpus
from evals.bench.places import (
    MisplacedPassage,
    Place,
    PlacedQuestion,
    Retrieved,
    check_places,
    rank_of_answer,
)
from evals.bench.report import answer_ratio, ingest_ratio, table
from evals.bench.rounds import BenchmarkFailed, Measured, percentile, run_job
from evals.bench.systems import SYSTEMS
from evals.bench.worker import FIRST_RESULT, Job, measure_ingest, measure_questions
from evals.measures.ranks import hit_rate
from vectorstore.records import Span
from vectorstore.weights import packaged_folder


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return sample_corpus(tmp_path_factory.mktemp("bench") / "documents").limited(8)


def _job(task: str, system: str, corpus: Corpus, folder: Path) -> Job:
    questions = [question.to_json() for question in corpus.questions]
    model, library = str(packaged_folder()), str(folder / "library")
    return Job(task, system, model, str(corpus.documents), library, questions)


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_system_finds_places_in_the_sample(
    system: str, corpus: Corpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if missing := SYSTEMS[system].missing():
        pytest.skip(f"not installed: {', '.join(missing)}")
    ingest = measure_ingest(_job("ingest", system, corpus, tmp_path))
    assert ingest.keys() == {"ingest_s", "ingest_mb"}
    # Raises if a passage doesn't stand where the system says.
    result = measure_questions(_job("questions", system, corpus, tmp_path))
    assert FIRST_RESULT in capsys.readouterr().out.splitlines()
    assert len(result["ranks"]) == len(result["search_ms"]) == 8
    assert hit_rate(result["ranks"], 5) > 0
    assert len(result.get("answer_ms", [])) == (8 if SYSTEMS[system].answers else 0)


def test_a_worker_in_its_own_process_says_when_it_has_its_first_result(
    corpus: Corpus, tmp_path: Path
) -> None:
    measure_ingest(_job("ingest", "assistant", corpus, tmp_path))
    result = run_job(_job("questions", "assistant", corpus, tmp_path))
    assert result["start_s"] > 0
    assert len(result["ranks"]) == 8


def test_a_failing_worker_is_reported_with_what_it_said(corpus: Corpus, tmp_path: Path) -> None:
    with pytest.raises(BenchmarkFailed, match="KeyError: 'nobody'"):
        run_job(_job("ingest", "nobody", corpus, tmp_path))


def test_the_tutorials_chunks_stand_where_they_say(tmp_path: Path) -> None:
    if find_spec("langchain_text_splitters") is None:
        pytest.skip("not installed: langchain_text_splitters")
    from evals.bench.langchain_tutorial import chunks

    # The same paragraph many times over is the hardest case for finding a chunk's place.
    paragraph = "The ferry leaves at noon. It carries salt, mail and two goats. " * 5
    text = "\n\n".join(f"{paragraph}Day {day}." for day in range(20))
    (tmp_path / "ferry.txt").write_text(text, encoding="utf-8")
    found = chunks(tmp_path)
    assert len(found) > 5
    for chunk in found:
        start = chunk.metadata["start_index"]
        assert text[start : start + len(chunk.page_content)] == chunk.page_content


def test_paragraphs_stand_where_they_say(tmp_path: Path) -> None:
    from evals.bench.txtai_hybrid import paragraphs

    text = "\n\n# A heading\n\nTwo\nlines. \n\n\nOne\n"
    (tmp_path / "a:b.txt").write_text(text, encoding="utf-8")
    found = list(paragraphs(tmp_path))
    assert [part for _, part in found] == ["# A heading", "Two\nlines.", "One"]
    for place, part in found:
        start, end, file = place.split(":", 2)
        assert (text[int(start) : int(end)], file) == (part, "a:b.txt")


def test_a_passage_that_is_not_where_it_says_stops_the_benchmark() -> None:
    here = Retrieved(Place("a.txt", Span(4, 7)), "cat")
    check_places([here], {"a.txt": "the cat"})
    with pytest.raises(MisplacedPassage):
        check_places([here], {"a.txt": "the dog"})


def test_a_hit_is_the_same_file_and_all_of_an_answer() -> None:
    question = PlacedQuestion("?", (Place("a.txt", Span(10, 20)),))
    places = [("b.txt", 0, 30), ("a.txt", 0, 19), ("a.txt", 5, 25)]
    found = [Retrieved(Place(file, Span(start, end)), "") for file, start, end in places]
    assert rank_of_answer(question, found) == 3
    assert rank_of_answer(question, found[:2]) is None
    assert PlacedQuestion.from_json(question.to_json()) == question


def test_a_limit_takes_questions_from_everywhere(corpus: Corpus) -> None:
    questions = tuple(PlacedQuestion(str(number), ()) for number in range(10))
    ten = Corpus("ten", corpus.documents, questions)
    assert [question.text for question in ten.limited(4).questions] == ["0", "2", "5", "7"]
    assert ten.limited(None) == ten.limited(99) == ten


def _measured(**values: Any) -> Measured:
    measured = Measured(
        ingest_s=[4.0, 1.0, 2.0],
        ingest_mb=[700.0] * 3,
        start_s=[9.0] * 3,
        questions_mb=[600.0] * 3,
        ranks=[[1, 3, None, 9]] * 3,
        search_ms=[[10.0, 20.0, 30.0]] * 3,
    )
    measured.take(values)
    return measured


def test_figures_are_medians_over_the_rounds(corpus: Corpus) -> None:
    ours = _measured(answer_ms=[24.0, 25.0, 26.0], embed_ms=[4.0, 5.0, 90.0])
    other = _measured()
    other.ingest_s = [5.0, 6.0, 70.0]
    assert percentile(ours.search_ms, 50) == 20
    assert percentile([[7.0]], 95) == 7
    assert (ours.hit(1), ours.hit(5)) == (0.25, 0.5)
    assert answer_ratio(ours) == 5
    assert ingest_ratio(other, ours) == 3
    console = Console(width=160)
    with console.capture() as captured:
        console.print(table([(corpus, {"assistant": ours, "tutorial": other})]))
    shown = captured.get()
    assert "Article Assistant" in shown
    assert "LangChain tutorial" in shown
    assert "sample, 1 file, n = 8" in shown
    assert "3.00" in shown
    assert "5.00" in shown
