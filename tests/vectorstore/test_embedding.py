"""One forward pass gives the vectors of a passage, its sentences and its words."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import torch
from langchain_core.embeddings import Embeddings
from langchain_core.vectorstores import InMemoryVectorStore
from sentence_transformers import SentenceTransformer

from ingest.passages import passage_spans
from ingest.sentences import sentence_spans
from vectorstore import token_codes
from vectorstore.embedding import Embedder, PassageVectors
from vectorstore.errors import ModelUnusable
from vectorstore.records import PassageSpan
from vectorstore.weights import verified_packaged_folder

TEXT = (
    "The military courts finalized 546 cases. Officials met in Kabul on 15 December! "
    "Nobody — not even the ministers — knew why."
)


def passages_of(text: str, embedder: Embedder) -> list[PassageSpan]:
    return passage_spans(text, sentence_spans(text), embedder.piece_spans, embedder.passage_pieces)


def vectors_of(text: str, embedder: Embedder) -> PassageVectors:
    (vectors,) = embedder.embed_passages(text, passages_of(text, embedder))
    return vectors


def test_every_sentence_and_every_word_has_a_vector(embedder: Embedder) -> None:
    vectors = vectors_of(TEXT, embedder)
    (pieces,) = embedder.piece_spans([TEXT])
    words = sum(TEXT[end - 1].isalnum() for _, end in pieces)
    assert embedder.dimensions == 384
    assert vectors.passage.shape == (384,)
    assert vectors.sentences.shape == (3, 384)
    assert vectors.token_codes.shape == (words, 96)
    assert vectors.token_scales.shape == vectors.token_sentences.shape == (words,)
    assert sorted(set(vectors.token_sentences.tolist())) == [0, 1, 2]
    assert vectors.token_sentences.tolist() == sorted(vectors.token_sentences.tolist())


def test_vectors_have_unit_length(embedder: Embedder) -> None:
    vectors = vectors_of(TEXT, embedder)
    rows = np.vstack([vectors.passage, vectors.sentences]).astype(np.float32)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-3)


def test_passage_vectors_are_those_of_the_model_in_full_precision(embedder: Embedder) -> None:
    exact = SentenceTransformer(
        str(verified_packaged_folder()), model_kwargs={"dtype": torch.float32}
    )
    for text in (TEXT, "Short.", "The potter sold kettles. " * 40):
        expected = exact.encode(text, normalize_embeddings=True, show_progress_bar=False)
        assert vectors_of(text, embedder).passage.astype(np.float32) @ expected > 0.999
        assert np.array(embedder.embed_query(text)) @ expected > 0.999


def test_a_passage_has_the_same_vector_in_any_company(embedder: Embedder) -> None:
    text = "\n\n".join(f"Number {i} is about {'rivers and hills ' * (i % 40)}." for i in range(40))
    spans = [PassageSpan(s, (s,)) for s in sentence_spans(text)]
    together = embedder.embed_passages(text, spans)
    for span, vectors in list(zip(spans, together, strict=True))[::7]:
        (alone,) = embedder.embed_passages(text, [span])
        cosine = vectors.passage.astype(np.float32) @ alone.passage.astype(np.float32)
        assert cosine > 0.999


def test_a_question_is_nearest_to_the_sentence_that_answers_it(embedder: Embedder) -> None:
    vectors = vectors_of(TEXT, embedder)
    question = embedder.embed_question("Where did officials meet?")
    assert int(np.argmax(vectors.sentences.astype(np.float32) @ question.vector)) == 1


def test_a_word_of_a_question_is_nearest_to_the_same_word(embedder: Embedder) -> None:
    vectors = vectors_of(TEXT, embedder)
    question = embedder.embed_question("What happened in Kabul?")
    kabul = next(i for i, s in enumerate(question.token_spans) if s.of(question.text) == "Kabul")
    cosines = token_codes.similarities(question.tokens, vectors.token_codes, vectors.token_scales)
    assert vectors.token_sentences[int(np.argmax(cosines[kabul]))] == 1


@pytest.mark.parametrize(
    "text", ["Where is it?", "Zoë’s “naïve” 👩‍👩‍👧 不 café?", "", "?!", "\0", "x " * 9000]
)
def test_the_tokens_of_a_question_say_where_they_stand(embedder: Embedder, text: str) -> None:
    question = embedder.embed_question(text)
    assert question.vector.shape == (384,)
    assert np.isfinite(question.vector).all()
    assert question.tokens.shape == (len(question.token_spans), 384)
    for span in question.token_spans:
        assert 0 <= span.start < span.end <= len(text)


def test_pieces_say_where_they_stand(embedder: Embedder) -> None:
    (pieces,) = embedder.piece_spans(["antiterrorism – 不 🙂 café"])
    assert [start for start, _ in pieces] == sorted(start for start, _ in pieces)
    assert "".join("antiterrorism – 不 🙂 café"[a:b] for a, b in pieces) == "antiterrorism–不🙂café"
    assert embedder.piece_spans([]) == []


def test_sixteen_threads_share_one_embedder(embedder: Embedder) -> None:
    questions = [f"What did the potter sell in {year}?" for year in range(1400, 1432)]
    expected = [embedder.embed_question(question).vector for question in questions]

    def work(question: str) -> np.ndarray:
        embedder.piece_spans([question, TEXT])
        vectors_of(TEXT, embedder)
        return embedder.embed_question(question).vector

    with ThreadPoolExecutor(16) as threads:
        found = list(threads.map(work, questions))
    for one, other in zip(found, expected, strict=True):
        assert (one == other).all()


def test_the_embedder_is_what_langchain_calls_embeddings(embedder: Embedder) -> None:
    assert isinstance(embedder, Embeddings)
    store = InMemoryVectorStore.from_texts(
        ["The ministers met in Kabul.", "The potter sold kettles."], embedding=embedder
    )
    (found,) = store.similarity_search("Who sells pots?", k=1)
    assert found.page_content == "The potter sold kettles."
    vectors = embedder.embed_documents(["one", "two"])
    assert [len(vector) for vector in vectors] == [384, 384]
    assert embedder.embed_documents([]) == []


def test_a_model_that_cannot_be_loaded_is_named(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("no-model-here")
    with pytest.raises(ModelUnusable, match="no-model-here"):
        _ = Embedder(str(folder)).dimensions


def test_a_model_may_be_a_folder(embedder: Embedder) -> None:
    other = Embedder(str(verified_packaged_folder()))
    assert other.embed_query("potter") == embedder.embed_query("potter")
