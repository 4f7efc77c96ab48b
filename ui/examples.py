"""Questions to begin with, made from what is in the library."""

import re
from itertools import zip_longest

from assistant.api import Assistant

_SAMPLE_TITLE = "Pakistan's fight against terrorism: a brief"
_OF_SAMPLE = (
    "What is this article about?",
    "Who wrote it?",
    "How many cases have the military courts finalized?",
    "Which four terrorist forces grew up within Pakistan?",
    "Where did the August 2018 exercise take place?",
)
_GENERAL = ("What is this article about?", "Who wrote it?", "What are the main findings?")
_MOST = 5
_LONGEST_HEADING = 60
_HEADING = re.compile(r"^#{2,4}[ \t]+(.+?)[ \t]*#*$", re.MULTILINE)
_LOOKED_AT = 20_000  # characters in which headings are looked for
_SAYS_NOTHING = re.compile(
    r"^(abstract|introduction|conclusions?|references|contents|appendix|notes?|summary)\b|^\W*\d",
    re.IGNORECASE,
)


def example_questions(assistant: Assistant) -> list[str]:
    """Three to five questions; none for an empty library."""
    documents = assistant.documents()
    if not documents:
        return []
    if documents[0].title == _SAMPLE_TITLE and len(documents) == 1:
        return list(_OF_SAMPLE)
    of_each = [_from_headings(assistant.document(document.id).text) for document in documents[-3:]]
    # One of each document before a second one of any.
    mixed = [question for row in zip_longest(*of_each) for question in row if question]
    return [*_GENERAL, *dict.fromkeys(mixed)][:_MOST]


def _from_headings(text: str) -> list[str]:
    headings = (match.group(1) for match in _HEADING.finditer(text[:_LOOKED_AT]))
    return [
        f"What does it say about “{heading}”?"
        for heading in headings
        if len(heading) <= _LONGEST_HEADING and not _SAYS_NOTHING.search(heading)
    ][:2]
