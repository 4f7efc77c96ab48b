"""The door through which every file comes: bytes to canonical text, whatever the format.

Which loader is asked is told by the first bytes where a format has its own, and else by the
ending. To support a format, write a loader in `formats/` and name its endings here. Loaders are
imported when they are needed: most files need one, and none of them all.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from ingest.front_lines import with_front_lines
from ingest.messages import Found
from ingest.source_text import ReadingOptions, Refusal, SourceText, Unreadable
from vectorstore.records import Box
from vectorstore.whole_text import whole

OnProgress = Callable[[float], None]
Loader = Callable[[bytes, ReadingOptions, OnProgress], Iterable[SourceText]]

_NO_WORDS = "has no words in it; there is nothing to answer from."
_NO_DOCUMENTS = "holds no document that can be read; take out what you need and add that."
_HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)[\s>]", re.I | re.S)
_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def documents_in(
    name: str, content: bytes, options: ReadingOptions, on_progress: OnProgress
) -> Iterator[Found]:
    """The documents that a file holds, and a Refusal for each part of it that can't be one.

    Raises Unreadable for the file as a whole.
    """
    loader = _loader(name, content)
    if loader is None:
        yield from _members(content, options, on_progress)
        return
    for source in loader(content, options, on_progress):
        if any(character.isalnum() for character in source.text):
            titled = replace(source, title=whole(source.title) or PurePath(name).stem)
            yield titled if source.part else with_front_lines(titled)
        elif source.part:
            yield Refusal(_NO_WORDS, source.part)
        else:
            raise Unreadable(_NO_WORDS)


def drawn_page(content: bytes, page: int, boxes: Sequence[Box]) -> bytes:
    """A page of a PDF as a PNG, with some boxes on it marked. Raises Unreadable."""
    from ingest.formats.pdf_page import render_page

    return render_page(content, page, boxes)


def is_supported(path: PurePath) -> bool:
    """Whether a file found in a folder is taken for a document, or for a box of them."""
    return path.suffix.lower() in (*_LOADERS, *_BOXES)


def supported_endings() -> str:
    return ", ".join(sorted((*_LOADERS, *_BOXES)))


def _loader(name: str, content: bytes) -> Loader | None:
    """What reads a file; None for an archive."""
    ending = PurePath(name).suffix.lower()
    if content.startswith(b"PK\x03\x04"):  # before PDF: an archive may begin with one
        return _packed_loader(content, ending)
    if b"%PDF-" in content[:1024]:
        return _pdf
    if content.startswith(_OLD_WORD):
        raise Unreadable("is of an old Office format; save it as .docx or .pdf and add that.")
    if content.startswith(b"{\\rtf"):
        raise Unreadable("is rich text (RTF); save it as .docx or .pdf and add that.")
    if _HTML.match(content[:2048].removeprefix(b"\xef\xbb\xbf")):
        return _html
    if ending in _BY_SIGNATURE:
        raise Unreadable(f"is no {ending} file inside; it may be damaged, so save it anew.")
    return _LOADERS.get(ending, _plain_text)


def _packed_loader(content: bytes, ending: str) -> Loader | None:
    """What reads a file that is a zip archive: a document of a format made so, or a box of them."""
    from ingest.formats.zipped import ZippedFile

    names = ZippedFile(content).names()
    if "word/document.xml" in names:
        return _docx
    if "META-INF/container.xml" in names:
        return _epub
    if "content.xml" in names and ending not in _BOXES:
        return _odt
    if ending in (".docx", ".odt", ".epub"):
        raise Unreadable(f"is no {ending} file inside; it may be damaged, so save it anew.")
    return None


def _members(content: bytes, options: ReadingOptions, on_progress: OnProgress) -> Iterator[Found]:
    """The documents in an archive; what isn't one is passed over, as in a folder."""
    from ingest.formats.archive import members

    nothing = True
    for member in members(content, options.password):
        if not is_supported(PurePath(member.name)):
            continue
        nothing = False
        if member.problem:
            yield Refusal(member.problem, member.name)
            continue
        try:
            for found in documents_in(member.name, member.content, options, on_progress):
                part = f"{member.name}, {found.part}" if found.part else member.name
                yield replace(found, part=part)
        except Unreadable as error:
            yield Refusal(str(error), member.name)
    if nothing:
        raise Unreadable(_NO_DOCUMENTS)


def _plain_text(content: bytes, *_: object) -> Iterable[SourceText]:
    from ingest.formats.plain_text import read_plain_text

    return [read_plain_text(content)]


def _markdown(content: bytes, *_: object) -> Iterable[SourceText]:
    from ingest.formats.plain_text import read_markdown

    return [read_markdown(content)]


def _pdf(content: bytes, options: ReadingOptions, on_progress: OnProgress) -> Iterable[SourceText]:
    from ingest.formats.pdf import read_pdf

    document = read_pdf(content, options, on_progress)
    # An encrypted file would ask for its password again whenever a page is shown.
    return [document if options.password else replace(document, original=content)]


def _docx(content: bytes, *_: object) -> Iterable[SourceText]:
    from ingest.formats.docx import read_docx

    return [read_docx(content)]


def _odt(content: bytes, *_: object) -> Iterable[SourceText]:
    from ingest.formats.odt import read_odt

    return [read_odt(content)]


def _html(content: bytes, *_: object) -> Iterable[SourceText]:
    from ingest.formats.html import read_html

    return [read_html(content)]


def _epub(content: bytes, *_: object) -> Iterable[SourceText]:
    from ingest.formats.epub import read_epub

    return [read_epub(content)]


def _csv(content: bytes, *_: object) -> Iterable[SourceText]:
    from ingest.formats.rows import read_csv

    return read_csv(content)


def _tsv(content: bytes, *_: object) -> Iterable[SourceText]:
    from ingest.formats.rows import read_tsv

    return read_tsv(content)


def _json(content: bytes, *_: object) -> Iterable[SourceText]:
    from ingest.formats.rows import read_json

    return read_json(content)


def _json_lines(content: bytes, *_: object) -> Iterable[SourceText]:
    from ingest.formats.rows import read_jsonl

    return read_jsonl(content)


_LOADERS: dict[str, Loader] = {
    ".txt": _plain_text,
    ".text": _plain_text,
    ".md": _markdown,
    ".markdown": _markdown,
    ".pdf": _pdf,
    ".docx": _docx,
    ".odt": _odt,
    ".html": _html,
    ".htm": _html,
    ".xhtml": _html,
    ".epub": _epub,
    ".csv": _csv,
    ".tsv": _tsv,
    ".json": _json,
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
}
_BOXES = (".zip",)
_BY_SIGNATURE = (".pdf", ".docx", ".odt", ".epub", ".zip")
