"""From what was found to the answer: quoted, or written by a chat model, or an honest no."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace

import prompts
from assistant.answer import QUOTING, Answer, AnswerSentence, Usage, cite, compose
from assistant.answerers import Answerers
from assistant.cancellation import Cancellation
from assistant.conversation.requests import Kind, Request
from assistant.intent import SMALL_TALK, Intent
from assistant.models.chat_model import ChatModel
from assistant.models.failures import ModelUnavailable
from assistant.quoting import Quote
from assistant.steps import Found
from assistant.writing.translator import translate
from assistant.writing.writer import Task, Writer
from vectorstore.library import Library
from vectorstore.records import Passage, Span

_STOPPED = "It was stopped before the answer was complete."
_QUOTED_INSTEAD = "The answer is quoted instead."
_BROKEN_OFF = "What it had written until then is shown."
_NOTHING_STANDS = (
    "Nothing that the chat model wrote stands as an answer, so the documents are quoted."
)
_ORDERS = (
    "A passage gives orders to whoever answers, and the chat model gave none, so the documents "
    "are quoted."
)
_AnswerParts = Iterator[AnswerSentence | Answer]


@dataclass(frozen=True, slots=True)
class _Body:
    """What an answer says, beside what was found: the fields of Answer that differ with it."""

    sentences: tuple[AnswerSentence, ...] = ()
    text: str | None = None  # where it isn't made of the sentences
    abstained: bool = False
    answerer: str = QUOTING
    usage: Usage | None = None
    dropped: int = 0
    failure: str | None = None
    note: str | None = None


_Parts = Generator[AnswerSentence, None, _Body]


@dataclass(frozen=True, slots=True)
class _Job:
    """An answer to be made: from what, by whom if it isn't quoted, and what stops it."""

    found: Found
    writer: Writer | None
    cancellation: Cancellation


