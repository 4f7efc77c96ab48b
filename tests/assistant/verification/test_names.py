"""Which words are names, and when a name is told."""

import pytest

from assistant.verification.claim import Vocabulary, read, untold
from assistant.verification.names import initials, names_of, small_and_large
from assistant.verification.words import words_of


def names(text: str, *passages: str) -> list[str]:
    small, large = small_and_large([words_of(passage) for passage in passages])
    return [str(name) for name in names_of(words_of(text), small, large)]


def lacking(claim: str, quote: str, title: str = "") -> list[str]:
    vocabulary = Vocabulary.of([quote])
    return untold(read(claim, vocabulary), [read(quote, vocabulary)], [title])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the bank of Mary Jones and Tom Hill", ["mary jones", "tom hill"]),
        ("the University of the West at Leeds", ["university west", "leeds"]),
        ("a letter to José Pérez's aunt", ["jose perez"]),
        ("it belongs to the U.S. navy", ["us"]),
        ("a novel by O’Brien", ["o'brien"]),
        ("he and I spoke to Mr Hill in May", ["hill"]),
        ("Mary, Tom and Jane swam", ["mary", "tom", "jane"]),
        ("nobody swam", []),
    ],
)
def test_a_name_is_a_run_of_words_with_capitals(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "passage", "found"),
    [
        ("Bees make honey.", "The bees make honey.", []),
        ("Hollow stood on a hill.", "We came to Hollow at dusk.", ["hollow"]),
        ("Berlin stood.", "", ["berlin"]),
        ("Yesterday it stood.", "", []),
        ("However, it stood.", "", []),
        ("NATO stood.", "", ["nato"]),
        ("It stood. However it fell.", "", []),
        ("He said “Houses stand”.", "", []),
    ],
)
def test_at_the_beginning_of_a_sentence_the_passages_or_the_vocabulary_decide(
    text: str, passage: str, found: list[str]
) -> None:
    assert names(text, passage) == found


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("the Indian fleet", "the fleet of India"),
        ("the Chinese fleet", "the fleet of China"),
        ("the German fleet", "the fleet of Germany"),
        ("Germany's fleet", "the German fleet"),
        ("the French fleet", "the fleet of France"),
        ("many Greeks", "people of Greece"),
        ("some Danes", "the Danish fleet"),
        ("the fleets of the Netherlands", "Dutch fleets"),
        ("the Californian coast", "the coast of California"),
        ("a poem by Pérez", "Perez wrote a poem"),
        ("the poem of Pérez's aunt", "an aunt of Pérez"),
        ("a poem by J. Smith", "John Smith wrote a poem"),
        ("a poem by J.R.R. Brown", "James Ronald Ray Brown wrote a poem"),
        ("the UN agreed", "the United Nations agreed"),
        ("the U.S. agreed", "the United States agreed"),
        ("the WHO agreed", "the World Health Organization agreed"),
        ("it was Smith", "it was Dr. John Smith"),
    ],
)
def test_a_name_is_told_by_another_form_of_it(claim: str, quote: str) -> None:
    assert lacking(claim, quote) == []


@pytest.mark.parametrize(
    ("claim", "quote", "name"),
    [
        ("the ships of Iran", "the ships of Iraq", "iran"),
        ("the ships of Niger", "the ships of Nigeria", "niger"),
        ("the ships of Austria", "the ships of Australia", "austria"),
        ("the Swedish ships", "the ships of Switzerland", "swedish"),
        ("a poem by J. Smith", "Mary Smith wrote a poem", "j smith"),
        ("a poem by John Smith", "J. Smith wrote a poem", "john smith"),
        ("a poem by Mary Smith", "John Smith wrote a poem", "mary smith"),
    ],
)
def test_another_name_is_not_told(claim: str, quote: str, name: str) -> None:
    assert lacking(claim, quote) == [f"the name {name}"]


def test_a_name_may_stand_in_the_title_of_what_is_quoted() -> None:
    assert lacking("the keeper of Lundy", "the keeper slept", "Lundy in winter") == []


def test_initials_are_of_words_with_capitals_that_follow_each_other() -> None:
    found = initials(words_of("the House of Lords met Ann in Rome"))

    assert {"h", "l", "hl", "a", "r"} == found


def test_a_long_run_of_capitals_has_initials_of_six_letters_at_most() -> None:
    assert max(len(letters) for letters in initials(words_of("Ape " * 1000))) == 6
