"""How scores are made of what is known about passages."""

import math
import time

import numpy as np
import pytest

from vectorstore.embedding import QuestionVectors
from vectorstore.passage_table import Statistics, StoredPassage, TokenCodes
from vectorstore.ranking import bm25, rank, read_question, standard
from vectorstore.records import Span
from vectorstore.token_codes import encode


def axis(number: int, dimensions: int = 8) -> np.ndarray:
    """The unit vector along one axis."""
    return np.eye(dimensions, dtype=np.float32)[number]


def question(text: str, *axes: int) -> QuestionVectors:
    """A question whose words point along the given axes."""
    spans: list[Span] = []
    for word in text.split():
        start = text.index(word, spans[-1].end if spans else 0)
        spans.append(Span(start, start + len(word)))
    tokens = np.array([axis(a) for a in axes], np.float32)
    vector = tokens.sum(axis=0)
    return QuestionVectors(text, vector / np.linalg.norm(vector), tokens, tuple(spans))


def passage(id_: int, terms: list[str], vector: np.ndarray) -> StoredPassage:
    text = " ".join(terms)
    span = Span(0, len(text))
    return StoredPassage(
        id_, "doc", "Title", span, text, (span,), (tuple(terms),), vector, vector[None, :]
    )


def codes(*axes: int) -> TokenCodes:
    encoded, scales = encode(np.array([axis(a) for a in axes], np.float32).reshape(-1, 8))
    return TokenCodes(encoded, scales, np.zeros(len(axes), np.uint16))


def sentence_codes(*axes: int) -> TokenCodes:
    """Sentences of one token each."""
    one = codes(*axes)
    return TokenCodes(one.codes, one.scales, np.arange(len(axes), dtype=np.uint16))


def test_bm25_is_the_published_formula() -> None:
    found = passage(1, ["court", "case", "court", "year"], axis(0))
    idf = {"court": 2.0, "absent": 3.0}
    length = 4 / 8
    expected = 2.0 * 2 * 2.2 / (2 + 1.2 * (1 - 0.75 + 0.75 * length))
    assert bm25(idf, found, Statistics(10, 8.0)) == pytest.approx(expected)
    assert bm25({"absent": 3.0}, found, Statistics(10, 8.0)) == 0


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    read = read_question(
        question("military court", 0, 1), {"militari": 1, "court": 50}, Statistics(100, 10.0)
    )
    assert read.terms == ("militari", "court")
    assert read.idf["militari"] == pytest.approx(math.log(1 + 99.5 / 1.5))
    assert read.idf["militari"] > read.idf["court"] > 0
    assert read.token_weights[0] > read.token_weights[1]


def test_a_stop_word_weighs_nothing() -> None:
    read = read_question(question("the court", 0, 1), {"court": 1}, Statistics(10, 10.0))
    assert read.token_weights[0] == 0
    assert read.token_weights[1] > 0


def test_a_long_question_takes_time_in_proportion_to_its_length() -> None:
    def seconds(words: int) -> float:
        text = " ".join(f"word{number}" for number in range(words))
        # What a model of 256 pieces reads of it.
        read = question(" ".join(text.split()[:256]), *[number % 8 for number in range(256)])
        long = QuestionVectors(text, read.vector, read.tokens, read.token_spans)
        begun = time.process_time()
        assert read_question(long, {}, Statistics(100, 10.0)).token_weights.all()
        return time.process_time() - begun

    # Ten times the length: ten times as long, or a hundred times if it were squared.
    assert seconds(3000) < 40 * max(seconds(300), 0.02)


def test_the_opening_is_the_first_of_the_questions_own_words() -> None:
    vectors = question("court case who won it", 0, 1, 2, 3, 4)
    read = read_question(vectors, {}, Statistics(10, 10.0), vectors.text.index("who"))
    assert read.opening.tolist() == [0, 0, 1, 1, 0]


def test_the_pieces_of_a_word_share_its_weight() -> None:
    vectors = QuestionVectors(
        "antiterror law",
        axis(0),
        np.array([axis(0), axis(1), axis(2)]),
        (Span(0, 4), Span(4, 10), Span(11, 14)),
    )
    weights = read_question(vectors, {}, Statistics(10, 10.0)).token_weights
    assert weights[0] == weights[1] == pytest.approx(weights[2] / 2)


def test_standard_scores_have_mean_zero_and_deviation_one() -> None:
    scores = standard(np.array([1.0, 2.0, 6.0]))
    assert scores.mean() == pytest.approx(0)
    assert scores.std() == pytest.approx(1)
    assert standard(np.array([3.0, 3.0])).tolist() == [0, 0]
    assert standard(np.array([5.0])).tolist() == [0]


