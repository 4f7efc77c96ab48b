"""Late interaction: how well each token of a question is met in each sentence.

As in ColBERT (https://arxiv.org/abs/2004.12832) a question token is aligned with the token
nearest to it; here sentence by sentence, so that the sentences of a passage can be told apart.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from vectorstore import token_codes
from vectorstore.passage_table import TokenCodes

Scores = NDArray[np.float32]

_CARRIED = 0.75


def align(tokens: Scores, codes: Sequence[TokenCodes], sentences: Sequence[int]) -> list[Scores]:
    """For each passage, its sentences' (rows) best cosines with each question token (columns)."""
    offsets = np.cumsum([0, *sentences])
    best = np.zeros((offsets[-1], len(tokens)), np.float32)
    # One product for all passages: many small ones would spend their time on calls.
    packed = np.concatenate([code.codes for code in codes])
    if len(packed) and len(tokens):
        scales = np.concatenate([code.scales for code in codes])
        of_sentence = np.concatenate(
            [code.sentences + first for code, first in zip(codes, offsets, strict=False)]
        )
        cosines = token_codes.similarities(tokens, packed, scales)
        starts = np.flatnonzero(np.diff(of_sentence, prepend=-1))
        best[of_sentence[starts]] = np.maximum.reduceat(cosines, starts, axis=1).T
    return np.split(best, offsets[1:-1])


def mean(alignment: Scores, *weights: Scores) -> Scores:
    """The mean (n,) of each row of (n, t) by the first weights (t,) that aren't all 0."""
    used = next((w for w in weights if w.sum() > 0), None)
    if used is None:
        return np.zeros(len(alignment), np.float32)
    means: Scores = alignment @ (used / used.sum())
    return means


def in_context(alignment: Scores) -> Scores:
    """A passage's alignment (s, t) with what each sentence takes over from those before it.

    A text names its topic once and goes on with "it" or "the fort": the sentence that answers
    may hold none of the question's names, and the one before it all of them. What was said a
    sentence ago counts for three quarters, two sentences ago for three quarters of that.
    """
    taken_over = alignment.copy()
    for i in range(1, len(alignment)):
        np.maximum(alignment[i], _CARRIED * taken_over[i - 1], out=taken_over[i])
    return taken_over
