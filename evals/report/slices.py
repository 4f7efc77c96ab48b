"""The headline figure of parts of a run: by tag, kind, split and document."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from evals.measures import HEADLINE
from evals.questions import Question
from evals.results import Observation, Run
from evals.statistics import Estimate, estimate

# Of fewer questions than this a share says hardly anything.
FEW = 10
_DOCUMENTS = 12


@dataclass(frozen=True, slots=True)
class Slice:
    """Some of the questions, and how many of them came out right."""

    name: str
    estimate: Estimate

    @property
    def few(self) -> bool:
        return self.estimate.n < FEW


def slices(run: Run, seed: int) -> dict[str, list[Slice]]:
    """Slices by what they slice, largest first; nothing for what doesn't divide the run."""
    parts: dict[str, defaultdict[str, list[Observation]]] = {
        name: defaultdict(list) for name in ("tag", "kind", "split", "document")
    }
    for seen in run.judged:
        question = seen.question
        for tag in dict.fromkeys(question.tags):
            parts["tag"][tag].append(seen)
        parts["kind"][_kind(question)].append(seen)
        parts["split"][question.split or "none given"].append(seen)
        parts["document"][question.document or "none"].append(seen)
    return {
        what: _estimated(_at_most(_DOCUMENTS, by_name), seed)
        for what, by_name in parts.items()
        if any(len(some) < len(run.judged) for some in by_name.values())
    }


def _kind(question: Question) -> str:
    if question.answerable:
        return "answerable"
    return question.kind or "unanswerable"


def _at_most(
    count: int, by_name: dict[str, list[Observation]]
) -> Iterable[tuple[str, list[Observation]]]:
    """The largest slices; the others, if there are many, as one."""
    ordered = sorted(by_name.items(), key=lambda item: -len(item[1]))
    if len(ordered) <= 2 * count:
        return ordered
    rest = [seen for _, some in ordered[count:] for seen in some]
    return [*ordered[:count], (f"the other {len(ordered) - count:,}", rest)]


def _estimated(some: Iterable[tuple[str, list[Observation]]], seed: int) -> list[Slice]:
    found = ((name, estimate(HEADLINE, observations, seed)) for name, observations in some)
    return [Slice(name, estimated) for name, estimated in found if estimated]
