"""The kinds of cases, by what was done to a sentence."""

from enum import StrEnum


class Kind(StrEnum):
    """What was done to a sentence; the name is what the report says."""

    VERBATIM = "verbatim"
    PARAPHRASED = "paraphrased"  # other words
    REORDERED = "reordered"  # the same words in another order
    FORMATTED = "formatted"  # numbers and dates in another form
    SHORTENED = "shortened"  # a part that is true alone
    NAMED = "named"  # a name for a pronoun
    MERGED = "merged"  # two sentences in one
    COMBINED = "combined"  # several of these
    WRITTEN = "written"  # by an annotator, from sentences that they chose
    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    NEGATION = "negation"
    DIRECTION = "direction"
    UNIT = "unit"
    WRONG_MARKER = "wrong-marker"  # faithful, but to another passage than the one it names

    @property
    def faithful(self) -> bool:
        """Whether what such a sentence says is said by the passages."""
        return self not in CORRUPTED


CORRUPTED = (Kind.NUMBER, Kind.DATE, Kind.NAME, Kind.NEGATION, Kind.DIRECTION, Kind.UNIT)
FAITHFUL = (
    Kind.VERBATIM,
    Kind.PARAPHRASED,
    Kind.REORDERED,
    Kind.FORMATTED,
    Kind.SHORTENED,
    Kind.NAMED,
    Kind.MERGED,
    Kind.COMBINED,
)
