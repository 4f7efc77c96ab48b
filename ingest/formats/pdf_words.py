"""The words of a page with their boxes, as PDFium finds them.

Calling PDFium for each character is what takes the time, so a page's text is taken in one call
and only the first and the last character of a word are measured. Letters that run from right to
left are measured one by one: PDFium gives them now as they are read, now as they are drawn.
"""

import ctypes
import math
import re
import unicodedata
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

from ingest.formats.pdf_direction import as_read, runs_left
from ingest.formats.pdf_letters import is_plain, pieces
from ingest.formats.pdf_view import Box, View

ASKEW = 4  # neither level nor upright, such as a stamp across the page
_SLANT = 0.2  # radians by which a line may rise or fall
_ABOVE, _BELOW = 0.78, 0.22  # of a type's size: what Latin letters take of it

_MOST = 100_000  # characters of one page
# PDFium writes \x02 or \ufffe for the hyphen of a word that goes on in the next line.
_RUN = re.compile(r"(?:[^\s\x00-\x1f\x7f\ufffe]|[\x10-\x16\x1b-\x1f])+[\x02\ufffe]?|[\x02\ufffe]")
_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-", "\u2010": "-", "\u2011": "-"})
# The Cork encoding of TeX's fonts, where a file says nothing of what its glyphs are.
_CORK = dict(zip("\x10\x11\x12\x13\x14\x15\x16", "“”„«»–—", strict=True))
_CORK |= dict(zip("\x1b\x1c\x1d\x1e\x1f", ("ff", "fi", "fl", "ffi", "ffl"), strict=True))
_TEX = str.maketrans(_CORK)
_SOFT = "\u00ad"
_LIGATURES = re.compile("[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]")  # and Arabic forms
_UNSPACED = re.compile(  # scripts that put no spaces between words
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
)
_RARE = re.compile(
    f"{_LIGATURES.pattern}|{_UNSPACED.pattern}|[{_SOFT}\u2010\u2011\x10-\x16\x1b-\x1f]"
)
_NO_LETTER = re.compile("[\ue000-\uf8ff\ufffd]")  # private use, and "no such character"
_BOLD = re.compile(r"bold|black|heavy|demi|cmbx|[-,]bd\b", re.IGNORECASE)


