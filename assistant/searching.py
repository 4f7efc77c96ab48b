"""From a question understood to what was found for it: evidence, confidence, words to quote."""

import re
from collections.abc import Callable, Iterable, Sequence, Set
from contextlib import suppress
from dataclasses import replace

from assistant.answerability import confidence
from assistant.conversation.clarify import readings
from assistant.conversation.follow_up import points_back
from assistant.front_matter import (
    affiliation_quotes,
    author_quotes,
    date_quotes,
    title_quotes,
)
from assistant.intent import SMALL_TALK, Intent, person_asked_about
from assistant.overview import choose_overview
from assistant.quoting import PASSAGES, Headings, Quote, best_quote, choose_quotes
from assistant.steps import Found, Understood
from vectorstore.errors import UnknownDocument
from vectorstore.evidence import Evidence, ScoredPassage
from vectorstore.library import Library
from vectorstore.passage_table import StoredPassage
from vectorstore.records import Passage
from vectorstore.words import stems

_NEAREST = 5
_WHOLE_DOCUMENTS = 4  # how many documents an answer about the whole shelf speaks of
_FRONT_MATTER: dict[Intent, Callable[[Sequence[StoredPassage]], list[Quote]]] = {
    Intent.AUTHORS: author_quotes,
    Intent.AFFILIATIONS: affiliation_quotes,
    Intent.TITLE: title_quotes,
    Intent.PUBLISHED: date_quotes,
}
_NEXT_PART = re.compile(
    r"[?;]\s+|,?\s+and\s+(?=(?:who|whom|what|when|where|how|why|which)\b)", re.IGNORECASE
)


