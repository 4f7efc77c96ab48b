"""Questions that a sentence answers, made by patterns of its surface.

After Heilman & Smith 2010 (https://aclanthology.org/N10-1086/), who overgenerate from parse trees
and rank: here there is no tree, so each pattern is one that plain words decide, and a sentence
that fits none makes no question. `worth` orders the patterns by how well their questions read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.suggesting.active import active_questions
from assistant.suggesting.clause import first_clause, plain
from assistant.suggesting.counts import count_questions
from assistant.suggesting.explained import explained_questions
from assistant.suggesting.spelling import Spelling
from assistant.suggesting.with_be import be_questions
from vectorstore.words import stems

_ENGLISH = frozenset(
    "the of and in to a is was for on as by with are were at from that an its has have had".split()
)
_ENGLISH_ALONE = frozenset("the and from with were".split())  # which no other language has
_OF_ANYTHING = re.compile(
    r"^(?:When|Where) \w+ (?!the |an? |two |three |four |five |six |seven |eight |nine |ten )[a-z]"
)
_FEWEST, _MOST = 5, 45  # words of a sentence


@dataclass(frozen=True, slots=True)
class Made:
    """A question made from a sentence, and how well its kind reads, from 0 to 1."""

    question: str
    worth: float


def sentence_questions(sentence: str, spelling: Spelling, title: str = "") -> list[Made]:
    """The questions made from one sentence, best first; none from most sentences.

    `spelling` is that of the passages around it, `title` the document's.
    """
    text = plain(sentence)
    words = text.lower().split()
    english = len(_ENGLISH & set(words)) > 1 or bool(_ENGLISH_ALONE & set(words))
    if not english or not _FEWEST <= len(words) <= _MOST:
        return []
    made = [*_all(text, spelling, title), *explained_questions(sentence)]
    found = [Made(_ended(question), worth) for question, worth in made]
    anchored = [made for made in found if _is_anchored(made.question, title)]
    return sorted(anchored, key=lambda made: -made.worth)


def _is_anchored(question: str, title: str) -> bool:
    """Whether a question for a time or place says of what; "When did mining begin?" doesn't."""
    return (
        not _OF_ANYTHING.match(question)
        or bool(re.search(r"[A-Z\d]", question[1:]))
        or not set(stems(title)).isdisjoint(stems(question))
    )


def _all(text: str, spelling: Spelling, title: str) -> Iterator[tuple[str, float]]:
    yield from count_questions(text, spelling, title)
    clause = first_clause(text, spelling, title)
    if clause is not None:
        yield from be_questions(clause)
        yield from active_questions(clause)


def _ended(question: str) -> str:
    """A question with a capital at its beginning and its mark at the end."""
    plainer = re.sub(r"\s+", " ", question).strip(" .,")
    return f"{plainer[0].upper()}{plainer[1:]}?"
