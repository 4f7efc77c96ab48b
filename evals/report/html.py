"""The page of a run: one file that asks nobody for anything, made to be read, sent and printed.

Whatever documents, questions and models say is text on it: the template escapes all of it, and
the page's script only reads what stands there. A policy in the page lets nothing be fetched.
"""

import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from evals.baseline import Baseline
from evals.measures.abstention import reliability, risk_coverage
from evals.measures.end_to_end import right_if_given
from evals.measures.latency import stage_seconds, token_totals
from evals.report import charts, failures, figures
from evals.report.slices import FEW, slices
from evals.results import Run
from vectorstore.whole_text import whole

_FOLDER = Path(__file__).parent


def html_page(run: Run, baseline: Run | Baseline | None = None, seed: int = 0) -> str:
    """The page. With a baseline each figure has its difference from it.

    `seed` is that of the intervals. Raises BaselineUnusable if the baseline has no question
    in common with the run.
    """
    taken = figures.take(run.judged)
    grouped = figures.rows_of_taken(taken, figures.differences(run, baseline, seed), seed)
    wrong = failures.failures(run)
    parts = slices(run, taken, seed)
    page = _template().render(
        run=run,
        about=run.about,
        against=figures.about(baseline),
        grouped=grouped,
        headline=figures.headline(grouped),
        figures=figures,
        outcomes=failures.outcomes(run),
        known=sum(right_if_given(seen) is not None for seen in run.judged),
        plots=_plots(run, baseline if isinstance(baseline, Run) else None),
        tokens=token_totals(run.observations),
        overall={row.measure.key: row for some in grouped.values() for row in some},
        slices=parts,
        has_few=any(one.headline.estimate.n < FEW for some in parts.values() for one in some),
        few=FEW,
        wrong=wrong[: failures.SHOWN],
        wrong_in_all=len(wrong),
        choices=failures.choices(wrong[: failures.SHOWN]),
        machinery=run.failed,
        interval=charts.interval,
    )
    # Half of a character, which JSON can hold, has no place in a file of text.
    return whole(page)


def _plots(run: Run, before: Run | None) -> dict[str, Markup]:
    """The plots that there is something to show in, by name."""
    curve, bins = risk_coverage(run.judged), reliability(run.judged)
    earlier = risk_coverage(before.judged) if before else []
    stages = stage_seconds(run.observations)
    plots = {}
    if curve:
        plots["risk"] = charts.risk_coverage(curve, run.about.threshold, earlier)
    if bins:
        plots["reliability"] = charts.reliability(bins)
    if stages:
        plots["latency"] = charts.latency(stages)
    return plots


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["day"] = figures.day
    environment.filters["shade"] = _shade
    # A found passage is looked over, so the empty lines in it are left out.
    environment.filters["tight"] = lambda text: re.sub(r"\n\s*\n", "\n", text)
    environment.filters["squeezed"] = lambda text: " ".join(text.split())
    environment.globals["style"] = Markup((_FOLDER / "page.css").read_text("utf-8"))
    environment.globals["script"] = Markup((_FOLDER / "page.js").read_text("utf-8"))
    return environment.get_template("page.html")


def _shade(end: str) -> str:
    """The class in page.css of a way that a question can end."""
    return f"shade-{failures.ENDS.index(end)}"
