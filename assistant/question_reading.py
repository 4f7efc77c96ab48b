"""A question as answerability reads it: its words, what each is, and what is asked for."""

import re
from dataclasses import dataclass

from assistant.opposites import negated
from assistant.question_type import AnswerType, answer_type
from vectorstore.evidence import Evidence
from vectorstore.words import stems

WORD = re.compile(r"\w+(?:['’]\w+)?")
_OPENINGS = frozenset(
    """
    what which who whom whose when where why how is are am was were do does did has have had
    can could will would should may might tell explain list describe give name define summarize
    summarise compare show find identify state discuss outline please
    """.split()
)
_AUXILIARIES = frozenset(
    "is are was were did do does has have had can could would will should may might".split()
)
# Nouns that say what kind of thing is asked for; an answer need not repeat them.
_KIND_NOUNS = frozenset(
    stems(
        "name type kind sort many much year date time people person place part thing called "
        "known term number amount example way word used considered"
    )
)
_LONGEST_FOCUS = 4


@dataclass(frozen=True, slots=True)
class QuestionWord:
    """A word of the question and the numbers of its tokens.

    `asked_about` words are those that a sentence which answers should speak of: neither stop
    words nor the kind of thing asked for ("year" in "in which year").
    """

    lower: str
    stems: tuple[str, ...]
    tokens: slice
    asked_about: bool
    is_name: bool


@dataclass(frozen=True, slots=True)
class QuestionReading:
    """A question's words in order, the answer type it expects, whether it negates.

    `opens_as_request`: it starts the way questions and requests do. One that doesn't is a
    keyword query, or hides its question word ("In 1973 prices rose by how much?").
    """

    words: tuple[QuestionWord, ...]
    lower: frozenset[str]
    type: AnswerType
    negated: bool
    opens_as_request: bool


def read(evidence: Evidence) -> QuestionReading:
    """Read the question of some evidence; words past the model's length are left out."""
    matches = list(WORD.finditer(evidence.question))
    focus = _focus([match.group().lower() for match in matches])
    words: list[QuestionWord] = []
    token, starts = 0, [span.start for span in evidence.token_spans]
    for number, match in enumerate(matches):
        while token < len(starts) and starts[token] < match.start():
            token += 1
        first = token
        while token < len(starts) and starts[token] < match.end():
            token += 1
        if first == token:
            continue
        text = match.group()
        stemmed = tuple(stems(text))
        kind_noun = number in focus or bool(stemmed and stemmed[0] in _KIND_NOUNS)
        words.append(
            QuestionWord(
                lower=text.lower(),
                stems=stemmed,
                tokens=slice(first, token),
                asked_about=bool(stemmed) and not kind_noun,
                is_name=number > 0 and text[0].isupper(),
            )
        )
    lower = frozenset(word.lower for word in words)
    return QuestionReading(
        words=tuple(words),
        lower=lower,
        type=answer_type(evidence.question),
        negated=negated(lower),
        opens_as_request=bool(words) and words[0].lower in _OPENINGS,
    )


def _focus(words: list[str]) -> set[int]:
    """The numbers of the words that name the kind of thing asked for, as in "which city"."""
    for number, word in enumerate(words):
        if word in ("what", "which") or words[number : number + 2] in (
            ["how", "many"],
            ["how", "much"],
        ):
            first = number + (2 if word == "how" else 1)
            rest = words[first : first + _LONGEST_FOCUS + 1]
            end = next((i for i, w in enumerate(rest) if w in _AUXILIARIES), None)
            length = min(1, len(rest)) if end is None else end
            return set(range(first, first + length))
    return set()
