"""End to end: whether a question came out right, and if not, what went wrong first.

Right is an answer with its accepted words and its right citations, or a right refusal. An
answer whose words are right by accident, cited from elsewhere, isn't.
"""

from enum import StrEnum

from evals.measures.answers import right_words
from evals.measures.citations import right_citations
from evals.measures.measure import Measure
from evals.results import Observation, Reply

GROUP = "end to end"


class Cause(StrEnum):
    """Why a question didn't come out right, in words for a report."""

    ABSTAINED = "abstained"
    ANSWERED = "answered what it doesn't say"
    WORDS = "wrong words"
    CITATION = "wrong citation"
    MACHINERY = "machinery"


def cause_of_failure(seen: Observation) -> Cause | None:
    """What went wrong first, None if the question came out right."""
    if seen.error is not None:
        return Cause.MACHINERY
    if seen.reply is None:
        return Cause.ABSTAINED if seen.question.answerable else None
    return _fault(seen, seen.reply)


def right(seen: Observation) -> bool:
    """Whether a question came out right."""
    return cause_of_failure(seen) is None


def right_if_given(seen: Observation) -> bool | None:
    """Whether the answer is right that was given or withheld; None if neither is known.

    To a question that the documents don't answer no answer is right.
    """
    reply = seen.reply or seen.withheld
    return None if reply is None else _fault(seen, reply) is None


def _fault(seen: Observation, reply: Reply) -> Cause | None:
    if not seen.question.answerable:
        return Cause.ANSWERED
    if not right_words(seen.question, reply):
        return Cause.WORDS
    return None if right_citations(seen.gold, reply) else Cause.CITATION


MEASURES = (
    Measure(
        key="end_to_end",
        title="right, with the right citation or rightly refused",
        group=GROUP,
        formula="share of questions answered with accepted words, nothing forbidden and one of "
        "every group of quotes cited, or rightly refused",
        source="an answer counts only with its provenance: KILT, Petroni et al. 2021, "
        "arXiv 2009.02252",
        more_is_better=True,
        of=lambda seen: float(right(seen)),
    ),
)
