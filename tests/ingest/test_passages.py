"""Passages: whole sentences, never too long for the model, nothing lost."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.passages import passage_spans
from ingest.sentences import sentence_spans
from tests.ingest.generated import long_text
from tests.ingest.test_sentences import texts
from vectorstore.embedding import Embedder
from vectorstore.records import PassageSpan

# Long enough for several passages.
long_texts = st.lists(texts, min_size=1, max_size=5).map("\n\n".join)


def passages(text: str, embedder: Embedder, limit: int | None = None) -> list[PassageSpan]:
    limit = limit or embedder.passage_pieces
    return passage_spans(text, sentence_spans(text), embedder.piece_spans, limit)


def assert_whole(text: str, found: list[PassageSpan]) -> None:
    """Nothing but white space lies outside the passages and outside their sentences."""
    end = 0
    for passage in found:
        assert passage.span.start == passage.sentences[0].start
        assert passage.span.end == passage.sentences[-1].end
        for sentence in passage.sentences:
            assert end <= sentence.start < sentence.end
            assert not text[end : sentence.start].strip()
            end = sentence.end
    assert not text[end:].strip()


def assert_short(text: str, found: list[PassageSpan], embedder: Embedder, limit: int) -> None:
    for pieces in embedder.piece_spans([passage.span.of(text) for passage in found]):
        assert len(pieces) <= limit


@settings(max_examples=100, deadline=None)
@given(text=long_texts, limit=st.sampled_from([8, 40, 254]))
def test_passages_cover_the_text_and_fit_the_model(
    embedder: Embedder, text: str, limit: int
) -> None:
    found = passages(text, embedder, limit)
    assert_whole(text, found)
    assert_short(text, found, embedder, limit)


def test_a_long_text_becomes_passages_that_the_model_reads_whole(embedder: Embedder) -> None:
    text = long_text(30_000)
    found = passages(text, embedder)
    assert len(found) > 20
    assert_whole(text, found)
    assert_short(text, found, embedder, embedder.passage_pieces)


def test_the_model_truncates_nothing_of_the_longest_passage(embedder: Embedder) -> None:
    text = "word " * 2000
    longest = passages(text, embedder)[0]
    (pieces,) = embedder.piece_spans([longest.span.of(text)])
    assert len(pieces) == embedder.passage_pieces
    (vectors,) = embedder.embed_passages(text, [longest])
    assert len(vectors.token_sentences) == embedder.passage_pieces


def test_a_text_without_sentences_has_no_passages(embedder: Embedder) -> None:
    assert passages(" \n ", embedder) == []


def test_a_sentence_is_not_divided_between_passages(embedder: Embedder) -> None:
    text = long_text(10_000)
    whole = {sentence for passage in passages(text, embedder) for sentence in passage.sentences}
    assert whole == set(sentence_spans(text))


def test_a_sentence_longer_than_a_passage_is_split_between_words(embedder: Embedder) -> None:
    text = " ".join(f"counterrevolutionary{i}" for i in range(400)) + "."
    found = passages(text, embedder)
    assert len(found) > 5
    assert_whole(text, found)
    assert_short(text, found, embedder, embedder.passage_pieces)
    words = {word.strip(".") for word in text.split()}
    for passage in found:
        assert {word.strip(".") for word in passage.span.of(text).split()} <= words


def test_a_sentence_without_white_space_is_split_at_its_punctuation(embedder: Embedder) -> None:
    text = "/".join(f"folder{i}" for i in range(400))
    found = passages(text, embedder)
    assert_whole(text, found)
    assert_short(text, found, embedder, embedder.passage_pieces)
    for before, after in pairwise(found):
        edge = text[before.span.end - 1] + text[after.span.start]
        assert "/" in edge, edge


@pytest.mark.parametrize("word", ["x" * 5000, "ab1" * 1700, "不" * 5000, "🙂" * 5000, "é" * 5000])
def test_a_word_of_five_thousand_characters_is_not_lost(embedder: Embedder, word: str) -> None:
    text = f"Before it. {word} And after it."
    found = passages(text, embedder)
    assert_whole(text, found)
    assert_short(text, found, embedder, embedder.passage_pieces)


def test_a_heading_begins_the_passage_that_it_heads(embedder: Embedder) -> None:
    body = "The potter of the valley sold nine kettles at the market that day. " * 5
    text = f"# First\n\n{body}\n\n# Second\n\n{body}\n"
    starts = [passage.span.of(text).split("\n")[0] for passage in passages(text, embedder)]
    assert starts == ["# First", "# Second"]


def test_a_long_paragraph_ends_its_passage_and_a_short_one_does_not(embedder: Embedder) -> None:
    long = "The potter of the valley sold nine kettles at the market that day. " * 8
    text = f"Short.\n\n{long}\n\nAlso short.\n\n{long}"
    found = [passage.span.of(text) for passage in passages(text, embedder)]
    assert [passage.split()[0] for passage in found] == ["Short.", "Also"]
