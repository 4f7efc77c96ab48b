"""Retrieval over real documents with the real model."""

import math
import pickle
from pathlib import Path

import pytest
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever

from ingest.pipeline import ingest
from vectorstore.library import Library
from vectorstore.retriever import HybridRetriever
from vectorstore.words import stems

HARBOUR = """# The harbour

The ferry to the island leaves at seven. It carries sixty passengers and nine cars.

The lighthouse keeper is called Quillfeather. She has lived on the rock since 1987.
"""
KITCHEN = """# The kitchen

Bread is baked before dawn. The oven burns beech wood and is never allowed to go out.

Physicians advise against eating it warm. “It lies heavily,” – so they say – on the stomach.
"""
GARDEN = "# The garden\n\n" + "\n\n".join(
    f"Bed number {i} grows {plant}. {plant.title()} need {need}. " * 6
    for i, (plant, need) in enumerate(
        [("leeks", "deep soil"), ("beans", "poles"), ("pumpkins", "room"), ("herbs", "sun")]
    )
)


@pytest.fixture
def shelf(library: Library, tmp_path: Path) -> Library:
    for name, text in {"harbour": HARBOUR, "kitchen": KITCHEN, "garden": GARDEN}.items():
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    report = ingest(library, sorted(tmp_path.glob("*.md")))
    assert len(report.added) == 3
    return library


def test_the_retriever_is_what_langchain_calls_a_retriever(shelf: Library) -> None:
    retriever = HybridRetriever(library=shelf, k=2)
    assert isinstance(retriever, BaseRetriever)
    found = retriever.invoke("When does the ferry leave?")
    assert len(found) == 2
    assert all(isinstance(document, LangChainDocument) for document in found)
    assert found[0].metadata["title"] == "The harbour"
    first, second = retriever.batch(["ferry", "bread"])
    assert [first[0].metadata["title"], second[0].metadata["title"]] == [
        "The harbour",
        "The kitchen",
    ]


def test_offsets_slice_the_text_of_the_document(shelf: Library) -> None:
    for question in ("ferry", "Why is warm bread bad?", "beans"):
        for document in HybridRetriever(library=shelf, k=10).invoke(question):
            text = shelf.catalog.document_text(document.metadata["document_id"]).text
            start, end = document.metadata["start"], document.metadata["end"]
            assert text[start:end] == document.page_content


def test_sentences_of_the_evidence_slice_the_text_too(shelf: Library) -> None:
    for passage in shelf.retrieve("What do doctors say about bread?").passages:
        text = shelf.catalog.document_text(passage.document_id).text
        assert passage.span.of(text) == passage.text
        for sentence in passage.sentences:
            assert sentence.span.of(text) == sentence.text


def test_scores_fall_from_the_best_to_the_last(shelf: Library) -> None:
    found = HybridRetriever(library=shelf, k=10).invoke("What do pumpkins need?")
    scores = [document.metadata["score"] for document in found]
    assert scores == sorted(scores, reverse=True)


def test_a_rare_word_is_found(shelf: Library) -> None:
    (best, *_) = shelf.retrieve("Quillfeather").passages
    assert "Quillfeather" in best.text
    (best, *_) = shelf.retrieve("quillfeathers").passages
    assert "Quillfeather" in best.text


def test_a_meaning_is_found_in_other_words(shelf: Library) -> None:
    (best, *_) = shelf.retrieve("What do doctors recommend about fresh loaves?").passages
    assert "Physicians advise" in best.text
    (best, *_) = shelf.retrieve("How many people fit on the boat?").passages
    assert "sixty passengers" in best.text


def test_the_sentence_that_answers_is_the_best_of_its_passage(shelf: Library) -> None:
    (best, *_) = shelf.retrieve("How many passengers does the ferry carry?").passages
    sentence = max(best.sentences, key=lambda sentence: sentence.score)
    assert sentence.text == "It carries sixty passengers and nine cars."


def test_the_same_question_gives_the_same_evidence_byte_for_byte(shelf: Library) -> None:
    question = "Who keeps the lighthouse?"
    first = pickle.dumps(shelf.retrieve(question))
    shelf.retrieve("Something else in between, of another length?")
    assert pickle.dumps(shelf.retrieve(question)) == first
    shelf.close()
    again = Library(shelf.folder, shelf.embedder)
    assert pickle.dumps(again.retrieve(question)) == first
    assert again.reindex() > 0
    assert pickle.dumps(again.retrieve(question)) == first
    again.close()


def test_a_document_is_found_in_that_a_whole_library_would_crowd_out(
    shelf: Library, tmp_path: Path
) -> None:
    files = [tmp_path / "ferries" / f"{number}.txt" for number in range(150)]
    files[0].parent.mkdir()
    for number, file in enumerate(files):
        file.write_text(f"Ferry {number} leaves the island at seven. The ferry leaves at seven.")
    assert len(ingest(shelf, files).added) == 150
    question = "When does the ferry leave the island at seven?"
    titles = {document.title: document.id for document in shelf.catalog.documents()}
    kitchen, harbour = titles["The kitchen"], titles["The harbour"]
    terms = stems(question)
    assert kitchen not in {passage.document_id for passage in shelf.retrieve(question).passages}

    evidence = shelf.retrieve(question, documents=[kitchen])

    assert {passage.document_id for passage in evidence.passages} == {kitchen}
    both = shelf.retrieve(question, documents=[kitchen, harbour])
    assert [passage.document_id for passage in both.passages] == [harbour, kitchen]
    by_words = shelf.catalog.passages.keyword_search(terms, 64, [harbour, kitchen])
    assert {passage.document_id for passage in shelf.catalog.passages.get(by_words)} == {harbour}
    assert not set(by_words) & set(shelf.catalog.passages.keyword_search(terms, 64))


def test_an_empty_library_has_nothing(library: Library) -> None:
    assert HybridRetriever(library=library).invoke("Is anybody there?") == []
    evidence = library.retrieve("Is anybody there?")
    assert (evidence.question, evidence.passages) == ("Is anybody there?", ())


@pytest.mark.parametrize(
    "query",
    [
        "",
        " \n\t ",
        "?!…—“”",
        "\0",
        "ferry\0bread",
        'AND OR NEAR("',
        'terms:"ferry" NOT bread* ^first (unclosed',
        "'; DROP TABLE documents; --",
        "x" * 20_000,
        "where is the ferry " * 1100,
        " ".join(f"word{i}" for i in range(2500)),
        "🙂👩‍👩‍👧🏴‍☠️",
        "渡轮什么时候离开？",
        "متى تغادر العبارة؟",
        "½ ﷺ \u202e \ufeff \ufffd",
        "half a pair \ud83d of surrogates",
        "1,000,000.00 15th 1990s",
        "the of and",
    ],
)
def test_any_query_is_answered(shelf: Library, query: str) -> None:
    evidence = shelf.retrieve(query)
    assert len(evidence.token_spans) == len(evidence.token_weights)
    for passage in evidence.passages:
        assert len(passage.alignment) == len(evidence.token_spans)
        assert math.isfinite(passage.score)
        assert all(math.isfinite(sentence.score) for sentence in passage.sentences)
    assert len(HybridRetriever(library=shelf, k=3).invoke(query)) == 3
