"""What the rules rewrite: a sentence of a document, and what stands around it."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random

from assistant.quoting import Quote
from assistant.verification.verifier import Source

# Wikipedia's own remarks, which nobody repeats: [citation needed], [update], [note 1].
_REMARK = re.compile(r"\[(?:[a-z]+ needed|update|note \d+|\d+|who\?|when\?)\]")


@dataclass(frozen=True, slots=True)
class Statement:
    """A quotable sentence, the one before it in its passage if any, and its document.

    `around` is the text of all passages of the document.
    """

    quote: Quote
    before: Quote | None
    passage: Source
    document: tuple[Source, ...]
    around: str

    @property
    def text(self) -> str:
        return told(self.quote)

    @property
    def title(self) -> str:
        return self.passage.title


def told(quote: Quote) -> str:
    """A sentence as a model would write it: in one line, without a source's remarks."""
    return _REMARK.sub("", one_line(quote.text))


def one_line(text: str) -> str:
    """A text without its line breaks, which a model wouldn't write."""
    return " ".join(text.split())


def sentences(passages: Iterable[Source]) -> list[str]:
    """All quotable sentences of some passages, as a model would write them."""
    return [told(quote) for passage in passages for quote in passage.sentences]


Rewrite = Callable[[str, Statement, Random], str | None]
"""Rewrites a sentence, which may have been rewritten before; None where the rule says nothing.

The statement is what the sentence was made of.
"""
