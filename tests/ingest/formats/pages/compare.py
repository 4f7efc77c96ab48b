"""Compare what extractors find on the saved pages: python -m tests.ingest.formats.pages.compare

The others need: pip install readability-lxml resiliparse
"""

from collections.abc import Callable
from pathlib import Path
from statistics import mean

import trafilatura
from readability import Document
from resiliparse.extract.html2text import extract_plain_text

from tests.ingest.formats.pages import PAGES, page_text, parsed, precision_and_recall, read


def readability(page: Path) -> str:
    document = Document(page_text(page))
    return f"{document.short_title()}\n{' '.join(parsed(document.summary()).itertext())}"


EXTRACTORS: dict[str, Callable[[Path], str]] = {
    "as read here": read,
    "trafilatura": lambda page: trafilatura.extract(page_text(page), include_comments=False) or "",
    "trafilatura, favouring recall": lambda page: (
        trafilatura.extract(page_text(page), include_comments=False, favor_recall=True) or ""
    ),
    "resiliparse": lambda page: extract_plain_text(
        page_text(page), main_content=True, alt_texts=False
    ),
    "readability-lxml": readability,
    "the whole page": lambda page: " ".join(
        parsed(page_text(page)).xpath("//body//text()[not(ancestor::script or ancestor::style)]")
    ),
}


def main() -> None:
    print("| page |", " | ".join(EXTRACTORS), "|")
    print("| --- |", " --- |" * len(EXTRACTORS))
    columns = {name: [] for name in EXTRACTORS}
    for page in PAGES:
        for name, extract in EXTRACTORS.items():
            columns[name].append(precision_and_recall(page, extract(page)))
        print(f"| {page.stem} |", " | ".join(_pair(*found[-1]) for found in columns.values()), "|")
    means = (tuple(map(mean, zip(*found, strict=True))) for found in columns.values())
    print("| mean |", " | ".join(_pair(*pair) for pair in means), "|")


def _pair(precision: float, recall: float) -> str:
    return f"{precision:.2f} / {recall:.2f}"


if __name__ == "__main__":
    main()
