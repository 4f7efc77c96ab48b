"""Good files of every format, small, from which bad ones are made."""

from collections.abc import Iterator
from pathlib import Path

from tests.ingest.formats.made import zipped
from tests.ingest.formats.test_epub import book
from tests.ingest.layouts.prose import FISHING, HARBOUR, LIGHT, TIDES

_TESTS = Path(__file__).parents[1]
_FORMATS, _LAYOUTS = _TESTS / "formats", _TESTS / "layouts"

PARAGRAPHS = (HARBOUR, TIDES, FISHING, LIGHT)
_PLAIN = "The Harbour\n\nBy Ada Byron\n\n" + "\n\n".join(PARAGRAPHS)
_MARKDOWN = (
    "---\ntitle: The Harbour\nauthor: Ada Byron\ndate: 2021-05-03\n---\n\n# The Harbour\n\n"
    f"{HARBOUR}\n\n## Tides\n\n- spring\n- neap\n\n| tide | height |\n| --- | --- |\n| low | 2 |\n"
    f"\n{TIDES}\n\n```\ncast off\n```\n"
)
_TABLE = (
    ("title", "author", "published", "text"),
    *((f"Log {n}", "Ada Byron", f"2021-05-0{n + 1}", text) for n, text in enumerate(PARAGRAPHS)),
)
_OBJECTS = [
    f'{{"title": "Log {n}", "author": {{"name": "Ada"}}, "tags": ["sea", {n}], "text": "{text}"}}'
    for n, text in enumerate(PARAGRAPHS)
]
_SWEDISH = "Ön är vacker. Hamnen ligger vid ån, och båten går på våren till sjöss.\n\n" * 20
_PDFS = (  # of as many kinds of programs and pages; not those that are pictures and take seconds
    "article", "book", "hebrew", "interleaved", "newspaper", "old_fonts", "report", "rotated",
    "sideways_table", "slides", "two_columns", "web_page", "encrypted",
)  # fmt: skip


def good_files() -> Iterator[tuple[str, str, bytes]]:
    """Each format with its files: format, a file's name, its content."""
    for name in _PDFS:
        yield "pdf", f"{name}.pdf", (_LAYOUTS / f"{name}.pdf").read_bytes()
    for ending in ("docx", "odt"):
        yield ending, f"harbour.{ending}", (_FORMATS / f"harbour.{ending}").read_bytes()
    for name in ("blog", "chinese", "forum", "old", "rtl", "wiki"):
        yield "html", f"{name}.html", (_FORMATS / "pages" / f"{name}.html").read_bytes()
    chapters = [f"<h1>Chapter {n}</h1><p>{text}</p>" for n, text in enumerate(PARAGRAPHS)]
    yield "epub", "harbour.epub", book(*chapters)
    yield "md", "harbour.md", _MARKDOWN.encode()
    for encoding in ("utf-8", "utf-16", "utf-32"):
        yield "txt", f"{encoding}.txt", _PLAIN.encode(encoding)
    yield "txt", "cp1252.txt", _SWEDISH.encode("cp1252")
    yield "txt", "gb18030.txt", ("港口很小。潮水每天涨落两次。\n\n" * 20).encode("gb18030")
    yield "csv", "log.csv", _delimited(",").encode()
    yield "tsv", "log.tsv", _delimited("\t").encode()
    yield "json", "log.json", f"[{', '.join(_OBJECTS)}]".encode()
    yield "jsonl", "log.jsonl", "\n".join(_OBJECTS).encode()
    yield (
        "zip",
        "shelf.zip",
        zipped(
            {
                "a/harbour.txt": _PLAIN,
                "a/harbour.docx": (_FORMATS / "harbour.docx").read_bytes(),
                "log.csv": _delimited(","),
                "inner.zip": zipped({"b.md": _MARKDOWN}),
            }
        ),
    )


def _delimited(by: str) -> str:
    return "\n".join(by.join(f'"{cell}"' for cell in row) for row in _TABLE) + "\n"
