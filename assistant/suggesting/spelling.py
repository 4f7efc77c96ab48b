"""How the word that begins a sentence is written inside one: "Herons" small, "Pakistan" large."""

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass
from typing import Self

from assistant.tokens import encoded
from assistant.verification.names import small_and_large
from assistant.verification.words import words_of

_ARTICLES = frozenset(("the", "a", "an"))


@dataclass(frozen=True, slots=True)
class Spelling:
    """The lower-case words that some texts write small, and those that they write large inside."""

    small: Set[str]
    large: Set[str]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Self:
        """How these texts spell."""
        return cls(*small_and_large([words_of(text) for text in texts]))

    def inside(self, word: str, following: str) -> str | None:
        """A sentence's first word as it is written inside one; None where that isn't sure.

        `following` is the word after it.
        """
        lower = word.lower()
        if lower in _ARTICLES:
            return lower
        if word != word.capitalize():
            return word
        named = following[:1].isupper()
        if lower in self.small:
            # "Early Christians" or "Black Death"?
            return None if named else lower
        if lower in self.large:
            return word
        usual = _usual(lower)
        if named:
            return word if usual is not False else None
        return None if usual is None else word if usual else lower


def _usual(lower: str) -> bool | None:
    """Whether a vocabulary knows a word large rather than small; None if it knows neither.

    Merges are numbered by how often they occurred, so the lower number is the commoner.
    """
    large, small = (encoded(f" {form}") for form in (lower.capitalize(), lower))
    if len(large) > 1 and len(small) > 1:
        return None
    if len(large) == 1 and len(small) == 1:
        return large[0] < small[0]
    return len(large) == 1


def is_named(word: str) -> bool:
    """Whether a word inside a sentence is written like a name."""
    return bool(re.match(r"[^\W\d_]", word)) and word[0].isupper()
