"""Who wrote a document, where they work, what it is called: read from its first and last lines.

Retrieval can't find these by likeness: a byline shares no word with "who wrote it?". What
gives it away is its shape and its place.
"""

import re
from collections.abc import Sequence

from assistant.quoting import Quote, sentence_quote
from vectorstore.passage_table import StoredPassage
from vectorstore.records import Span

_FIRST, _LAST = 12, 4  # how many sentences at each end are looked at
_MOST = 3
_SAYS_SO = re.compile(
    r"\b(authors?|writers?)\b|\b(written|article|report|paper|essay|story|text|words|reporting)"
    r" by\b|^(by|source|sources|von|par|por)\b[:\s]|\b(scholar|professor|lecturer|researcher"
    r"|fellow|correspondent|editor|journalist|reporter)s?\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\b\d{4}-\d\d(?:-\d\d)?\b|\b\d{1,2}[./]\d{1,2}[./]\d{4}\b"
    r"|(?:\b\d{1,2}(?:st|nd|rd|th)?\s+)?\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)"
    r"[a-z]*\.?\s+(?:\d{1,2}(?:st|nd|rd|th)?,?\s+)?\d{4}\b",
    re.IGNORECASE,
)
_SAYS_WHEN = re.compile(
    r"^(?:first |last )?(?:published|posted|issued|released|updated|dated?|written|received"
    r"|accepted|created)\b|\b(?:published|posted|released|issued) (?:on|in|at|by)?\b.{0,40}\d{4}",
    re.IGNORECASE,
)
_BESIDE = 8  # words beside a date in a line that is a byline with its date
_NAMES_TITLE = re.compile(r"^source\b|\b(entitled|titled|title)\b", re.IGNORECASE)
_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_WORKPLACE = re.compile(
    r"\b(at|of|for|with|from)\b|\b(university|college|institut\w+|academy|school|department"
    r"|laborator(y|ies)|ministry|agency|newspaper|staff|freelance|analyst|author of"
    r"|scholar|professor|lecturer|researcher|fellow|correspondent|editor|journalist|reporter)s?\b",
    re.IGNORECASE,
)
_PERSON = re.compile(r"[A-Z][\w'’-]+ (?:[A-Z]\.? )?[A-Z][\w'’-]+")
_SMALL = frozenset(["and", "by", "of", "the", "de", "la", "von", "van", "der", "bin", "al"])


def author_quotes(passages: Sequence[StoredPassage]) -> list[Quote]:
    """The sentences of a document that name its authors, at most three, in reading order.

    `passages` are all passages of the document, in reading order.
    """
    sentences = _sentences(passages)
    ends = [*sentences[:_FIRST], *sentences[max(len(sentences) - _LAST, _FIRST) :]]
    # A word that the document also writes small is no name: "Early Life" is not a person.
    small = {
        word
        for passage in passages
        for word in _WORD.findall(passage.text)
        if word.islower() and word not in _SMALL
    }
    bylines = [
        (n, place)
        for n, place in enumerate(ends)
        if _is_byline(place[2], n, small)
        or (_SAYS_SO.search(place[2]) and _PERSON.search(place[2]))
    ]
    if not bylines:
        return []
    # The line with the most names is the surest; others belong to it if they share a name.
    names = max((_names(place[2]) for _, place in bylines), key=len)
    same = [place for n, place in bylines if len(_names(place[2]) & names) > 1]
    return [sentence_quote(*place) for place in same[:_MOST]]


def affiliation_quotes(passages: Sequence[StoredPassage]) -> list[Quote]:
    """Those of the sentences that name the authors which also say where they work or as what."""
    return [quote for quote in author_quotes(passages) if _WORKPLACE.search(quote.text)]


def title_quotes(passages: Sequence[StoredPassage]) -> list[Quote]:
    """The words of a document that are its title, and those that name its source's title."""
    sentences = _sentences(passages)
    quotes = [sentence_quote(*place) for place in sentences[:_FIRST]]
    found = [q for q in quotes if q.text == passages[0].title or _NAMES_TITLE.search(q.text)]
    return found[:2] or quotes[:1]


def date_quotes(passages: Sequence[StoredPassage]) -> list[Quote]:
    """The sentences at a document's ends that say when it was published, or are its date alone."""
    sentences = _sentences(passages)
    ends = [*sentences[:_FIRST], *sentences[max(len(sentences) - _LAST, _FIRST) :]]
    dated = [place for place in ends if _DATE.search(place[2])]
    says_so = [place for place in dated if _SAYS_WHEN.search(place[2])]
    alone = [place for place in dated if len(_WORD.findall(_DATE.sub("", place[2]))) <= _BESIDE]
    return [sentence_quote(*place) for place in (says_so or alone)[:1]]


def _sentences(passages: Sequence[StoredPassage]) -> list[tuple[str, Span, str]]:
    """A document's sentences; the lines under its title are not taken for one with the title."""
    sentences = [
        (passage.document_id, sentence, passage.text_of(sentence))
        for passage in passages
        for sentence in passage.sentences
    ]
    document_id, first, text = sentences[0]
    if not text.startswith(f"{passages[0].title}\n"):
        return sentences
    lines = [
        (document_id, Span(first.start + line.start(), first.start + line.end()), line.group())
        for line in _LINE.finditer(text)
    ]
    return lines + sentences[1:]


def _names(text: str) -> set[str]:
    """The capitalised words of a sentence, its first one only if another follows it."""
    words = [match.group() for match in _WORD.finditer(text)]
    capital = [
        word
        for n, word in enumerate(words)
        if word[0].isupper() and (n > 0 or (len(words) > 1 and words[1][0].isupper()))
    ]
    return set(capital)


def _is_byline(text: str, position: int, small: set[str]) -> bool:
    """A short line near the top that is names and little else, and not the title.

    `small` are the words that the document also writes with a small letter.
    """
    words = [match.group() for match in _WORD.finditer(text)]
    if position == 0 or not 2 <= len(words) <= 25 or text.startswith("#") or text[-1] in ".?!":
        return False
    return all(
        word.lower() in _SMALL or (word[0].isupper() and word.lower() not in small)
        for word in words
    )
