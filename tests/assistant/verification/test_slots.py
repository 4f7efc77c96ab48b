"""A sentence beside a quote that it repeats: what stands in whose place."""

from assistant.verification.slots import align
from assistant.verification.words import words_of

QUOTE = "The iron bridge over the river was opened in 1871 by the mayor."


def pairs(claim: str, quote: str) -> list[tuple[str, str]]:
    mine, theirs = words_of(claim), words_of(quote)
    return [
        (
            " ".join(word.text for word in mine[slot.first : slot.last]),
            " ".join(word.text for word in theirs[slot.told_first : slot.told_last]),
        )
        for slot in align(mine, theirs).slots
    ]


def test_a_word_that_was_changed_stands_in_the_place_of_the_other() -> None:
    assert pairs("The iron bridge over the canal was opened in 1902 by the mayor.", QUOTE) == [
        ("canal", "river"),
        ("1902", "1871"),
    ]


def test_what_was_left_out_or_put_in_stands_in_the_place_of_nothing() -> None:
    assert pairs("The bridge over the river was opened in 1871 by the old mayor.", QUOTE) == [
        ("", "iron"),
        ("old", ""),
    ]


def test_another_form_of_a_word_is_the_same_word() -> None:
    assert pairs("The iron bridges over the rivers were opened in 1871 by the mayor.", QUOTE) == [
        ("were", "was"),
    ]


def test_a_sentence_that_says_something_else_is_not_aligned() -> None:
    alignment = align(words_of("Herons wait for fish in the shallows."), words_of(QUOTE))

    assert (alignment.slots, alignment.matched) == ((), frozenset())


def test_of_a_long_insertion_no_word_stands_in_the_place_of_another() -> None:
    longer = QUOTE.replace(
        "river", "wide and slow brown water where the herons of the old marsh wait"
    )

    assert pairs(longer, QUOTE) == []


def test_a_slot_knows_the_words_that_it_holds() -> None:
    mine, theirs = (
        words_of("The iron bridge opened in 1902."),
        words_of("The iron bridge opened in 1871."),
    )
    (slot,) = align(mine, theirs).slots

    assert slot.has(5, 5)
    assert slot.told_has(5, 5)
    assert not slot.has(4, 5)
    assert not slot.told_has(5, 6)


def test_an_empty_sentence_has_no_slots() -> None:
    assert align((), words_of(QUOTE)).slots == ()
    assert align((), ()).slots == ()
