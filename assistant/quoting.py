"""Choosing the sentences that answer: the answerer that needs no language model."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from assistant.intent import Intent
from assistant.question_type import AnswerType, answer_type, offered
from vectorstore.evidence import Evidence
from vectorstore.records import Span


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document that are to be quoted: what stands at `span` is `text`."""

    document_id: str
    span: Span
    text: str


# Chosen on CLAPNQ's tuning half; docs/measurements.md says what other gaps give.
_GAP = 1.6  # how far behind the best a sentence may be in what `_Candidate.close` adds up
_MOST = 4
_ALIGNMENT, _COSINE = 8.0, 4.0  # what a sentence's own are worth beside its score
_OFFERS = 0.3  # what naming a date or number is worth where one is asked for
PASSAGES = 3
"""How many of the best passages are looked at."""


Headings = Collection[tuple[str, int, str]]
"""Headings of some documents: id, offset, and the words of the line."""

_MARKUP = re.compile(r"(?:\s|#{1,6}\s|[-*+•‣◦>]\s|\(?\d{1,3}[.)]\s)*")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sentence that may be quoted: the numbers of its passage and of itself, how good it is.

    `score` finds the best one. It also counts what stands before a sentence, which a whole
    passage may share; `close`, which finds the others, counts the sentence's own words more.
    """

    passage: int
    sentence: int
    document_id: str
    score: float
    close: float


def choose_quotes(
    evidence: Evidence, intent: Intent, own_from: int = 0, headings: Headings = ()
) -> list[Quote]:
    """One to four sentences that answer, those of one passage in reading order.

    The best sentence is always among them. Others follow while they are nearly as good,
    from the same document or, where several things are asked for, from another one. A
    follow-up's own words begin at `own_from` of the question; `headings` are quoted only where
    there is nothing else.
    """
    candidates = _candidates(evidence, own_from, headings)
    if not candidates:
        return []
    best = max(candidates, key=lambda one: one.score)
    others = [
        one
        for one in candidates
        if one is not best and (intent is Intent.SEVERAL or one.document_id == best.document_id)
    ]
    closest = max(one.close for one in [best, *others])
    near = sorted(
        (one for one in others if one.close >= closest - _GAP), key=lambda one: -one.close
    )
    # The best passage first, then the others as they are ranked; each in reading order.
    chosen = sorted(
        [best, *near[: _MOST - 1]],
        key=lambda one: (one.passage != best.passage, one.passage, one.sentence),
    )
    return [_quote(evidence, one) for one in chosen]


def best_quote(evidence: Evidence, headings: Headings = ()) -> Quote | None:
    """The one sentence that answers best, if any may be quoted."""
    best = max(_candidates(evidence, 0, headings), key=lambda one: one.score, default=None)
    return None if best is None else _quote(evidence, best)


def _candidates(evidence: Evidence, own_from: int, headings: Headings) -> list[_Candidate]:
    """The quotable sentences of the best passages; titles and headings only if nothing else is.

    Words that stand in two documents, as where one was saved twice, are quoted from the better.
    """
    kind = _kind_asked(evidence.question, own_from)
    asked = frozenset(evidence.terms)
    candidates: list[_Candidate] = []
    titles: list[_Candidate] = []
    seen: set[tuple[str, ...]] = set()
    for p, passage in enumerate(evidence.passages[:PASSAGES]):
        for s, sentence in enumerate(passage.sentences):
            words = tuple(sentence.text.split())
            if not is_quotable(sentence.text) or words in seen:
                continue
            seen.add(words)
            score = sentence.score + _OFFERS * bool(kind and offered(kind, sentence.text, asked))
            alignment = float(sentence.alignment.mean()) if sentence.alignment.size else 0.0
            close = score + _ALIGNMENT * alignment + _COSINE * sentence.dense
            heads = is_heading(passage.document_id, sentence.span, sentence.text, headings)
            found = titles if heads or is_title(sentence.text, passage.title) else candidates
            found.append(_Candidate(p, s, passage.document_id, score, close))
    return candidates or titles


def _quote(evidence: Evidence, chosen: _Candidate) -> Quote:
    sentence = evidence.passages[chosen.passage].sentences[chosen.sentence]
    return sentence_quote(chosen.document_id, sentence.span, sentence.text)


def _kind_asked(question: str, own_from: int) -> AnswerType | None:
    """The kind of thing asked for, where looking for it helps to choose.

    Dates and numbers always; names only for a follow-up ("where was it held?"), which has
    few other words to go by. For other questions they were measured to mislead.
    """
    kind = answer_type(question[own_from:])
    telling = {AnswerType.DATE, AnswerType.NUMBER}
    if own_from:
        telling |= {AnswerType.PERSON, AnswerType.PLACE}
    return kind if kind in telling else None


def is_quotable(text: str) -> bool:
    """Whether a sentence says anything when it stands alone: a heading or a number doesn't."""
    return not text.startswith("#") and sum(c.isalpha() for c in text) >= 3


def is_heading(document_id: str, span: Span, text: str, headings: Headings) -> bool:
    """Whether a sentence is a heading and nothing else."""
    words = " ".join(text.split()).strip("# ")
    return (document_id, span.start, words) in headings


def is_title(text: str, title: str) -> bool:
    """Whether a sentence is its document's title, said once or more, and nothing else."""
    return bool(title) and not any(c.isalnum() for c in text.replace(title, ""))


def sentence_quote(document_id: str, span: Span, text: str) -> Quote:
    """A sentence as a quote: without the marks of a heading or list item before it."""
    mark = _MARKUP.match(text)
    cut = mark.end() if mark and mark.end() < len(text) else 0
    return Quote(document_id, Span(span.start + cut, span.end), text[cut:])
