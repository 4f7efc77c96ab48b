"""Whether sentences mean the same, as the real embedding model sees it."""

import numpy as np
import pytest

from assistant.verification.claim import Claim, Vocabulary, read
from assistant.verification.meaning import Meaning
from vectorstore.embedding import Embedder

QUOTE = "The flood of 1902 destroyed the old stone bridge, and the ferry had to carry the mail."


@pytest.fixture(scope="module")
def meaning(embedder: Embedder) -> Meaning:
    return Meaning(embedder)


def claim(text: str) -> Claim:
    return read(text, Vocabulary.of([QUOTE]))


@pytest.mark.parametrize(
    "text",
    [
        QUOTE,
        "The old stone bridge was destroyed by the flood of 1902.",
        "In 1902 high water wrecked the old bridge of stone.",
        "The ferry had to carry the mail.",
    ],
)
def test_what_says_the_same_in_other_words_is_near(text: str, meaning: Meaning) -> None:
    assert meaning.is_near(claim(text), [claim(QUOTE)])


@pytest.mark.parametrize(
    "text",
    [
        "Herons wait for fish in shallow water.",
        "The council paid teachers a higher wage.",
        "The bridge was designed by an engineer whose brother ran a bank.",
    ],
)
def test_what_says_something_else_is_not_near(text: str, meaning: Meaning) -> None:
    assert not meaning.is_near(claim(text), [claim(QUOTE)])


def test_quotes_are_taken_together(meaning: Meaning) -> None:
    both = claim("Herons wait for fish, and the flood destroyed the old bridge.")
    herons = claim("In the shallows herons wait for fish.")

    assert not meaning.is_near(both, [claim(QUOTE)])
    assert meaning.is_near(both, [claim(QUOTE), herons])


def test_a_word_that_means_something_else_in_the_place_of_another_is_found(
    meaning: Meaning,
) -> None:
    changed = claim(QUOTE.replace("ferry", "priest"))

    assert meaning.other_word(changed, [claim(QUOTE)]) == "priest (not ferry)"


@pytest.mark.parametrize(("word", "synonym"), [("destroyed", "wrecked"), ("mail", "post")])
def test_a_synonym_is_no_other_word(word: str, synonym: str, meaning: Meaning) -> None:
    assert meaning.other_word(claim(QUOTE.replace(word, synonym)), [claim(QUOTE)]) is None


def test_words_are_compared_only_where_nearly_all_others_are_the_same(meaning: Meaning) -> None:
    assert meaning.other_word(claim("The priest carried the mail."), [claim(QUOTE)]) is None


def test_vectors_have_length_one_and_come_in_the_order_of_the_texts(meaning: Meaning) -> None:
    texts = ["Herons wait.", QUOTE, "Herons wait."]

    vectors = meaning.vectors(texts)

    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-3)
    assert np.array_equal(vectors[0], vectors[2])
    assert np.array_equal(meaning.vectors([QUOTE])[0], vectors[1])


def test_no_texts_have_no_vectors(meaning: Meaning, embedder: Embedder) -> None:
    assert meaning.vectors([]).shape == (0, embedder.dimensions)


@pytest.mark.parametrize("text", ["", "It was that which it was.", "…"])
def test_a_text_without_a_word_of_content_can_be_compared(text: str, meaning: Meaning) -> None:
    cosine, met = meaning.nearness(claim(text), [claim(QUOTE)])

    assert -1.01 <= cosine <= 1.01
    assert met == 1


def test_words_past_what_the_model_reads_are_met_only_by_their_stems(meaning: Meaning) -> None:
    long = claim("the mill " * 400 + "and a heron")

    _, met = meaning.nearness(long, [claim("The mill stood.")])

    assert met > 0.99
