"""Ingest a short file, then a long one, into a new library, and print what memory each took.

Printed is the most memory, in MiB, that the process had had when the short file was in, and when
the long one was.
"""

import resource
import sys
from pathlib import Path

from ingest.pipeline import ingest
from vectorstore.embedding import Embedder
from vectorstore.library import Library


def main(library: str, *files: str) -> None:
    opened = Library(Path(library), Embedder())
    for file in files:
        report = ingest(opened, [file])
        assert len(report.added) == 1, report
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    opened.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
