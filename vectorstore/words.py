"""Words as the keyword index, the coverage features and the verifier see them: stems.

One tokenizer for all of them, so that a word that matches in one place matches in
every place. Numbers lose their thousands separators and ordinal endings, letters lose
case and accents, English words are stemmed by Snowball's `english` algorithm (Porter
2, https://snowballstem.org/algorithms/english/stemmer.html). Scripts written without
spaces are cut into overlapping pairs of characters, the usual way to index them
without a dictionary (Lucene's CJKAnalyzer does the same).
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import Stemmer

_stemmer = Stemmer.Stemmer("english")

_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0eff"
_TOKEN = re.compile(
    rf"[{_UNSPACED}]+"  # a run of Han, kana, Thai or Lao
    r"|\d+(?:[.,]\d+)*(?:st|nd|rd|th|s)?(?![^\W\d_])"  # 32,000  9.5  15th  1990s
    rf"|(?:(?![{_UNSPACED}])\w)+(?:['’](?:(?![{_UNSPACED}])[^\W\d_])+)?",
    re.IGNORECASE,
)
_APOSTROPHE = re.compile(r"['’].*$")
_NUMBER = re.compile(r"^(\d+(?:[.,]\d+)*)(?:st|nd|rd|th)?(s?)$")

# Words that carry no topic. Question words are among them: "where" in a question asks
# for a place and is not looked for as a word.
STOP_WORDS = frozenset(
    """
    a about after all also am an and any are as at be because been before being both but
    by can could did do does doing done during each either for from had has have having
    he her here hers him his how i if in into is it its itself just may me might more
    most must my near no nor of off on only onto or other our ours out over own per
    shall she should so some such than that the their theirs them themselves then there
    these they this those through to too under up upon us very was we were what whatever
    when where whether which while who whom whose why will with within without would yes
    you your yours s t ll re ve d m
    """.split()
)

_NUMBER_WORDS = {
    word: str(number)
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen "
        "fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
    if number > 1
}


@lru_cache(maxsize=200_000)
def _normal(token: str) -> tuple[str, ...]:
    """The stems of one raw token: none for a stop word, several for an unspaced run."""
    if re.match(rf"[{_UNSPACED}]", token):
        return tuple(token[i : i + 2] for i in range(len(token) - 1)) or (token,)
    number = _NUMBER.match(token.lower())
    if number:
        digits = number.group(1)
        if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
            digits = digits.replace(",", "")
        return (digits + number.group(2),)
    plain = unicodedata.normalize("NFKD", _APOSTROPHE.sub("", token)).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return tuple(
        _NUMBER_WORDS.get(word) or _stemmer.stemWord(word)
        for word in re.findall(r"\w+", plain)  # one, but for characters such as ½
        if word not in STOP_WORDS
    )


def words(text: str) -> Iterator[str]:
    """The words of a text as they stand, one after the other; a run of an unspaced script is one.

    >>> list(words("High tide: 9.5 m."))
    ['High', 'tide', '9.5', 'm']
    """
    return (found.group() for found in _TOKEN.finditer(text))


def stems(text: str) -> list[str]:
    """The stems of a text in reading order, stop words left out, repeats kept."""
    return [stem for token in _TOKEN.findall(text) for stem in _normal(token)]
