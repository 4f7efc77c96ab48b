"""Choosing among candidates: the best that are answered, no two alike, none asked before."""

from collections import Counter
from collections.abc import Sequence

from assistant.suggesting.candidate import Candidate
from assistant.suggesting.proof import Proof
from assistant.suggesting.screen import may_be_offered
from vectorstore.words import stems

_SAME = 0.6  # share of words from which on two questions are the same
_OPENING_AGAIN = 0.25  # what a question loses for each chosen one that opens like it


def choose(
    candidates: Sequence[Candidate], most: int, asked: Sequence[str], proof: Proof
) -> tuple[str, ...]:
    """Up to `most` questions, best first; fewer where the proofs run out before."""
    left = sorted(candidates, key=lambda one: (-one.worth, one.question))
    chosen: list[str] = []
    used: set[object] = set()  # themes, and places that answer
    opened: Counter[str] = Counter()
    while left and len(chosen) < most and proof.left > 0:
        best = max(left, key=lambda one: one.worth - _OPENING_AGAIN * opened[_opening(one)])
        left.remove(best)
        if (
            best.theme in used
            or not may_be_offered(best.question)
            or is_asked(best.question, [*asked, *chosen])
        ):
            continue
        place = proof.answering(best)
        if place is not None and place not in used:
            chosen.append(best.question)
            used |= {best.theme, place}
            opened[_opening(best)] += 1
    return tuple(chosen)


def is_asked(question: str, others: Sequence[str]) -> bool:
    """Whether a question is nearly one of the others, or asks for part of what one names."""
    words = set(stems(question))
    return any(_alike(words, set(stems(other))) for other in others)


def _alike(words: set[str], other: set[str]) -> bool:
    return len(words & other) >= _SAME * len(words | other) or words - {"said"} <= other


def _opening(candidate: Candidate) -> str:
    return " ".join(candidate.question.split()[:2])
