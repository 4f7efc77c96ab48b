"""Whether a sentence means what its quotes mean, as far as a small embedding model can tell.

Two signs, both needed: the cosine of sentence and quotes, and how many of the sentence's words of
content are met in the quotes, by the same stem or by a token whose vector is near (as in BERTScore,
Zhang et al. 2020, https://arxiv.org/abs/1904.09675: precision of a candidate against a reference).
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.verification.claim import Claim
from assistant.verification.slots import align
from assistant.verification.words import Word
from vectorstore.embedding import Embedder, QuestionVectors

_READ = 16  # texts whose words' vectors are kept
_KEPT = 2000  # vectors of sentences, which come again when the same passages are cited again
_LEAST_COSINE = 0.5
_LEAST_MET = 0.6
_ALL_MET, _LEAST_OF_A_PART, _FEWEST = 0.95, 0.25, 3
# Cosines of words that mean the same in the same place; what is counted is seldom told in others.
_SAME_WORD, _SAME_COUNTED = 0.42, 0.52
_NEARLY_ALL = 0.75
# Cosines of words that have nothing in common, up to the one, and everything, from the other.
_FAR, _NEAR = 0.3, 0.8


class Meaning:
    """Compares meanings by the vectors of one embedding model."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._read = lru_cache(_READ)(embedder.embed_question)
        self._kept: dict[str, NDArray[np.float32]] = {}

    def vectors(self, texts: list[str]) -> NDArray[np.float32]:
        """The unit vectors (n, d) of texts, each read by itself.

        A passage's own sentence vectors mix in the rest of the passage: paraphrases are nearer to
        what they say in vectors without it.
        """
        if not texts:
            return np.zeros((0, self._embedder.dimensions), np.float32)
        kept = dict(self._kept)  # a copy: another thread may put others in their place
        new = [text for text in dict.fromkeys(texts) if text not in kept]
        if new:
            made = np.array(self._embedder.embed_documents(new), np.float32)
            kept |= dict(zip(new, made, strict=True))
            self._kept = dict(list(kept.items())[-_KEPT:])
        return np.stack([kept[text] for text in texts])

    def is_near(self, claim: Claim, quotes: list[Claim]) -> bool:
        """Whether a claim is near enough to some quotes, taken together."""
        cosine, met = self.nearness(claim, quotes)
        if met >= _ALL_MET and len(claim.stems) >= _FEWEST:
            return cosine >= _LEAST_OF_A_PART  # the claim is a part of a longer sentence
        return cosine >= _LEAST_COSINE and met >= _LEAST_MET

    def other_word(self, claim: Claim, quotes: Sequence[Claim]) -> str | None:
        """A word in whose place a repeated quote has one that means something else.

        Read in their sentences, "soldiers" and "troops" have a cosine of 0.9, "ships" and "troops"
        of 0.4. Only single words are compared, and only where nearly all others are the same: of
        two there is no telling which stands for which.
        """
        for quote in quotes:
            beside = align(claim.words, quote.words)
            if len(beside.matched) < _NEARLY_ALL * len(claim.words):
                continue
            for slot in beside.slots:
                mine = claim.words[slot.first : slot.last]
                told = quote.words[slot.told_first : slot.told_last]
                if not (len(mine) == len(told) == 1 and _says_something(*mine, *told)):
                    continue
                counted = slot.first > 0 and _is_figure(claim, slot.first - 1)
                one, other = self._read(claim.text), self._read(quote.text)
                cosine = float(_vector(one, mine[0]) @ _vector(other, told[0]))
                if cosine < (_SAME_COUNTED if counted else _SAME_WORD):
                    return f"{mine[0].text} (not {told[0].text})"
        return None

    def nearness(self, claim: Claim, quotes: list[Claim]) -> tuple[float, float]:
        """The cosine of claim and quotes, and the share of the claim's words that they meet."""
        one = self._read(claim.text)
        other = self._read(" ".join(quote.text for quote in quotes))
        return float(one.vector @ other.vector), _met(claim, quotes, one, other)


def _says_something(*words: Word) -> bool:
    """Whether all of them are words of content and none is a figure, which has rules of its own."""
    return all(word.stems and not word.is_number for word in words)


def _is_figure(claim: Claim, i: int) -> bool:
    return any(figure.first <= i <= figure.last for figure in claim.figures.numbers)


def _vector(read: QuestionVectors, word: Word) -> NDArray[np.float32]:
    """The unit vector (d,) of a word in its sentence; zeros past the model's length."""
    tokens = [i for i, s in enumerate(read.token_spans) if word.start <= s.start < word.end]
    if not tokens:
        return np.zeros_like(read.vector)
    mean = read.tokens[tokens].mean(axis=0)
    unit: NDArray[np.float32] = mean / max(float(np.linalg.norm(mean)), 1e-9)
    return unit


def _met(claim: Claim, quotes: list[Claim], one: QuestionVectors, other: QuestionVectors) -> float:
    """The share of the claim's words of content that the quotes meet; 1 if it has none."""
    told = {stem for quote in quotes for stem in quote.stems}
    cosines = one.tokens @ other.tokens.T if other.tokens.size else np.zeros((len(one.tokens), 1))
    best = cosines.max(axis=1) if len(cosines) else np.zeros(0)
    shares = []
    for word in claim.words:
        if not word.stems:
            continue
        if told.issuperset(word.stems):
            shares.append(1.0)
            continue
        tokens = [i for i, s in enumerate(one.token_spans) if word.start <= s.start < word.end]
        if tokens:
            near = float(best[tokens].mean())
            shares.append(min(max((near - _FAR) / (_NEAR - _FAR), 0.0), 1.0))
    return float(np.mean(shares)) if shares else 1.0
