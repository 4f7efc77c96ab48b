"""Runs over a library of two documents: what is noted, what is kept, what goes on."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.chain import AnswerChain
from assistant.models.failures import ModelUnavailable
from assistant.settings import Settings
from evals.cache import Cache
from evals.measures.end_to_end import right
from evals.questions.record import QuestionFileError
from evals.questions.sets import QuestionSet, from_files
from evals.results import Observation, Run
from evals.run import run
from tests.evals.shelf_of_two import APPLES, CHAIN, PERU, documents, questions
from tests.network import free_port


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def small_set(tmp_path: Path, *records: dict[str, object]) -> QuestionSet:
    file = questions(tmp_path / "small.jsonl", *records)
    return from_files(file, [documents(tmp_path / "documents")])


def by_id(done: Run) -> dict[str, Observation]:
    return {seen.question.id: seen for seen in done.observations}


def test_each_question_is_asked_of_all_documents_and_noted(tmp_path: Path, cache: Cache) -> None:
    seen = by_id(run(small_set(tmp_path), Settings(), cache))

    apples = seen["apples"]
    assert right(apples)
    assert apples.reply is not None
    assert "apples" in apples.reply.text
    assert all(citation.stands for citation in apples.reply.citations)
    assert apples.retrieval.passages[0].place.document == "bread.txt"
    assert "smells of apples" in apples.retrieval.passages[0].text
    assert apples.gold.words == [["After a week it smells of apples"]]
    assert apples.retrieval.relevant_passages == 1
    assert apples.retrieval.relevant_sentences == 1
    assert apples.seconds.keys() == {"understand", "search", "answer"}
    assert seen["peru"].abstained


def test_of_a_long_place_the_beginning_is_noted(tmp_path: Path, cache: Cache) -> None:
    place = {"document": "long.txt", "start": 0, "end": 900}
    asked = small_set(tmp_path, CHAIN | {"quotes": [[place]]})
    (tmp_path / "documents" / "long.txt").write_text("A chain wears. " * 100, encoding="utf-8")

    ((words,),) = by_id(run(asked, Settings(), cache))["chain"].gold.words

    assert words.startswith("A chain wears. A chain")
    assert words.endswith("wears. …")
    assert len(words) <= 602


def test_what_a_refusal_held_back_is_noted(tmp_path: Path, cache: Cache) -> None:
    seen = by_id(run(small_set(tmp_path), Settings(threshold=1.0), cache))

    assert seen["apples"].abstained
    assert seen["apples"].withheld is not None
    assert "apples" in seen["apples"].withheld.text


def test_a_run_says_what_it_was_made_of(tmp_path: Path, cache: Cache) -> None:
    about = run(small_set(tmp_path), Settings(threshold=0.4), cache, seed=7).about

    assert about.name == "small"
    assert about.answerer == "quoting"
    assert about.threshold == 0.4
    assert about.seed == 7
    assert about.questions_in_set == 3
    hashes = {about.data_sha256, about.code_sha256, about.library_sha256}
    assert len(hashes) == 3
    assert all(len(one) == 64 for one in hashes)


def test_a_second_run_asks_nothing_again(
    tmp_path: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run(small_set(tmp_path), Settings(), cache)
    asked = counted(monkeypatch)

    second = run(small_set(tmp_path), Settings(), cache)

    assert asked() == 0
    assert second.observations == first.observations


def test_an_interrupted_run_goes_on_where_it_stopped(
    tmp_path: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(seen: Observation) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(small_set(tmp_path), Settings(), cache, on_question=stop)
    asked = counted(monkeypatch)

    done = run(small_set(tmp_path), Settings(), cache)

    assert asked() == 2
    assert len(done.observations) == 3


@pytest.mark.parametrize("change", ["question", "setting", "document"])
def test_what_depends_on_a_change_is_asked_again(
    tmp_path: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    small = small_set(tmp_path)
    run(small, Settings(), cache)
    settings = Settings()
    if change == "question":
        small = small_set(tmp_path, APPLES | {"question": "What does it smell of?"}, CHAIN, PERU)
    elif change == "setting":
        settings = Settings(threshold=0.9)
    else:
        (tmp_path / "documents" / "third.txt").write_text("A third document, on tides.")
    asked = counted(monkeypatch)

    run(small, settings, cache)

    assert asked() == (1 if change == "question" else 3)


def test_a_document_that_is_gone_is_not_found_any_more(tmp_path: Path, cache: Cache) -> None:
    run(small_set(tmp_path), Settings(), cache)
    (tmp_path / "documents" / "bicycles.txt").unlink()
    only_bread = replace(small_set(tmp_path, APPLES), documents=(tmp_path / "documents",))
    (tmp_path / "documents" / "bicycles.txt").unlink()

    done = run(only_bread, Settings(), cache)

    found = {passage.place.document for passage in done.observations[0].retrieval.passages}
    assert found == {"bread.txt"}


def test_a_failure_of_the_machinery_is_noted_and_tried_anew_next_time(
    tmp_path: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: AnswerChain, understood: object) -> None:
        raise RuntimeError("no more memory")

    with monkeypatch.context() as patched:
        patched.setattr(AnswerChain, "search", broken)
        failed = run(small_set(tmp_path), Settings(), cache)
    assert [seen.error for seen in failed.observations] == ["RuntimeError: no more memory"] * 3
    assert failed.judged == []

    assert len(run(small_set(tmp_path), Settings(), cache).judged) == 3


def test_a_quote_that_stands_nowhere_stops_the_run_and_names_its_line(
    tmp_path: Path, cache: Cache
) -> None:
    wrong = CHAIN | {"quotes": [["before it ruins the saddle"]]}

    with pytest.raises(QuestionFileError, match=r"small\.jsonl, line 2: the quote 'before it"):
        run(small_set(tmp_path, APPLES, wrong), Settings(), cache)


def test_a_question_on_a_document_that_is_not_there_stops_the_run(
    tmp_path: Path, cache: Cache
) -> None:
    lost = CHAIN | {"document": "cars.txt"}

    with pytest.raises(QuestionFileError, match=r"line 1: .*cars\.txt.* is not among"):
        run(small_set(tmp_path, lost), Settings(), cache)


def test_a_document_that_cannot_be_read_stops_the_run(tmp_path: Path, cache: Cache) -> None:
    missing = replace(small_set(tmp_path), documents=(tmp_path / "missing.txt",))

    with pytest.raises(QuestionFileError, match="does not exist"):
        run(missing, Settings(), cache)


def test_two_documents_of_one_name_cannot_be_asked_about(tmp_path: Path, cache: Cache) -> None:
    small = small_set(tmp_path)
    (tmp_path / "documents" / "old").mkdir()
    (tmp_path / "documents" / "old" / "bread.txt").write_text("Another document, on bread.")

    with pytest.raises(QuestionFileError, match=r"several documents are called bread\.txt"):
        run(small, Settings(), cache)


def test_a_document_that_is_there_twice_goes_by_either_name(tmp_path: Path, cache: Cache) -> None:
    small = small_set(tmp_path)
    copied = tmp_path / "documents" / "wheels.txt"
    copied.write_bytes((tmp_path / "documents" / "bicycles.txt").read_bytes())

    done = run(replace(small, questions=small.questions[1:2]), Settings(), cache)

    assert right(done.observations[0])


def test_a_follow_up_is_also_searched_for_in_simpler_ways(tmp_path: Path, cache: Cache) -> None:
    follow_up = CHAIN | {
        "id": "follow-up",
        "question": "Why is it replaced?",
        "history": [
            {"role": "user", "content": "What stretches on a bicycle?"},
            {"role": "assistant", "content": "A chain stretches as it wears. [1]"},
        ],
    }

    (seen,) = run(small_set(tmp_path, follow_up), Settings(), cache).observations

    assert seen.retrieval.searched == "What stretches on a bicycle? Why is it replaced?"
    assert seen.retrieval.other_queries == {"last turn alone": 1, "all turns joined": 1}


def counted(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """From now on, how many questions were searched for."""
    calls = 0
    search = AnswerChain.search

    def counting(self: AnswerChain, understood: object) -> object:
        nonlocal calls
        calls += 1
        return search(self, understood)  # type: ignore[arg-type]

    monkeypatch.setattr(AnswerChain, "search", counting)
    return lambda: calls


def test_a_chat_model_is_evaluated_by_its_name(
    tmp_path: Path, cache: Cache, language_server: str
) -> None:
    settings = Settings(model="smollm2", model_url=language_server)

    done = run(small_set(tmp_path), settings, cache)

    assert done.about.answerer == "smollm2"
    assert done.about.settings["model_url"] == language_server
    seen = by_id(done)
    assert seen["apples"].error is None
    assert seen["apples"].tokens is not None
    assert seen["apples"].tokens.read > 50
    # Whether the documents answer is not the model's to say: it isn't asked about Peru.
    assert seen["peru"].tokens is None
    assert seen["peru"].withheld is None


def test_a_model_without_a_key_is_not_evaluated(
    tmp_path: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)

    with pytest.raises(ModelUnavailable, match="needs a key; set OPENAI_API_KEY"):
        run(small_set(tmp_path), Settings(model="openai:gpt-5-mini"), cache)


def test_a_model_whose_server_is_gone_fails_on_questions_and_not_on_answers(
    tmp_path: Path, cache: Cache
) -> None:
    settings = Settings(model="smollm2", model_url=f"http://127.0.0.1:{free_port()}/v1")

    seen = by_id(run(small_set(tmp_path), settings, cache))

    assert "cannot be reached" in (seen["apples"].error or "")
    assert seen["peru"].error is None
