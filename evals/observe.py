"""Asking one question and writing down everything that was seen.

The steps of the chain are taken one by one, so that each can be timed and what a refusal
held back can be looked at.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from assistant.answer import Answer, Citation, Usage
from assistant.chain import AnswerChain
from assistant.models.failures import ModelUnavailable
from assistant.steps import Asked, Found
from evals.measures.conversation import ALL_TURNS, LAST_TURN
from evals.measures.places import is_among
from evals.measures.ranks import first_rank
from evals.questions.gold import resolve
from evals.questions.record import Place, Question
from evals.results import (
    PASSAGES_KEPT,
    TEXTS_KEPT,
    WORDS_KEPT,
    Cited,
    Gold,
    Observation,
    Ranked,
    Reply,
    Retrieval,
    Said,
    Tokens,
)
from evals.shelf import Shelf
from vectorstore.evidence import Evidence
from vectorstore.library import Library


class Observer:
    """Asks questions of one library through one chain.

    To look behind a refusal means to quote what would have been answered. Behind one of a
    chat model that can't be seen: it would have to be asked again.
    """

    def __init__(
        self, library: Library, chain: AnswerChain, may_look_behind_refusals: bool = True
    ) -> None:
        self.shelf = Shelf(library)
        self._library = library
        self._chain = chain
        self._unrefusing = AnswerChain(library, threshold=0.0) if may_look_behind_refusals else None

    def gold(self, question: Question) -> Gold:
        """The places of a question's quotes. Raises QuoteNotFound."""
        gold = resolve(question, self.shelf.texts)
        return Gold(
            quotes=[[self.shelf.canonical(place) for place in group] for group in gold.quotes],
            words=[[self._beginning(place) for place in group] for group in gold.quotes],
            supporting=[self.shelf.canonical(place) for place in gold.supporting],
        )

    def _beginning(self, place: Place) -> str:
        words = self.shelf.text(place)
        return words if len(words) <= WORDS_KEPT else f"{words[:WORDS_KEPT].rstrip()} …"

    def observe(self, question: Question, gold: Gold) -> Observation:
        """Ask, and see what was found, what was said and how long that took."""
        seconds: dict[str, float] = {}
        with _timed(seconds, "understand"):
            understood = self._chain.understand(Asked(question.question, question.history))
        with _timed(seconds, "search"):
            found = self._chain.search(understood)
        with _timed(seconds, "answer"):
            answer = self._chain.answer(found)
        if answer.failure:
            # What is quoted in a chat model's stead says nothing of the model.
            raise ModelUnavailable(answer.failure)
        return Observation(
            question=question,
            gold=gold,
            retrieval=self._retrieval(question, gold, found),
            confidence=found.confidence,
            reply=None if answer.abstained else self._reply(answer),
            withheld=self._withheld(found) if answer.abstained else None,
            seconds=seconds,
            tokens=_tokens(answer.usage),
            answerer=answer.answerer,
            dropped=answer.dropped,
            asked_back=bool(answer.choices),
        )

    def _withheld(self, found: Found) -> Reply | None:
        if self._unrefusing is None:
            return None
        answer = self._unrefusing.answer(found)
        return None if answer.abstained else self._reply(answer)

    def _reply(self, answer: Answer) -> Reply:
        return Reply(
            text=answer.text,
            sentences=[
                Said(
                    text=sentence.text,
                    citations=[self._cited(c) for c in sentence.citations],
                    supported=sentence.supported,
                )
                for sentence in answer.sentences
            ],
        )

    def _cited(self, citation: Citation) -> Cited:
        place = self.shelf.place(citation.document_id, citation.start, citation.end)
        return Cited(
            place=place,
            title=citation.title,
            quote=citation.quote,
            stands=self.shelf.text(place) == citation.quote,
        )

    def _retrieval(self, question: Question, gold: Gold, found: Found) -> Retrieval:
        searched = found.understood.searched
        if found.evidence is None:
            return Retrieval(searched=searched)
        passages, sentences = self._relevant(gold)
        return Retrieval(
            searched=searched,
            passages=self._passages(found.evidence),
            sentences=self._sentences(found.evidence),
            relevant_passages=passages,
            relevant_sentences=sentences,
            other_queries=self._other_queries(question, gold),
        )

    def _relevant(self, gold: Gold) -> tuple[int, int]:
        """How many passages and sentences of the library match a supporting place."""
        passages = sentences = 0
        for document in sorted({place.document for place in gold.supporting}):
            for passage in self.shelf.passages(document):
                passages += self._is_right(gold, document, passage.span.start, passage.span.end)
                sentences += sum(
                    self._is_right(gold, document, sentence.start, sentence.end)
                    for sentence in passage.sentences
                )
        return passages, sentences

    @staticmethod
    def _is_right(gold: Gold, document: str, start: int, end: int) -> bool:
        place = Place(document=document, start=start, end=end)
        return is_among(place, gold.supporting)

    def _passages(self, evidence: Evidence) -> list[Ranked]:
        return [
            Ranked(
                place=self.shelf.place(passage.document_id, passage.span.start, passage.span.end),
                score=round(passage.score, 4),
                text=passage.text if rank < TEXTS_KEPT else "",
            )
            for rank, passage in enumerate(evidence.passages[:PASSAGES_KEPT])
        ]

    def _sentences(self, evidence: Evidence) -> list[Ranked]:
        scored = [
            (sentence, passage.document_id)
            for passage in evidence.passages
            for sentence in passage.sentences
        ]
        scored.sort(key=lambda pair: -pair[0].score)
        return [
            Ranked(
                place=self.shelf.place(document_id, sentence.span.start, sentence.span.end),
                score=round(sentence.score, 4),
            )
            for sentence, document_id in scored[:PASSAGES_KEPT]
        ]

    def _other_queries(self, question: Question, gold: Gold) -> dict[str, int | None]:
        """Where a follow-up's passage would have been, made searchable in simpler ways."""
        if not question.history or not gold.supporting:
            return {}
        asked = [turn["content"] for turn in question.history if turn["role"] == "user"]
        queries = {
            LAST_TURN: question.question,
            ALL_TURNS: " ".join([*asked, question.question]),
        }
        return {name: self._rank(query, gold) for name, query in queries.items()}

    def _rank(self, query: str, gold: Gold) -> int | None:
        passages = self._passages(self._library.retrieve(query))
        return first_rank(passages, lambda passage: is_among(passage.place, gold.supporting))


def _tokens(usage: Usage | None) -> Tokens | None:
    return Tokens(read=usage.read, written=usage.written, cost=usage.cost) if usage else None


@contextmanager
def _timed(seconds: dict[str, float], stage: str) -> Iterator[None]:
    started = time.perf_counter()
    yield
    seconds[stage] = round(time.perf_counter() - started, 5)
