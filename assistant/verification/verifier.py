"""The verifier: whether a written sentence is supported, and by which words of which passage.

The sentences of the passages that it names are gathered until they tell all that it tells, the
nearest first. It is supported by them if every figure, date, unit and name of it stands there and
in its place, if nothing is negated or turned round, and if its meaning is near. If the passages
that it names don't support it, another one may: then that is cited.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.quoting import Quote
from assistant.verification.claim import Claim, Fact, Vocabulary, read, untold
from assistant.verification.exchanges import exchanged
from assistant.verification.meaning import Meaning
from assistant.verification.places import misplaced
from assistant.verification.sense import turned_round
from vectorstore.embedding import Embedder

_MOST = 4  # quotes for one sentence
_FACT = 2.0  # what a figure or a name counts among words
# What a further quote must add: a share of what the sentence tells, and more than a chance word;
# one of another passage more than a figure or a name alone.
_WORTH, _LEAST, _LEAST_ELSEWHERE = 0.12, 2.0, 3.5
_LONGEST = 2000  # characters of a sentence: the embedding model reads no more of it
_KEPT = 8  # sets of passages whose vectors are kept


class Verdict(Enum):
    """What became of a sentence's claim to be supported by the passages that it names."""

    SUPPORTED = "supported"  # by the passages that it names
    MENDED = "mended"  # by another one, which is cited instead
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class Source:
    """A numbered stretch that the model reads, and the sentences in it that can be cited."""

    title: str
    text: str
    sentences: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, the quotes that support the sentence, and else what in it they lack.

    An unsupported sentence has the nearest quotes there are, if any.
    """

    verdict: Verdict
    quotes: tuple[Quote, ...]
    lacks: tuple[str, ...] = ()


class Verifier:
    """Judges sentences by the sentences of passages. Threads may share it."""

    def __init__(self, embedder: Embedder) -> None:
        self._meaning = Meaning(embedder)
        self._grounds = lru_cache(_KEPT)(self._read_grounds)

    def judge(self, text: str, markers: Sequence[int], sources: Sequence[Source]) -> Judgement:
        """Judge one sentence; `markers` number the sources that it names, from 1.

        A sentence that names no source that there is can only be mended. One that is longer than
        can be read at once is unsupported.
        """
        if len(text) > _LONGEST:
            return Judgement(Verdict.UNSUPPORTED, (), ("a length that can be checked",))
        grounds = self._grounds(tuple(sources))
        claim = read(text, grounds.vocabulary)
        if not _plain_words(claim):
            # "546" alone would be as true of anything else that is counted.
            return Judgement(Verdict.UNSUPPORTED, (), ("a statement",))
        named = [i for i, passage in enumerate(grounds.passages) if passage + 1 in markers]
        cited = self._support(claim, grounds, named)
        if cited.stands:
            return Judgement(Verdict.SUPPORTED, cited.quotes)
        found = self._support(claim, grounds, range(len(grounds.quotes)))
        if found.stands:
            return Judgement(Verdict.MENDED, found.quotes)
        nearest = cited if cited.quotes else found
        return Judgement(Verdict.UNSUPPORTED, nearest.quotes, nearest.lacks)

    def _read_grounds(self, sources: tuple[Source, ...]) -> "_Grounds":
        quotes = [(n, quote) for n, source in enumerate(sources) for quote in source.sentences]
        vocabulary = Vocabulary.of([source.text for source in sources])
        return _Grounds(
            titles=tuple(source.title for source in sources),
            passages=tuple(n for n, _ in quotes),
            quotes=tuple(quote for _, quote in quotes),
            claims=tuple(read(quote.text, vocabulary) for _, quote in quotes),
            vectors=self._meaning.vectors([quote.text for _, quote in quotes]),
            vocabulary=vocabulary,
        )

    def _support(self, claim: Claim, grounds: "_Grounds", among: Sequence[int]) -> "_Support":
        """The best support that some of the quotes give."""
        chosen = self._chosen(claim, grounds, among)
        if not chosen:
            return _Support((), ("a passage that says anything like it",))
        claims = [grounds.claims[i] for i in chosen]
        titles = [grounds.titles[grounds.passages[i]] for i in chosen]
        closest = grounds.claims[self._closest(claim, grounds, among)]
        compared = claims if closest in claims else [*claims, closest]
        lacks = [
            *untold(claim, claims, titles),
            *misplaced(claim, compared),
            *exchanged(claim, compared),
            *turned_round(claim.words, [quote.words for quote in claims]),
        ]
        if not lacks and not self._meaning.is_near(claim, claims):
            lacks = ["its meaning"]
        if not lacks and (other := self._meaning.other_word(claim, claims)):
            lacks = [f"the word {other}"]
        in_order = sorted(chosen)
        return _Support(tuple(grounds.quotes[i] for i in in_order), tuple(lacks))

    def _closest(self, claim: Claim, grounds: "_Grounds", among: Sequence[int]) -> int:
        """The quote that is closest to a claim without its figures and names.

        A false figure may stand in another sentence; the one that it is false of has the words.
        """
        words = _plain_words(claim)
        vector = self._meaning.vectors([claim.text])[0]
        return max(
            among,
            key=lambda i: (
                len(words & grounds.claims[i].stems) / max(len(words), 1)
                + float(grounds.vectors[i] @ vector) / 2
            ),
        )

    def _chosen(self, claim: Claim, grounds: "_Grounds", among: Sequence[int]) -> list[int]:
        """The quotes that together tell most of a claim, the one that tells most first."""
        if not among:
            return []
        wanted = _wanted(claim)
        least = max(_WORTH * sum(wanted.values()), _LEAST)
        vector = self._meaning.vectors([claim.text])[0]
        near = dict(zip(among, (grounds.vectors[list(among)] @ vector).tolist(), strict=True))
        scale = max(sum(wanted.values()), 1.0) / 2
        chosen: list[int] = []
        while len(chosen) < _MOST:
            gains = {i: _told(wanted, grounds.claims[i]) for i in among if i not in chosen}
            if chosen:
                here = grounds.passages[chosen[0]]
                gains = {
                    i: gain
                    for i, gain in gains.items()
                    if gain >= max(least, 0 if grounds.passages[i] == here else _LEAST_ELSEWHERE)
                    or (grounds.passages[i] == here and _tells_more(claim, grounds, chosen, i))
                }
            if not gains:
                break
            best = max(gains, key=lambda i: gains[i] + scale * near[i])
            chosen.append(best)
            told = _terms(grounds.claims[best])
            wanted = {term: weight for term, weight in wanted.items() if term not in told}
        return chosen


@dataclass(frozen=True, slots=True)
class _Grounds:
    """All that some sources offer to be quoted: n quotes, the number of each one's passage."""

    titles: tuple[str, ...]
    passages: tuple[int, ...]
    quotes: tuple[Quote, ...]
    claims: tuple[Claim, ...]
    vectors: NDArray[np.float32]  # (n, d)
    vocabulary: Vocabulary


