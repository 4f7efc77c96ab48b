"""OpenDocument texts: what a reader of the printed page would read, in order, with its places."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.formats.docx import read_docx
from ingest.formats.odt import read_odt
from ingest.source_text import Unreadable
from tests.ingest.formats.damage import damaged, damaged_inside, read_or_refused
from tests.ingest.formats.made import zipped

HERE = Path(__file__).parent
HARBOUR = (HERE / "harbour.odt").read_bytes()  # written by LibreOffice, as harbour.docx was

_URN = "urn:oasis:names:tc:opendocument:xmlns"
NAMES = " ".join(
    f'xmlns:{name}="{_URN}:{urn}:1.0"'
    for name, urn in {
        "office": "office",
        "text": "text",
        "table": "table",
        "style": "style",
        "draw": "drawing",
        "meta": "meta",
        "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
    }.items()
)
NAMES += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'


def open_file(body: str, styles: str = "", **members: str) -> bytes:
    content = (
        f"<office:document-content {NAMES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    return zipped({"content.xml": content} | {f"{name}.xml": xml for name, xml in members.items()})


def style(name: str, properties: str = "", more: str = "") -> str:
    return f'<style:style style:name="{name}" {more}>{properties}</style:style>'


def test_the_same_document_reads_the_same_in_both_formats() -> None:
    open_document, word = read_odt(HARBOUR), read_docx((HERE / "harbour.docx").read_bytes())
    assert open_document.text.split() == word.text.split()
    assert [h.title for h in open_document.headings] == [h.title for h in word.headings]
    assert open_document.title == word.title == "The Harbour of Lowmere"
    assert "Nobody knows why" not in open_document.text
    assert "- spring tides\n- neap tides" in open_document.text
    assert "2. Cast off.\na) bow first\nb) then the stern\n3. Sail." in open_document.text
    assert open_document.text.endswith("Last page here.\n\nMeasured at the old lighthouse.")


def test_what_the_file_says_of_itself_is_read() -> None:
    meta = (
        f"<office:document-meta {NAMES}><office:meta><dc:title>The Harbour</dc:title>"
        "<meta:initial-creator>Ada Byron</meta:initial-creator><dc:creator>An editor</dc:creator>"
        "<meta:creation-date>2021-05-03T10:00:00</meta:creation-date>"
        "<dc:language>en-GB</dc:language></office:meta></office:document-meta>"
    )
    source = read_odt(open_file("<text:p>It rained.</text:p>", meta=meta))
    assert (source.title, source.authors) == ("The Harbour", ("Ada Byron",))
    assert (source.published, source.language) == ("", "en-GB")  # made then, not published


def test_pages_begin_at_breaks_that_are_seen_and_asked_for() -> None:
    page = '<style:paragraph-properties fo:break-before="page"/>'
    styles = style("Own", page) + style("Derived", more='style:parent-style-name="Own"')
    body = (
        '<text:p text:style-name="Derived">One.</text:p>'
        "<text:p>Ex<text:soft-page-break/>ample.</text:p>"
        "<text:soft-page-break/><text:p>Three.</text:p>"
        '<text:p text:style-name="Derived">Four.</text:p>'
    )
    source = read_odt(open_file(body, styles))
    assert [source.text[page:][:4] for page in source.pages] == ["One.", "ampl", "Thre", "Four"]


def test_spaces_tabs_and_line_ends_are_read_as_they_look() -> None:
    body = (
        '<text:p>One\n   two<text:s text:c="3"/>three<text:tab/>four<text:line-break/>'
        "<text:span>fi<text:span>ve</text:span></text:span> <text:a>si\u00adx</text:a></text:p>"
    )
    assert read_odt(open_file(body)).text == "One two three four\nfive six"


def test_what_is_hidden_or_beside_the_text_is_left_out() -> None:
    styles = style("Hidden", '<style:text-properties text:display="none"/>')
    body = (
        '<text:p>Seen<text:span text:style-name="Hidden"> not</text:span>'
        "<office:annotation><text:p>a note</text:p></office:annotation>.</text:p>"
        '<text:p text:style-name="Hidden">Not seen.</text:p>'
        '<text:section text:display="none"><text:p>Not seen.</text:p></text:section>'
        "<text:table-of-content><text:index-body><text:p>Tides 3</text:p></text:index-body>"
        "</text:table-of-content>"
    )
    assert read_odt(open_file(body, styles)).text == "Seen."


def test_a_text_box_follows_its_paragraph_and_its_footnote_stands_at_the_end() -> None:
    note = (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>A note.</text:p></text:note-body></text:note>"
    )
    body = (
        "<text:p>Be<draw:frame><svg:title>picture</svg:title><draw:text-box>"
        f"<text:p>In the box{note}.</text:p></draw:text-box></draw:frame>side.</text:p>"
        "<text:p>After.</text:p>"
    )
    assert read_odt(open_file(body)).text == "Beside.\n\nIn the box.\n\nAfter.\n\nA note."


def test_merged_cells_are_read_once() -> None:
    def cell(text: str, more: str = "") -> str:
        return f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>"

    covered = "<table:covered-table-cell/>"
    body = (
        "<table:table><table:table-header-rows><table:table-row>"
        + cell("wide", 'table:number-columns-spanned="2"') + covered + cell("c")
        + "</table:table-row></table:table-header-rows><table:table-row>"
        + cell("tall", 'table:number-rows-spanned="2"') + cell("b") + cell("c")
        + f"</table:table-row><table:table-row>{covered}" + cell("b") + cell("c")
        + "</table:table-row></table:table>"
    )  # fmt: skip
    assert read_odt(open_file(body)).text == "| wide | c |\n| tall | b | c |\n| | b | c |"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"nothing", "is damaged"),
        (zipped({"a.txt": "no"}), r"lacks its part content\.xml"),
        (zipped({"content.xml": "<a/>"}), "is no text document inside"),
        (
            zipped(
                {
                    "content.xml": b"\x01\x02",
                    "META-INF/manifest.xml": "<a><file-entry><encryption-data/></file-entry></a>",
                }
            ),
            "is encrypted",
        ),
    ],
)
def test_what_is_no_open_document_is_refused_in_a_sentence(content: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        read_odt(content)


@settings(max_examples=60, deadline=None)
@given(st.one_of(damaged(HARBOUR), damaged_inside(HARBOUR)))
def test_a_damaged_file_is_read_or_refused(content: bytes) -> None:
    read_or_refused(read_odt, content)
