"""What an OpenDocument file's styles say of a paragraph: page breaks, hidden text, list labels."""

from collections.abc import Iterable, Iterator

from lxml import etree

from ingest.formats.counting import written
from ingest.formats.xml import at, attribute, children

_MOST_INHERITED = 20


class Styles:
    """The styles and lists of one file, from its content and its styles part."""

    def __init__(self, parts: Iterable[etree._Element]) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._levels: dict[str, dict[int, etree._Element]] = {}
        self._counts: dict[tuple[str, int], int] = {}
        for part in parts:
            for style in part.iter("{*}style"):
                self._styles.setdefault(attribute(style, "name"), style)
            for style in part.iter("{*}list-style"):
                levels = {_number(attribute(level, "level"), 1): level for level in children(style)}
                self._levels.setdefault(attribute(style, "name"), levels)

    def is_title(self, style: str) -> bool:
        return any(name == "Title" for name, _ in self._chain(style))

    def is_hidden(self, style: str) -> bool:
        return self._says(style, "text-properties", "display") == "none"

    def breaks_before(self, style: str) -> bool:
        """Whether a paragraph begins a page, as one that changes the kind of page does."""
        own = self._styles.get(style)
        if own is not None and attribute(own, "master-page-name"):
            return True
        return self._says(style, "paragraph-properties", "break-before") == "page"

    def breaks_after(self, style: str) -> bool:
        return self._says(style, "paragraph-properties", "break-after") == "page"

    def begin_list(self, style: str, depth: int, goes_on: bool) -> None:
        if not goes_on:
            self._counts[style, depth] = 0

    def label(self, style: str, depth: int, start: str) -> str:
        """What stands before the next item of a list: "- ", or its number."""
        level = self._levels.get(style, {}).get(depth)
        form = attribute(level, "num-format") if level is not None else ""
        if level is None or not form:
            return "- "
        count = self._counts.get((style, depth), 0) + 1
        if count == 1:
            count = _number(attribute(level, "start-value"), 1)
        self._counts[style, depth] = count = _number(start, count)
        shown = max(depth - _number(attribute(level, "display-levels"), 1), 0)
        numbers = ".".join(self._written(style, above) for above in range(shown + 1, depth + 1))
        return f"{attribute(level, 'num-prefix')}{numbers}{attribute(level, 'num-suffix')} "

    def _written(self, style: str, depth: int) -> str:
        level = self._levels.get(style, {}).get(depth)
        form = attribute(level, "num-format") if level is not None else "1"
        return written(self._counts.get((style, depth), 1), form)

    def _says(self, style: str, properties: str, name: str) -> str:
        for _, element in self._chain(style):
            said = at(element, properties)
            if said is not None and (value := attribute(said, name)):
                return value
        return ""

    def _chain(self, style: str) -> Iterator[tuple[str, etree._Element]]:
        for _ in range(_MOST_INHERITED):
            element = self._styles.get(style)
            if element is None:
                return
            yield style, element
            style = attribute(element, "parent-style-name")


def _number(text: str, default: int) -> int:
    return int(text[:6]) if text.isdecimal() else default
