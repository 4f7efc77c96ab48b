"""A data set as files: one text file a document, as a person would have them in a folder.

The file's name begins with the document's number, so that whatever read the file can say
which document it was.
"""

import re
from pathlib import Path

from evals.datasets import Dataset


def write_documents(dataset: Dataset, folder: Path) -> list[Path]:
    """Write each document's text to a file of its own; returns the files in the set's order."""
    folder.mkdir(parents=True, exist_ok=True)
    files: list[Path] = []
    for number, document in enumerate(dataset.documents):
        name = re.sub(r"\W+", "-", document.title).strip("-").lower()[:60]
        file = folder / f"{number:04}-{name}.txt"
        # No newline translation: offsets in the file are the offsets in the set.
        file.write_text(document.text, encoding="utf-8", newline="")
        files.append(file)
    return files


def document_number(file: str | Path) -> int:
    """The number of the document that a file written here holds."""
    return int(Path(file).name.split("-", 1)[0])
