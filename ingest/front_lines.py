"""What only a file's properties say of its author and date, put at the head of its text.

Whatever is answered must be quoted from the text, so "who wrote it?" needs words there. A line is
put in for what the first page doesn't say already. It stands before the first page.
"""

import re
from dataclasses import replace

from ingest.formats.first_lines import byline, first_date
from ingest.source_text import SourceText
from vectorstore.records import Heading, PageWords, WordBox

_FIRST_PAGE = 5_000  # characters
_MONTHS = (
    "January February March April May June July August September October November December"
).split()


def with_front_lines(source: SourceText) -> SourceText:
    """A document with its author and date known where it says them, and said where it doesn't.

    >>> told = with_front_lines(SourceText("It rained.", "Rain", published="2021-05-03"))
    >>> told.text
    'Published: 3 May 2021\\n\\nIt rained.'
    """
    begin = source.text[:_FIRST_PAGE]
    authors = source.authors or byline(source.text)
    dated = first_date(source.text)
    published = source.published or dated
    lines = []
    if source.authors and not all(_says(begin, author) for author in source.authors):
        lines.append(f"{'Author' if len(authors) == 1 else 'Authors'}: {', '.join(authors)}")
    if published and not dated:
        lines.append(f"Published: {in_words(published)}")
    told = replace(source, authors=authors, published=published)
    return _moved(told, "".join(f"{line}\n\n" for line in lines))


def in_words(date: str) -> str:
    """An ISO 8601 date as people write it: 2021-05-03 as 3 May 2021."""
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", date)
    if match is None:
        return date
    year, month, day = match.groups()
    named = [_MONTHS[int(month) - 1]] if month and 1 <= int(month) <= 12 else []
    return " ".join([*([str(int(day))] if day and named else []), *named, year])


def _says(text: str, author: str) -> bool:
    return all(re.search(rf"\b{re.escape(name)}\b", text, re.I) for name in author.split())


def _moved(source: SourceText, head: str) -> SourceText:
    """The document with some lines before its text."""
    if not head:
        return source
    by = len(head)
    return replace(
        source,
        text=head + source.text,
        pages=tuple(start + by for start in source.pages),
        headings=tuple(Heading(heading.start + by, heading.title) for heading in source.headings),
        words=tuple(
            PageWords.of(
                page.page,
                (
                    WordBox(w.start + by, w.end + by, w.left, w.top, w.right, w.bottom)
                    for w in page.boxes()
                ),
            )
            for page in source.words
        ),
    )
