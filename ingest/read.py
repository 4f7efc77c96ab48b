"""Reading one file without a library."""

from pathlib import Path

from ingest.errors import NotADocument
from ingest.files import read_bytes
from ingest.reader import Reader
from ingest.source_text import AS_USUAL, ReadingOptions, Refusal, SourceText


def read_documents(path: Path, options: ReadingOptions = AS_USUAL) -> list[SourceText]:
    """The documents in a file. Raises a DocumentError, of a part if that can't be read."""
    content = read_bytes(path)
    documents: list[SourceText] = []
    with Reader() as reader:
        for found in reader.read(path.name, content, options):
            if isinstance(found, Refusal):
                raise NotADocument(path / found.part if found.part else path, found.reason)
            documents.append(found)
    return documents
