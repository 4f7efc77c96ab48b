"""Answers that a chat model writes, let through sentence by sentence as they are verified.

The model is given numbered passages and names them in what it writes. That it names one is no
proof: the verifier compares each sentence with those of the passages it names, and the words that
support it become its citations.
"""

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage

import prompts
from assistant.answer import AnswerSentence, Usage, cite
from assistant.cancellation import Cancellation
from assistant.models.chat_model import ChatModel
from assistant.models.failures import ModelUnavailable
from assistant.quoting import Quote
from assistant.tokens import count_tokens
from assistant.verification.verifier import Verdict, Verifier
from assistant.writing.markers import MarkedSentence
from assistant.writing.orders import without_orders
from assistant.writing.plain import addresses, for_a_model, from_a_model
from assistant.writing.reply import ReplyReader
from assistant.writing.sources import Reading, fenced, reading
from vectorstore.evidence import Evidence
from vectorstore.library import Library
from vectorstore.words import stems

_REPEATED = 0.8  # share of a sentence's words of content that make it one that was written before
_MOST_REPEATS = 2  # in a row, after which a model goes round in circles and is stopped
PASSAGE_TOKENS = 2000
"""How many tokens of passages a model reads, where nothing else is set."""


class Support(StrEnum):
    """What becomes of a sentence that nothing supports."""

    STRICT = "strict"  # it is left out
    LENIENT = "lenient"  # it stays, marked, unless a passage gave orders: it may obey one
    UNCHECKED = "unchecked"  # it stays, as any other: only to measure what the others are worth


@dataclass(frozen=True, slots=True)
class Task:
    """What a model is to write: an answer or, with `request`, another form of `answer`."""

    question: str
    answer: str = ""
    request: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """What is left of a model's reply: no sentences where none stands or it `refused`.

    `dropped` is how many sentences nothing supports and were left out; `failure` says why the
    reply didn't come, or not to its end; `orders` is whether a passage tried to give some.
    """

    sentences: tuple[AnswerSentence, ...]
    refused: bool = False
    usage: Usage | None = None
    dropped: int = 0
    failure: str | None = None
    orders: bool = False


class Writer:
    """Has answers written by a chat model, over one library; `tokens` of passages at the most."""

    def __init__(
        self,
        library: Library,
        model: ChatModel,
        support: Support = Support.STRICT,
        tokens: int = PASSAGE_TOKENS,
    ) -> None:
        self._library = library
        self._model = model
        self._support = support
        self._tokens = tokens
        self._verifier = Verifier(library.embedder)
        self.name = model.name

    def write(
        self,
        task: Task,
        evidence: Evidence,
        quotes: Sequence[Quote],
        cancellation: Cancellation,
    ) -> Generator[AnswerSentence, None, Written]:
        """Ask the model, and give what of its reply stands, as it comes; at the end all of it."""
        read = reading(self._library, evidence, quotes, self._tokens)
        reader, sentences, dropped = ReplyReader(), list[AnswerSentence](), 0
        before, repeats, shown = list[frozenset[str]](), 0, 0
        usage, failure = None, None
        try:
            messages = _messages(task, read)
            with self._model.stream(messages) as reply:
                cancellation.on_cancel(reply.close)
                for said in _said(reader, reply):
                    words = frozenset(stems(said.text))
                    repeats = repeats + 1 if _is_repeated(words, before) else 0
                    before.append(words)
                    if repeats > _MOST_REPEATS:
                        usage = self._counted(messages, reader.text)
                        break
                    if repeats:
                        continue
                    sentence = self._checked(said, read, cited=_count(sentences))
                    if sentence is None:
                        dropped += 1
                        continue
                    sentences.append(sentence)
                    if self._rests_on(quotes, sentences):
                        yield from sentences[shown:]
                        shown = len(sentences)
                usage = reply.usage or usage
        except ModelUnavailable as error:
            failure = str(error)
        return Written(
            tuple(sentences[:shown]),
            refused=reader.refuses and not sentences,
            usage=usage,
            dropped=dropped + len(sentences) - shown,
            failure=failure,
            orders=read.orders,
        )

    def _rests_on(self, quotes: Sequence[Quote], sentences: Sequence[AnswerSentence]) -> bool:
        """Whether a strict answer cites anything of what would have been quoted.

        Otherwise it may be true, and yet answer something else: what a document asks for, say.
        """
        return self._support is not Support.STRICT or any(
            citation.document_id == quote.document_id
            and citation.start < quote.span.end
            and quote.span.start < citation.end
            for sentence in sentences
            for citation in sentence.citations
            for quote in quotes
        )

    def _counted(self, messages: Sequence[BaseMessage], written: str) -> Usage:
        """About what a reply took that was stopped before its model told."""
        read = sum(count_tokens(message.text) for message in messages)
        return self._model.usage(read, count_tokens(written))

    def _checked(self, said: MarkedSentence, read: Reading, cited: int) -> AnswerSentence | None:
        """A sentence with its citations, numbered on from `cited`; None if it is dropped."""
        text = from_a_model(said.text)
        if not any(c.isalnum() for c in text):
            return None
        judged = self._verifier.judge(text, said.markers, read.sources)
        invents = not addresses(text) <= addresses(" ".join(q.text for q in judged.quotes))
        supported = (
            judged.verdict is not Verdict.UNSUPPORTED
            and not invents
            and not read.suspects.issuperset(judged.quotes)
        )
        # Unsupported, it may be what a passage ordered, which is never shown.
        ordered = invents or read.orders or not read.suspects.isdisjoint(judged.quotes)
        stays = (
            supported
            or (self._support is Support.LENIENT and not ordered)
            or self._support is Support.UNCHECKED
        )
        if not judged.quotes or not stays:
            return None
        citations = tuple(
            cite(self._library.catalog.document_text(q.document_id), q.span, q.text, number)
            for number, q in enumerate(judged.quotes, start=cited + 1)
        )
        return AnswerSentence(text, citations, supported or self._support is Support.UNCHECKED)


def _messages(task: Task, read: Reading) -> list[BaseMessage]:
    passages = fenced(read.texts, [source.title for source in read.sources])
    question = for_a_model(task.question)
    if task.request:
        wanted = prompts.fill(
            "revise",
            passages=passages,
            question=question,
            answer=for_a_model(without_orders(task.answer)),
            request=for_a_model(task.request),
        )
    else:
        wanted = prompts.fill("question", passages=passages, question=question)
    rules = prompts.fill("answer", refusal=prompts.load("refusal"))
    return [SystemMessage(rules), HumanMessage(wanted)]


def _said(reader: ReplyReader, pieces: Iterable[str]) -> Iterator[MarkedSentence]:
    """The sentences of a reply as they become whole; what says that nothing answers is none."""
    for piece in pieces:
        yield from reader.take(piece)
    if not reader.refuses:
        yield from reader.end()


def _is_repeated(words: frozenset[str], before: Sequence[frozenset[str]]) -> bool:
    """Whether a sentence of these words says once more what one before it said."""
    return any(len(words & others) >= _REPEATED * max(len(words | others), 1) for others in before)


def _count(sentences: Sequence[AnswerSentence]) -> int:
    return sum(len(sentence.citations) for sentence in sentences)
