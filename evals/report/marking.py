"""Marking words in a text by their places: stretches that are all of one kind, in order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from evals.questions.record import Place


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some of a text; `right` and `cited` say whether it should be, and was, cited."""

    text: str
    right: bool = False
    cited: bool = False


def marked(
    text: str, at: Place, right: Iterable[Place], cited: Iterable[Place]
) -> Sequence[Stretch]:
    """`text`, which stands at `at`, cut where a right or a cited place begins or ends."""
    if not text:
        return []
    wanted, given = ([_within(place, at, len(text)) for place in some] for some in (right, cited))
    cuts = sorted({0, len(text), *(cut for span in [*wanted, *given] for cut in span)})
    return [
        Stretch(text[start:end], right=_covered(start, wanted), cited=_covered(start, given))
        for start, end in pairwise(cuts)
    ]


def overlap(one: Place, other: Place) -> bool:
    """Whether two places have a character in common."""
    return one.document == other.document and one.start < other.end and other.start < one.end


def _within(place: Place, at: Place, length: int) -> tuple[int, int]:
    """Where a place is in the text, counted from the text's start; (0, 0) if nowhere."""
    if not overlap(place, at):
        return 0, 0
    return max(place.start - at.start, 0), min(place.end - at.start, length)


def _covered(position: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)
