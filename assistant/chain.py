"""The chain from a question to its answer, as a LangChain Runnable.

    Asked ─understand→ Understood ─search→ Found ─answer→ Answer

Each step is a Runnable of its own, so that any of them can be used elsewhere.
"""

import re
from collections.abc import Callable, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, replace

from langchain_core.runnables import Runnable, RunnableLambda

import prompts
from assistant.answer import QUOTING, Answer, AnswerSentence, cite, compose
from assistant.answerability import confidence, default_threshold
from assistant.conversation.follow_up import Turn, asked_before, points_back, stand_alone
from assistant.front_matter import affiliation_quotes, author_quotes, title_quotes
from assistant.intent import Intent, classify, person_asked_about, without_courtesy
from assistant.models.chat_model import ChatModel
from assistant.overview import choose_overview
from assistant.quoting import Quote, best_quote, choose_quotes
from assistant.writing.writer import Writer
from vectorstore.errors import UnknownDocument
from vectorstore.evidence import Evidence
from vectorstore.library import Library
from vectorstore.passage_table import StoredPassage
from vectorstore.records import Passage
from vectorstore.words import stems

_NEAREST = 5
_WHOLE_DOCUMENTS = 4  # how many documents an answer about the whole shelf speaks of
_SMALL_TALK = {
    Intent.GREETING: "greeting",
    Intent.THANKS: "thanks",
    Intent.ABILITIES: "abilities",
}
_FRONT_MATTER: dict[Intent, Callable[[Sequence[StoredPassage]], list[Quote]]] = {
    Intent.AUTHORS: author_quotes,
    Intent.AFFILIATIONS: affiliation_quotes,
    Intent.TITLE: title_quotes,
}
_NEXT_PART = re.compile(
    r"[?;]\s+|,?\s+and\s+(?=(?:who|whom|what|when|where|how|why|which)\b)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in its conversation."""

    question: str
    history: Sequence[Turn] = ()


@dataclass(frozen=True, slots=True)
class Understood:
    """A question, what it wants, and how it reads when it stands alone."""

    question: str
    searched: str
    intent: Intent
    own_from: int  # where in `searched` its own words begin; what was asked before stands there
    before: tuple[str, ...] = ()  # what was asked before a question that stands alone


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for a question, what of it will be quoted, and how sure that answers it."""

    understood: Understood
    nearest: tuple[Passage, ...]
    quotes: tuple[Quote, ...]
    confidence: float
    evidence: Evidence | None = None  # None where nothing was searched, as for a greeting


class AnswerChain:
    """The steps over one library. `retrieval | answering` is the whole chain.

    With a chat model, it writes the answers; without one they are quoted.
    """

    def __init__(
        self, library: Library, threshold: float | None = None, model: ChatModel | None = None
    ) -> None:
        self._library = library
        self._writer = Writer(library, model) if model else None
        self.threshold = default_threshold() if threshold is None else threshold
        self.retrieval: Runnable[Asked, Found] = RunnableLambda(self.understand) | RunnableLambda(
            self.search
        )
        self.answering: Runnable[Found, Answer] = RunnableLambda(self.answer)
        self.whole: Runnable[Asked, Answer] = self.retrieval | self.answering

    def understand(self, asked: Asked) -> Understood:
        """What is wanted, from the question's words, and the history where it needs that."""
        intent = classify(asked.question)
        plain = without_courtesy(asked.question)
        alone = plain if intent in _SMALL_TALK else stand_alone(plain, asked.history)
        own_from = len(alone) - len(plain)
        before = () if own_from else asked_before(asked.history)
        return Understood(asked.question, alone, intent, own_from, before)

    def search(self, understood: Understood) -> Found:
        """Retrieve, judge whether that answers, and choose what to quote."""
        if understood.intent in _SMALL_TALK:
            return Found(understood, (), (), 1.0)
        evidence = self._library.retrieve(
            understood.searched, understood.own_from, understood.before
        )
        quotes = self._about_whole(understood, evidence)
        if quotes:
            nearest = nearest_passages(evidence, self._library)
            return Found(understood, nearest, tuple(quotes), 1.0, evidence)
        if understood.own_from and _answers_before(evidence, understood.question):
            own_words = understood.searched[understood.own_from :]
            understood = replace(understood, searched=own_words, own_from=0)
            evidence = self._library.retrieve(understood.searched)
        sure = confidence(evidence)
        quotes = choose_quotes(evidence, understood.intent, understood.own_from)
        if sure >= self.threshold:
            quotes += self._further_parts(understood, quotes)
        nearest = nearest_passages(evidence, self._library)
        return Found(understood, nearest, tuple(quotes), sure, evidence)

    def answer(self, found: Found) -> Answer:
        """Quote what was found, or have it written, or say that the documents don't answer.

        Raises ModelUnavailable if a chat model is to write and doesn't.
        """
        understood = found.understood
        abstained, answerer, usage = False, QUOTING, None
        sentences: tuple[AnswerSentence, ...] = ()
        if understood.intent in _SMALL_TALK:
            text = prompts.load(_SMALL_TALK[understood.intent])
        elif not found.nearest:
            text, abstained = prompts.load("empty"), True
        elif found.confidence < self.threshold or not found.quotes:
            text, abstained = prompts.load("refusal"), True
        else:
            if self._writer and found.evidence:
                written = self._writer.write(understood.searched, found.evidence, found.quotes)
                sentences, abstained, usage = written.sentences, written.refused, written.usage
                answerer = self._writer.name if sentences or abstained else QUOTING
            if not sentences and not abstained:
                sentences = self._cited(found.quotes)
            bullets = understood.intent in (Intent.SEVERAL, Intent.OVERVIEW) and len(sentences) > 1
            text = prompts.load("refusal") if abstained else compose(sentences, bullets)
        return Answer(
            question=understood.question,
            searched=understood.searched,
            text=text,
            abstained=abstained,
            confidence=found.confidence,
            sentences=sentences,
            nearest=found.nearest,
            answerer=answerer,
            usage=usage,
        )

    def _cited(self, quotes: Sequence[Quote]) -> tuple[AnswerSentence, ...]:
        sentences = []
        for marker, quote in enumerate(quotes, start=1):
            document = self._library.catalog.document_text(quote.document_id)
            citation = cite(document, quote.span, quote.text, marker)
            # A line break inside a sentence is the page's, not the sentence's.
            sentences.append(AnswerSentence(" ".join(quote.text.split()), (citation,)))
        return tuple(sentences)

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
            evidence = self._library.retrieve(part)
            best = best_quote(evidence)
            known = {(quote.document_id, quote.span) for quote in [*quotes, *further]}
            if (
                best
                and (best.document_id, best.span) not in known
                and confidence(evidence) >= self.threshold
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
        quotes: list[Quote] = []
        for document_id in documents:
            passages = self._library.catalog.passages.of(document_id)
            if intent is Intent.OVERVIEW:
                quotes += choose_overview(passages, most=4 if len(documents) == 1 else 1)
            else:
                quotes += _FRONT_MATTER[intent](passages)[: 3 if len(documents) == 1 else 1]
        return quotes

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
        """What "this article" is: the one talked about or, if none was, the first of the shelf."""
        documents = [document.id for document in self._library.catalog.documents()]
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
    """The best passages of some evidence as they are shown; none of a document just removed."""
    shown: list[Passage] = []
    for passage in evidence.passages[:k]:
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
