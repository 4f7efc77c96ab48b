"""Questions about a name or a section, which need no grammar: "What is said about X?".

They fit documents in any language; names are told by their capitals, so that scripts without
them have only headings.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.suggesting.candidate import Candidate
from assistant.suggesting.spelling import Spelling
from assistant.suggesting.verbs import AUXILIARIES, FORMS
from assistant.verification.names import TITLES, names_of
from assistant.verification.words import Word, words_of
from vectorstore.passage_table import StoredPassage
from vectorstore.records import Span
from vectorstore.words import STOP_WORDS, stems

_OF_NAME, _OF_HEADING = 0.4, 0.45
_LONGEST = 50
_MOST_WORDS = 6
_FEWEST_SAID, _MOST_SAID = 8, 40  # words of a sentence that tells something of a name
_EARLY = 12  # words that stand before a name at the most, for the sentence to be about it
_HEADING = re.compile(r"^#{2,6}[^\S\n]+(\S[^\n]*?)[^\S\n]*#*$")
# A name after these is part of a longer one, or one of several of its kind.
_PARTICLES = frozenset(
    "ibn bin al de von van der la le di da do a an our your my his her its their this that each "
    "every any no some".split()
)
_PLAIN = re.compile(r"[\w '’.&-]+")
_RUN_TOGETHER = re.compile(r"[a-z]{3}[A-Z]")  # as words are in a page copied badly
_IS_SENTENCE = re.compile(r"[.!?。…][\"'”’»)\]]*$")
_SENDS_ELSEWHERE = re.compile(r"(?:For (?:more|further|details)|See|Visit|Click|Call|Read|To)\b")
_MOSTLY_LARGE = 0.5  # the share of words with a capital from which on a line is a heading
_SAYS_NOTHING = re.compile(
    r"^(abstract|introduction|conclusions?|references|contents|appendix|notes?|summary|overview"
    r"|background|discussion|results|methods?|see also|external links|sources?|bibliography)\b"
    r"|^\W*\d",
    re.IGNORECASE,
)


def name_questions(passage: StoredPassage, spelling: Spelling) -> Iterator[Candidate]:
    """Questions about the names, of several words, that a passage's sentences speak of."""
    of_title = set(stems(passage.title))
    for span in passage.sentences:
        words = words_of(passage.text_of(span))
        if not _tells(passage.text_of(span), words):
            continue
        for name in names_of(words, spelling.small, spelling.large):
            called = _called(passage.text_of(span), words, name.first, name.last)
            if called and not set(stems(called)) <= of_title:
                yield Candidate(
                    f"What is said about {called}?",
                    passage.document_id,
                    span,
                    _OF_NAME,
                    "topic",
                    called.removeprefix("the "),
                )


def heading_questions(passages: Sequence[StoredPassage]) -> Iterator[Candidate]:
    """Questions about the sections of a document, from its passages in reading order."""
    marked = [
        (span, match[1])
        for passage in passages
        for span in passage.sentences
        if (match := _HEADING.match(passage.text_of(span)))
    ]
    for n, (span, heading) in enumerate(marked):
        end = marked[n + 1][0].start if n + 1 < len(marked) else passages[-1].span.end
        fit = len(heading) <= _LONGEST and _PLAIN.fullmatch(heading) and len(stems(heading)) > 1
        if fit and not _SAYS_NOTHING.search(heading) and end > span.end + _LONGEST:
            yield Candidate(
                f"What is said about “{heading}”?",
                passages[0].document_id,
                Span(span.end, end),
                _OF_HEADING,
                "topic",
            )


def _tells(text: str, words: Sequence[Word]) -> bool:
    """Whether a sentence is one, and not a line of headings and names."""
    large = sum(word.capital for word in words)
    return (
        not _SENDS_ELSEWHERE.match(text)
        and _FEWEST_SAID <= len(words) <= _MOST_SAID
        and bool(_IS_SENTENCE.search(text))
        and large <= _MOSTLY_LARGE * len(words)
    )


def _called(text: str, words: Sequence[Word], first: int, last: int) -> str | None:
    """A name as it stands in a text, with "the" where it has it; None where it may be half of one.

    It stands near the beginning, or else the sentence is about something else.
    """
    found = words[first : last + 1]
    called = text[found[0].start : found[-1].start + len(found[-1].text)]
    after = words[last + 1] if last + 1 < len(words) else None
    if (
        not 2 <= len(found) <= _MOST_WORDS
        or first > _EARLY
        or len(called) > _LONGEST
        or not _PLAIN.fullmatch(called)
        or not found[-1].capital
        or all(word.lower in TITLES for word in found if word.capital)
        or (first > 0 and (found[0].after.strip(" ,") or (words[first - 1].capital and first > 1)))
        or (first == 1 and words[0].lower not in STOP_WORDS)
        or (after is not None and _goes_on(after))
    ):
        return None
    if "’s" in called or "'s" in called or " - " in called:
        return None
    before = words[first - 1].lower if first else ""
    if before in _PARTICLES or _RUN_TOGETHER.search(called):
        return None
    if before and before not in STOP_WORDS and before not in FORMS:  # "the growing Labour Party"
        return None
    the = first > 0 and words[first - 1].lower == "the"
    if " of " in called and not the:
        return None
    return f"the {called}" if the else called


def _goes_on(after: Word) -> bool:
    """Whether a name is only part of what is named: "Nobel Prize winner"."""
    if after.after.strip():
        return after.after.strip()[0] in "'’-–\"“"
    return after.lower not in STOP_WORDS | AUXILIARIES and after.lower not in FORMS
