"""What stands beside a word, and how alike two such places are."""

import pytest

from assistant.verification.context import Context, context_of, likeness
from assistant.verification.words import Word, words_of

CASES = "In all 717 cases came before the courts, and the judges finalized 546."


def beside(text: str, word: str) -> Context:
    words = words_of(text)
    (at,) = [i for i, one in enumerate(words) if one.text == word]
    return context_of(words, at, at)


def test_the_nearest_words_of_content_weigh_most() -> None:
    context = beside(CASES, "717")

    assert list(context.after) == ["case", "came", "court", "judg", "final", "546"]
    assert sorted(context.after.values(), reverse=True) == list(context.after.values())


def test_words_out_of_reach_and_stop_words_are_left_out() -> None:
    words = words_of("Heron " + "and reed the mud fish frog newt pike otter mill weir")

    assert list(context_of(words, 0, 0).after) == [
        "reed",
        "mud",
        "fish",
        "frog",
        "newt",
        "pike",
        "otter",
    ]


def test_a_figure_fits_best_where_the_same_words_stand_beside_it() -> None:
    claim = beside("The judges finalized 546 cases", "546")

    assert likeness(claim, beside(CASES, "546")) > likeness(claim, beside(CASES, "717"))


def test_texts_without_a_word_in_common_are_not_alike() -> None:
    assert likeness(beside("Herons eat fish", "eat"), beside("Mills grind corn", "grind")) == 0


def test_a_word_on_the_other_side_counts_half() -> None:
    before, after = beside("the red mill 5 x", "5"), beside("x 5 red mill", "5")
    same = beside("the red mill 5 y", "5")

    assert likeness(before, after) < likeness(before, same)
    assert likeness(before, after) > 0


def test_a_context_can_be_had_without_some_stems() -> None:
    context = beside(CASES, "717").without(frozenset({"case", "came"}))

    assert list(context.after) == ["court", "judg", "final", "546"]


@pytest.mark.parametrize(("first", "last"), [(0, 0), (1, 1), (0, 1)])
def test_at_the_edge_of_a_text_one_side_is_empty(first: int, last: int) -> None:
    words: tuple[Word, ...] = words_of("Herons wait")

    context = context_of(words, first, last)

    assert len(context.before) == first
    assert len(context.after) == 1 - last
