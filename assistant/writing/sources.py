"""What a model reads: the best passages, numbered, each in a fence that its text can't close."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from assistant.quoting import Quote, is_quotable, sentence_quote
from assistant.tokens import count_tokens
from assistant.verification.verifier import Source
from assistant.writing.orders import LEFT_OUT, is_order, is_suspect, orders_in
from assistant.writing.plain import for_a_model
from vectorstore.evidence import Evidence, ScoredPassage
from vectorstore.library import Library
from vectorstore.records import Span

_PASSAGES = 5


@dataclass(frozen=True, slots=True)
class Reading:
    """Sources, each one's text as a model sees it, and whether one tried to give it orders.

    `suspects` are what no sentence of an answer may rest on alone: not sure to be orders, but with
    a cue of one, and not among the sentences that answer.
    """

    sources: tuple[Source, ...]
    texts: tuple[str, ...]
    orders: bool
    suspects: frozenset[Quote]


@dataclass(frozen=True, slots=True)
class _Read:
    """A source, its text for a model, and whether orders were left out of it."""

    source: Source
    text: str
    orders: bool


def reading(library: Library, evidence: Evidence, quotes: Sequence[Quote], tokens: int) -> Reading:
    """The best passages, and whatever would be quoted that stands in none of them.

    At most five, and of them as many as `tokens` have room for; of the first as many sentences.
    """
    passages = evidence.passages[:_PASSAGES]
    # Of a document as a whole, its authors say, is quoted what no search would find.
    elsewhere = [q for q in quotes if not any(_holds(passage, q) for passage in passages)]
    found = [*(_of_passage(passage) for passage in passages), *_alone(library, elsewhere)]
    read = list(_within(found, tokens))
    return Reading(
        tuple(one.source for one in read),
        tuple(one.text for one in read),
        any(one.orders for one in read),
        frozenset(
            quote
            for one in read
            for quote in one.source.sentences
            if quote not in quotes and is_suspect(quote.text)
        ),
    )


def fenced(texts: Sequence[str], titles: Sequence[str]) -> str:
    """Texts between lines that none of them has: the fence is made of a hash of them all."""
    fence = sha256("\0".join([*texts, *titles]).encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return "\n\n".join(
        f"--- {fence} passage [{n}] of “{' '.join(for_a_model(title).split())}” ---\n{text}\n"
        f"--- {fence} end of passage [{n}] ---"
        for n, (text, title) in enumerate(zip(texts, titles, strict=True), start=1)
    )


def _of_passage(passage: ScoredPassage) -> _Read:
    """A passage, and its text for a model: without sentences that speak to it."""
    spans = [
        Span(s.span.start - passage.span.start, s.span.end - passage.span.start)
        for s in passage.sentences
    ]
    orders = orders_in(passage.text, spans)
    quotes = tuple(
        sentence_quote(passage.document_id, sentence.span, sentence.text)
        for sentence, is_one in zip(passage.sentences, orders, strict=True)
        if not is_one and is_quotable(sentence.text)
    )
    text, last = "", 0
    for span, is_one in zip(spans, orders, strict=True):
        text += passage.text[last : span.start]
        text += LEFT_OUT if is_one else for_a_model(span.of(passage.text))
        last = span.end
    return _read(passage.title, passage.text, quotes, text, any(orders))


def _alone(library: Library, quotes: Sequence[Quote]) -> Iterator[_Read]:
    for quote in quotes:
        title = library.catalog.document_text(quote.document_id).title
        if is_order(quote.text):
            yield _read(title, "", (), LEFT_OUT, True)
        else:
            yield _read(title, quote.text, (quote,), for_a_model(quote.text), False)


def _read(title: str, text: str, quotes: tuple[Quote, ...], told: str, orders: bool) -> _Read:
    """A source under its title, or under none if that gives orders."""
    named = not is_order(title)
    return _Read(Source(title if named else "", text, quotes), told, orders or not named)


def _within(found: Sequence[_Read], tokens: int) -> Iterator[_Read]:
    """What there is room for, in order; of a first one that is too long a part."""
    left = tokens
    for n, read in enumerate(found):
        needed = count_tokens(read.text)
        if needed <= left:
            left -= needed
            yield read
        elif n == 0:
            yield _cut(read, tokens)


def _cut(read: _Read, tokens: int) -> _Read:
    kept: list[Quote] = []
    for quote in read.source.sentences:
        if count_tokens("\n".join(q.text for q in [*kept, quote])) > tokens and kept:
            break
        kept.append(quote)
    text = "\n".join(for_a_model(quote.text) for quote in kept)
    source = Source(read.source.title, read.source.text, tuple(kept))
    return _Read(source, text, read.orders)


def _holds(passage: ScoredPassage, quote: Quote) -> bool:
    return (
        passage.document_id == quote.document_id
        and passage.span.start <= quote.span.start
        and quote.span.end <= passage.span.end
    )
