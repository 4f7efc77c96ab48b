"""Big things measured: a folder of many files, a long text, a PDF of many pages.

    python -m tests.ingest.big files    # 10,000 of them, of which ten change
    python -m tests.ingest.big text     # of 20 MB
    python -m tests.ingest.big pdf      # of 2,000 pages

Vectors are made up where nothing is said of the model: what they cost is known well enough.
"""

import resource
import sys
import tempfile
import time
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from ingest.pipeline import ingest
from ingest.reader import Reader
from tests.ingest.generated import document, long_text
from tests.ingest.nursery import HastyEmbedder
from vectorstore.embedding import Embedder
from vectorstore.library import Library

FILES = 10_000
CHANGED = 10
CHARACTERS = 20_000_000
PAGES = 2_000


def files(place: Path) -> None:
    """A folder of many small files: brought in, looked at again, and again with ten changed."""
    folder = place / "folder"
    folder.mkdir()
    for number in range(FILES):
        (folder / f"{number}.md").write_text(document(number))
    real = Embedder()
    library = Library(place / "library", HastyEmbedder(real))
    print(f"first ingest, vectors made up: {_seconds(library, folder):.1f} s")
    print(f"again, nothing changed: {_seconds(library, folder):.1f} s")
    library.close()
    start = time.perf_counter()
    library = Library(place / "library", real)
    print(f"opened in {time.perf_counter() - start:.1f} s")
    for number in range(0, FILES, FILES // CHANGED):
        (folder / f"{number}.md").write_text(document(FILES + number))
    print(f"{CHANGED} changed, the model's vectors: {_seconds(library, folder):.1f} s")
    library.close()


def _seconds(library: Library, folder: Path) -> float:
    start = time.perf_counter()
    report = ingest(library, [folder], prune=True)
    assert not report.failed
    return time.perf_counter() - start


def text(place: Path) -> None:
    """One long text, with vectors that are made up."""
    file = place / "long.txt"
    file.write_text(long_text(CHARACTERS))
    library = Library(place / "library", HastyEmbedder(Embedder()))
    before = _peak(resource.RUSAGE_SELF)
    print(f"{_seconds(library, place):.0f} s, {before:.0f} MiB before")
    library.close()
    _print_peaks()


def pdf(place: Path) -> None:
    """One long PDF, read and no more."""
    file = place / "long.pdf"
    lines = long_text(PAGES * 40 * 80).replace("\n", " ")
    canvas = Canvas(str(file))
    for page in range(PAGES):
        for line in range(40):
            first = (page * 40 + line) * 80
            canvas.drawString(60, 780 - 17 * line, lines[first : first + 80])
        canvas.showPage()
    canvas.save()
    content = file.read_bytes()
    start = time.perf_counter()
    with Reader() as reader:
        (found,) = reader.read(file.name, content)
    print(f"{found} "[:60], f"{time.perf_counter() - start:.0f} s, {len(content) / 1e6:.0f} MB")
    _print_peaks()


def _print_peaks() -> None:
    print(f"at most {_peak(resource.RUSAGE_SELF):.0f} MiB here", end=", ")
    print(f"{_peak(resource.RUSAGE_CHILDREN):.0f} MiB where it was read")


def _peak(whose: int) -> float:
    return resource.getrusage(whose).ru_maxrss / 1024


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        {"files": files, "text": text, "pdf": pdf}[sys.argv[1]](Path(place))
