"""Evaluations that were run, read on the page: their figures, and what came out wrong."""

from pathlib import Path

import gradio as gr

from evals.report.failures import failures
from evals.report.figures import day, failed_in_words, headline, in_words, rows
from evals.results import Run
from ui.failures import told_plainly
from ui.handouts import hand_out
from ui.parts import Parts, Updates
from ui.places import shortened
from vectorstore.errors import AssistantError

_SEED = 0  # of the intervals
_WRONG = 100
_LONGEST = 600
_RESULTS, _PAGE = "results.json", "report.html"


class ReportEvents:
    """The events of the evaluation tab over a folder in which evaluations leave their results."""

    def __init__(self, folder: Path, parts: Parts) -> None:
        self._folder = folder
        self._parts = parts

    def listed(self) -> Updates:
        """The evaluations there are, the newest first; without any, the tab isn't shown."""
        report = self._parts.report
        names = list(self._runs())
        return {
            report.tab: gr.update(visible=bool(names)),
            report.runs: gr.update(choices=names, value=None),
        }

    def show(self, name: str | None) -> Updates:
        """The figures of an evaluation, and the questions that came out wrong."""
        report = self._parts.report
        file = self._runs().get(name or "")
        if file is None:
            return {report.about: "This evaluation is no longer there."}
        try:
            run = Run.read(file)
        except AssistantError as error:
            return {report.about: told_plainly(error)}
        grouped = rows(run.judged, {}, _SEED)
        about = [
            f"{in_words(headline(grouped))}.",
            f"Answered by {run.about.answerer}, {day(run.about.started_at)}.",
            failed_in_words(run),
        ]
        whole = file.with_name(_PAGE)
        page = hand_out(_PAGE, whole.read_text(encoding="utf-8")) if whole.exists() else None
        return {
            report.about: " ".join(line for line in about if line),
            report.figures: gr.update(
                value=[
                    [row.measure.title, row.value, row.interval, f"{row.estimate.n:,}"]
                    for group in grouped.values()
                    for row in group
                ],
                visible=True,
            ),
            report.wrong: gr.update(value=_wrong(run), visible=True),
            report.file: gr.update(value=page, visible=page is not None),
        }

    def _runs(self) -> dict[str, Path]:
        found = [*self._folder.glob(_RESULTS), *self._folder.glob(f"*/{_RESULTS}")]
        newest_first = sorted(found, key=lambda file: file.stat().st_mtime, reverse=True)
        return {file.parent.name: file for file in newest_first}


def _wrong(run: Run) -> list[list[str]]:
    return [
        [
            failure.cause,
            failure.seen.question.question,
            shortened(failure.seen.reply.text, _LONGEST) if failure.seen.reply else "",
        ]
        for failure in failures(run)[:_WRONG]
    ]