class Answering:
    """Makes answers over one library, each quoted or written as its question says."""

    def __init__(self, library: Library, threshold: float, answerers: Answerers) -> None:
        self._library = library
        self._threshold = threshold
        self._answerers = answerers

    def answer(self, found: Found, cancellation: Cancellation) -> _AnswerParts:
        """The sentences of the answer as they are made; the last is the whole Answer."""
        understood = found.understood
        writer = self._answerers.writer(understood.options)
        body = yield from self._body(_Job(found, writer, cancellation))
        several = understood.intent in (Intent.SEVERAL, Intent.OVERVIEW)
        text = body.text
        if text is None:
            text = compose(body.sentences, bullets=several and len(body.sentences) > 1)
        yield Answer(
            question=understood.question,
            searched=understood.searched,
            text=text,
            abstained=body.abstained,
            confidence=found.confidence,
            sentences=body.sentences,
            nearest=found.nearest,
            answerer=body.answerer,
            usage=_added(understood.usage, body.usage),
            dropped=body.dropped,
            failure=body.failure,
            note=body.note,
            choices=found.choices,
        )

    def _body(self, job: _Job) -> _Parts:
        found, understood = job.found, job.found.understood
        if understood.intent in SMALL_TALK:
            return _Body(text=prompts.load(understood.intent.value))
        if not found.nearest:
            return _Body(text=prompts.load("empty"), abstained=True)
        if understood.request and understood.request.kind is Kind.PASSAGE:
            return (yield from self._passages(found))
        if found.choices:
            return _Body(text=_asked_back(found.choices), abstained=True)
        if found.confidence < self._threshold or not found.quotes:
            return _Body(text=prompts.load("refusal"), abstained=True)
        if understood.request:
            return (yield from self._in_another_form(job, understood.request))
        return (yield from self._written(job, Task(understood.searched)))

    def _written(self, job: _Job, task: Task) -> _Parts:
        """What the chat model writes, or quotes where there is none or nothing of it stands."""
        found, writer = job.found, job.writer
        if writer is None or found.evidence is None:
            return (yield from self._quoted(found.quotes))
        if found.understood.failure:
            quoted = yield from self._quoted(found.quotes)
            return replace(quoted, failure=f"{found.understood.failure} {_QUOTED_INSTEAD}")
        written = yield from writer.write(task, found.evidence, found.quotes, job.cancellation)
        spent = _Body(usage=written.usage, dropped=written.dropped)
        if job.cancellation.cancelled:
            said = replace(spent, sentences=written.sentences, answerer=writer.name)
            return replace(said, note=_STOPPED) if said.sentences else replace(said, text=_STOPPED)
        if written.sentences:
            failure = f"{written.failure} {_BROKEN_OFF}" if written.failure else None
            return replace(
                spent, sentences=written.sentences, answerer=writer.name, failure=failure
            )
        if written.refused and not written.orders:
            refusal = prompts.load("refusal")
            return replace(spent, text=refusal, abstained=True, answerer=writer.name)
        quoted = yield from self._quoted(found.quotes)
        spent = replace(spent, sentences=quoted.sentences)
        if written.failure:
            return replace(spent, failure=f"{written.failure} {_QUOTED_INSTEAD}")
        return replace(spent, note=_ORDERS if written.refused else _NOTHING_STANDS)

    def _quoted(self, quotes: Sequence[Quote]) -> _Parts:
        sentences = self._cited(quotes)
        yield from sentences
        return _Body(sentences)

    def _in_another_form(self, job: _Job, request: Request) -> _Parts:
        """The last answer again, as it is asked for."""
        found = job.found
        if request.kind is Kind.REASONS:
            quoted = yield from self._quoted(found.quotes)
            return replace(quoted, note=_reasons(found.confidence))
        model = self._answerers.model(found.understood.options)
        if request.kind is Kind.SHORTER and model is None:
            return (yield from self._quoted(found.quotes[:1]))
        if model is None:
            return _Body(text=prompts.load("needs_model"))
        if request.kind is Kind.TRANSLATE:
            return (yield from self._translated(found, request.language, model))
        task = Task(found.understood.searched, found.understood.answered, request.words)
        return (yield from self._written(job, task))

    def _translated(self, found: Found, language: str, model: ChatModel) -> _Parts:
        cited = self._cited(found.quotes)
        try:
            done = translate(model, cited, language)
        except ModelUnavailable as error:
            yield from cited
            return _Body(cited, failure=f"{error} {_QUOTED_INSTEAD}")
        yield from done.sentences
        note = (
            f"Translated into {language} by {model.name}; its figures were checked, its words "
            "can't be. What is cited stands in the documents' own language."
        )
        if done.kept:
            note += f" Left as they were: {done.kept} of {len(cited)} sentences."
        return _Body(done.sentences, answerer=model.name, usage=done.usage, note=note)

    def _passages(self, found: Found) -> _Parts:
        """The whole passages in which an answer's words stand, or else the nearest one."""
        held = [
            passage
            for passage in found.nearest
            if found.confidence >= self._threshold
            and any(_holds(passage, quote) for quote in found.quotes)
        ]
        quotes = [
            Quote(passage.document_id, Span(passage.start, passage.end), passage.text)
            for passage in held or found.nearest[:1]
        ]
        return (yield from self._quoted(quotes))

    def _cited(self, quotes: Sequence[Quote]) -> tuple[AnswerSentence, ...]:
        sentences = []
        for marker, quote in enumerate(quotes, start=1):
            document = self._library.catalog.document_text(quote.document_id)
            citation = cite(document, quote.span, quote.text, marker)
            # A line break inside a sentence is the page's, not the sentence's.
            sentences.append(AnswerSentence(" ".join(quote.text.split()), (citation,)))
        return tuple(sentences)


def _asked_back(choices: Sequence[str]) -> str:
    *others, last = [f"“{choice}”" for choice in choices]
    return prompts.fill("ask_back", choices=f"{', '.join(others)} or {last}" if others else last)


def _reasons(confidence: float) -> str:
    return (
        f"The answer rests on these words. That they answer the question is put at "
        f"{confidence:.0%}."
    )


def _holds(passage: Passage, quote: Quote) -> bool:
    return (
        passage.document_id == quote.document_id
        and passage.start <= quote.span.start
        and quote.span.end <= passage.end
    )


def _added(one: Usage | None, other: Usage | None) -> Usage | None:
    if one is None or other is None:
        return one or other
    cost = None if one.cost is None or other.cost is None else one.cost + other.cost
    return Usage(one.read + other.read, one.written + other.written, cost)
