"""Questions about a name that a sentence explains in passing: who was X, what does X stand for?

"Scottish chemist James Dewar" and "Louise, a daughter of" say who somebody was, "World Health
Organization (WHO)" what letters stand for; no verb need be looked at.
"""

import re
from collections.abc import Iterator

PERSON = (
    r"(?:\w+(?:ographer|ologist)|engineer|king|queen|emperor|empress|prince|princess|poet|author"
    r"|writer|novelist|actor|actress|singer|composer|painter|sculptor|architect|inventor|explorer"
    r"|general|admiral|politician|president|minister|governor|senator|mayor|judge|lawyer|bishop"
    r"|archbishop|pope|monk|priest|theologian|philosopher|scholar|professor|teacher|physician"
    r"|nurse|quarterback|footballer|linebacker|director|producer|leader|founder|merchant"
    r"|businessman|entrepreneur|journalist|reformer|nobleman|duke|earl|ruler|commander|scientist"
    r"|astronaut|chemist|physicist|economist|activist|mathematician|historian|musician|guitarist"
    r"|drummer|pianist|violinist|librarian|captain|colonel|lieutenant|comedian|dancer|rapper"
    r"|botanist|biologist|artist|linguist|dramatist|industrialist|pioneer|knight|statesman"
    r"|millionaire|diplomat|surgeon|preacher|missionary|navigator|broadcaster|presenter)"
)
"""What a person may be, as a pattern."""
_NAME = r"[A-Z][a-z'’-]+(?: [A-Z]\.)?(?: (?:de|von|van|of|der))? [A-Z][a-z'’-]+"
_BEFORE = re.compile(rf"\b[a-z]*{PERSON} ({_NAME})(?= (?!of\b|and\b|the\b|[A-Z])[a-z]|[,;.])")
_AFTER = re.compile(
    rf"(?<![A-Z][a-z]\. )\b(?<!\w )({_NAME}), (?:an?|the|then|former) (?:[\w-]+ ){{0,4}}{PERSON}\b"
    rf"|^({_NAME}), (?:an?|the) (?:[\w-]+ ){{0,4}}{PERSON}\b"
)
_LETTERS = re.compile(
    r"((?:[A-Z][\w'’-]+[ -]|of |the |and |for |on |in )+[A-Z][\w'’-]+) \(([A-Z]{2,6})\)"
)
_PRESENT = re.compile(r"\b(?:is|are|has|have|says|plays|works)\b")
_PAST = re.compile(r"\b(?:was|were|had|1\d{3})\b")
_TITLES = re.compile(
    r"^(?:Prime|Vice|Foreign|Super|World|New|North|South|East|West|The|In|On|At)\b"
)
_SMALL = frozenset(("of", "the", "and", "for", "on", "in"))


def explained_questions(sentence: str) -> Iterator[tuple[str, float]]:
    """The questions about names that a sentence explains in passing, each with its worth.

    The sentence is as it stands in the document, brackets and all.
    """
    text = " ".join(sentence.split())
    for pattern in (_BEFORE, _AFTER):
        if (found := pattern.search(text)) and not _TITLES.match(name := _first_of(found)):
            present = _PRESENT.search(text) and not _PAST.search(text)
            yield f"Who {'is' if present else 'was'} {name}", 0.7
    if (letters := _LETTERS.search(text)) and _stands_for(letters[1], letters[2]):
        yield f"What does {letters[2]} stand for", 0.6


def _first_of(found: re.Match[str]) -> str:
    return next(group for group in found.groups() if group)


def _stands_for(words: str, letters: str) -> bool:
    """Whether letters are the initials of the last of some words, small ones left out or not."""
    parts = [part for part in re.split(r"[ -]", words) if part]
    return any(
        "".join(part[0] for part in some).upper().endswith(letters)
        for some in (parts, [part for part in parts if part not in _SMALL])
    )
