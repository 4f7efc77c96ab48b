"""Reading pictures of text with Tesseract, where it is installed.

Tesseract runs as a program of its own, on one page's picture at a time and for a limited time. It
tells each word's box and how sure it is of it.
"""

import io
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import median

from PIL import Image

DOTS_PER_INCH = 300  # what Tesseract was trained for
MOST_PIXELS = 25_000_000  # of a picture: A3 at 300 dots per inch has 17 million
_SECONDS = 60
_MOST_LANGUAGES = 4  # each takes about as long again
_NO_LANGUAGES = {"osd", "snum", "equ"}
_LEAST_SURE = 20.0  # per cent; below that it is dirt, not letters
# ISO 639-1, as files name their language, to the names of Tesseract's packs.
_PACKS = dict(
    pair.split("=")
    for pair in (
        "en=eng de=deu fr=fra es=spa it=ita pt=por nl=nld pl=pol ru=rus uk=ukr cs=ces sv=swe "
        "da=dan nb=nor no=nor fi=fin el=ell tr=tur ar=ara he=heb hi=hin ja=jpn ko=kor hu=hun ro=ron"
    ).split()
)


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word in a picture: its text, its line's edges above and below, its own at the sides."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    sure: float  # per cent


def is_installed() -> bool:
    return shutil.which("tesseract") is not None


def read_picture(picture: Image.Image, language: str = "") -> list[SeenWord]:
    """The words of a picture, edges in its pixels; none where Tesseract fails or takes too long.

    `language` is a BCP 47 tag, empty if unknown: then it is read in every language installed.
    """
    stored = io.BytesIO()
    picture.save(stored, "PNG", compress_level=1)
    names = "+".join(_languages(language))
    command = ["tesseract", "stdin", "stdout", "-l", names, "--dpi", str(DOTS_PER_INCH), "tsv"]
    try:
        done = subprocess.run(
            command,
            input=stored.getvalue(),
            capture_output=True,
            timeout=_SECONDS,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except (subprocess.TimeoutExpired, OSError):
        return []
    return (
        _level(_words(done.stdout.decode("utf-8", errors="replace"))) if not done.returncode else []
    )


def _words(table: str) -> list[SeenWord]:
    """The words of Tesseract's table, a row for each block, paragraph, line and word."""
    words: list[SeenWord] = []
    line_top = line_bottom = 0.0
    for row in table.splitlines()[1:]:
        level, *_, left, top, width, height, sure, text = row.split("\t")
        if level == "4":
            line_top, line_bottom = float(top), float(top) + float(height)
        elif level == "5" and text.strip() and float(sure) >= _LEAST_SURE:
            right = float(left) + float(width)
            words.append(
                SeenWord(text.strip(), float(left), line_top, right, line_bottom, float(sure))
            )
    return words


def _level(words: Sequence[SeenWord]) -> list[SeenWord]:
    """Lines of about the usual height made as high, whatever letters they happen to have."""
    if not words:
        return []
    usual = median(word.bottom - word.top for word in words)
    return [
        SeenWord(
            word.text, word.left, middle - usual / 2, word.right, middle + usual / 2, word.sure
        )
        if 0.7 * usual < word.bottom - word.top < 1.3 * usual
        else word
        for word in words
        for middle in ((word.top + word.bottom) / 2,)
    ]


@lru_cache(maxsize=64)
def _languages(language: str) -> tuple[str, ...]:
    done = subprocess.run(["tesseract", "--list-langs"], capture_output=True, timeout=_SECONDS)
    names = done.stdout.decode(errors="replace").split("\n")[1:]
    installed = [name for name in names if name and name not in _NO_LANGUAGES and "/" not in name]
    said = _PACKS.get(language.split("-")[0].lower(), "")
    if said in installed:
        return (said,)
    others = sorted(installed, key=lambda name: (name != "eng", name))
    return tuple(others[:_MOST_LANGUAGES]) or ("eng",)
