"""At which rank the right thing was found, and what a list of such ranks comes to.

A rank counts from 1; None stands for "not found". The measures are the usual ones: hit@k, the
share of questions with a right result among the first k, and the mean reciprocal rank
(Voorhees, "The TREC-8 Question Answering Track Report", 1999).
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from vectorstore.records import Span

Rank = int | None
Found = TypeVar("Found")


def first_rank(found: Iterable[Found], is_right: Callable[[Found], bool]) -> Rank:
    """The rank of the first right result, None if there is none."""
    return next((rank for rank, one in enumerate(found, start=1) if is_right(one)), None)


def hit_rate(ranks: Sequence[Rank], k: int) -> float:
    """hit@k: the share of ranks from 1 to k; 0 for no ranks at all."""
    return sum(rank is not None and rank <= k for rank in ranks) / max(len(ranks), 1)


def mean_reciprocal_rank(ranks: Sequence[Rank], k: int) -> float:
    """MRR@k: the mean of 1 / rank, a rank past k or none counting as 0."""
    total = sum(1 / rank for rank in ranks if rank is not None and rank <= k)
    return total / max(len(ranks), 1)


def holds(outer: Span, inner: Span) -> bool:
    """Whether a stretch of text has the whole of another in it."""
    return outer.start <= inner.start and inner.end <= outer.end
