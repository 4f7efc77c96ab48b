"""What became of a chat model's words: kept, left out, marked, or replaced by quotes."""

from assistant.answer import QUOTING
from evals.measures.measure import Measure
from evals.results import Observation

GROUP = "chat model"
_VERIFIED = "post-hoc attribution: RARR, Gao et al. 2023, arXiv 2210.08726"


def _asked(seen: Observation) -> bool:
    return seen.tokens is not None or seen.answerer != QUOTING


def _dropped(seen: Observation) -> float | None:
    if seen.answerer == QUOTING:
        # Of a reply of which nothing is left, all was dropped.
        return 1.0 if seen.dropped else None
    kept = len(seen.reply.sentences) if seen.reply else 0
    return seen.dropped / (seen.dropped + kept) if seen.dropped + kept else None


def _marked(seen: Observation) -> float | None:
    if seen.answerer == QUOTING or seen.reply is None or not (said := seen.reply.sentences):
        return None
    return sum(not sentence.supported for sentence in said) / len(said)


def _quoted_instead(seen: Observation) -> float | None:
    return float(seen.answerer == QUOTING) if _asked(seen) else None


MEASURES = (
    Measure(
        key="sentences_dropped",
        title="sentences left out",
        group=GROUP,
        formula="mean over replies of a chat model of the share of their sentences that were left "
        "out because nothing supports them",
        source=_VERIFIED,
        more_is_better=False,
        of=_dropped,
    ),
    Measure(
        key="sentences_marked",
        title="sentences marked as not supported",
        group=GROUP,
        formula="mean over answers that a chat model wrote of the share of their sentences that "
        "are shown, marked as not supported",
        source=_VERIFIED,
        more_is_better=False,
        of=_marked,
    ),
    Measure(
        key="quoted_instead",
        title="quoted instead",
        group=GROUP,
        formula="share of questions put to a chat model that were answered in quotes, because "
        "nothing of its reply was left",
        source="defined here",
        more_is_better=False,
        of=_quoted_instead,
    ),
)
