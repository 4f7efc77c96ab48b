"""What the verifier must reach: the least share of a kind to come out right, the most lost.

A file of floors is an object of numbers: a kind's name with the least share of its sentences
kept or caught, and `lost` with the largest share of all faithful ones that may be lost.
"""

import json
from collections.abc import Mapping, Sequence
from math import isfinite
from pathlib import Path

from evals.gate import FloorsUnusable
from evals.verification.kinds import Kind
from evals.verification.outcomes import Outcome, rows, totals

LOST = "lost"


def read_floors(file: Path) -> dict[str, float]:
    """The limits in a file. Raises FloorsUnusable."""
    try:
        limits = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise FloorsUnusable(f"The floors {file} cannot be read ({error}).") from error
    if not isinstance(limits, dict):
        raise FloorsUnusable(f"The floors {file} must be an object of numbers.")
    known = [*(str(kind) for kind in Kind), LOST]
    for key, limit in limits.items():
        if key not in known:
            raise FloorsUnusable(
                f"The floors {file} name {key!r}, which is none of {', '.join(known)}."
            )
        if isinstance(limit, bool) or not isinstance(limit, int | float) or not isfinite(limit):
            raise FloorsUnusable(f"The floors {file} need a number for {key!r}, not {limit!r}.")
    return dict(limits)


def below(outcomes: Sequence[Outcome], floors: Mapping[str, float]) -> list[str]:
    """A sentence for each limit that isn't kept, none if all are."""
    reached = {str(row.kind): row.right for row in rows(outcomes)}
    problems: list[str] = []
    for key, limit in floors.items():
        if key == LOST:
            lost = totals(outcomes).lost
            if not lost.n or lost.value > limit:
                problems.append(
                    f"{lost.hits:,} of {lost.n:,} faithful sentences are lost, "
                    f"{lost.value:.2%}; {limit:.2%} may be."
                )
        elif key not in reached:
            problems.append(f"{key} has a floor of {limit:g}, but there is no such sentence.")
        elif reached[key].value < limit:
            share = reached[key]
            problems.append(
                f"{key}: {share.hits:,} of {share.n:,} come out right, {share.value:.2%}; "
                f"the floor is {limit:.2%}."
            )
    return problems
