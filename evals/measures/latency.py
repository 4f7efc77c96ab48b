"""What answering took: seconds by stage, and tokens with their price.

These say nothing of how good an answer is and depend on the machine, so they are no measures
that a gate could hold to a floor.
"""

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from evals.results import Observation, Tokens

TOTAL = "total"


def stage_seconds(observations: Iterable[Observation]) -> dict[str, tuple[float, float]]:
    """The median and the 95th percentile of each stage's seconds, in the order of the stages.

    Last comes "total": as it was recorded, or else the sum of a question's stages. Questions
    that didn't go through a stage don't count for it.
    """
    taken: defaultdict[str, list[float]] = defaultdict(list)
    totals = []
    for seen in observations:
        if seen.error is not None or not seen.seconds:
            continue
        for stage, seconds in seen.seconds.items():
            if stage != TOTAL:
                taken[stage].append(seconds)
        totals.append(seen.seconds.get(TOTAL, sum(seen.seconds.values())))
    if totals:
        taken[TOTAL] = totals
    return {stage: _median_and_slow(seconds) for stage, seconds in taken.items()}


def _median_and_slow(seconds: list[float]) -> tuple[float, float]:
    median, slow = np.percentile(seconds, [50, 95])
    return float(median), float(slow)


def token_totals(observations: Iterable[Observation]) -> Tokens | None:
    """All tokens and their price, None if no chat model was asked.

    The price is None if it isn't known of every question that was charged. A question that
    failed was paid for too.
    """
    spent = [seen.tokens for seen in observations if seen.tokens is not None]
    if not spent:
        return None
    prices = [one.cost for one in spent if one.cost is not None]
    return Tokens(
        read=sum(one.read for one in spent),
        written=sum(one.written for one in spent),
        cost=sum(prices) if len(prices) == len(spent) else None,
    )
