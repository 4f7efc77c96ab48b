"""The names of a text: what is written with a capital where nothing else asks for one.

At the beginning of a sentence anything has a capital. There a word counts as a name if the
passages never write it small and either do write it large or a tokenizer's vocabulary knows it
large rather than small: byte-pair merges are numbered by how often they occurred (Sennrich et al.
2016, https://arxiv.org/abs/1508.07909), so the lower number tells the commoner spelling.
"""

import unicodedata
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from assistant.tokens import encoded
from assistant.verification.dates import is_month
from assistant.verification.words import Word
from vectorstore.words import STOP_WORDS

_INSIDE = frozenset("of the de la le du von van der den bin al el da di dos y and".split())
_NO_NAMES = frozenset("i mr mrs ms dr st no yes".split())
# A name may have these or not.
TITLES = frozenset(
    "president minister king queen sir dr doctor professor general colonel major captain lord lady "
    "pope emperor empress prince princess senator governor chancellor chief judge justice "
    "admiral commander mr mrs ms miss duke earl count baron bishop cardinal archbishop sultan tsar "
    "secretary prime vice state the city river mount lake university".split()
)
_DEMONYMS = ("n", "an", "ian", "i", "ese", "ish", "ic", "ans", "ians", "is", "s", "es")
_SHORTEST_ROOT = 3
_MOST_INITIALS = 6
# What differs from its country's name by more than an ending.
_COUNTRIES = {
    form: group.split()[0]
    for group in """
        germany german; france french; netherlands dutch holland; spain spanish spaniard; britain
        british briton; england english; ireland irish; scotland scottish scot; wales welsh; poland
        polish pole; denmark danish dane; sweden swedish swede; norway norwegian; finland finnish
        finn; iceland icelandic; switzerland swiss; greece greek; turkey turkish turk; portugal
        portuguese; belgium belgian; hungary hungarian; cyprus cypriot; thailand thai; afghanistan
        afghan; kazakhstan kazakh; uzbekistan uzbek; tajikistan tajik; kyrgyzstan kyrgyz;
        turkmenistan turkmen; philippines philippine filipino; peru peruvian; argentina argentine;
        texas texan; naples neapolitan; venice venetian; normandy norman; flanders flemish; czechia
        czech; serbia serb; croatia croat; slovakia slovak; slovenia slovene; troy trojan
    """.split(";")
    for form in group.split()
}
# Words that stand at the beginning of sentences, and so are commoner with a capital.
_OPENERS = frozenset(
    "however additionally furthermore moreover meanwhile nevertheless nonetheless firstly secondly "
    "thirdly lastly interestingly unfortunately fortunately conversely admittedly none".split()
)


@dataclass(frozen=True, slots=True)
class Name:
    """A run of capitalised words: each as it is compared, and the numbers of first and last."""

    parts: tuple[str, ...]
    first: int
    last: int

    def __str__(self) -> str:
        return " ".join(self.parts)


def names_of(words: Sequence[Word], small: Set[str], large: Set[str]) -> list[Name]:
    """The names among the words of a text.

    `small` and `large` are lower-case words that the passages write without a capital, and with
    one where none is asked for.
    """
    is_name = [_is_name(words, i, small, large) for i in range(len(words))]
    names: list[Name] = []
    i = 0
    while i < len(words):
        if not is_name[i]:
            i += 1
            continue
        first = last = i
        while (following := _next_part(words, is_name, last)) is not None:
            last = following
        parts = tuple(folded(words[n].lower) for n in range(first, last + 1) if is_name[n])
        names.append(Name(parts, first, last))
        i = last + 1
    return names


def small_and_large(texts: Sequence[Sequence[Word]]) -> tuple[frozenset[str], frozenset[str]]:
    """The lower-case words that some texts write small, and those that they write large inside."""
    small = {word.lower for words in texts for word in words if word.text[0].islower()}
    large = {word.lower for words in texts for word in words if word.capital and not word.opens}
    return frozenset(small), frozenset(large)


def told(part: str, words: Set[str]) -> bool:
    """Whether a word of a name stands among some words, itself or as Indian does for India."""
    if part in words:
        return True
    country = _country(part)
    return any(
        _related(part, word) or (country is not None and _country(word) == country)
        for word in words
        if country is not None or word[:_SHORTEST_ROOT] == part[:_SHORTEST_ROOT]
    )


def initials(words: Sequence[Word]) -> frozenset[str]:
    """The initials, of one to six letters, of all runs of words with capitals."""
    found: set[str] = set()
    run = ""
    for word in words:
        if word.capital:
            run = (run + word.lower[0])[-_MOST_INITIALS:]
            found.update(run[i:] for i in range(len(run)))
        elif word.lower not in _INSIDE:
            run = ""
    return frozenset(found)


def _country(lower: str) -> str | None:
    return _COUNTRIES.get(lower) or _COUNTRIES.get(lower.removesuffix("s"))


@lru_cache(maxsize=50_000)
def folded(lower: str) -> str:
    """A lower-case word without accents."""
    plain = unicodedata.normalize("NFKD", lower)
    return "".join(c for c in plain if not unicodedata.combining(c))


def _is_name(words: Sequence[Word], i: int, small: Set[str], large: Set[str]) -> bool:
    word = words[i]
    month = is_month(word.lower) and not (len(word.text) > 1 and word.text.isupper())
    if not word.capital or word.lower in _NO_NAMES or month:
        return False
    if not word.opens:
        return word.lower not in STOP_WORDS or (len(word.text) > 1 and word.text.isupper())
    if len(word.text) > 1 and word.text.isupper():
        return True
    if word.lower in STOP_WORDS or word.lower in _OPENERS or word.lower in small:
        return False
    return word.lower in large or known_large(word.lower)


def _next_part(words: Sequence[Word], is_name: Sequence[bool], last: int) -> int | None:
    """The number of the next word of a name, past "of" and the like."""
    for n in range(last + 1, min(last + 4, len(words))):
        if words[n].after.strip(" .-‐'’"):
            return None
        if is_name[n]:
            return n
        if words[n].lower not in _INSIDE or words[n].lower == "and":
            return None
    return None


def _related(part: str, word: str) -> bool:
    """Whether one is the other with the ending of a demonym or a plural."""
    short, long = sorted((part, word), key=len)
    if len(short) < _SHORTEST_ROOT:
        return False
    roots = (short, short[:-1]) if short[-1] in "aeoy" else (short,)
    return any(long.startswith(root) and long[len(root) :] in _DEMONYMS for root in roots)


@lru_cache(maxsize=50_000)
def known_large(lower: str) -> bool:
    """Whether a word is commoner with a capital than without, or too rare for the vocabulary."""
    large, small = (encoded(f" {form}") for form in (lower.capitalize(), lower))
    if len(large) == 1 and len(small) == 1:
        return large[0] < small[0]
    return len(small) > 1
