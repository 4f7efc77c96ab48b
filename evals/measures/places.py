"""When two places are the same: one rule for passages, sentences and citations alike.

Two places match if they stand in one document and share at least half of the shorter one.
Half of the shorter, because the two are seldom cut alike: a passage is longer than the answer
in it, a gold passage may be longer than ours, and where a sentence ends is a matter of a
character or two. A half, because a neighbour that only touches the place isn't it.
"""

from collections.abc import Iterable

from evals.questions.record import Place
from evals.results import Cited


def matches(one: Place, other: Place) -> bool:
    """Whether two places share at least half of the shorter one; empty places match nothing."""
    if one.document != other.document:
        return False
    shared = min(one.end, other.end) - max(one.start, other.start)
    shorter = min(one.end - one.start, other.end - other.start)
    return shared > 0 and 2 * shared >= shorter


def is_among(place: Place, places: Iterable[Place]) -> bool:
    """Whether a place matches any of some others."""
    return any(matches(place, other) for other in places)


def is_cited(place: Place, citations: Iterable[Cited]) -> bool:
    """Whether a citation matches a place; one that doesn't stand is evidence of nothing."""
    return any(citation.stands and matches(citation.place, place) for citation in citations)
