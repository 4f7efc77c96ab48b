"""Ingest one file into a new library and print the most memory this took, in MiB."""

import resource
import sys
from pathlib import Path

from ingest.pipeline import ingest
from vectorstore.embedding import Embedder
from vectorstore.library import Library


def main(library: str, file: str) -> None:
    opened = Library(Path(library), Embedder())
    report = ingest(opened, [file])
    opened.close()
    assert len(report.added) == 1, report
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    main(*sys.argv[1:])
