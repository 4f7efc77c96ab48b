"""What went wrong, question by question: what was right, what was said, and what was found."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evals.measures.end_to_end import Cause, cause_of_failure
from evals.measures.places import is_among
from evals.measures.ranks import first_rank
from evals.questions.record import Place
from evals.report.marking import Stretch, marked
from evals.results import TEXTS_KEPT, Gold, Observation, Run

SHOWN = 200
CAUSES = {
    Cause.ABSTAINED: "refused, though answerable",
    Cause.ANSWERED: "answered, though unanswerable",
    Cause.WORDS: "wrong words",
    Cause.CITATION: "wrong citation",
    Cause.MACHINERY: "machinery",
}
_RIGHT_ANSWER, _RIGHT_REFUSAL = "right answer", "right refusal"
ENDS = (_RIGHT_ANSWER, _RIGHT_REFUSAL, *CAUSES.values())


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that should have been cited, and where they stand."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Found:
    """A retrieved passage, cut where right and cited words begin and end."""

    place: Place
    score: float
    relevant: bool
    stretches: Sequence[Stretch]


@dataclass(frozen=True, slots=True)
class Failure:
    """A question that didn't come out right.

    `quotes` are groups, one of each is to be cited; `first_right` is the rank of the first
    right passage.
    """

    seen: Observation
    cause: str
    quotes: list[list[Quote]]
    found: list[Found]
    first_right: int | None


def failures(run: Run) -> list[Failure]:
    """Wrong answers, the surest first, then wrong refusals, the surest first."""
    wrong = [seen for seen in run.judged if cause_of_failure(seen)]
    wrong.sort(key=lambda seen: (seen.abstained, seen.confidence * (1 if seen.abstained else -1)))
    return [_failure(seen) for seen in wrong]


def outcomes(run: Run) -> dict[str, int]:
    """How many questions came to each end, right ones first; only ends that there were."""
    counts = Counter(
        CAUSES[cause]
        if (cause := cause_of_failure(seen))
        else (_RIGHT_REFUSAL if seen.abstained else _RIGHT_ANSWER)
        for seen in run.judged
    )
    return {end: counts[end] for end in ENDS if counts[end]}


def _failure(seen: Observation) -> Failure:
    cause = cause_of_failure(seen)
    assert cause is not None
    passages = seen.retrieval.passages
    right = [*seen.gold.supporting, *(place for group in seen.gold.quotes for place in group)]
    said = seen.reply or seen.withheld
    cited = [citation.place for citation in said.citations] if said else []
    relevant = [is_among(passage.place, right) for passage in passages]
    return Failure(
        seen=seen,
        cause=CAUSES[cause],
        quotes=_quotes(seen.gold),
        found=[
            Found(
                place=passage.place,
                score=passage.score,
                relevant=is_right,
                stretches=marked(passage.text, passage.place, right, cited),
            )
            for passage, is_right in zip(passages[:TEXTS_KEPT], relevant, strict=False)
        ],
        first_right=first_rank(relevant, bool),
    )


def _quotes(gold: Gold) -> list[list[Quote]]:
    """The groups of quotes with their words; results of an earlier version have none."""
    words = gold.words or [[""] * len(group) for group in gold.quotes]
    return [
        list(dict.fromkeys(map(Quote, texts, places)))
        for texts, places in zip(words, gold.quotes, strict=True)
    ]


def choices(wrong: Iterable[Failure]) -> dict[str, list[tuple[str, int]]]:
    """What failures can be filtered by, with how many each would leave, most first."""
    wrong = list(wrong)
    values = {
        "cause": [one.cause for one in wrong],
        "kind": [one.seen.question.kind for one in wrong if one.seen.question.kind],
        "tag": [tag for one in wrong for tag in dict.fromkeys(one.seen.question.tags)],
    }
    return {name: Counter(some).most_common() for name, some in values.items() if some}
