"""How the verifier reads a text's words."""

import pytest

from assistant.verification.words import content, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The dam's keeper", ["The", "dam", "keeper"]),
        ("the keepers' house", ["the", "keepers", "house"]),
        ("O’Brien’s U.S. office", ["O’Brien", "US", "office"]),
        ("32,000 km at 9.5%", ["32,000", "km", "at", "9.5", "%"]),
        ("−5 °C, then -$3", ["−", "5", "°C", "then", "-", "$", "3"]),
        ("a 20-year-old in 1914-18", ["a", "20", "year", "old", "in", "1914", "18"]),
        ("1 000 000 or 2\u202f500", ["1 000 000", "or", "2\u202f500"]),
        ("3½ miles at 40°.", ["3", "½", "miles", "at", "40", "°"]),
        ("桥于1871年", ["桥于", "1871", "年"]),
        ("... — !", []),
    ],
)
def test_a_text_is_cut_into_words_numbers_and_signs(text: str, words: list[str]) -> None:
    assert [word.text for word in words_of(text)] == words


def test_each_word_knows_where_it_stands() -> None:
    text = "Herons wait, says Dr. Ōe: “Fish’s end!”"

    for word in words_of(text):
        assert text[word.start : word.end].startswith(word.text)


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("It rains. Then it stops", ["It", "Then"]),
        ("He asked: Why me? Nobody knew", ["He", "Why", "Nobody"]),
        ("She said “Come home” to Ann (Or so they say)", ["She", "Come", "Or"]),
        ("The mill\nSold in May", ["The", "Sold"]),
        ("In fig.3 A stands", ["In"]),
    ],
)
def test_a_word_opens_a_sentence_a_quotation_or_a_line(text: str, opening: list[str]) -> None:
    assert [word.text for word in words_of(text) if word.opens] == opening


def test_stop_words_and_signs_carry_no_topic() -> None:
    assert content(words_of("The mills of the town, at 5 %")) == {"mill", "town", "5"}


def test_a_superscript_is_no_number() -> None:
    assert [word.text for word in words_of("5²") if word.is_number] == ["5"]
