"""A data set as files: one text file a document, as a person would have them in a folder.

The file's name begins with the document's number, so that whatever read the file can say
which document it was.
"""

import re
from pathlib import Path

from evals.questions.datasets import Dataset, DatasetDocument


def file_name(number: int, document: DatasetDocument) -> str:
    """What the file of a set's document number `number` is called."""
    name = re.sub(r"\W+", "-", document.title).strip("-").lower()[:60]
    return f"{number:04}-{name}.txt"


def write_documents(dataset: Dataset, folder: Path) -> list[Path]:
    """Write each document's text to a file of its own; returns the files in the set's order."""
    folder.mkdir(parents=True, exist_ok=True)
    files: list[Path] = []
    for number, document in enumerate(dataset.documents):
        file = folder / file_name(number, document)
        # No newline translation: offsets in the file are the offsets in the set.
        file.write_text(document.text, encoding="utf-8", newline="")
        files.append(file)
    return files


def document_number(file: str | Path) -> int:
    """The number of the document that a file written here holds."""
    return int(Path(file).name.split("-", 1)[0])
