"""Parts of a run, each with every measure: by tag, kind, split and document."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from evals.measures import HEADLINE
from evals.questions.record import Question
from evals.report import figures
from evals.report.figures import Row, Taken
from evals.results import Observation, Run

# Of fewer questions than this a share says hardly anything.
FEW = 10
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Slice:
    """Some of the questions with their figures by group; `headline` is how many are right."""

    name: str
    rows: Mapping[str, list[Row]]
    headline: Row


def places_of(question: Question) -> dict[str, list[str]]:
    """The slices that a question is in, by what they slice."""
    kind = "answerable" if question.answerable else question.kind or "unanswerable"
    return {
        "tag": list(dict.fromkeys(question.tags)),
        "kind": [kind],
        "split": [question.split or "none given"],
        "document": [question.document or "none"],
    }


def among(observations: Iterable[Observation], name: str) -> list[Observation]:
    """Those that are in a slice of that name, whatever it slices."""
    return [
        seen
        for seen in observations
        if any(name in names for names in places_of(seen.question).values())
    ]


def slices(run: Run, taken: Taken, seed: int) -> dict[str, list[Slice]]:
    """Slices by what they slice, largest first; nothing for what doesn't divide the run."""
    parts: dict[str, defaultdict[str, list[str]]] = {}
    for seen in run.judged:
        for what, names in places_of(seen.question).items():
            by_name = parts.setdefault(what, defaultdict(list))
            for name in names:
                by_name[name].append(seen.question.id)

    def sliced(name: str, ids: Collection[str]) -> Slice:
        rows = figures.rows_of_taken(taken.of(ids), {}, seed)
        return Slice(name, rows, rows[HEADLINE.group][0])

    worth = {what: _worth_showing(by_name) for what, by_name in parts.items()}
    return {
        what: [sliced(name, ids) for name, ids in some]
        for what, some in worth.items()
        if any(len(ids) < len(run.judged) for _, ids in some)
    }


def _worth_showing(by_name: Mapping[str, list[str]]) -> list[tuple[str, list[str]]]:
    """The largest first; of very many those that aren't few, and then the others as one."""
    ordered = sorted(by_name.items(), key=lambda item: -len(item[1]))
    if len(ordered) <= 2 * _SHOWN:
        return ordered
    shown = [(name, ids) for name, ids in ordered[:_SHOWN] if len(ids) >= FEW]
    if len(shown) < 2:
        return []
    rest = ordered[len(shown) :]
    others = list(dict.fromkeys(one for _, ids in rest for one in ids))
    return [*shown, (f"the other {len(rest):,}", others)]
