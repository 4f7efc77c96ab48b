"""What a PDF says of itself: title, authors, date and language."""

import ctypes
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pypdfium2
from pypdfium2 import raw

_FILE_NAME = re.compile(
    r"\.(?:docx?|odt|rtf|pages|tex|dvi|ps|eps|pdf|html?|txt|indd|pptx?|xlsx?|qxd|fm)\b", re.I
)
_JUNK = re.compile(
    r"\s*(?:untitled|title|document|presentation|slide|microsoft (?:word|powerpoint|excel)"
    r"|powerpoint[- ]pr[äe]sentation|powerpoint presentation|layout|about:blank|print|scan|no title"
    r"|\(?anonymous\)?|unknown|null|none|[a-z]:\\.*|https?://.*|file:.*|[\W\d_]*)\s*\d*\s*",
    re.I,
)
_NAME_OF_FILE = re.compile(
    r"[\w.-]*[_\d][\w.-]*|[\w-]+\.\w+"
)  # one word with digits or underscores
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class About:
    """What the file says; empty where it says nothing, or nothing worth repeating.

    When it was made is left aside: that is not when its text was published.
    """

    title: str
    authors: tuple[str, ...]
    language: str


def about(document: pypdfium2.PdfDocument) -> About:
    said = {key: _said(document, key) for key in ("Title", "Author")}
    return About(
        "" if is_junk(said["Title"]) else said["Title"],
        _authors(said["Author"]),
        _language(document),
    )


def is_junk(title: str) -> bool:
    """Whether a title is a file's name or what a program puts where nobody gave one."""
    return bool(
        _JUNK.fullmatch(title)
        or _NAME_OF_FILE.fullmatch(title)
        or _FILE_NAME.search(title)
        or title.lower().startswith("microsoft word -")
        or "\ufffd" in title
    )


def _said(document: pypdfium2.PdfDocument, key: str) -> str:
    said = _text(lambda *where: raw.FPDF_GetMetaText(document, key.encode(), *where))
    return "".join(c for c in " ".join(said.split()) if c.isprintable())[:_LONGEST]


def _text(ask: Callable[[Any, int], int]) -> str:
    """What PDFium answers in UTF-16, after a first call that tells how long it is in bytes."""
    length = ask(None, 0)
    if not 2 < length < 100_000:
        return ""
    buffer = ctypes.create_string_buffer(length)
    ask(buffer, length)
    return buffer.raw[: length - 2].decode("utf-16-le", errors="replace")


def _authors(said: str) -> tuple[str, ...]:
    if not said or is_junk(said):
        return ()
    names = re.split(r"\s*;\s*|\s+and\s+|\s*&\s*", said)
    if len(names) == 1 and said.count(",") > 1:  # one comma may stand in "Lund, Ida"
        names = said.split(",")
    return tuple(name.strip() for name in names if name.strip())


def _language(document: pypdfium2.PdfDocument) -> str:
    units = ctypes.POINTER(ctypes.c_ushort)
    said = _text(
        lambda buffer, length: raw.FPDFCatalog_GetLanguage(
            document, ctypes.cast(buffer, units), length
        )
    ).strip()
    return said if _LANGUAGE.fullmatch(said) else ""