class Word(NamedTuple):
    """A word where it stands on the page as seen; edges in points from its top left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float  # of its type, in points
    bold: bool
    turn: int  # quarters clockwise by which its line is turned; ASKEW
    glued: bool = False  # to the word before it: no space stands between them


def words_of(page: pypdfium2.PdfPage, view: View) -> list[Word]:
    """The words that can be seen on a page, in the order in which they were drawn."""
    textpage = page.get_textpage()
    try:
        return _Reader(textpage, view).words()
    finally:
        textpage.close()


def is_garbled(words: list[Word]) -> bool:
    """Whether a page's glyphs mostly don't say which letters they are."""
    letters = sum(len(word.text) for word in words)
    return letters > 0 and 2 * sum(len(_NO_LETTER.findall(w.text)) for w in words) > letters


class _Type(NamedTuple):
    """How some letters are set: all those of one string of the file.

    `low` and `high` are the edges across the line in the page's own coordinates. They are those
    of the type, not of its letters, so that a word without tall letters stands in line.
    """

    matrix: tuple[float, ...]
    size: float  # points; 0 if unknown
    turn: int
    bold: bool
    low: float = 0.0
    high: float = 0.0
    upright: bool = True  # in the page's own coordinates, so that low and high are of its height


class _Reader:
    """Asks PDFium about the characters of one page."""

    def __init__(self, textpage: pypdfium2.PdfTextPage, view: View) -> None:
        self._page = textpage.raw
        self._view = view
        self._rect = raw.FS_RECTF()
        self._matrix = raw.FS_MATRIX()
        self._to_rect = ctypes.byref(self._rect)
        self._to_matrix = ctypes.byref(self._matrix)
        self._name = ctypes.create_string_buffer(100)
        self._flags = ctypes.c_int()
        self._bold: dict[bytes, bool] = {}  # by the name of a font
        self._last = _Type((), 0.0, 0, False)

    def words(self) -> list[Word]:
        text = self._text()
        leftward = runs_left(text)
        rare = _RARE.search(text) is not None  # spares most pages some questions about each word
        found: list[Word] = []
        for run in _RUN.finditer(text):
            start, end = run.span()
            kind = self._type(start)
            first = self._box(start, kind)
            last = self._box(end - 1, kind) if end > start + 1 else first
            letters = run[0].translate(_HYPHENS) if rare or run[0][-1] in "\x02\ufffe" else run[0]
            if (
                first is None
                or last is None
                or leftward
                or (rare and _UNSPACED.search(letters))
                or not is_plain(letters, first, last, kind.size, level=kind.turn == 0)
            ):
                found += self._closely(letters, start, kind, leftward)
            else:
                box = _around(first, last)
                found.append(_word(_written(letters) if rare else letters, box, kind))
        return found

    def _text(self) -> str:
        count = min(raw.FPDFText_CountChars(self._page), _MOST)
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = raw.FPDFText_GetText(self._page, 0, count, buffer)
        if written == count + 1:  # one unit of UTF-16 for each character: as nearly always
            text = bytes(buffer)[: 2 * count].decode("utf-16-le", errors="replace")
            if len(text) == count:
                return text
        codes = (raw.FPDFText_GetUnicode(self._page, index) for index in range(count))
        return "".join(
            chr(c) if c < 0x110000 and not 0xD800 <= c < 0xE000 else "\ufffd" for c in codes
        )

    def _closely(self, run: str, start: int, kind: _Type, leftward: bool) -> list[Word]:
        """The words of a run of characters that is no plain word, from each of its characters."""
        letters = []
        for index, char in enumerate(run, start):
            its_kind = self._type(index)
            box = self._box(index, its_kind)
            if box is not None:
                letters.append((char, box, its_kind.size))
        if not letters:
            return []
        if leftward:
            return [_word(_written(as_read(letters)), _around(*(b for _, b, _ in letters)), kind)]
        if _UNSPACED.search(run):
            return [_word(c, box, kind, glued=n > 0) for n, (c, box, _) in enumerate(letters)]
        found = []
        for piece in pieces(letters) if kind.turn == 0 else [letters]:
            text = _written("".join(char for char, _, _ in piece))
            word = _word(text, _around(*(box for _, box, _ in piece)), kind)
            found.append(word._replace(size=max(size for _, _, size in piece) or word.size))
        return found

    def _type(self, index: int) -> _Type:
        matrix = self._matrix
        raw.FPDFText_GetMatrix(self._page, index, self._to_matrix)
        place = (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)
        if place == self._last.matrix:
            return self._last
        _, b, c, d, e, f = place
        size = raw.FPDFText_GetFontSize(self._page, index) * math.hypot(c, d)
        angle = -math.atan2(b, matrix.a) if math.isfinite(matrix.a + b) else 0.0
        quarters = round(angle / (math.pi / 2))
        slanted = abs(angle - quarters * math.pi / 2) > _SLANT
        turn = ASKEW if slanted else (quarters + self._view.quarters) % 4
        if slanted or not 0.5 < size < 2000:
            size = 0.0
        upright = abs(d) > abs(c)
        baseline, up = (f, d) if upright else (e, c)
        below, above = (_BELOW, _ABOVE) if up > 0 else (_ABOVE, _BELOW)
        self._last = _Type(
            place,
            size,
            turn,
            self._is_bold(index),
            baseline - below * size,
            baseline + above * size,
            upright,
        )
        return self._last

    def _box(self, index: int, kind: _Type) -> Box | None:
        """Where a character is seen; None where it isn't, or is nowhere."""
        if not raw.FPDFText_GetLooseCharBox(self._page, index, self._to_rect):
            return None
        rect, view = self._rect, self._view
        if not kind.size:
            box = view.box(rect.left, rect.bottom, rect.right, rect.top)
        elif kind.upright:
            box = view.box(rect.left, kind.low, rect.right, kind.high)
        else:
            box = view.box(kind.low, rect.bottom, kind.high, rect.top)
        left, top, right, bottom = box
        # What lies outside the page is not seen. Comparisons with NaN are false.
        seen = right > 0 and bottom > 0 and left < view.width and top < view.height
        return box if seen and left <= right < left + 1e4 and top <= bottom < top + 1e4 else None

    def _is_bold(self, index: int) -> bool:
        if not 0 < raw.FPDFText_GetFontInfo(self._page, index, self._name, 100, self._flags) <= 100:
            return False
        name = self._name.value
        if name not in self._bold:
            self._bold[name] = _BOLD.search(name.decode("latin-1")) is not None
        return self._bold[name]


def _word(text: str, box: Box, kind: _Type, glued: bool = False) -> Word:
    size = kind.size or box[3] - box[1]
    return Word(text, *box, size, kind.bold, kind.turn, glued)


def _written(text: str) -> str:
    """A word with its ligatures undone, and a soft hyphen only at the end, where it is seen."""
    text = _LIGATURES.sub(lambda form: unicodedata.normalize("NFKC", form[0]), text)
    text = text.translate(_TEX)
    return text[:-1].replace(_SOFT, "") + text[-1]


def _around(first: Box, *others: Box) -> Box:
    left, top, right, bottom = first
    for box in others:  # comparing is twice as fast as min and max
        left = box[0] if box[0] < left else left
        top = box[1] if box[1] < top else top
        right = box[2] if box[2] > right else right
        bottom = box[3] if box[3] > bottom else bottom
    return left, top, right, bottom
