"""What a file from the web is called, and in which encoding its text is, as its server says."""

import codecs
from pathlib import PurePosixPath

# What servers call the formats that there are loaders for. Plain text is missing: it is also what
# Markdown, tables and much else are sent as, which the address tells better.
_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "application/pdf": ".pdf",
    "application/x-pdf": ".pdf",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/json": ".json",
    "application/x-ndjson": ".ndjson",
    "application/jsonl": ".jsonl",
    "application/epub+zip": ".epub",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/zip": ".zip",
}


def media_type(content_type: str) -> str:
    """What a Content-Type says without its parameters.

    >>> media_type("Text/HTML; charset=utf-8")
    'text/html'
    """
    return content_type.partition(";")[0].strip().lower()


def file_name(host: str, path: str, kind: str) -> str:
    """A name for a file of a media type: the last part of its path, its ending as its type says.

    >>> file_name("example.org", "/papers/tides.php", "application/pdf")
    'tides.pdf'
    >>> file_name("example.org", "/", "text/html")
    'example.org.html'
    """
    name = PurePosixPath(path).name
    if kind not in _ENDINGS:
        return name or host
    return (PurePosixPath(name).stem or host) + _ENDINGS[kind]


def marked_as_utf8(content: bytes, kind: str, charset: str | None) -> bytes:
    """Text in the encoding that its server names, as UTF-8 with its mark; all else as it is.

    What is UTF-8 already is that whatever the server says: many name a default of theirs.
    """
    is_text = kind.startswith("text/") or kind == "application/xhtml+xml"
    if not is_text or charset is None or _is(content, "utf-8"):
        return content
    try:
        return codecs.BOM_UTF8 + content.decode(charset).encode()
    except (LookupError, UnicodeError):  # no such encoding, or not that of these bytes
        return content


def _is(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeError:
        return False
    return True
