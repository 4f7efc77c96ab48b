"""The text of a Word file's body, footnotes and text boxes, with all changes accepted."""

import re
from collections.abc import Iterator
from itertools import chain

from lxml import etree

from ingest.formats.blocks import PAGE, SEEN_PAGE, Blocks
from ingest.formats.docx_styles import Styles, attribute_of
from ingest.formats.xml import at, attribute, children, local_name

_LEFT_OUT = frozenset(
    "del moveFrom instrText delText delInstrText pPr rPr rt annotationRef commentReference "
    "sectPr tblPr tblGrid trPr tcPr sdtPr sdtEndPr".split()
)
_SIGNS = {
    "tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-", "lastRenderedPageBreak": SEEN_PAGE
}  # fmt: skip
_OFF = ("0", "false", "off")


class WordText:
    """Gathers the blocks of one file, part by part."""

    def __init__(self, styles: Styles) -> None:
        self.blocks = Blocks()
        self.title = ""
        self._styles = styles
        self._joined = ""  # of a paragraph whose end was deleted, so that the next one goes on
        self._sections: list[str] = []  # how each section that is still to come begins

    def add(self, part: etree._Element) -> None:
        """Read all of a part: a body, or a note."""
        for element in list(part.iter("{*}AlternateContent")):
            for again in children(element)[1:]:  # the same in the words of older programs
                element.remove(again)
        self._sections = [attribute_of(at(s, "type")) for s in part.iter("{*}sectPr")][1:]
        self._blocks_of(part)

    def _blocks_of(self, parent: etree._Element) -> None:
        for element in children(parent):
            name = local_name(element)
            if name == "p":
                self._paragraph(element)
            elif name == "tbl":
                self._table(element)
            elif name not in _LEFT_OUT:
                self._blocks_of(element)
        self.blocks.end_lines()

    def _paragraph(self, paragraph: etree._Element) -> None:
        if self._styles.is_contents(paragraph):
            return
        text = self._joined + "".join(_inline(paragraph))
        self._joined = ""
        if at(paragraph, "pPr", "rPr", "del") is not None:
            self._joined = text
            return
        if _is_on(at(paragraph, "pPr", "pageBreakBefore")) and self.blocks:
            text = PAGE + text
        label = self._styles.label(paragraph) if text.strip() else None
        if self._styles.is_title(paragraph) and not self.title:
            self.title = " ".join(text.split())
            self.blocks.heading(text)
        elif self._styles.is_heading(paragraph):
            numbered = label if label and label != "- " else ""
            self.blocks.heading(numbered + text)
        elif label is not None:
            self.blocks.line(label + text)
        else:
            self.blocks.paragraph(text)
        if at(paragraph, "pPr", "sectPr") is not None:
            begins = self._sections.pop(0) if self._sections else ""
            self.blocks.paragraph("" if begins == "continuous" else PAGE)
        for box in _text_boxes(paragraph):
            self._blocks_of(box)

    def _table(self, table: etree._Element) -> None:
        rows = [
            list(_within(row, "tc"))
            for row in _within(table, "tr")
            if at(row, "trPr", "del") is None
        ]
        self.blocks.end_lines()
        if _is_layout(rows):
            for cell in chain.from_iterable(rows):
                self._blocks_of(cell)
        else:
            for row in rows:
                self.blocks.row(map(_cell_text, row))
        self.blocks.end_lines()


def _inline(parent: etree._Element) -> Iterator[str]:
    """The text of a paragraph or run, without what has been deleted or hidden."""
    for element in children(parent):
        name = local_name(element)
        if name == "t":
            yield element.text or ""
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name == "br":
            yield "\n\n" + PAGE if attribute(element, "type") == "page" else "\n"
        elif name == "sym":
            yield _symbol(attribute(element, "char"))
        elif name == "r":
            if not _is_on(at(element, "rPr", "vanish")):
                yield from _inline(element)
        elif name not in _LEFT_OUT and name not in ("txbxContent", "tbl"):
            yield from _inline(element)


def _text_boxes(parent: etree._Element) -> Iterator[etree._Element]:
    """The text boxes that hang on a paragraph, the outer ones."""
    for element in children(parent):
        name = local_name(element)
        if name == "txbxContent":
            yield element
        elif name not in _LEFT_OUT:
            yield from _text_boxes(element)


def _within(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Rows or cells, also where a content control or an insertion stands around them."""
    for child in children(parent):
        if local_name(child) == name:
            yield child
        elif local_name(child) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _within(child, name)


def _cell_text(cell: etree._Element) -> str:
    """What stands in a cell; nothing where it goes on from the row above."""
    merge = at(cell, "tcPr", "vMerge")
    if merge is not None and attribute_of(merge) != "restart":
        return ""
    return "\n".join(
        text
        for paragraph in cell.iter("{*}p")
        if not any(local_name(above) in _LEFT_OUT for above in paragraph.iterancestors())
        for text in ["".join(_inline(paragraph))]
    )


def _is_layout(rows: list[list[etree._Element]]) -> bool:
    """Whether a table only places what is in it: one column, or tables within its cells."""
    return max(map(len, rows), default=0) < 2 or any(
        next(cell.iter("{*}tbl"), None) is not None for cell in chain.from_iterable(rows)
    )


def _symbol(code: str) -> str:
    """A character given by its number; those of symbol fonts mean nothing without the font."""
    if not re.fullmatch("[0-9A-Fa-f]{1,6}", code):
        return ""
    number = int(code, 16)
    usual = 0x20 <= number < 0xD800 or 0xF900 <= number < 0xFFFE
    return chr(number) if usual else ""


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and attribute(element, "val") not in _OFF
