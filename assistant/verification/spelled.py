"""Numbers in words: "two hundred and six", "half a million", "nineteen eighty-four", "third"."""

from collections.abc import Sequence
from decimal import Decimal

from assistant.verification.words import Word

_ONES = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: 10 * n
    for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
ORDINALS = {
    word: n
    for n, word in enumerate(
        "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
        "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        3,
    )
}
# These have many meanings, so that they are no figures by themselves: opposites tell them apart.
FIRST = {"first": 1, "second": 2}
_ALL_ORDINALS = FIRST | ORDINALS
SCALES = {
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "dozen": 12, "mn": 10**6, "bn": 10**9, "tn": 10**12,
}  # fmt: skip
MOST = 10**15
"""The largest number that "million" and the like multiply."""
_PARTS = {"half": 2, "quarter": 4}
_FRACTIONS = {"halves": 2, "quarters": 4} | {f"{word}s": n for word, n in ORDINALS.items()}
DECADES = {f"{word[:-1]}ies": f"19{n}s" for word, n in TENS.items()}  # the nineties


def spelled_ordinal(words: Sequence[Word], i: int) -> tuple[int, int]:
    """An ordinal in words, 0 if there is none, and the word after it: "third", "twenty-first"."""
    word, past = words[i].lower, i + 1
    if word in _ALL_ORDINALS:
        return _ALL_ORDINALS[word], past
    if word in TENS and past < len(words) and words[past].after in ("-", "‐", "‑"):
        ones = _ALL_ORDINALS.get(words[past].lower, 10)
        return (TENS[word] + ones, past + 1) if ones < 10 else (0, past)
    return 0, past


def spelled(words: Sequence[Word], i: int) -> tuple[Decimal | None, int]:
    """The number that begins at a word, None if none does, and the word after it."""
    total, current, found = Decimal(0), Decimal(0), False
    while i < len(words):
        word = words[i].lower
        if found and words[i].after.strip(" -‐‑\n"):
            break  # "a hundred, one hundred"
        if (small := _small(word)) is not None:
            if not found or _takes(current, small, total):
                current += small
            elif not total and 10 <= current <= 20 and small >= 10:
                current = 100 * current + small  # a year
            else:
                break
        elif word in _PARTS and not found:
            current = Decimal(1) / _PARTS[word]
        elif word in _FRACTIONS and found and not total and 1 <= current < 20:
            return round(current / _FRACTIONS[word], 6), i + 1
        elif word in SCALES and (found or word != "hundred") and total + current < MOST:
            if SCALES[word] < 1000:
                current = (current or Decimal(1)) * SCALES[word]
            elif total and not current:
                total *= SCALES[word]  # "two thousand million"
            else:
                total, current = total + (current or 1) * SCALES[word], Decimal(0)
        elif word in ("a", "an") and i + 1 < len(words) and words[i + 1].lower in SCALES:
            if not found:
                current = Decimal(1)
        elif found and not total and and_a_part(words, i):
            current += Decimal(1) / _PARTS[words[i + 2].lower]
            i += 2
        elif not (found and word == "and" and _goes_on(words, i + 1, total + current)):
            break
        found = True
        i += 1
    return (total + current if found else None), (i if found else i + 1)


def _small(word: str) -> int | None:
    """A number below a hundred that is one word."""
    return _ONES.get(word, TENS.get(word))


def _takes(current: Decimal, small: int, total: Decimal) -> bool:
    """Whether a number said so far has room for a small one: "two hundred" has, "five" hasn't."""
    if not current:
        return bool(total)
    return current % 100 == 0 or (small < 10 and current % 10 == 0 and current % 100 >= 20)


def _goes_on(words: Sequence[Word], i: int, amount: Decimal) -> bool:
    """Whether a number goes on after "and", as in "two hundred and six"."""
    return i < len(words) and amount >= 100 and amount % 100 == 0 and bool(_small(words[i].lower))


def and_a_part(words: Sequence[Word], i: int) -> bool:
    """Whether "and a half" follows."""
    following = [word.lower for word in words[i : i + 3]]
    return following[:2] == ["and", "a"] and following[-1] in _PARTS
