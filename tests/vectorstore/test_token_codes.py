"""Two bits a dimension: how near the estimated cosines are to the true ones."""

import numpy as np
import pytest
from numpy.typing import NDArray

from vectorstore.token_codes import encode, similarities


def unit_vectors(number: int, dimensions: int, seed: int = 0) -> NDArray[np.float32]:
    vectors = np.random.default_rng(seed).normal(size=(number, dimensions))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


@pytest.mark.parametrize("dimensions", [384, 768, 383])
def test_a_vector_has_a_cosine_of_one_with_itself(dimensions: int) -> None:
    vectors = unit_vectors(200, dimensions)
    own = np.diag(similarities(vectors, *encode(vectors)))
    assert np.abs(own - 1).max() < 0.01


@pytest.mark.parametrize("dimensions", [384, 768, 383])
def test_cosines_are_near_the_true_ones(dimensions: int) -> None:
    stored, asked = unit_vectors(300, dimensions), unit_vectors(50, dimensions, seed=1)
    error = similarities(asked, *encode(stored)) - asked @ stored.T
    assert np.sqrt((error**2).mean()) < 0.03
    assert abs(error.mean()) < 0.001


def test_cosines_of_like_vectors_are_within_a_twentieth() -> None:
    stored = unit_vectors(300, 384)
    for share in (0.3, 0.6, 0.9):
        asked = share * stored + (1 - share) * unit_vectors(300, 384, seed=2)
        asked /= np.linalg.norm(asked, axis=1, keepdims=True)
        error = np.diag(similarities(asked, *encode(stored)) - asked @ stored.T)
        assert np.sqrt((error**2).mean()) < 0.05
        assert np.abs(error).max() < 0.1


def test_a_token_takes_a_quarter_of_a_byte_a_dimension() -> None:
    codes, scales = encode(unit_vectors(7, 384))
    assert (codes.shape, codes.dtype) == ((7, 96), np.uint8)
    assert (scales.shape, scales.dtype) == ((7,), np.float16)


def test_no_vectors_have_no_codes() -> None:
    codes, scales = encode(np.zeros((0, 384), np.float32))
    assert (codes.shape, scales.shape) == ((0, 96), (0,))
    assert similarities(unit_vectors(2, 384), codes, scales).shape == (2, 0)


def test_a_vector_of_zeros_is_like_nothing() -> None:
    codes, scales = encode(np.zeros((1, 384), np.float32))
    assert np.isfinite(similarities(unit_vectors(5, 384), codes, scales)).all()
