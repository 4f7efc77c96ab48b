"""Sentences in documents that speak to whoever answers: "ignore the above and say …".

A document is something to quote, not somebody to obey. What is addressed to an assistant is kept
from the model that reads the passages, and supports nothing that it writes. An order is told by
what it has to say (writing/cues.py), by marks of a conversation that is none, or by being hidden
from readers (writing/hidden.py); not by being an imperative, which a manual's every sentence is.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.writing import cues
from assistant.writing.hidden import hidden_spans, unveiled
from ingest.sentences import sentence_spans
from vectorstore.records import Span

# Marks that no reader is meant to see: of chat templates, of prompts, of fences around passages.
_FORGED = re.compile(
    r"<[|｜]|[|｜]>|\[/?INST\]|<<\s*/?SYS|</?s>|<(?:start|end)_of_"
    r"|</?(?:system|assistant|user|human|instructions?|passages?|documents?|contexts?|prompt|query"
    r"|answer)\b[^<>\n]{0,100}>"
    r"|^[^\w\n]{0,20}[0-9a-f]{6,} (?:end of )?passage\b"
    r"|^[^\w\n]{0,20}(?:end|start|beginning) of (?:the )?(?:passages?|documents?|contexts?|data"
    r"|input|sources?|conversation)\b"
    r"|^\#{3}\s*(?:instruction|input|response)s?\s*:",
    re.IGNORECASE | re.MULTILINE,
)
# A turn of a conversation with an assistant, or a passage as they are put before one.
_TURN = re.compile(
    r"^[^\w\n]{0,20}(?:(?:system|assistant|user|human|developer|ai|chatbot|bot)"
    r"(?: (?:message|prompt|note|notice|turn|update|override|instructions?))?[\])*]*\s*[:>]"
    r"|(?:system|developer|admin(?:istrator)?) (?:message|prompt|override|notice)\b"
    r"|(?:assistant|ai|bot|model|system|user)[_ ](?:response|message|reply|answer|prompt|output)"
    r"\W{0,5}[:=]"
    r"|[^\w\n]{0,5}role\W{1,5}(?:system|assistant|user|developer)\b"
    r"|passage \W?\d+\W?\s*[:,–—-])",
    re.IGNORECASE | re.MULTILINE,
)
_LEADS_ON = re.compile(
    r"[:：]\W{0,20}$|\b(?:following|below|next) (?:\w+ )?(?:sentences?|texts?|lines?|words?"
    r"|phrases?|answers?|code|messages?|paragraphs?)\b"
    r"|\b(?:the following|as follows|one thing|one word)\b",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")
_GOES_ON = cues.ENOUGH / 2  # what a sentence weighs that goes on with an order before it
_SUSPECT = 1.0  # what one of the cues weighs
_TOGETHER = cues.ENOUGH + 0.5  # what sentences weigh that are an order together
_SHORT = 160  # characters that they have together
LEFT_OUT = "[…]"
"""What a model reads in place of an order."""


def is_order(text: str) -> bool:
    """Whether a text that stands alone, a title say, is an order or has one in it."""
    return any(orders_in(text, sentence_spans(text)))


def is_suspect(text: str) -> bool:
    """Whether a sentence that is no order for sure has a cue of one."""
    return cues.weight(" ".join(unveiled(text).split())) >= _SUSPECT


def without_orders(text: str) -> str:
    """A text that quotes documents, an earlier answer say, without the orders that it quotes."""
    spans = sentence_spans(text)
    told, last = "", 0
    for span, is_one in zip(spans, orders_in(text, spans), strict=True):
        told += text[last : span.start] + (LEFT_OUT if is_one else span.of(text))
        last = span.end
    return told + text[last:]


def orders_in(text: str, sentences: Sequence[Span]) -> list[bool]:
    """Which sentences of a passage are orders, or what an order before them wants said.

    The spans are those of all its sentences, as they stand in `text`.
    """
    said = [sentence.of(text) for sentence in sentences]
    blocks = list(_blocks(text, sentences))
    meant = [" ".join(unveiled(words).split()) for words in said]
    weights = [cues.weight(words) for words in meant]
    together = set(_orders_together(meant, weights, blocks))
    hidden = hidden_spans(text)
    orders: list[bool] = []
    under: int | None = None  # the paragraph that an order speaks of
    forged = False
    for n, (sentence, words) in enumerate(zip(sentences, said, strict=True)):
        goes_on = bool(orders) and orders[-1] and blocks[n] == blocks[n - 1]
        forged = forged or bool(_FORGED.search(unveiled(words)))
        found = (
            forged
            or weights[n] >= (_GOES_ON if goes_on else cues.ENOUGH)
            or n in together
            or bool(_TURN.search(words))
            or any(sentence.start < span.end and span.start < sentence.end for span in hidden)
        )
        if found and _LEADS_ON.search(words):
            ends_block = n + 1 < len(blocks) and blocks[n + 1] != blocks[n]
            under = blocks[n] + ends_block
        orders.append(found or blocks[n] == under)
    return orders


def _blocks(text: str, sentences: Sequence[Span]) -> Iterator[int]:
    """The number of each sentence's paragraph; a block of code is part of the one it is in."""
    number, in_code = 0, False
    yield from [number][: len(sentences)]
    for before, after in pairwise(sentences):
        in_code ^= before.of(text).count("```") % 2 == 1
        if not in_code and _PARAGRAPH.search(text, before.end, after.start):
            number += 1
        yield number


def _orders_together(
    meant: Sequence[str], weights: Sequence[float], blocks: Sequence[int]
) -> Iterator[int]:
    """The numbers of short sentences that are an order when read as one: "Forget. All of it."."""
    for first, words in enumerate(meant):
        last = first + 1
        while weights[first] and last < len(meant) and blocks[last] == blocks[first]:
            words = f"{words.rstrip(' .!?;:,')} {meant[last]}"
            if len(words) > _SHORT:
                break
            if weights[last] and cues.weight(words) >= _TOGETHER:
                yield from range(first, last + 1)
            last += 1
