"""Answers that a chat model writes, each sentence tied to the words that it rests on.

The model is given numbered passages and names them in what it writes. That it names one is
no proof: each sentence is compared with those of the passages it names, and the nearest of
each becomes its citation. A sentence that names none, or is near none, is dropped.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

import prompts
from assistant.answer import AnswerSentence, Usage, cite
from assistant.models.chat_model import ChatModel
from assistant.quoting import Quote, is_quotable, sentence_quote
from assistant.writing.markers import MarkedSentence, marked_sentences, refuses
from vectorstore.evidence import Evidence, ScoredPassage
from vectorstore.library import Library

_PASSAGES = 5
# Least cosine with the sentence that is cited. Of 17 paraphrases of the sample's sentences 16
# reach it; chatter and other subjects don't, but half of 9 false statements on its subject do.
_SUPPORT = 0.45


@dataclass(frozen=True, slots=True)
class Source:
    """A numbered stretch that the model reads, and the sentences in it that can be cited."""

    title: str
    text: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """What is left of a model's reply: no sentences where none stands or it `refused`."""

    sentences: tuple[AnswerSentence, ...]
    refused: bool
    usage: Usage | None


class Writer:
    """Has answers written by a chat model, over one library."""

    def __init__(self, library: Library, model: ChatModel) -> None:
        self._library = library
        self._model = model
        self.name = model.name

    def write(self, question: str, evidence: Evidence, quotes: Sequence[Quote]) -> Written:
        """Ask the model, and keep of its reply what stands. Raises ModelUnavailable.

        It reads the best passages, and whatever would be quoted that stands in none of them.
        """
        sources = self._sources(evidence, quotes)
        reply = self._model.reply(
            prompts.fill(
                "answer",
                question=question,
                passages=_numbered(sources),
                refusal=prompts.load("refusal"),
            )
        )
        if refuses(reply.text):
            return Written((), True, reply.usage)
        known = range(1, len(sources) + 1)
        said = [
            MarkedSentence(sentence.text, named)
            for sentence in marked_sentences(reply.text)
            if (named := tuple(marker for marker in sentence.markers if marker in known))
        ]
        return Written(self._tied(said, sources), False, reply.usage)

    def _sources(self, evidence: Evidence, quotes: Sequence[Quote]) -> list[Source]:
        passages = evidence.passages[:_PASSAGES]
        # Of a document as a whole, its authors say, is quoted what no search would find.
        elsewhere = [
            quote for quote in quotes if not any(_holds(passage, quote) for passage in passages)
        ]
        return [_source(passage) for passage in passages] + [
            Source(
                self._library.catalog.document_text(quote.document_id).title, quote.text, (quote,)
            )
            for quote in elsewhere
        ]

    def _tied(
        self, said: Sequence[MarkedSentence], sources: Sequence[Source]
    ) -> tuple[AnswerSentence, ...]:
        """The sentences that something supports, each with its citations, numbered anew."""
        vectors = self._vectors(
            [sentence.text for sentence in said],
            (quote.text for i in _named(said) for quote in sources[i - 1].quotes),
        )
        sentences: list[AnswerSentence] = []
        cited = 0
        for sentence in said:
            support = [
                best
                for marker in sentence.markers
                if (best := _nearest(sentence.text, sources[marker - 1].quotes, vectors))
            ]
            citations = tuple(
                cite(self._library.catalog.document_text(q.document_id), q.span, q.text, number)
                for number, q in enumerate(dict.fromkeys(support), start=cited + 1)
            )
            if citations:
                sentences.append(AnswerSentence(sentence.text, citations))
                cited += len(citations)
        return tuple(sentences)

    def _vectors(self, *texts: Iterable[str]) -> dict[str, NDArray[np.float64]]:
        """The unit vector (d,) of each text, read by itself.

        The passages' own sentence vectors would be at hand, but they mix in the rest of the
        passage: paraphrases are nearer to what they say in vectors without it.
        """
        different = list(dict.fromkeys(text for some in texts for text in some))
        embedded = np.array(self._library.embedder.embed_documents(different))
        return dict(zip(different, embedded, strict=True))


def _source(passage: ScoredPassage) -> Source:
    quotes = tuple(
        sentence_quote(passage.document_id, sentence.span, sentence.text)
        for sentence in passage.sentences
        if is_quotable(sentence.text)
    )
    return Source(passage.title, passage.text, quotes)


def _holds(passage: ScoredPassage, quote: Quote) -> bool:
    return (
        passage.document_id == quote.document_id
        and passage.span.start <= quote.span.start
        and quote.span.end <= passage.span.end
    )


def _numbered(sources: Sequence[Source]) -> str:
    return "\n\n".join(
        f"Passage [{number}], from “{' '.join(source.title.split())}”:\n{source.text}"
        for number, source in enumerate(sources, start=1)
    )


def _named(said: Sequence[MarkedSentence]) -> list[int]:
    return sorted({marker for sentence in said for marker in sentence.markers})


def _nearest(
    text: str, quotes: Sequence[Quote], vectors: dict[str, NDArray[np.float64]]
) -> Quote | None:
    """The quote nearest to a sentence, or None where none is near enough to support it."""
    cosines = {quote: float(vectors[quote.text] @ vectors[text]) for quote in quotes}
    best = max(cosines, key=lambda quote: cosines[quote], default=None)
    return best if best is not None and cosines[best] >= _SUPPORT else None
