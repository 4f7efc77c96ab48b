"""The rules that make a sentence wrong, by kind, and what keeps them from making it true."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from assistant.quoting import Quote
from assistant.verification.verifier import Source
from evals.verification import contraries, figure_swaps, name_swaps, units
from evals.verification.kinds import Kind
from evals.verification.statement import Rewrite
from vectorstore.words import stems

RULES: Mapping[Kind, tuple[Rewrite, ...]] = {
    Kind.NUMBER: (
        figure_swaps.number_from_nearby,
        figure_swaps.number_near,
        figure_swaps.digit_changed,
        figure_swaps.scale_changed,
        figure_swaps.numbers_exchanged,
    ),
    Kind.DATE: (
        figure_swaps.date_from_nearby,
        figure_swaps.date_part_changed,
        figure_swaps.dates_exchanged,
    ),
    Kind.NAME: (name_swaps.name_from_nearby, name_swaps.names_exchanged),
    Kind.NEGATION: (
        contraries.negation_added,
        contraries.past_negated,
        contraries.never_added,
        contraries.negation_removed,
    ),
    Kind.DIRECTION: (contraries.direction_turned,),
    Kind.UNIT: (
        units.unit_exchanged,
        units.time_exchanged,
        units.count_exchanged,
    ),
}


_MARKS = ".!?,;:()[]\"“”'’"


def is_said(text: str, sources: Iterable[Source], gold: Quote) -> bool:
    """Whether the sources say a corrupted text after all.

    Some other sentence has its very words, in any order, little words included; or the
    sentence that it was made from is the same, but for its marks.
    """
    wanted = _words(text)
    return any(
        wanted == _words(quote.text)
        if quote == gold
        else frozenset(wanted) <= frozenset(_words(quote.text))
        for source in sources
        for quote in source.sentences
    )


def share_said(text: str, source: Source) -> float:
    """The largest share of a text's stems that one sentence of a source has."""
    wanted = set(stems(text))
    shares = [len(wanted & set(stems(quote.text))) for quote in source.sentences]
    return max(shares, default=0) / max(len(wanted), 1)


@lru_cache(maxsize=1 << 14)
def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip(_MARKS).lower() for word in text.split())
