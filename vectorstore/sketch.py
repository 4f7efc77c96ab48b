"""Near-duplicates: documents that are the same text but for a header, a footer, a few words.

Each document keeps a sketch of its text, the smallest hashes of its runs of five words. How many
of the smallest hashes of two documents together both have estimates how much of all their runs
they share (A. Broder, "On the resemblance and containment of documents", 1997).
"""

import zlib
from collections import Counter, defaultdict
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from vectorstore.words import words

_RUN = 5  # words
_KEPT = 256  # hashes of a document: an estimate is right to about 0.03
_FEWEST = 24  # hashes below which two texts are too short to tell
_ALIKE = 0.7  # of all runs, from which two documents count as the same: a page of a few hundred
# words saved with another page's navigation around it shares about as much with itself
_LOOKED_UP = 48  # of the smallest hashes; documents that alike share more than a quarter of them
_COMMON = 32  # documents, none like another, with the same run of words: it tells nothing more
_MIXED = np.uint64(0x9E3779B97F4A7C15)  # 2⁶⁴ by the golden ratio: spreads what is multiplied

Sketch = NDArray[np.uint64]


class _Hashes(dict[str, int]):
    """The hash of each word of a text, whatever its case; made once."""

    def __missing__(self, word: str) -> int:
        made = self[word] = zlib.crc32(word.lower().encode())
        return made


def sketch(text: str) -> Sketch:
    """The sketch of a text: its smallest hashes, in order; none where it has too few words."""
    # One by one: a list of all words takes over twenty times the memory of the text.
    hashes = np.fromiter(map(_Hashes().__getitem__, words(text)), np.uint64)
    if len(hashes) < _RUN:
        return np.zeros(0, np.uint64)
    runs = np.zeros(len(hashes) - _RUN + 1, np.uint64)
    for place in range(_RUN):
        runs = (runs + hashes[place : place + len(runs)] + np.uint64(1)) * _MIXED
        runs ^= runs >> np.uint64(29)
    return np.unique(runs)[:_KEPT]


def resemblance(one: Sketch, other: Sketch) -> float:
    """The estimated share of all runs of words of two texts that both have; 0 to 1."""
    if min(len(one), len(other)) < _FEWEST:
        return 0.0
    smallest = np.union1d(one, other)[: min(len(one), len(other), _KEPT)]
    return float((np.isin(smallest, one) & np.isin(smallest, other)).mean())


def near_duplicates(sketches: Mapping[str, Sketch]) -> dict[str, str]:
    """For each document that is nearly the same as one before it, that one: both by id.

    The mapping's order is that of the documents; the first of several alike stands for them all.
    """
    holders: dict[int, list[str]] = defaultdict(list)
    found: dict[str, str] = {}
    for document_id, hashes in sketches.items():
        looked_up = hashes[:_LOOKED_UP].tolist()
        telling = [h for h in looked_up if len(holders[h]) < _COMMON]
        shared = Counter(holder for h in telling for holder in holders[h])
        candidates = [other for other, n in shared.items() if n * 4 >= len(telling)]
        best = max(candidates, key=lambda other: resemblance(hashes, sketches[other]), default=None)
        if best is not None and resemblance(hashes, sketches[best]) >= _ALIKE:
            found[document_id] = best
            continue
        for h in telling:
            holders[h].append(document_id)
    return found
