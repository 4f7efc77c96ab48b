"""Words of a document that its readers don't see, and disguises of those that they do.

Hidden is what a browser wouldn't show (comments, scripts, white or tiny text), what it would load
from elsewhere when shown, and what characters without a shape spell. Whoever hides words from
readers speaks to somebody else.
"""

import base64
import html
import re
import unicodedata
from binascii import Error as NotBase64
from collections.abc import Iterator

from vectorstore.records import Span

_MOST = 2000  # characters that an element is followed for
_HIDDEN = re.compile(
    rf"""
    <!--.{{0,{_MOST}}}?(?:-->|\Z)
    | <(script|style|iframe|svg|object|template|noscript)\b.{{0,{_MOST}}}?(?:</\1\s*>|\Z)
    | <(\w+)\b[^<>]{{0,300}}(?:\bhidden\b|display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0
        |font-size\s*:\s*[01](?:px|pt|em)?\b|colou?r\s*:\s*["']?(?:white|transparent|\#fff(?:fff)?)\b
      )[^<>]{{0,300}}>.{{0,{_MOST}}}?(?:</\2\s*>|\Z)
    | <\w+\b[^<>]{{0,300}}\s(?:on\w+|src|srcset|data|action|background)\s*=[^<>]{{0,500}}>?
    | !\[[^\]\n]{{0,300}}\]\s?\(\s*<?\w+://[^)\n]{{0,500}}\?[^)\n]{{0,500}}\)?
    | ^\s{{0,3}}\[[^\]\n]{{1,200}}\]:\s*<?\w+://[^\s?]{{0,500}}\?\S{{0,500}}
    | \]\s?\(\s*<?(?:javascript|data|vbscript):[^)\n]{{0,500}}\)?
    | [\U000e0020-\U000e007f]+             # tags, which spell ASCII
    | [\x1b\x9b][^\n]*                    # what a terminal would obey
    | [\u202d\u202e][^\u202c\n]*           # an override of the direction, and what it turns round
    | (?:\w[\u200b\u2060\ufeff\u00ad]+){{4}}  # letters kept apart by nothing
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE | re.MULTILINE,
)  # fmt: skip
_FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007f]+")  # of England, say: tags have this one use
_BASE64 = re.compile(r"[A-Za-z0-9+/]{24,}={0,2}")
_WORD = re.compile(r"[^\W\d_]+")
_DIGITS_IN_WORD = re.compile(r"\b(?=\w*[a-z])(?=\w*[013457])[a-z013457]{4,}\b")
_AS_LETTERS = str.maketrans("013457", "oieast")
# Letters of the Greek and Cyrillic alphabets that look like Latin ones.
_LOOK_ALIKE = str.maketrans(
    "аеорсухіјѕһԁԛԝАВЕКМНОРСТХІЈЅαονρτυχικΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxijshdqwABEKMHOPCTXIJSaovptuxikABEZHIKMNOPTYX",
)


def hidden_spans(text: str) -> list[Span]:
    """Where in a text something stands that its readers don't see, or that would be loaded."""
    flags = {match.start() + 1 for match in _FLAG.finditer(text)}
    return [Span(*m.span()) for m in _HIDDEN.finditer(text) if m.start() not in flags]


def unveiled(text: str) -> str:
    """A text as it is meant: without invisible characters, look-alikes and codes."""
    visible = "".join(c for c in html.unescape(text) if unicodedata.category(c) != "Cf")
    plain = _WORD.sub(_in_one_alphabet, unicodedata.normalize("NFKC", visible))
    spelled = _DIGITS_IN_WORD.sub(lambda word: word.group().translate(_AS_LETTERS), plain)
    return "\n".join([spelled, *_decoded(plain)])


def _in_one_alphabet(word: re.Match[str]) -> str:
    """A word that mixes Latin letters with others that look like them, in Latin ones."""
    letters = word.group()
    mixed = not letters.isascii() and any(c.isascii() for c in letters)
    return letters.translate(_LOOK_ALIKE) if mixed else letters


def _decoded(text: str) -> Iterator[str]:
    """What is written in Base64, where it is words."""
    for code in _BASE64.findall(text):
        try:
            told = base64.b64decode(code + "=" * (-len(code) % 4)).decode("ascii")
        except (NotBase64, UnicodeDecodeError):
            continue
        if told.isprintable() and " " in told:
            yield told