@dataclass(frozen=True, slots=True)
class _Support:
    """Quotes, and what they lack to support a claim."""

    quotes: tuple[Quote, ...]
    lacks: tuple[str, ...]

    @property
    def stands(self) -> bool:
        return bool(self.quotes) and not self.lacks


def _plain_words(claim: Claim) -> frozenset[str]:
    """The stems of a claim's words that are no part of a figure or name."""
    facts: list[Fact] = [*claim.names, *claim.figures.numbers, *claim.figures.dates]
    taken = {i for fact in facts for i in range(fact.first, fact.last + 1)}
    return frozenset(s for i, word in enumerate(claim.words) if i not in taken for s in word.stems)


def _wanted(claim: Claim) -> dict[str, float]:
    """What quotes should tell of a claim, each with its weight."""
    facts = {word for name in claim.names for word in name.parts} | claim.figures.values
    words = dict.fromkeys(claim.stems, 1.0)
    return words | {f"={fact}": _FACT for fact in facts}


def _terms(claim: Claim) -> frozenset[str]:
    """What a quote tells, in the words of `_wanted`."""
    return claim.stems | {f"={fact}" for fact in claim.figures.values | claim.forms}


def _told(wanted: dict[str, float], quote: Claim) -> float:
    terms = _terms(quote)
    return sum(weight for term, weight in wanted.items() if term in terms)


def _tells_more(claim: Claim, grounds: _Grounds, chosen: Sequence[int], i: int) -> bool:
    """Whether a quote tells a figure or a name of the claim that those chosen lack.

    "They" of one sentence is who the one before it names.
    """
    known = [grounds.claims[n] for n in chosen]
    return len(untold(claim, [*known, grounds.claims[i]])) < len(untold(claim, known))
