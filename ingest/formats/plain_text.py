"""Plain text and Markdown: as they stand, in any encoding."""

import re

import yaml

from ingest.formats.dates import iso_date
from ingest.formats.encoding import decoded
from ingest.formats.first_lines import LONGEST_TITLE, byline, first_date, first_title
from ingest.sections import MARKDOWN_HEADING, headings, without_closing
from ingest.source_text import SourceText
from vectorstore.records import Heading

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)


def read_plain_text(content: bytes) -> SourceText:
    """Text in any encoding; its title is the first line if that looks like one."""
    text = decoded(content)
    return SourceText(
        text,
        first_title(text),
        authors=byline(text),
        published=first_date(text),
    )


def read_markdown(content: bytes) -> SourceText:
    """Markdown as it stands, front matter included; its title is that or the first heading."""
    text = decoded(content)
    front, after = _front_matter(text)
    heading = MARKDOWN_HEADING.search(text, after)
    title = _first(front, "title") or (without_closing(heading[1]) if heading else "")
    return SourceText(
        text,
        title[:LONGEST_TITLE],
        headings=_marked(text, after),
        authors=_all(front, "author", "authors", "creator", "by") or byline(text[after:]),
        published=iso_date(_first(front, "date", "published", "created", "pubdate"))
        or first_date(text[after:]),
        language=_first(front, "lang", "language", "locale").replace("_", "-"),
    )


def _marked(text: str, after: int) -> tuple[Heading, ...]:
    """The headings that are marked as such, not those that only look like one."""
    return tuple(
        found for found in headings(text) if found.start >= after and text[found.start] == "#"
    )


def _front_matter(text: str) -> tuple[dict[str, object], int]:
    """What the YAML before a Markdown text says, by lower-case key, and where the text begins."""
    match = _FRONT_MATTER.match(text)
    if match is None:
        return {}, 0
    try:
        # BaseLoader makes nothing but strings, lists and dictionaries of them.
        front = yaml.load(match[1], Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}, 0
    if not isinstance(front, dict):
        return {}, 0
    return {str(key).lower(): value for key, value in front.items()}, match.end()


def _first(front: dict[str, object], *keys: str) -> str:
    return next(iter(_all(front, *keys)), "")


def _all(front: dict[str, object], *keys: str) -> tuple[str, ...]:
    """The values under the first of some keys that has any; a person may be a mapping."""
    for key in keys:
        value = front.get(key)
        several = value if isinstance(value, list) else [value]
        said = [one.get("name", "") if isinstance(one, dict) else one for one in several]
        words = tuple(" ".join(one.split()) for one in said if isinstance(one, str) and one.strip())
        if words:
            return words
    return ()
