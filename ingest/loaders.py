"""Files to canonical text: the text that every offset of the library refers to.

A loader turns a file's bytes into a `SourceText`; which one is asked depends on the file's
ending. To support a format, write such a function and name its endings in `_LOADERS`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from charset_normalizer import from_bytes

from ingest.errors import FileEmpty, FileMissing, FileUnreadable, NotText, NoWords


@dataclass(frozen=True, slots=True)
class SourceText:
    """What a loader makes of a file. `pages` holds the offset at which each page starts."""

    text: str
    title: str
    pages: tuple[int, ...] = ()


Loader = Callable[[Path, bytes], SourceText]

_SAMPLE = 256 * 1024  # bytes from which an encoding is guessed
_LONGEST_TITLE = 150
_ENDS = re.compile(r"[.;,:。；，：、،؛۔।]$")  # as a title doesn't


def read_bytes(path: Path) -> bytes:
    """A file's content. Raises FileMissing, FileUnreadable or FileEmpty."""
    try:
        if not path.is_file():
            if path.exists():
                raise FileUnreadable(path, "it is not a regular file")
            raise FileMissing(path)
        content = path.read_bytes()
    except OSError as error:
        raise FileUnreadable(path, error.strerror or type(error).__name__) from error
    if not content:
        raise FileEmpty(path)
    return content


def load(path: Path, content: bytes) -> SourceText:
    """The canonical text of a file's content. Raises NotText or NoWords."""
    source = _LOADERS.get(path.suffix.lower(), plain_text)(path, content)
    if not any(character.isalnum() for character in source.text):
        raise NoWords(path)
    return source


def is_supported(path: Path) -> bool:
    """Whether a file found in a folder is taken for a document."""
    return path.suffix.lower() in _LOADERS


def supported_endings() -> str:
    return ", ".join(sorted(_LOADERS))


def plain_text(path: Path, content: bytes) -> SourceText:
    """Text in any encoding; its title is the first line if that looks like one."""
    text = _decoded(path, content)
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    looks_like_title = 0 < len(first) <= _LONGEST_TITLE and not _ENDS.search(first)
    return SourceText(text, first if looks_like_title else path.stem)


def markdown(path: Path, content: bytes) -> SourceText:
    """Markdown as it stands; its title is the first heading."""
    text = _decoded(path, content)
    heading = re.search(r"^#{1,6}[ \t]+(.+?)[ \t]*#*[ \t]*$", text, re.MULTILINE)
    return SourceText(text, heading.group(1)[:_LONGEST_TITLE] if heading else path.stem)


_LOADERS: dict[str, Loader] = {
    ".txt": plain_text,
    ".text": plain_text,
    ".md": markdown,
    ".markdown": markdown,
}


def _decoded(path: Path, content: bytes) -> str:
    """Bytes to text with `\\n` at the end of each line. Raises NotText."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        encoding = _encoding(content[:_SAMPLE]) or _encoding(content)
        if encoding is None:
            raise NotText(path) from None
        text = content.decode(encoding, errors="replace").removeprefix("\ufeff")
    if "\0" in text:
        raise NotText(path)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _encoding(content: bytes) -> str | None:
    """The likeliest encoding of a text that is not UTF-8; None if it looks like no text."""
    matches = from_bytes(content)
    best = matches.best()
    if best is None:
        return None
    # French or Swedish reads almost as well in the code pages next to the common one, which
    # differ from it in a few letters, and so may be taken for one of them.
    return "cp1252" if any(match.encoding == "cp1252" for match in matches) else best.encoding
