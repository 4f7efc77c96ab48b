"""Marked-up text to blocks: the elements of HTML, and those that trafilatura makes of them."""

from collections.abc import Iterator
from itertools import chain

from lxml import etree

from ingest.formats.blocks import SEEN_PAGE, Blocks
from ingest.formats.counting import written
from ingest.formats.xml import attribute, local_name

_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6 head".split())
_LISTS = frozenset("ul ol dl menu list".split())
_ITEMS = frozenset("li dt dd item".split())
_ROWS = ("tr", "row")
_CELLS = ("td", "th", "cell")
_BLOCKS = frozenset(
    "address article aside blockquote body caption center details dialog div fieldset figcaption "
    "figure footer form header hgroup hr legend main nav p pre quote section summary td th tr "
    "tbody thead tfoot option".split()
)
_AS_WRITTEN = frozenset("pre code quote".split())  # where line ends are meant
_LEFT_OUT = frozenset(
    "script style noscript template svg iframe object select button textarea audio video canvas "
    "rt rp annotation".split()
)
_LONGEST_CELL = 600  # characters; a longer one is a column of the page, not of a table


def add_markup(blocks: Blocks, root: etree._Element) -> None:
    """Add the text of an element and all in it, in reading order."""
    _Walk(blocks).add(root)


def is_page(element: etree._Element) -> bool:
    """Whether a book says that a page of its printed edition begins here."""
    return "pagebreak" in attribute(element, "type").split() or (
        attribute(element, "role") == "doc-pagebreak"
    )


def is_hidden(element: etree._Element) -> bool:
    """Whether a browser would not show an element, by what the element itself says."""
    style = attribute(element, "style").replace(" ", "").lower()
    hidden = element.get("hidden")
    return (
        (hidden is not None and hidden.lower() != "until-found")
        or "display:none" in style
        or "visibility:hidden" in style
    )


class _Walk:
    """A walk through a tree: text gathers until the next block begins."""

    def __init__(self, blocks: Blocks) -> None:
        self._blocks = blocks
        self._gathered: list[str] = []
        self._label = ""  # of the list item that has just begun
        self._lists = 0  # how many lists the walk is within

    def add(self, root: etree._Element) -> None:
        self._children(root)
        self._flush()

    def _children(self, parent: etree._Element) -> None:
        as_written = local_name(parent) in _AS_WRITTEN
        self._gather(parent.text, as_written)
        item = 0
        for element in parent:
            name = local_name(element)
            if name in _ITEMS:
                self._flush()
                self._label = _label(parent, element, item := item + 1)
                self._children(element)
                self._flush()
                self._label = ""
            elif name and name not in _LEFT_OUT and not is_hidden(element):
                self._element(element, name)
            self._gather(element.tail, as_written)

    def _element(self, element: etree._Element, name: str) -> None:
        if name in ("br", "lb"):
            self._gathered.append("\n")
        elif is_page(element):
            self._gathered.append(SEEN_PAGE)
        elif name in _HEADINGS:
            self._flush()
            self._blocks.heading("".join(_pieces(element)))
        elif name in _LISTS:
            self._flush()
            self._list(element)
        elif name == "table":
            self._flush()
            self._table(element)
        elif name in _BLOCKS:
            self._flush()
            self._children(element)
            self._flush()
        else:
            self._children(element)

    def _list(self, element: etree._Element) -> None:
        if not self._lists:
            self._blocks.end_lines()
        self._lists += 1
        self._children(element)
        self._flush()
        self._lists -= 1
        if not self._lists:
            self._blocks.end_lines()

    def _table(self, table: etree._Element) -> None:
        rows = [[cell for cell in row if local_name(cell) in _CELLS] for row in _rows(table)]
        for caption in table:
            if local_name(caption) == "caption":
                self._children(caption)
                self._flush()
        self._blocks.end_lines()
        if _is_layout(rows):
            for cell in chain.from_iterable(rows):
                self._children(cell)
                self._flush()
        else:
            for row in rows:
                self._blocks.row("".join(_pieces(cell)) for cell in row if not is_hidden(cell))
        self._blocks.end_lines()

    def _gather(self, text: str | None, as_written: bool) -> None:
        if text:
            self._gathered.append(text if as_written else text.replace("\n", " "))

    def _flush(self) -> None:
        text = "".join(self._gathered)
        self._gathered = []
        if not self._lists:
            self._blocks.paragraph(text)
        elif text.strip():
            self._blocks.line(self._label + text)
            self._label = ""
        else:
            self._blocks.line(text)


def _label(parent: etree._Element, item: etree._Element, number: int) -> str:
    """What stands before an item of a list; the terms and texts of a glossary have nothing."""
    if local_name(item) in ("dt", "dd"):
        return ""
    if local_name(parent) != "ol" and attribute(parent, "rend") != "ol":
        return "- "
    start = attribute(parent, "start")
    first = int(start[:6]) if start.isdecimal() else 1
    return f"{written(first + number - 1, attribute(parent, 'type') or '1')}. "


def _pieces(parent: etree._Element) -> Iterator[str]:
    """The text of a heading or a cell, as one run; blocks within it are parted by a line end."""
    yield (parent.text or "").replace("\n", " ")
    for element in parent:
        name = local_name(element)
        if name in ("br", "lb"):
            yield "\n"
        elif is_page(element):
            yield SEEN_PAGE
        elif name and name not in _LEFT_OUT and not is_hidden(element):
            apart = "\n" if name in _BLOCKS or name in _ITEMS else ""
            yield apart
            yield from _pieces(element)
            yield apart
        yield (element.tail or "").replace("\n", " ")


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if local_name(child) in _ROWS:
            yield child
        elif local_name(child) in ("thead", "tbody", "tfoot"):
            yield from _rows(child)


def _is_layout(rows: list[list[etree._Element]]) -> bool:
    """Whether a table only places what is in it: one column, or cells like pages."""
    return (
        max(map(len, rows), default=0) < 2
        or any(
            local_name(inner) in _HEADINGS or local_name(inner) == "table"
            for cell in chain.from_iterable(rows)
            for inner in cell.iter()
            if inner is not cell
        )
        or any(sum(map(len, _pieces(cell))) > _LONGEST_CELL for cell in chain.from_iterable(rows))
    )
