"""How the tokens of a question are met, sentence by sentence."""

import numpy as np
import pytest

from vectorstore.alignment import align, in_context, mean
from vectorstore.passage_table import TokenCodes
from vectorstore.token_codes import encode


def codes(*sentences: list[int]) -> TokenCodes:
    """Sentences whose tokens point along the given axes."""
    axes = [axis for sentence in sentences for axis in sentence]
    encoded, scales = encode(np.eye(8, dtype=np.float32)[axes].reshape(-1, 8))
    numbers = [i for i, sentence in enumerate(sentences) for _ in sentence]
    return TokenCodes(encoded, scales, np.array(numbers, np.uint16))


def test_each_token_is_aligned_with_the_nearest_one_of_each_sentence() -> None:
    tokens = np.eye(8, dtype=np.float32)[[0, 1]]
    first, second = align(tokens, [codes([0, 3], [1]), codes([], [0, 1])], [2, 2])
    assert first == pytest.approx(np.array([[1, 0], [0, 1]]), abs=0.4)
    assert first.argmax(axis=1).tolist() == [0, 1]
    assert second[0].tolist() == [0, 0]  # a sentence without words
    assert second[1] == pytest.approx([1, 1], abs=0.01)


def test_a_sentence_takes_over_what_was_said_before_it_and_less_the_longer_ago() -> None:
    alignment = np.array([[0.8, 0.1], [0.2, 0.5], [0.1, 0.4]], np.float32)
    expected = np.array([[0.8, 0.1], [0.6, 0.5], [0.45, 0.4]])
    assert in_context(alignment) == pytest.approx(expected, abs=1e-6)
    assert alignment[1, 0] == pytest.approx(0.2)  # the alignment itself is left as it was


def test_a_mean_is_by_the_first_weights_that_weigh_anything() -> None:
    alignment = np.array([[1.0, 0.0], [0.5, 0.5]], np.float32)
    nothing = np.zeros(2, np.float32)
    weights = np.array([3.0, 1.0], np.float32)
    assert mean(alignment, weights) == pytest.approx([0.75, 0.5])
    assert mean(alignment, nothing, weights) == pytest.approx([0.75, 0.5])
    assert mean(alignment, nothing).tolist() == [0, 0]
