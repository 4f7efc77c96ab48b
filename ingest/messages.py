"""What passes between the process that reads files and the one that asked it to.

The reading process may have been taken over by what it reads. So its messages are of bounded
length, and so is all that it says of one file; what they say of places is checked before it is
believed. Each is JSON; a document's text, words and original follow as they are, since JSON takes
up to twenty times its length to parse.
"""

import json
import struct
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from typing import Any, BinaryIO

from ingest.source_text import ReadingOptions, Refusal, SourceText
from vectorstore.records import Box, Heading, PageWords
from vectorstore.whole_text import whole

_LENGTH = struct.Struct(">Q")
_LONGEST = 512 * 1024 * 1024  # bytes of a message …
_LONGEST_JSON = 32 * 1024 * 1024  # … of the JSON in it …
_MOST = 4 * 1024**3  # … and of all messages about one file, each taken for a kilobyte at least
_LONGEST_SENTENCE = 500  # characters; what is refused is refused in one
_PNG = b"\x89PNG\r\n\x1a\n"

Found = SourceText | Refusal
Reply = Found | bytes | float | None
"""What comes back: a document or why there is none, a picture, progress, or the end (None)."""


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """A file is to be read."""

    name: str
    options: ReadingOptions


@dataclass(frozen=True, slots=True)
class PageRequest:
    """A page of a PDF, from 1, is to be drawn, with some boxes on it marked."""

    page: int
    boxes: tuple[Box, ...]


Request = ReadRequest | PageRequest


class Misspoken(Exception):
    """A message that a reading process doesn't send as long as it is itself."""


def send_request(pipe: BinaryIO, request: Request, content: bytes) -> None:
    """Ask for something to be done with a file's content."""
    _send(pipe, json.dumps(asdict(request)).encode())
    _send(pipe, content)


def receive_request(pipe: BinaryIO) -> tuple[Request, bytes] | None:
    """What is asked for next; None at the end."""
    head = _receive(pipe)
    if head is None:
        return None
    asked, content = json.loads(head), _receive(pipe) or b""
    if "page" in asked:
        return PageRequest(asked["page"], tuple(Box(**box) for box in asked["boxes"])), content
    return ReadRequest(asked["name"], ReadingOptions(**asked["options"])), content


def send_found(pipe: BinaryIO, found: Found) -> None:
    """Send back a document, or why there is none."""
    if isinstance(found, Refusal):
        _send(pipe, json.dumps({"refused": asdict(found)}).encode())
        return
    apart = {
        "text": "",
        "original": found.original is not None,
        "words": [(page.page, len(page.packed)) for page in found.words],
        "headings": [(heading.start, heading.title) for heading in found.headings],
    }
    told = asdict(replace(found, text="", words=(), headings=(), original=None)) | apart
    _send(pipe, json.dumps({"document": told}).encode())
    _send(pipe, whole(found.text).encode())
    _send(pipe, b"".join(page.packed for page in found.words))
    _send(pipe, found.original or b"")


def send_picture(pipe: BinaryIO, png: bytes) -> None:
    """Send back a drawn page."""
    _send(pipe, b'{"picture": true}')
    _send(pipe, png)


def send_progress(pipe: BinaryIO, fraction: float) -> None:
    """Tell that reading goes on, and how far it is."""
    _send(pipe, json.dumps({"progress": fraction}).encode())


def send_end(pipe: BinaryIO) -> None:
    """Tell that a file is read to its end."""
    _send(pipe, b"{}")


def received(pipe: BinaryIO) -> Iterator[Reply]:
    """What comes back, message by message. Raises Misspoken."""
    weight = 0
    while (payload := _receive(pipe, _LONGEST_JSON)) is not None:
        try:
            message = json.loads(payload)
            parts = _parts(pipe, message)
            reply = _read(message, parts)
        except _MISSPOKEN as error:
            raise Misspoken(str(error)) from error
        weight += max(1024, len(payload) + sum(map(len, parts)))
        if weight > _MOST:
            raise Misspoken("more than any file holds")
        if reply is None:
            weight = 0
        yield reply


_MISSPOKEN = (  # what a message raises that is none
    ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError, MemoryError,
    struct.error,
)  # fmt: skip


def _parts(pipe: BinaryIO, message: Any) -> list[bytes]:
    """What follows a message's JSON: of a document its text, words and original; a picture."""
    if not isinstance(message, dict):
        raise TypeError("not an object")
    parts: list[bytes] = []
    for _ in range(3 if "document" in message else 1 if "picture" in message else 0):
        part = _receive(pipe, _LONGEST - sum(map(len, parts)))
        if part is None:
            raise ValueError("cut short")
        parts.append(part)
    return parts


def _read(message: dict[str, Any], parts: list[bytes]) -> Reply:
    if "progress" in message:
        return max(0.0, min(1.0, float(message["progress"])))  # in this order, NaN is 1
    if "picture" in message:
        if not parts[0].startswith(_PNG):
            raise ValueError("not a picture")
        return parts[0]
    if "refused" in message:
        refused = message["refused"]
        return Refusal(_shown(refused["reason"])[:_LONGEST_SENTENCE], _shown(refused["part"]))
    return _document(message["document"], *parts) if "document" in message else None


def _document(told: dict[str, Any], letters: bytes, packed: bytes, original: bytes) -> SourceText:
    text = letters.decode()
    pages = tuple(int(start) for start in told["pages"])
    headings = tuple(Heading(int(start), _line(title)) for start, title in told["headings"])
    words = tuple(_words(told["words"], packed))
    _check_places(pages, len(text))
    _check_places([heading.start for heading in headings], len(text))
    for page in words:
        if not 1 <= page.page <= len(pages):
            raise ValueError("words on a page that there isn't")
        if any(not box.start <= box.end <= len(text) for box in page.boxes()):
            raise ValueError("words outside the text")
    return SourceText(
        text,
        _line(told["title"]),
        pages,
        headings,
        words,
        tuple(_line(author) for author in told["authors"]),
        _line(told["published"]),
        _line(told["language"]),
        _shown(told["part"]),
        _line(told["remark"]),
        original if told["original"] else None,
    )


def _words(lengths: Any, packed: bytes) -> Iterator[PageWords]:
    start = 0
    for page, length in lengths:
        yield PageWords(int(page), packed[start : start + int(length)])
        start += int(length)


def _check_places(offsets: Any, length: int) -> None:
    if any(not 0 <= offset <= length for offset in offsets):
        raise ValueError("a place outside the text")
    if any(earlier > later for earlier, later in pairwise(offsets)):
        raise ValueError("places out of order")


def _line(text: Any) -> str:
    """One line of text, whatever was sent for one."""
    return " ".join(whole(str(text)).split())


def _shown(text: Any) -> str:
    """One line of characters that can be shown: what is sent for a name or a reason."""
    return "".join(c if c.isprintable() else "\ufffd" for c in _line(text))


def _send(pipe: BinaryIO, payload: bytes) -> None:
    pipe.write(_LENGTH.pack(len(payload)))
    pipe.write(payload)
    pipe.flush()


def _receive(pipe: BinaryIO, longest: int = _LONGEST) -> bytes | None:
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > longest:
        raise Misspoken("a message longer than any document")
    payload = pipe.read(length)
    return payload if len(payload) == length else None
