"""The cases: drawn from little documents of our own, and from the public data where it lies."""

import os
from collections import Counter
from pathlib import Path

import pytest

from evals.verification.cases import Case, draw, written
from evals.verification.kinds import CORRUPTED, FAITHFUL, Kind
from evals.verification.material import (
    Answer,
    Shelf,
    is_statement,
    read_articles,
    read_written,
    split_of,
)
from tests.evals.verification.tales import shelf
from vectorstore.embedding import Embedder


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return draw([shelf()], 200, seed=0)


def test_the_same_seed_draws_the_same_cases(cases: list[Case]) -> None:
    assert draw([shelf()], 200, seed=0) == cases
    assert draw([shelf()], 200, seed=1) != cases


def test_a_smaller_limit_draws_fewer_cases_of_each_kind() -> None:
    drawn = draw([shelf()], 26, seed=0)
    counts = Counter(case.kind for case in drawn)
    assert len(drawn) == 26
    assert sum(counts[kind] for kind in FAITHFUL) == 13
    assert max(counts.values()) <= 3


def test_half_of_the_kinds_are_faithful(cases: list[Case]) -> None:
    kinds = {case.kind for case in cases}
    assert {*CORRUPTED, Kind.WRONG_MARKER} <= kinds
    assert {Kind.VERBATIM, Kind.PARAPHRASED, Kind.FORMATTED, Kind.REORDERED, Kind.MERGED} <= kinds
    assert all(case.faithful == (case.kind not in CORRUPTED) for case in cases)


def test_markers_name_the_passages_that_hold_the_gold(cases: list[Case]) -> None:
    for case in cases:
        named = {
            quote
            for marker in case.markers
            if marker <= len(case.sources)
            for quote in case.sources[marker - 1].sentences
        }
        if case.kind is Kind.WRONG_MARKER:
            assert case.markers
            assert not named & set(case.gold)
        else:
            assert set(case.gold) <= named


def test_the_true_passage_is_among_the_sources(cases: list[Case]) -> None:
    for case in cases:
        held = {quote for source in case.sources for quote in source.sentences}
        assert set(case.gold) <= held
        assert len(set(case.sources)) == len(case.sources)


def test_no_corrupted_sentence_is_one_of_its_sources(cases: list[Case]) -> None:
    for case in cases:
        held = {quote.text for source in case.sources for quote in source.sentences}
        assert case.kind not in CORRUPTED or case.text not in held
        assert case.kind is not Kind.VERBATIM or case.text in held


def test_what_annotators_wrote_is_told_sentence_by_sentence() -> None:
    made = shelf()
    chosen = made.documents[0][0].sentences[:2]
    answer = Answer(
        "Anna Voss founded the harbour in 1741. It has fourteen bridges over water now.", chosen
    )
    told = written(Shelf("dev", made.documents, (answer,)), seed=0)
    assert [case.text for case in told] == [
        "Anna Voss founded the harbour in 1741.",
        "It has fourteen bridges over water now.",
    ]
    assert all(case.gold == chosen and case.kind is Kind.WRITTEN for case in told)


def test_an_article_is_in_one_half_only() -> None:
    titles = [f"Article {number}" for number in range(100)]
    halves = Counter(split_of(title) for title in titles)
    assert min(halves.values()) > 30
    assert [split_of(title) for title in titles] == [split_of(title) for title in titles]


def test_headings_and_fragments_are_no_statements() -> None:
    assert is_statement("Elm Harbour was founded in 1741 by Anna.")
    assert not is_statement("Elm Harbour")
    assert not is_statement("was founded in 1741 by Anna Voss in person.")
    assert not is_statement("He said that it (so it is told.) The harbour was founded in 1741.")


@pytest.fixture(scope="module")
def data() -> Path:
    if "DATA" not in os.environ:
        pytest.skip("DATA names no folder with the public sets")
    return Path(os.environ["DATA"])


@pytest.mark.slow
def test_the_public_data_give_a_thousand_cases_of_all_kinds(data: Path, embedder: Embedder) -> None:
    spans, pieces = embedder.piece_spans, embedder.passage_pieces
    articles = [read_articles(data, split, spans, pieces) for split in ("dev", "test")]
    titles = [{passage.title for passage in half.passages} for half in articles]
    assert not titles[0] & titles[1]
    drawn = draw(articles, 1400, seed=0)
    counts = Counter(case.kind for case in drawn)
    assert len(drawn) == 1400
    assert all(counts[kind] >= 90 for kind in (*FAITHFUL, *CORRUPTED) if kind is not Kind.NAMED)
    assert counts[Kind.NAMED] >= 10
    assert len(written(read_written(data, "dev", spans, pieces), seed=0)) > 100
