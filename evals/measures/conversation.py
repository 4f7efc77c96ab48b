"""Follow-ups: whether the right passage is found for a question that needs what came before.

Beside what was really searched stand the two simplest ways to search for a follow-up: its
own words alone, and all that the person has asked, joined.
"""

from collections.abc import Callable

from evals.measures.measure import Measure
from evals.measures.retrieval import has_places, hit, rightness
from evals.results import Observation

GROUP = "conversation"
LAST_TURN = "last turn alone"
ALL_TURNS = "all turns joined"
UNDERSPECIFIED = "underspecified"
_K = 5
_SOURCE = "ways to search for a turn: MTRAG, Katsis et al. 2025, arXiv 2501.03468"


def _is_follow_up(seen: Observation) -> bool:
    return bool(seen.question.history) and has_places(seen)


def _as_searched(seen: Observation) -> float | None:
    if not _is_follow_up(seen):
        return None
    return hit(rightness(seen.retrieval.passages, seen.gold), _K)


def _otherwise(query: str) -> Callable[[Observation], float | None]:
    def of(seen: Observation) -> float | None:
        ranks = seen.retrieval.other_queries
        if not _is_follow_up(seen) or query not in ranks:
            return None
        rank = ranks[query]
        return float(rank is not None and rank <= _K)

    return of


def _measure(key: str, searched: str, of: Callable[[Observation], float | None]) -> Measure:
    return Measure(
        key=key,
        title=f"follow-up hit@5, {searched}",
        group=GROUP,
        formula="share of answerable questions with history for which a right passage is among "
        f"the first 5, {searched}",
        source=_SOURCE,
        more_is_better=True,
        of=of,
    )


def _asked_back(answerable: bool) -> Callable[[Observation], float | None]:
    def of(seen: Observation) -> float | None:
        question = seen.question
        if question.answerable != answerable:
            return None
        if not answerable and question.kind != UNDERSPECIFIED:
            return None
        return float(seen.asked_back)

    return of


_CLARIFYING = "clarifying questions: Aliannejadi et al. 2019, arXiv 1907.06554"


MEASURES = (
    _measure("follow_up_hit_at_5", "as searched", _as_searched),
    _measure("last_turn_hit_at_5", LAST_TURN, _otherwise(LAST_TURN)),
    _measure("all_turns_hit_at_5", ALL_TURNS, _otherwise(ALL_TURNS)),
    Measure(
        key="asked_back",
        title="asked back, several meanings",
        group=GROUP,
        formula="share of underspecified questions that were asked back with what they could mean",
        source=_CLARIFYING,
        more_is_better=True,
        of=_asked_back(answerable=False),
    ),
    Measure(
        key="asked_back_for_nothing",
        title="asked back, answerable",
        group=GROUP,
        formula="share of answerable questions that were asked back instead of answered",
        source=_CLARIFYING,
        more_is_better=False,
        of=_asked_back(answerable=True),
    ),
)