class Searching:
    """Searches one library; from `threshold` on, what was found counts as an answer."""

    def __init__(self, library: Library, threshold: float) -> None:
        self._library = library
        self._threshold = threshold

    def search(self, understood: Understood) -> Found:
        """Retrieve, judge whether that answers, and choose what to quote."""
        if understood.intent in SMALL_TALK:
            return Found(understood, (), (), 1.0)
        documents = understood.options.documents
        evidence = self._library.retrieve(
            understood.searched, understood.own_from, understood.before, documents
        )
        quotes = self._about_whole(understood, evidence)
        if quotes:
            nearest = nearest_passages(evidence, self._library)
            return Found(understood, nearest, tuple(quotes), 1.0, evidence)
        if understood.own_from and _answers_before(evidence, understood.question):
            own_words = understood.searched[understood.own_from :]
            understood = replace(understood, searched=own_words, own_from=0)
            evidence = self._library.retrieve(understood.searched, documents=documents)
        understood, evidence = self._better_of_both(understood, evidence)
        sure = confidence(evidence)
        headings = self._headings_near(evidence)
        quotes = choose_quotes(evidence, understood.intent, understood.own_from, headings)
        if sure >= self._threshold:
            quotes += self._further_parts(understood, quotes)
        nearest = nearest_passages(evidence, self._library)
        # A follow-up speaks of what was spoken of.
        alone = understood.own_from == 0
        choices = readings(understood.question, understood.said, evidence) if alone else ()
        return Found(understood, nearest, tuple(quotes), sure, evidence, choices)

    def _better_of_both(
        self, understood: Understood, evidence: Evidence
    ) -> tuple[Understood, Evidence]:
        """The evidence for a follow-up as a chat model worded it, if it is the surer."""
        if understood.condensed is None:
            return understood, evidence
        other = self._library.retrieve(understood.condensed, documents=understood.options.documents)
        if confidence(other) <= confidence(evidence):
            return understood, evidence
        return replace(understood, searched=understood.condensed, own_from=0), other

    def _further_parts(self, understood: Understood, quotes: Sequence[Quote]) -> list[Quote]:
        """For "who …, and when …?": the best sentence for each part that has none yet."""
        parts = [part for part in _NEXT_PART.split(understood.question) if part]
        if len(parts) < 2:
            return []
        further: list[Quote] = []
        for part in parts:
            # A part without words of its own ("and when?") is answered with the first.
            if len(stems(part)) < 2 or len(quotes) + len(further) >= 4:
                continue
            evidence = self._library.retrieve(part, documents=understood.options.documents)
            best = best_quote(evidence, self._headings_near(evidence))
            known = {(quote.document_id, quote.span) for quote in [*quotes, *further]}
            if (
                best
                and (best.document_id, best.span) not in known
                and confidence(evidence) >= self._threshold
            ):
                further.append(best)
        return further

    def _about_whole(self, understood: Understood, evidence: Evidence) -> list[Quote]:
        """The quotes for a question on a document as a whole; none for any other question."""
        intent = understood.intent
        if intent is not Intent.OVERVIEW and intent not in _FRONT_MATTER:
            return []
        if intent is Intent.AFFILIATIONS and (person := person_asked_about(understood.question)):
            return self._workplaces(person, evidence)
        documents = self._documents_meant(understood, evidence)
        quotes: dict[str, Quote] = {}  # by their words, which two documents may share
        for document_id in documents:
            passages = self._library.catalog.passages.of(document_id)
            if intent is Intent.OVERVIEW:
                most = 4 if len(documents) == 1 else 1
                told = choose_overview(passages, most, self._headings([document_id]))
            else:
                told = _FRONT_MATTER[intent](passages)[: 3 if len(documents) == 1 else 1]
            for quote in told:
                quotes.setdefault(quote.text, quote)
        return list(quotes.values())

    def _headings_near(self, evidence: Evidence) -> Headings:
        """The headings of the documents that may be quoted from."""
        return self._headings(passage.document_id for passage in evidence.passages[:PASSAGES])

    def _headings(self, document_ids: Iterable[str]) -> Headings:
        """The headings of some documents; those that have left have none."""
        found: set[tuple[str, int, str]] = set()
        for document_id in dict.fromkeys(document_ids):
            with suppress(UnknownDocument):
                headings = self._library.catalog.document_text(document_id).headings
                found |= {(document_id, heading.start, heading.title) for heading in headings}
        return found

    def _workplaces(self, person: Set[str], evidence: Evidence) -> list[Quote]:
        """What the front matter of the documents found says of where one person works."""
        documents = dict.fromkeys(passage.document_id for passage in evidence.passages)
        return [
            quote
            for document_id in list(documents)[:_WHOLE_DOCUMENTS]
            for quote in affiliation_quotes(self._library.catalog.passages.of(document_id))
            if person <= set(stems(quote.text))
        ]

    def _documents_meant(self, understood: Understood, evidence: Evidence) -> list[str]:
        """What "this article" is: the one talked about or, if none was, the first of the shelf.

        Where a question is asked of some documents alone, these are the shelf.
        """
        chosen = understood.options.documents
        documents = [
            document.id
            for document in self._library.catalog.documents()
            if not chosen or document.id in chosen
        ]
        if len(documents) > 1 and understood.own_from:
            return [evidence.passages[0].document_id]
        return documents[:_WHOLE_DOCUMENTS]


def _answers_before(evidence: Evidence, question: str) -> bool:
    """Whether what was found for a follow-up like "What about India?" shares no word with it.

    It has turned to something new then, and only what was asked before would be answered.
    """
    asked = set() if points_back(question) else set(stems(question))
    best = evidence.passages[:1]
    told = {term for passage in best for sentence in passage.sentences for term in sentence.terms}
    return bool(asked and best) and asked.isdisjoint(told)


def nearest_passages(
    evidence: Evidence, library: Library, k: int = _NEAREST
) -> tuple[Passage, ...]:
    """The best passages of some evidence as they are shown, the same words once.

    None is of a document that was just removed.
    """
    shown: list[Passage] = []
    distinct: dict[tuple[str, ...], ScoredPassage] = {}
    for passage in evidence.passages:
        distinct.setdefault(tuple(passage.text.split()), passage)
    for passage in list(distinct.values())[:k]:
        with suppress(UnknownDocument):
            document = library.catalog.document_text(passage.document_id)
            shown.append(
                Passage(
                    document_id=passage.document_id,
                    title=passage.title,
                    page=document.page(passage.span.start),
                    start=passage.span.start,
                    end=passage.span.end,
                    text=passage.text,
                    score=passage.score,
                )
            )
    return tuple(shown)
