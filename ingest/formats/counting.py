"""The numbers of list items as they are written: 3, c, C, iii, III."""

_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        "m cm d cd c xc l xl x ix v iv i".split(),
        strict=True,
    )
)


def written(number: int, form: str) -> str:
    """A number in the form that "1", "a", "A", "i" or "I" stands for.

    >>> [written(28, form) for form in "1aAiI"]
    ['28', 'bb', 'BB', 'xxviii', 'XXVIII']
    """
    if form in ("a", "A") and 0 < number <= 26 * 5:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    elif form in ("i", "I") and 0 < number < 4000:
        letters = _roman(number)
    else:
        return str(number)
    return letters.upper() if form.isupper() else letters


def _roman(number: int) -> str:
    roman = ""
    for value, letters in _ROMAN:
        roman += letters * (number // value)
        number %= value
    return roman
