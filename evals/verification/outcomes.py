"""What the verifier said of each case, and what that comes to.

A faithful sentence is kept if it is called supported, or if it is mended to a passage that it
was made from. A corrupted one is caught if it is called unsupported: mended it would still be
shown. One with a wrong marker is put right if it is mended to the passage it was made from.
Sentences that annotators wrote are true only as far as they were careful, so they have a row
of their own and are in no total; nor are those with a wrong marker, which are neither right
nor wrong.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from assistant.verification.verifier import Judgement, Source, Verdict
from evals.verification.cases import Case
from evals.verification.kinds import CORRUPTED, FAITHFUL, Kind

Judge = Callable[[str, Sequence[int], Sequence[Source]], Judgement]
"""`Verifier.judge`, or what stands in for it."""

_Z = 1.959964  # of a 95 % interval


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case, what the verifier said of it, and how long that took."""

    case: Case
    said: Judgement
    seconds: float

    @property
    def right(self) -> bool:
        """Whether a faithful sentence was kept, a corrupted one caught, a wrong marker mended."""
        verdict = self.said.verdict
        if self.case.kind in CORRUPTED:
            return verdict is Verdict.UNSUPPORTED
        if verdict is Verdict.MENDED:
            return self.finds_gold
        return verdict is Verdict.SUPPORTED and self.case.kind is not Kind.WRONG_MARKER

    @property
    def moved(self) -> bool:
        """Whether a sentence that named the right passage was given another marker."""
        return self.said.verdict is Verdict.MENDED

    @property
    def finds_gold(self) -> bool:
        """Whether the quotes include one of the sentences that the case was made from."""
        return bool(set(self.said.quotes) & set(self.case.gold))

    @property
    def finds_all_gold(self) -> bool:
        """Whether they include all of them."""
        return set(self.case.gold) <= set(self.said.quotes)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, with its 95 % interval.

    Wilson's score interval (E. B. Wilson 1927, JASA 22(158), 209-212), which holds near 0 and 1
    where the usual one has no width.
    """

    hits: int
    n: int

    @property
    def value(self) -> float:
        return self.hits / self.n if self.n else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        if not self.n:
            return 0.0, 1.0
        spread = _Z * sqrt(self.value * (1 - self.value) / self.n + _Z**2 / (4 * self.n**2))
        middle = self.value + _Z**2 / (2 * self.n)
        scale = 1 + _Z**2 / self.n
        return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


@dataclass(frozen=True, slots=True)
class Row:
    """What became of the cases of one kind."""

    kind: Kind
    right: Share
    moved: int
    gold: Share  # of those that were rightly kept or mended, how many quote a sentence of theirs
    all_gold: Share
    quotes: float  # for each of those


@dataclass(frozen=True, slots=True)
class Totals:
    """All cases made by rule whose markers are right, half of them corrupted.

    `precision`: of the sentences called unsupported, those that were corrupted; `recall`: of
    the corrupted ones, those called unsupported; `lost`: of the faithful, those not kept.
    """

    precision: Share
    recall: Share
    lost: Share
    milliseconds: float


def judged(cases: Iterable[Case], judge: Judge) -> list[Outcome]:
    """Ask the verifier about every case, one at a time."""
    outcomes: list[Outcome] = []
    for case in cases:
        start = time.perf_counter()
        said = judge(case.text, case.markers, case.sources)
        outcomes.append(Outcome(case, said, time.perf_counter() - start))
    return outcomes


def rows(outcomes: Iterable[Outcome]) -> list[Row]:
    """A row for each kind that there are cases of, faithful ones first."""
    of_kind: dict[Kind, list[Outcome]] = {kind: [] for kind in Kind}
    for outcome in outcomes:
        of_kind[outcome.case.kind].append(outcome)
    return [_row(kind, some) for kind, some in of_kind.items() if some]


def totals(outcomes: Sequence[Outcome]) -> Totals:
    """Precision and recall over all of them."""
    faithful = [one for one in outcomes if one.case.kind in FAITHFUL]
    corrupted = [one for one in outcomes if one.case.kind in CORRUPTED]
    caught = sum(one.right for one in corrupted)
    flagged = caught + sum(one.said.verdict is Verdict.UNSUPPORTED for one in faithful)
    seconds = sum(one.seconds for one in outcomes)
    return Totals(
        precision=Share(caught, flagged),
        recall=Share(caught, len(corrupted)),
        lost=Share(sum(not one.right for one in faithful), len(faithful)),
        milliseconds=1000 * seconds / max(len(outcomes), 1),
    )


def _row(kind: Kind, outcomes: Sequence[Outcome]) -> Row:
    kept = [] if kind in CORRUPTED else [one for one in outcomes if one.right]
    return Row(
        kind,
        Share(sum(one.right for one in outcomes), len(outcomes)),
        sum(one.moved for one in outcomes),
        Share(sum(one.finds_gold for one in kept), len(kept)),
        Share(sum(one.finds_all_gold for one in kept), len(kept)),
        sum(len(one.said.quotes) for one in kept) / max(len(kept), 1),
    )
