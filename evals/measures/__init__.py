"""All measures, in the order in which a reader wants them: the outcome first, then its parts."""

from evals.measures import (
    abstention,
    answers,
    citations,
    conversation,
    end_to_end,
    model,
    retrieval,
)
from evals.measures.measure import Measure, Value

__all__ = ["GROUPS", "HEADLINE", "MEASURES", "Measure", "Value", "measure"]

_MODULES = (end_to_end, retrieval, answers, citations, abstention, conversation, model)

MEASURES: tuple[Measure, ...] = tuple(one for module in _MODULES for one in module.MEASURES)
GROUPS: tuple[str, ...] = tuple(module.GROUP for module in _MODULES)
HEADLINE = end_to_end.MEASURES[0]

_BY_KEY = {one.key: one for one in MEASURES}


def measure(key: str) -> Measure:
    """The measure of that key. Raises KeyError."""
    return _BY_KEY[key]
