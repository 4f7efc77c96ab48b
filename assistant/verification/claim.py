"""A sentence's claims: its figures, dates and names, and what of them some quotes don't tell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.verification.dates import Date
from assistant.verification.figures import Figure, Figures, figures_of
from assistant.verification.names import Name, folded, initials, names_of, small_and_large, told
from assistant.verification.words import Word, words_of

Fact = Figure | Date | Name

_RANGE = frozenset("to and or by x".split())


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The lower-case words that the passages write small, and large where nothing asks for it."""

    small: frozenset[str]
    large: frozenset[str]

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Vocabulary":
        return cls(*small_and_large([words_of(text) for text in texts]))


@dataclass(frozen=True)
class Claim:
    """A text with all that can be right or wrong in it; quotes are read as claims too."""

    text: str
    words: tuple[Word, ...]
    figures: Figures
    names: tuple[Name, ...]

    @cached_property
    def forms(self) -> frozenset[str]:
        """All words, in lower case and without accents."""
        return frozenset(folded(word.lower) for word in self.words)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all words of content."""
        return frozenset(stem for word in self.words for stem in word.stems)


@lru_cache(maxsize=4096)
def read(text: str, vocabulary: Vocabulary) -> Claim:
    """A text's claims."""
    words = words_of(text)
    names = names_of(words, vocabulary.small, vocabulary.large)
    return Claim(text, words, figures_of(text), tuple(names))


def untold(claim: Claim, quotes: Sequence[Claim], titles: Sequence[str] = ()) -> list[str]:
    """What of a claim's figures, dates and names no quote tells, each in a few words.

    A name may also stand in the title of what is quoted, which is shown with every citation.
    """
    return [
        *_untold_dates(claim, quotes),
        *_untold_numbers(claim, quotes),
        *_wrong_units(claim, quotes),
        *_untold_names(claim, quotes, titles),
    ]


def _untold_dates(claim: Claim, quotes: Sequence[Claim]) -> Iterator[str]:
    values = _values(quotes)
    dates = [date for quote in quotes for date in quote.figures.dates]
    for date in claim.figures.dates:
        if not any(date.told_by(other, values) for other in dates):
            yield f"the date {date}"


def _untold_numbers(claim: Claim, quotes: Sequence[Claim]) -> Iterator[str]:
    values = _values(quotes)
    for figure in claim.figures.numbers:
        if figure.value not in values:
            yield f"the number {figure.value}"


def _wrong_units(claim: Claim, quotes: Sequence[Claim]) -> Iterator[str]:
    for figure in claim.figures.numbers:
        if figure.unit is None:
            continue
        units = {
            _unit(number, quote)
            for quote in quotes
            for number in quote.figures.numbers
            if number.value == figure.value
        }
        if units and figure.unit not in units:
            yield f"the unit {figure.unit} of {figure.value}"


def _unit(number: Figure, quote: Claim) -> str | None:
    """A number's unit; of "10 to 20 km" the first one has that of the second."""
    if number.unit is not None:
        return number.unit
    following = [other for other in quote.figures.numbers if other.first > number.last]
    between = quote.words[number.last + 1 : following[0].first] if following else ()
    joined = following and all(word.lower in _RANGE for word in between)
    return _unit(following[0], quote) if joined else None


def _untold_names(claim: Claim, quotes: Sequence[Claim], titles: Sequence[str]) -> Iterator[str]:
    forms = {form for quote in quotes for form in quote.forms}
    forms |= {folded(word.lower) for title in titles for word in words_of(title)}
    letters = {letter for quote in quotes for letter in initials(quote.words)}
    for name in claim.names:
        if not all(told(part, forms) or part in letters for part in name.parts):
            yield f"the name {name}"


def _values(quotes: Sequence[Claim]) -> frozenset[str]:
    return frozenset(value for quote in quotes for value in quote.figures.values)
