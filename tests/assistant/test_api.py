import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import assistant as package
from assistant.answer import Answer
from assistant.api import Assistant
from assistant.events import AnswerReady, Searched, SentenceReady
from assistant.settings import Settings
from ingest.sample import SAMPLE
from tests.awaiting import awaited
from vectorstore.errors import LibraryInUse, UnknownDocument
from vectorstore.retriever import HybridRetriever

ROOT = Path(__file__).parents[2]
QUESTION = "How many cases were finalized?"


def test_it_is_opened_and_closed_by_with(tmp_path: Path) -> None:
    with Assistant.open(tmp_path / "library") as opened:
        assert opened.documents() == []
        with pytest.raises(LibraryInUse):
            Assistant.open(tmp_path / "library")

    with Assistant.open(str(tmp_path / "library")) as again:
        assert again.documents() == []


def test_without_a_folder_it_opens_the_library_of_the_settings(tmp_path: Path) -> None:
    with (
        Assistant.open() as default,
        Assistant.open(settings=Settings(library=tmp_path / "mine")) as chosen,
    ):
        assert default.library.folder == Settings().library
        assert chosen.library.folder == tmp_path / "mine"


def test_it_is_closed_when_something_goes_wrong_inside(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="on purpose"), Assistant.open(tmp_path / "library"):
        raise RuntimeError("on purpose")

    Assistant.open(tmp_path / "library").close()


def test_an_ingest_tells_what_became_of_each_file(assistant: Assistant, tmp_path: Path) -> None:
    bees, wasps = tmp_path / "bees.txt", tmp_path / "wasps.txt"
    bees.write_text("Bees dance to tell where the flowers are.")
    wasps.write_text("Wasps build nests of paper.")
    first = assistant.ingest([bees, wasps])
    bees.write_text("Bees dance in the dark of the hive.")

    second = assistant.ingest([tmp_path, tmp_path / "ants.txt"])

    assert [document.source for document in first.added] == [str(bees), str(wasps)]
    assert [document.source for document in second.updated] == [str(bees)]
    assert [document.source for document in second.unchanged] == [str(wasps)]
    assert [failure.source for failure in second.failed] == [str(tmp_path / "ants.txt")]
    assert "does not exist" in second.failed[0].message


def test_progress_ends_at_the_whole(assistant: Assistant) -> None:
    seen = []

    assistant.ingest([SAMPLE], seen.append)

    fractions = [progress.fraction for progress in seen]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0


def test_what_is_found_stands_where_it_says(sample: Assistant) -> None:
    passages = sample.search("military court", k=3)

    assert len(passages) == 3
    assert "military courts" in passages[0].text
    for passage in passages:
        assert sample.document(passage.document_id).text[passage.start : passage.end] == (
            passage.text
        )
    assert sample.search("military court", k=1) == passages[:1]


def test_an_empty_library_finds_nothing(assistant: Assistant) -> None:
    assert assistant.search("military court") == []


def test_a_document_knows_its_title_and_where_it_came_from(sample: Assistant) -> None:
    (document,) = sample.documents()

    assert document.title == "Pakistan's fight against terrorism: a brief"
    assert document.source == str(SAMPLE)
    assert document.characters == len(sample.document(document.id).text)
    assert document.passages > 1


def test_a_removed_document_is_never_quoted_again(assistant: Assistant) -> None:
    (document,) = assistant.ingest([SAMPLE]).added
    assert "546" in assistant.ask(QUESTION).text

    assistant.remove(document.id)

    assert assistant.documents() == []
    assert assistant.ask(QUESTION).nearest == ()
    with pytest.raises(UnknownDocument):
        assistant.document(document.id)


def test_an_unknown_id_is_refused_by_name(assistant: Assistant) -> None:
    for refused in (assistant.document, assistant.remove):
        with pytest.raises(UnknownDocument, match="nonsense"):
            refused("nonsense")


def test_reindexing_keeps_every_passage(assistant: Assistant) -> None:
    (document,) = assistant.ingest([SAMPLE]).added
    before = assistant.ask(QUESTION)

    assert assistant.reindex() == document.passages
    assert assistant.ask(QUESTION) == before


def test_a_stream_searches_then_tells_each_sentence_then_the_answer(sample: Assistant) -> None:
    searched, *sentences, ready = sample.stream(QUESTION)

    assert isinstance(searched, Searched)
    assert isinstance(ready, AnswerReady)
    assert ready.answer == sample.ask(QUESTION)
    assert searched.searched == QUESTION
    assert searched.nearest == ready.answer.nearest
    assert searched.confidence == ready.answer.confidence
    assert sentences == [SentenceReady(sentence) for sentence in ready.answer.sentences]
    assert sentences


def test_a_stream_without_an_answer_has_no_sentences(sample: Assistant) -> None:
    events = list(sample.stream("Who painted Guernica?"))

    assert [type(event) for event in events] == [Searched, AnswerReady]


def test_the_asynchronous_ways_give_the_same(sample: Assistant) -> None:
    async def both() -> tuple[Answer, list[object]]:
        streamed = [event async for event in sample.astream(QUESTION)]
        return await sample.aask(QUESTION), streamed

    answer, events = awaited(both())

    assert answer == sample.ask(QUESTION)
    assert events == list(sample.stream(QUESTION))


def test_an_asynchronous_stream_passes_errors_on(tmp_path: Path) -> None:
    async def drain(closed: Assistant) -> list[object]:
        return [event async for event in closed.astream(QUESTION)]

    closed = Assistant.open(tmp_path / "library")
    closed.close()

    with pytest.raises(Exception, match="closed"):
        awaited(drain(closed))


def test_threads_may_ask_while_one_ingests(assistant: Assistant, tmp_path: Path) -> None:
    assistant.ingest([SAMPLE])
    for number in range(24):
        file = tmp_path / "more" / f"{number}.txt"
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"Barge number {number} carries {number * 7} tonnes of gravel upstream.")

    with ThreadPoolExecutor(9) as threads:
        ingesting = threads.submit(assistant.ingest, [tmp_path / "more"])
        asked = [threads.submit(assistant.ask, QUESTION) for _ in range(8)]
        answers = [future.result() for future in asked]
        report = ingesting.result()

    assert len(report.added) == 24
    assert not report.failed
    assert all("546" in answer.text for answer in answers)
    assert "147 tonnes" in assistant.search("barge number 21", k=1)[0].text


def test_the_retriever_serves_other_chains(sample: Assistant) -> None:
    found = HybridRetriever(library=sample.library, k=2).invoke("military court")

    assert len(found) == 2
    for document in found:
        place = document.metadata
        text = sample.document(place["document_id"]).text
        assert text[place["start"] : place["end"]] == document.page_content
        assert place["title"] == "Pakistan's fight against terrorism: a brief"


def test_the_package_hands_out_all_that_it_names() -> None:
    for name in package.__all__:
        assert getattr(package, name).__name__ == name
    with pytest.raises(AttributeError, match="no attribute 'Asistant'"):
        package.Asistant  # noqa: B018


def test_importing_the_package_loads_nothing_slow() -> None:
    slow = {"torch", "chromadb", "gradio", "transformers", "sentence_transformers", "langchain"}
    program = "import assistant, sys; print(*{name.split('.')[0] for name in sys.modules})"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert "assistant" in done.stdout.split()
    assert slow.isdisjoint(done.stdout.split())


def test_each_package_says_that_it_is_typed() -> None:
    for folder in ("assistant", "ingest", "prompts", "vectorstore", "ui", "evals"):
        assert (ROOT / folder / "py.typed").is_file()
