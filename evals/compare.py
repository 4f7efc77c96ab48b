"""Two runs side by side: what each measure gained or lost, on which questions, and why that may be.

Only questions that both runs have, asked alike and answered by both without the machinery
failing, are compared; everything else is listed.
"""

from dataclasses import dataclass

from evals.measures import MEASURES, Measure
from evals.measures.end_to_end import right
from evals.results import About, Observation, Run
from evals.statistics import Difference, Estimate, difference, estimate
from vectorstore.errors import AssistantError

# When a run was started says nothing of what was run.
_NO_CHANGE = {"started_at"}


class NothingInCommon(AssistantError):
    """Two runs without a question that both answered."""


@dataclass(frozen=True, slots=True)
class MeasureChange:
    """One measure in both runs, over the questions in common.

    An estimate is None where the measure speaks of no question of that run; there is a
    difference where both have one.
    """

    measure: Measure
    before: Estimate | None
    after: Estimate | None
    difference: Difference | None


@dataclass(frozen=True, slots=True)
class AboutChange:
    """Something that was run in another way; empty where one of the two didn't have it."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of a run. All lists are ids of questions, in the order of the later run.

    `common` are compared: `gained` of them came out right only after, `lost` only before.
    `reworded` have the same id in both but are other questions, `failed` met a failure of
    the machinery in one run at least.
    """

    before: About
    after: About
    measures: list[MeasureChange]
    common: list[str]
    gained: list[str]
    lost: list[str]
    only_before: list[str]
    only_after: list[str]
    reworded: list[str]
    failed: list[str]
    about: list[AboutChange]

    @property
    def same_data(self) -> bool:
        return self.before.data_sha256 == self.after.data_sha256

    @property
    def caution(self) -> str | None:
        """A sentence on what keeps the two from being compared as a whole, None if nothing."""
        left_out = [*self.only_before, *self.only_after, *self.reworded, *self.failed]
        if self.same_data and not left_out:
            return None
        reason = "" if self.same_data else "The two runs are of different data; "
        extent = f"only the {len(self.common)} questions in common are compared, {len(left_out)}"
        sentence = f"{reason}{extent} are left out."
        return sentence[0].upper() + sentence[1:]


def compare(before: Run, after: Run, seed: int = 0) -> Comparison:
    """Compare two runs. Raises NothingInCommon."""
    first = {seen.question.id: seen for seen in before.observations}
    second = {seen.question.id: seen for seen in after.observations}
    shared = [one for one in second if one in first]
    reworded = [one for one in shared if first[one].question != second[one].question]
    same = [one for one in shared if first[one].question == second[one].question]
    failed = [one for one in same if first[one].error or second[one].error]
    common = [one for one in same if one not in set(failed)]
    if not common:
        raise NothingInCommon(
            f"The runs {before.about.name} and {after.about.name} have no question in common "
            "that both answered; compare runs of the same question set."
        )
    ours, theirs = [first[one] for one in common], [second[one] for one in common]
    return Comparison(
        before=before.about,
        after=after.about,
        measures=[_change(one, ours, theirs, seed) for one in MEASURES],
        common=common,
        gained=[one for one in common if right(second[one]) and not right(first[one])],
        lost=[one for one in common if right(first[one]) and not right(second[one])],
        only_before=[one for one in first if one not in second],
        only_after=[one for one in second if one not in first],
        reworded=reworded,
        failed=failed,
        about=what_differs(before.about, after.about),
    )


def _change(
    measure: Measure, before: list[Observation], after: list[Observation], seed: int
) -> MeasureChange:
    return MeasureChange(
        measure,
        estimate(measure, before, seed),
        estimate(measure, after, seed),
        difference(measure, before, after, seed),
    )


def what_differs(before: About, after: About) -> list[AboutChange]:
    """Each thing that was run in another way: settings and packages one by one."""
    first, second = _flat(before), _flat(after)
    return [
        AboutChange(what, first.get(what, ""), second.get(what, ""))
        for what in {**first, **second}
        if first.get(what) != second.get(what)
    ]


def _flat(about: About) -> dict[str, str]:
    flat: dict[str, str] = {}
    for name, value in about.model_dump(exclude=_NO_CHANGE).items():
        if isinstance(value, dict):
            flat |= {f"{name}.{key}": str(one) for key, one in value.items()}
        else:
            flat[name] = str(value)
    return flat
