"""The text of an OpenDocument body, its footnotes and text boxes, with all changes accepted."""

from collections.abc import Iterator
from itertools import chain

from lxml import etree

from ingest.formats.blocks import PAGE, SEEN_PAGE, Blocks
from ingest.formats.odt_styles import Styles
from ingest.formats.xml import at, attribute, children, local_name

_LEFT_OUT = frozenset(
    "annotation tracked-changes table-of-content illustration-index table-index object-index "
    "user-index alphabetical-index ruby-text sequence-decls variable-decls user-field-decls forms "
    "script hidden-text note".split()
)
_DRAWN = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_ROW_GROUPS = ("table-header-rows", "table-rows", "table-row-group")


class OpenText:
    """Gathers the blocks of one file."""

    def __init__(self, styles: Styles) -> None:
        self.blocks = Blocks()
        self.title = ""
        self._styles = styles
        self._notes: list[etree._Element] = []

    def add(self, body: etree._Element) -> None:
        """Read all of a body, and then its footnotes."""
        self._blocks_of(body)
        for note in self._notes:
            self._blocks_of(note)

    def _blocks_of(self, parent: etree._Element) -> None:
        for element in children(parent):
            self._block(element)

    def _block(self, element: etree._Element) -> None:
        name = local_name(element)
        if name in ("p", "h"):
            self._paragraph(element)
        elif name == "list":
            self.blocks.end_lines()
            self._list(element, attribute(element, "style-name"), 1)
            self.blocks.end_lines()
        elif name == "table":
            self._table(element)
        elif name == "soft-page-break":
            self.blocks.paragraph(SEEN_PAGE)
        elif name not in _LEFT_OUT and not (name == "section" and _is_hidden(element)):
            self._blocks_of(element)

    def _paragraph(self, element: etree._Element, label: str = "") -> None:
        style = attribute(element, "style-name")
        if self._styles.is_hidden(style) or _is_hidden(element):
            return
        text = label + self._inline(element)
        if self._styles.breaks_before(style) and self.blocks:
            text = PAGE + text
        if local_name(element) == "h":
            self.blocks.heading(text)
        elif self._styles.is_title(style) and not self.title:
            self.title = " ".join(text.split())
            self.blocks.heading(text)
        elif label:
            self.blocks.line(text)
        else:
            self.blocks.paragraph(text)
        if self._styles.breaks_after(style):
            self.blocks.paragraph(PAGE)
        for drawn in _outermost(element, _DRAWN):
            self._blocks_of(drawn)

    def _list(self, element: etree._Element, style: str, depth: int) -> None:
        style = attribute(element, "style-name") or style
        goes_on = attribute(element, "continue-numbering") == "true"
        goes_on = goes_on or bool(attribute(element, "continue-list"))
        self._styles.begin_list(style, depth, goes_on)
        for item in children(element, "list-item", "list-header"):
            label = ""
            if local_name(item) == "list-item" and at(item, "p") is not None:
                label = self._styles.label(style, depth, attribute(item, "start-value"))
            for block in children(item):
                if local_name(block) == "list":
                    self._list(block, style, depth + 1)
                elif local_name(block) == "p" and label:
                    self._paragraph(block, label)
                    label = ""
                else:
                    self._block(block)

    def _table(self, table: etree._Element) -> None:
        rows = [list(_cells(row)) for row in _rows(table)]
        self.blocks.end_lines()
        if _is_layout(rows):
            for cell in chain.from_iterable(rows):
                self._blocks_of(cell)
        else:
            for row in rows:
                self.blocks.row(map(self._cell_text, row))
        self.blocks.end_lines()

    def _cell_text(self, cell: etree._Element) -> str:
        if local_name(cell) == "covered-table-cell":
            return ""
        paragraphs = [
            element
            for element in cell.iter("{*}p", "{*}h")
            if not any(local_name(above) in _LEFT_OUT for above in element.iterancestors())
        ]
        return "\n".join(map(self._inline, paragraphs))

    def _inline(self, parent: etree._Element) -> str:
        return "".join(self._pieces(parent))

    def _pieces(self, parent: etree._Element) -> Iterator[str]:
        yield _one_space(parent.text)
        for element in parent:
            name = local_name(element)
            if name == "s":
                yield " "
            elif name == "tab":
                yield "\t"
            elif name == "line-break":
                yield "\n"
            elif name == "soft-page-break":
                yield SEEN_PAGE
            elif name == "note":
                self._notes += children(element, "note-body")
            elif not self._is_aside(element, name):
                yield from self._pieces(element)
            yield _one_space(element.tail)

    def _is_aside(self, element: etree._Element, name: str) -> bool:
        """Whether an element within a paragraph is no part of its text."""
        if not name or name in _LEFT_OUT or element.tag.startswith(_DRAWN):
            return True
        return name == "span" and self._styles.is_hidden(attribute(element, "style-name"))


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in children(table):
        if local_name(child) == "table-row":
            yield child
        elif local_name(child) in _ROW_GROUPS:
            yield from _rows(child)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    """The cells of a row; those that a wide cell covers are part of it."""
    covered = 0
    for cell in children(row, "table-cell", "covered-table-cell"):
        if local_name(cell) == "table-cell":
            span = attribute(cell, "number-columns-spanned")
            covered = int(span[:6]) - 1 if span.isdecimal() else 0
        elif covered > 0:
            covered -= 1
            continue
        yield cell


def _is_layout(rows: list[list[etree._Element]]) -> bool:
    """Whether a table only places what is in it: one column, or tables within its cells."""
    return max(map(len, rows), default=0) < 2 or any(
        next(cell.iter("{*}table"), None) is not None for cell in chain.from_iterable(rows)
    )


def _outermost(parent: etree._Element, namespace: str) -> Iterator[etree._Element]:
    """The elements of a namespace within a paragraph, but not those within each other."""
    for element in children(parent):
        if element.tag.startswith(namespace):
            yield element
        elif local_name(element) not in _LEFT_OUT:
            yield from _outermost(element, namespace)


def _is_hidden(element: etree._Element) -> bool:
    hidden = at(element, "hidden-paragraph")
    return attribute(element, "display") == "none" or (
        hidden is not None and attribute(hidden, "is-hidden") == "true"
    )


def _one_space(text: str | None) -> str:
    return (text or "").replace("\n", " ")
