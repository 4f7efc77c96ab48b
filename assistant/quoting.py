"""Choosing the sentences that answer: the answerer that needs no language model."""

import re
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


@dataclass(frozen=True, slots=True)
class _Rule:
    """How far a sentence may be behind the best one, and how many there may be."""

    gap: float
    most: int


# On CLAPNQ's tuning half these give supporting sentences at a precision of 0.74 and 0.66.
_RULES = {Intent.FACT: _Rule(0.35, 3), Intent.SEVERAL: _Rule(0.6, 4)}
_OFFERS = 0.3  # what naming a date or number is worth where one is asked for
_BESIDE = 0.15  # what standing next to a chosen sentence is worth
_PASSAGES = 3  # how many of the best passages are looked at

_MARKUP = re.compile(r"(?:\s|#{1,6}\s|[-*+•‣◦>]\s|\(?\d{1,3}[.)]\s)*")


def choose_quotes(evidence: Evidence, intent: Intent, own_from: int = 0) -> list[Quote]:
    """One to four sentences that answer, those of one passage in reading order.

    The best sentence is always among them. Others follow while they are nearly as good,
    from the same passage or, where several things are asked for, from another one. A
    follow-up's own words begin at `own_from` of the question.
    """
    kind = _kind_asked(evidence.question, own_from)
    asked = frozenset(evidence.terms)
    rule = _RULES.get(intent, _RULES[Intent.FACT])
    passages = evidence.passages[:_PASSAGES]
    scores = {
        (p, s): sentence.score + _OFFERS * bool(kind and offered(kind, sentence.text, asked))
        for p, passage in enumerate(passages)
        for s, sentence in enumerate(passage.sentences)
        if is_quotable(sentence.text)
    }
    if not scores:
        return []
    best = max(scores, key=lambda place: scores[place])
    chosen = [best]
    while len(chosen) < rule.most:
        options = {
            (p, s): score + _BESIDE * ((p, s - 1) in chosen or (p, s + 1) in chosen)
            for (p, s), score in scores.items()
            if (p, s) not in chosen and (p == best[0] or intent is Intent.SEVERAL)
        }
        following = max(options, key=lambda place: options[place], default=None)
        if following is None or options[following] < scores[best] - rule.gap:
            break
        chosen.append(following)
    # The best passage first, then the others as they are ranked; each in reading order.
    chosen.sort(key=lambda place: (place[0] != best[0], *place))
    return [
        sentence_quote(
            passages[p].document_id, passages[p].sentences[s].span, passages[p].sentences[s].text
        )
        for p, s in chosen
    ]


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


def sentence_quote(document_id: str, span: Span, text: str) -> Quote:
    """A sentence as a quote: without the marks of a heading or list item before it."""
    mark = _MARKUP.match(text)
    cut = mark.end() if mark and mark.end() < len(text) else 0
    return Quote(document_id, Span(span.start + cut, span.end), text[cut:])
