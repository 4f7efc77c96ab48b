"""Bytes to text, in whatever encoding they come.

A byte order mark is believed first, then UTF-8 if the bytes are (nearly) that, then zeros that
stand where UTF-16 and UTF-32 have them; what is left is guessed from its letters. What comes out
full of control characters was no text.
"""

import codecs
import re
import unicodedata
from contextlib import suppress

from charset_normalizer import from_bytes

from ingest.source_text import Unreadable

_MARKS = (  # UTF-32 first: its little-endian mark begins like UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 256 * 1024  # bytes from which an encoding is guessed
_STRAY = 0.05  # the share of a text that zeros and control characters may take up
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_WIDE = (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2))


def decoded(content: bytes) -> str:
    """Bytes as text with `\\n` at the end of each line. Raises Unreadable for what is no text.

    A few zero bytes, as a crash leaves them, are dropped.
    """
    text = _text(content).rstrip("\0")
    if len(_CONTROL.findall(text)) > _STRAY * len(text):
        raise _no_text()
    text = text.replace("\0", "")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def nearly_utf8(content: bytes) -> str | None:
    """The text, if the bytes are UTF-8 but for a place or two; else None."""
    with suppress(UnicodeDecodeError):
        return content.decode("utf-8-sig")
    text = content.decode("utf-8-sig", errors="replace")
    wrong = text.count("\ufffd")
    right = sum(character > "\x7f" for character in text) - wrong
    return text if wrong * 20 < right else None


def _text(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace")
    utf8 = nearly_utf8(content)
    zeros = content.rstrip(b"\0").count(0)
    if utf8 is not None and zeros <= _STRAY * len(content):
        return utf8
    if zeros and (wide := _wide(content)):
        return wide
    if utf8 is not None:
        return utf8
    guessed = _guess(content[:_SAMPLE]) or _guess(content)
    if guessed is None:
        raise _no_text()
    return content.decode(guessed, errors="replace").removeprefix("\ufeff")


def _wide(content: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: it decodes to letters, where other bytes don't.

    Read in the wrong order of bytes, a text loses its spaces and line ends.
    """
    texts = []
    for encoding, width in _WIDE:
        try:
            sample = content[:_SAMPLE]
            letters = sample[: len(sample) - len(sample) % width].decode(encoding)
        except UnicodeDecodeError:
            continue
        likely = sum(unicodedata.category(c)[0] in "LMNPZ" or c in "\t\n\r" for c in letters)
        # A text in any script has a space, a line end or a figure, which are ASCII's.
        plain = sum(c < "\x80" for c in letters)
        if plain and likely > 0.95 * len(letters):
            texts.append((plain * width, encoding))
    if not texts:
        return None
    return content.decode(max(texts)[1], errors="ignore")


def _guess(content: bytes) -> str | None:
    """The likeliest encoding of a text that is not UTF-8; None if it looks like no text."""
    matches = from_bytes(content)
    best = matches.best()
    if best is None:
        return None
    # French or Swedish reads almost as well in the code pages next to the common one, which
    # differ from it in a few letters, and so may be taken for one of them.
    return "cp1252" if any(match.encoding == "cp1252" for match in matches) else best.encoding


def _no_text() -> Unreadable:
    return Unreadable("is not a text file; save it as plain text or Markdown first.")