def test_the_passage_that_has_words_and_meaning_is_first() -> None:
    candidates = [
        passage(1, ["other", "thing"], axis(5)),
        passage(2, ["militari", "court"], axis(0)),
        passage(3, ["court", "thing"], axis(1)),
    ]
    tokens = {1: codes(5, 6), 2: codes(0, 1), 3: codes(1, 6)}
    read = read_question(
        question("military court", 0, 1), {"militari": 1, "court": 2}, Statistics(3, 2.0)
    )
    evidence = rank(read, candidates, Statistics(3, 2.0), lambda ids: [tokens[i] for i in ids])
    assert [found.id for found in evidence.passages] == [2, 3, 1]
    best = evidence.passages[0]
    assert best.alignment == pytest.approx([1, 1], abs=0.01)
    assert best.dense == pytest.approx(math.sqrt(0.5))
    assert best.lexical > evidence.passages[1].lexical > evidence.passages[2].lexical == 0


def test_equal_passages_stand_in_the_order_of_their_ids() -> None:
    candidates = [passage(i, ["court"], axis(0)) for i in range(1, 6)]
    read = read_question(question("court", 0), {"court": 5}, Statistics(5, 1.0))
    evidence = rank(read, candidates, Statistics(5, 1.0), lambda ids: [codes(0) for _ in ids])
    assert [found.id for found in evidence.passages] == [1, 2, 3, 4, 5]
    assert len({found.score for found in evidence.passages}) == 1


def test_a_passage_whose_tokens_are_gone_is_ranked_by_the_rest() -> None:
    candidates = [passage(1, ["court"], axis(0)), passage(2, ["tree"], axis(1))]
    read = read_question(question("court", 0), {"court": 1}, Statistics(2, 1.0))
    evidence = rank(read, candidates, Statistics(2, 1.0), lambda ids: [codes() for _ in ids])
    assert [found.id for found in evidence.passages] == [1, 2]
    assert evidence.passages[0].alignment.tolist() == [0]


def test_nothing_found_is_evidence_too() -> None:
    read = read_question(question("court", 0), {}, Statistics(0, 1.0))
    evidence = rank(read, [], Statistics(0, 1.0), lambda ids: [codes() for _ in ids])
    assert (evidence.question, evidence.passages) == ("court", ())


def test_what_was_asked_before_weighs_less_than_the_question_itself() -> None:
    statistics = Statistics(2, 1.0)
    words = {"court": 1, "russia": 1}
    candidates = [passage(1, ["court"], axis(0)), passage(2, ["russia"], axis(1))]
    by_id = {1: codes(0), 2: codes(1)}

    def best(own_from: int) -> int:
        read = read_question(question("court russia", 0, 1), words, statistics, own_from)
        found = rank(read, candidates, statistics, lambda ids: [by_id[i] for i in ids])
        return found.passages[0].id

    assert best(own_from=0) == 1  # alike: the older one first
    assert best(own_from=len("court ")) == 2


def test_the_sentence_after_the_one_that_names_the_topic_is_found() -> None:
    # Neither tells when; the second could, in a passage that is about the court.
    spans = (Span(0, 5), Span(6, 10))
    about = StoredPassage(
        1,
        "doc",
        "Title",
        Span(0, 10),
        "court met.",
        spans,
        (("court",), ("met",)),
        axis(0),
        np.eye(2, 8, dtype=np.float32),
    )
    other = StoredPassage(
        2,
        "doc",
        "Title",
        Span(0, 10),
        "trees met.",
        spans,
        (("tree",), ("met",)),
        axis(5),
        np.eye(2, 8, dtype=np.float32),
    )
    tokens = {1: sentence_codes(0, 1), 2: sentence_codes(5, 1)}
    statistics = Statistics(2, 2.0)
    read = read_question(question("court met", 0, 1), {"court": 1, "met": 2}, statistics)
    evidence = rank(read, [about, other], statistics, lambda ids: [tokens[i] for i in ids])
    (_, here), (_, there) = (found.sentences for found in evidence.passages)
    assert here.score > there.score
    scores = [sentence.score for found in evidence.passages for sentence in found.sentences]
    assert np.mean(scores) == pytest.approx(0, abs=1e-5)
    assert np.std(scores) == pytest.approx(1, abs=1e-5)


def ranked_after(*before: np.ndarray) -> list[tuple[int, float]]:
    """Two passages that answer "court" alike, and one that doesn't, with their scores."""
    candidates = [
        passage(1, ["court"], axis(1)),
        passage(2, ["court"], axis(2)),
        passage(3, ["tree"], axis(3)),
    ]
    by_id = {1: codes(0), 2: codes(0), 3: codes(4)}
    statistics = Statistics(3, 1.0)
    read = read_question(question("court", 0), {"court": 2}, statistics)
    found = rank(read, candidates, statistics, lambda ids: [by_id[i] for i in ids], before)
    return [(one.id, one.score) for one in found.passages]


def test_of_passages_as_good_the_one_near_what_was_asked_before_is_first() -> None:
    assert [id_ for id_, _ in ranked_after()] == [1, 2, 3]
    assert [id_ for id_, _ in ranked_after(axis(2))] == [2, 1, 3]
    assert [id_ for id_, _ in ranked_after(axis(6), axis(2))] == [2, 1, 3]


def test_questions_before_on_another_topic_change_no_score() -> None:
    assert ranked_after(axis(6), axis(7)) == ranked_after()
