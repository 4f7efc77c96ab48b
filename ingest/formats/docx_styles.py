"""What a Word file's styles and list definitions say of a paragraph: heading, title, list label."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from ingest.formats.counting import written
from ingest.formats.xml import at, attribute, children

# Word keeps the English names of its own styles in every language; other programs may not.
_HEADING = re.compile(
    r"(?:heading|überschrift|titre|título|titolo|kop|rubrik|overskrift|otsikko|nagłówek|nadpis"
    r"|заголовок|标题|標題|見出し|제목)\s*[1-9]",
    re.IGNORECASE,
)
_FORMS = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
_BODY_LEVEL = 9  # an outline level that means: no heading
_MOST_INHERITED = 20
_DEEPEST_LIST = 9


@dataclass(frozen=True, slots=True)
class _Level:
    """How the items of one level of a list are labelled."""

    format: str
    text: str
    start: int


class Styles:
    """The styles and lists of one file. Asks each paragraph once, in order: it counts items."""

    def __init__(self, styles: etree._Element | None, numbering: etree._Element | None) -> None:
        self._styles = {
            attribute(style, "styleId"): style
            for style in (children(styles, "style") if styles is not None else [])
        }
        self._lists = _lists(numbering) if numbering is not None else {}
        self._counts: dict[tuple[str, int], int] = {}

    def is_heading(self, paragraph: etree._Element) -> bool:
        for properties in self._properties(paragraph):
            level = attribute_of(at(properties, "outlineLvl"))
            if level.isdecimal():
                return int(level) < _BODY_LEVEL
        return any(_HEADING.match(name) for name in self._names(paragraph))

    def is_title(self, paragraph: etree._Element) -> bool:
        return any(name.lower() == "title" for name in self._names(paragraph))

    def is_contents(self, paragraph: etree._Element) -> bool:
        """Whether it is a line of a table of contents, which says nothing of its own."""
        return any(re.match(r"toc (\d|heading)", name, re.I) for name in self._names(paragraph))

    def label(self, paragraph: etree._Element) -> str | None:
        """ "- " or a number like "2.1 " before an item of a list; None for no item."""
        number, depth = self._list_place(paragraph)
        if number not in self._lists:
            return None
        counted, levels = self._lists[number]
        level = levels.get(depth, _Level("bullet", "", 1))
        for (other, deeper), _ in list(self._counts.items()):
            if other == counted and deeper > depth:
                del self._counts[other, deeper]
        key = counted, depth
        self._counts[key] = self._counts.get(key, level.start - 1) + 1
        if level.format in ("bullet", "none") or not level.text:
            return "- " if level.format == "bullet" else ""
        return (
            f"{re.sub('%([1-9])', lambda m: self._number_at(number, int(m[1]) - 1), level.text)} "
        )

    def _number_at(self, number: str, depth: int) -> str:
        counted, levels = self._lists[number]
        level = levels.get(depth, _Level("decimal", "", 1))
        count = self._counts.get((counted, depth), level.start)
        return written(count, _FORMS.get(level.format, "1"))

    def _list_place(self, paragraph: etree._Element) -> tuple[str, int]:
        """The number of the list that a paragraph belongs to, and how deep in it."""
        number, depth = "", ""
        for properties in self._properties(paragraph):
            numbered = at(properties, "numPr")
            if numbered is not None:
                number = number or attribute_of(at(numbered, "numId"))
                depth = depth or attribute_of(at(numbered, "ilvl"))
        return number, min(int(depth), _DEEPEST_LIST) if depth.isdecimal() else 0

    def _properties(self, paragraph: etree._Element) -> Iterator[etree._Element]:
        """A paragraph's own properties, then those of its style and what that is based on."""
        own = at(paragraph, "pPr")
        if own is not None:
            yield own
        for style in self._chain(paragraph):
            inherited = at(style, "pPr")
            if inherited is not None:
                yield inherited

    def _names(self, paragraph: etree._Element) -> list[str]:
        return [attribute_of(at(style, "name")) for style in self._chain(paragraph)]

    def _chain(self, paragraph: etree._Element) -> Iterator[etree._Element]:
        style_id = attribute_of(at(paragraph, "pPr", "pStyle"))
        for _ in range(_MOST_INHERITED):
            style = self._styles.get(style_id)
            if style is None:
                return
            yield style
            style_id = attribute_of(at(style, "basedOn"))


def attribute_of(element: etree._Element | None, name: str = "val") -> str:
    """An attribute of an element that may be missing."""
    return attribute(element, name) if element is not None else ""


def _lists(numbering: etree._Element) -> dict[str, tuple[str, dict[int, _Level]]]:
    """By a list's number: what its items are counted by, and its levels by their depth.

    Lists of the same definition count on, one from the other, unless one begins anew.
    """
    definitions = {
        attribute(definition, "abstractNumId"): {
            int(depth): _level(level)
            for level in children(definition, "lvl")
            if (depth := attribute(level, "ilvl")[:3]).isdecimal()
        }
        for definition in children(numbering, "abstractNum")
    }
    found = {}
    for one in children(numbering, "num"):
        number, definition = attribute(one, "numId"), attribute_of(at(one, "abstractNumId"))
        if levels := definitions.get(definition):
            anew = at(one, "lvlOverride") is not None
            found[number] = (f"list {number}" if anew else definition, levels)
    return found


def _level(level: etree._Element) -> _Level:
    start = attribute_of(at(level, "start"))
    return _Level(
        attribute_of(at(level, "numFmt")) or "decimal",
        attribute_of(at(level, "lvlText")),
        int(start[:6]) if start.isdecimal() else 1,
    )
