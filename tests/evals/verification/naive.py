"""A verifier that anybody could write: every number and every capital must stand in the source.

It reads no words, so it is fooled by a negation and lets every paraphrase pass.
"""

import re
from collections.abc import Sequence

from assistant.quoting import Quote
from assistant.verification.verifier import Judgement, Source, Verdict

_TOLD = re.compile(r"\d[\d,.]*\d|\d|(?<=\w )[A-Z]\w+")


def judge(text: str, markers: Sequence[int], sources: Sequence[Source]) -> Judgement:
    """Judge by the named passages, then by the others; the quote shares the most words."""
    told = set(_TOLD.findall(text))
    named = [sources[number - 1] for number in markers if 0 < number <= len(sources)]
    for verdict, some in ((Verdict.SUPPORTED, named), (Verdict.MENDED, list(sources))):
        for source in some:
            if told <= set(_TOLD.findall(source.text)) and source.sentences:
                return Judgement(verdict, (_nearest(text, source),))
    lacking = told.difference(*(_TOLD.findall(source.text) for source in named))
    return Judgement(Verdict.UNSUPPORTED, (), tuple(sorted(lacking)))


def _nearest(text: str, source: Source) -> Quote:
    words = set(text.lower().split())
    return max(source.sentences, key=lambda quote: len(words & set(quote.text.lower().split())))
