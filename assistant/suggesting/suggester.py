"""Suggesting: candidates in order of promise, put to the retrieval chain until enough are answered.

A question is offered only if the chain is surer than it must be that the documents answer it, and
would quote the very place that it was made from. So it has an answer, whatever made it.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np

from assistant.answer import Answer
from assistant.conversation.follow_up import Turn
from assistant.steps import Asked, Found
from assistant.suggesting.candidate import Candidate, Place
from assistant.suggesting.choosing import choose
from assistant.suggesting.material import candidates_of
from assistant.suggesting.proof import Proof
from assistant.suggesting.topics import heading_questions
from vectorstore.library import Library
from vectorstore.passage_table import StoredPassage
from vectorstore.records import Document, Span

_CHECKS, _CHECKS_TO_BEGIN = 8, 20  # how many candidates are put to the chain
_DOCUMENTS = 4  # how many a beginning draws from
_PASSAGES = 40  # how much of a document is looked at for a beginning
_AROUND = 5  # passages looked at from a citation on
_BEGINNINGS_KEPT = 8
_MOST = 6  # beginnings that are kept, so that some are left when others were asked
_ABOUT, _AUTHORS = "What is this article about?", "Who wrote it?"
_SAYS_SO = re.compile(
    r"\b(?:by|authors?|written|writers?|wrote|source|scholar|professor|lecturer|researcher|fellow"
    r"|correspondent|editor|journalist|reporter)\b",
    re.IGNORECASE,
)
_AT_AN_END = 600  # characters from its beginning or end within which a document names its authors
# The cosine to what was asked that a sentence has which is near it, where other documents than
# the one that was quoted are looked at.
_NEAR = 0.3


class Suggester:
    """Suggests questions over one library. `ask` is the retrieval chain."""

    def __init__(self, library: Library, ask: Callable[[Asked], Found], threshold: float) -> None:
        self._library = library
        self._ask = ask
        self._threshold = threshold
        self._kept = lru_cache(_BEGINNINGS_KEPT)(self._make_beginnings)

    def beginnings(
        self, most: int, asked: Sequence[str] = (), documents: Sequence[str] = ()
    ) -> tuple[str, ...]:
        """Questions to begin with. They are made once for each state of the library."""
        kept = self._kept(self._library.catalog.changes, tuple(documents))
        return tuple(question for question in kept if question not in asked)[:most]

    def after(
        self, answer: Answer, most: int, asked: Sequence[str] = (), documents: Sequence[str] = ()
    ) -> tuple[str, ...]:
        """Questions near an answer, or near what was asked in vain.

        None where the answer is itself a question, with what to choose from.
        """
        if answer.choices:
            return ()
        if not answer.nearest:
            return self.beginnings(most, asked, documents)
        before = list(dict.fromkeys([*asked, answer.question]))
        cited = [Place(c.document_id, Span(c.start, c.end)) for c in answer.citations]
        near = self._library.embedder.embed_question(answer.searched).vector
        # In a library of one document all is near that one.
        single = {answer.nearest[0].document_id} if self._is_single(documents) else set()
        home = {place.document_id for place in cited} | single
        candidates = [
            candidate
            for candidate in candidates_of(self._around(answer, documents), near)
            if (candidate.document_id in home or candidate.likeness >= _NEAR)
            and not any(candidate.place.overlaps(place) for place in cited)
        ]
        proof = Proof(self._ask, self._threshold, _history(before), cited, documents, _CHECKS)
        return choose(candidates, most, before, proof)

    def _is_single(self, documents: Sequence[str]) -> bool:
        return len(documents or self._library.catalog.documents()) == 1

    def _around(self, answer: Answer, documents: Sequence[str]) -> list[StoredPassage]:
        """The passages cited and those after them, then the nearest others."""
        places = [(c.document_id, c.start, _AROUND) for c in answer.citations]
        places += [(p.document_id, p.start, 1) for p in answer.nearest]
        found: dict[int, StoredPassage] = {}
        for document_id, start, most in places:
            if not documents or document_id in documents:
                for passage in self._library.catalog.passages.since(document_id, start, most):
                    found.setdefault(passage.id, passage)
        return list(found.values())

    def _make_beginnings(self, changes: int, documents: tuple[str, ...]) -> tuple[str, ...]:
        shelf = [
            document
            for document in self._library.catalog.documents()
            if not documents or document.id in documents
        ]
        proof = Proof(self._ask, self._threshold, (), (), documents, _CHECKS_TO_BEGIN)
        whole = _of_whole(shelf[0], proof) if len(shelf) == 1 else []
        candidates = [one for document in shelf[::-1][:_DOCUMENTS] for one in self._of(document)]
        return (*whole, *choose(candidates, _MOST, whole, proof))

    def _of(self, document: Document) -> list[Candidate]:
        """The candidates of a document; those near what it says as a whole are worth more."""
        passages = self._library.catalog.passages.since(document.id, 0, _PASSAGES)
        if not passages:
            return []
        whole = np.mean([passage.vector for passage in passages], axis=0)
        whole /= max(float(np.linalg.norm(whole)), 1e-9)
        return [*candidates_of(passages, whole), *heading_questions(passages)]


def _of_whole(document: Document, proof: Proof) -> list[str]:
    """The questions about a document as a whole that are answered from it alone."""
    questions = []
    about, authors = proof.of_whole(_ABOUT), proof.of_whole(_AUTHORS)
    if about and {quote.document_id for quote in about} == {document.id}:
        questions.append(_ABOUT)
    # A line that looks like names may be others; who is an author elsewhere is another's.
    if any(_SAYS_SO.search(quote.text) for quote in authors) and all(
        quote.document_id == document.id
        and not _AT_AN_END < quote.span.start < document.characters - _AT_AN_END
        for quote in authors
    ):
        questions.append(_AUTHORS)
    return questions


def _history(asked: Sequence[str]) -> tuple[Turn, ...]:
    return tuple(Turn(role="user", content=question) for question in asked)
