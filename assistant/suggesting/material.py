"""From passages to candidates: which sentences may be asked about, and how promising each is."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from assistant.quoting import is_quotable
from assistant.suggesting.candidate import Candidate
from assistant.suggesting.sentence_questions import sentence_questions
from assistant.suggesting.spelling import Spelling
from assistant.suggesting.topics import name_questions
from assistant.writing.orders import orders_in
from vectorstore.passage_table import StoredPassage
from vectorstore.records import Span

_LONGEST_SENTENCE = 400  # characters


def candidates_of(
    passages: Sequence[StoredPassage], near: NDArray[np.float32]
) -> Iterator[Candidate]:
    """All candidates that passages give; those of sentences close to `near` (d,) are worth more."""
    spelling = Spelling.of(passage.text for passage in passages)
    for passage in passages:
        cosines = passage.sentence_vectors @ near
        likeness = dict(zip(passage.sentences, cosines.tolist(), strict=True))
        made = [*_of_sentences(passage, spelling), *name_questions(passage, spelling)]
        harmless = _harmless(passage) if made else ()
        for candidate in made:
            if candidate.span in harmless:
                close = likeness[candidate.span]
                yield replace(candidate, worth=candidate.worth + close, likeness=close)


def _of_sentences(passage: StoredPassage, spelling: Spelling) -> Iterator[Candidate]:
    for span in passage.sentences:
        if span.end - span.start > _LONGEST_SENTENCE:
            continue
        for made in sentence_questions(passage.text_of(span), spelling, passage.title):
            yield Candidate(made.question, passage.document_id, span, made.worth, f"{span.start}")


def _harmless(passage: StoredPassage) -> frozenset[Span]:
    """The sentences of a passage that say something, and aren't orders to whoever answers."""
    inside = [
        Span(span.start - passage.span.start, span.end - passage.span.start)
        for span in passage.sentences
    ]
    orders = orders_in(passage.text, inside)
    return frozenset(
        span
        for span, order in zip(passage.sentences, orders, strict=True)
        if not order and is_quotable(passage.text_of(span))
    )
