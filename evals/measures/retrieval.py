"""Finding: at which rank the right passage stands, and the right sentence.

Measured on answerable questions of which it is known where the answer stands. A passage or
sentence is right if it matches a supporting place; ranks count from 1.
"""

from collections.abc import Callable, Sequence
from math import log2

from evals.measures.measure import Measure
from evals.measures.places import is_among
from evals.measures.ranks import first_rank
from evals.results import Gold, Observation, Ranked

GROUP = "retrieval"
_DEPTH = 10
_HIT = "share of questions with a right {unit} among the first {k}"
_HIT_SOURCE = "top-k retrieval accuracy: Karpukhin et al. 2020, arXiv 2004.04906"

Score = Callable[[list[bool], int], float]
"""A score of a ranking, from whether each result is right and how many right ones there are."""


def has_places(seen: Observation) -> bool:
    """Whether it is known where the answer to the question stands."""
    return seen.question.answerable and bool(seen.gold.supporting)


def rightness(ranked: Sequence[Ranked], gold: Gold) -> list[bool]:
    """Whether each of the first ten results is right, best first."""
    return [is_among(found.place, gold.supporting) for found in ranked[:_DEPTH]]


def hit(right: Sequence[bool], k: int) -> float:
    """1 if there is a right result among the first `k`, else 0."""
    return float(any(right[:k]))


def reciprocal_rank(right: Sequence[bool]) -> float:
    """1 / rank of the first right result, 0 without one."""
    rank = first_rank(right, bool)
    return 1 / rank if rank else 0.0


def discounted_gain(right: Sequence[bool], relevant: int) -> float:
    """nDCG@10 for results that are right or not; `relevant` is how many the library has.

    The ideal ranking begins with min(10, relevant) right ones. There are never fewer right
    ones in the library than were found.
    """
    ideal = min(_DEPTH, max(relevant, sum(right)))
    gain = sum(1 / log2(rank + 1) for rank, is_right in enumerate(right, start=1) if is_right)
    best = sum(1 / log2(rank + 1) for rank in range(1, ideal + 1))
    return gain / best if best else 0.0


def _of_passages(score: Score) -> Callable[[Observation], float | None]:
    def of(seen: Observation) -> float | None:
        if not has_places(seen):
            return None
        found = seen.retrieval
        return score(rightness(found.passages, seen.gold), found.relevant_passages)

    return of


def _of_sentences(score: Score) -> Callable[[Observation], float | None]:
    def of(seen: Observation) -> float | None:
        if not has_places(seen):
            return None
        found = seen.retrieval
        return score(rightness(found.sentences, seen.gold), found.relevant_sentences)

    return of


def _measures(
    unit: str, of_unit: Callable[[Score], Callable[[Observation], float | None]]
) -> list[Measure]:
    def made(key: str, title: str, formula: str, source: str, score: Score) -> Measure:
        return Measure(f"{unit}_{key}", title, GROUP, formula, source, True, of_unit(score))

    def hit_at(k: int) -> Measure:
        formula = _HIT.format(unit=unit, k=k)
        return made(
            f"hit_at_{k}", f"{unit} hit@{k}", formula, _HIT_SOURCE, lambda right, _: hit(right, k)
        )

    return [
        *map(hit_at, (1, 5, 10)),
        made(
            "mrr_at_10",
            f"{unit} MRR@10",
            f"mean of 1 / rank of the first right {unit}, 0 if it isn't among the first 10",
            "Voorhees 1999, The TREC-8 Question Answering Track Report",
            lambda right, _: reciprocal_rank(right),
        ),
        made(
            "ndcg_at_10",
            f"{unit} nDCG@10",
            f"mean of DCG@10 / ideal DCG@10, a {unit} being right or not; "
            "DCG = sum of 1 / log2(rank + 1) over right ones",
            "Järvelin & Kekäläinen 2002, ACM TOIS 20(4)",
            discounted_gain,
        ),
    ]


MEASURES = (*_measures("passage", _of_passages), *_measures("sentence", _of_sentences))
