"""Evidence: what retrieval found for a question, with every score that judged it.

Answerers choose sentences from it, answerability is estimated from it, and the page shows
it; none of them goes back to the stores.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vectorstore.records import Span


@dataclass(frozen=True, slots=True)
class ScoredSentence:
    """A sentence of a retrieved passage.

    `dense` is the cosine of its vector and the question's; `alignment` (t,) holds for each
    of the question's t tokens the best cosine with a token of the sentence; `score` is their
    fusion, standardised over all sentences of this evidence.
    """

    span: Span
    text: str
    terms: tuple[str, ...]
    dense: float
    alignment: NDArray[np.float32]
    score: float


@dataclass(frozen=True, slots=True)
class ScoredPassage:
    """A retrieved passage. `lexical` is its BM25, `score` orders the passages of one search."""

    id: int
    document_id: str
    title: str
    span: Span
    text: str
    sentences: tuple[ScoredSentence, ...]
    dense: float
    lexical: float
    alignment: NDArray[np.float32]
    score: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """A question and the passages found for it, best first; no passages in an empty library.

    `idf` gives the weight of each of the question's stems, also of those that stand nowhere
    in the library; `token_weights` (t,) gives each question token the idf of its word, 0 for
    stop words and punctuation. `library_passages` is how many passages the library has, also
    where only some of its documents were searched.
    """

    question: str
    terms: tuple[str, ...]
    idf: dict[str, float]
    token_spans: tuple[Span, ...]
    token_weights: NDArray[np.float32]
    library_passages: int
    passages: tuple[ScoredPassage, ...]
