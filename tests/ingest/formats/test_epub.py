"""E-books: chapters in their order, with their headings and the pages of the printed edition."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.formats.epub import read_epub
from ingest.source_text import Unreadable
from tests.ingest.formats.damage import damaged, damaged_inside, read_or_refused
from tests.ingest.formats.made import zipped

XHTML = (
    '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html>'
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
    "<head><title/><style>p{{}}</style></head><body>{}</body></html>"
)
METADATA = (
    "<dc:title>The Harbour</dc:title><dc:creator id='a'>Ada Byron</dc:creator>"
    "<dc:creator id='b'>C. Babbage</dc:creator><meta refines='#b' property='role'>trl</meta>"
    "<dc:date>2021-05-03</dc:date><dc:language>en-GB</dc:language>"
)


def book(*chapters: str, metadata: str = METADATA, **members: str | bytes) -> bytes:
    """A book of chapters, listed in the manifest in another order than they are read in."""
    names = [f"text/ch {number}.xhtml" for number in range(len(chapters))]
    items = "".join(
        f'<item id="c{number}" href="{name.replace(" ", "%20")}"'
        ' media-type="application/xhtml+xml"/>'
        for number, name in reversed(list(enumerate(names)))
    )
    spine = "".join(f'<itemref idref="c{number}"/>' for number in range(len(chapters)))
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": (
                '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
                '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
            ),
            "OEBPS/book.opf": (
                '<package xmlns="http://www.idpf.org/2007/opf"'
                ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
                f"<metadata>{metadata}</metadata><manifest>{items}"
                '<item id="nav" href="nav.xhtml" properties="nav"'
                ' media-type="application/xhtml+xml"/></manifest>'
                f'<spine><itemref idref="nav"/>{spine}</spine></package>'
            ),
            "OEBPS/nav.xhtml": XHTML.format("<nav><ol><li>Contents</li></ol></nav>"),
        }
        | {f"OEBPS/{name}": text for name, text in zip(names, chapters, strict=True)}
        | members
    )


TWO = book(
    XHTML.format("<h1>Tides</h1><p>The sea&nbsp;rises &amp; falls.</p><ul><li>spring</li></ul>"),
    XHTML.format("<h1>Ships</h1><h2>Small<br/>ones</h2><p>They sail.</p>"),
)


def test_chapters_are_read_in_the_order_of_the_spine() -> None:
    source = read_epub(TWO)
    assert source.text == (
        "Tides\n\nThe sea rises & falls.\n\n- spring\n\nShips\n\nSmall ones\n\nThey sail."
    )
    assert [heading.title for heading in source.headings] == ["Tides", "Ships", "Small ones"]


def test_a_book_says_what_it_is() -> None:
    source = read_epub(TWO)
    assert (source.title, source.authors) == ("The Harbour", ("Ada Byron",))
    assert (source.published, source.language) == ("2021-05-03", "en-GB")


def test_pages_are_those_of_the_printed_edition() -> None:
    mark = '<span epub:type="pagebreak" title="{}">{}</span>'
    source = read_epub(
        book(
            XHTML.format(f"<p>{mark.format('iv', '')}Preface.</p>"),
            XHTML.format(
                f"<p>{mark.format(1, 1)}One. Ex{mark.format(2, '')}ample.</p>"
                f"{mark.format(4, '')}<p>Four.</p>"
            ),
        )
    )
    assert source.text == "Preface.\n\nOne. Example.\n\nFour."
    assert [source.text[page:][:4] for page in source.pages] == ["One.", "ampl", "Four", "Four"]


def test_pages_that_are_marked_out_of_order_are_not_believed() -> None:
    mark = '<span epub:type="pagebreak" title="{}"/>'
    chapter = XHTML.format(f"<p>{mark.format(5)}Five.</p><p>{mark.format(3)}Three.</p>")
    assert read_epub(book(chapter)).pages == ()


def test_a_chapter_that_is_no_xml_is_read_as_a_browser_would() -> None:
    assert read_epub(book("<html><body><p>One<br>two<p>Three & four")).text == (
        "One\ntwo\n\nThree & four"
    )


def test_a_book_with_scrambled_fonts_is_read_and_a_locked_one_refused() -> None:
    encryption = '<encryption><EncryptionMethod Algorithm="{}"/></encryption>'
    fonts = encryption.format("http://www.idpf.org/2008/embedding")
    chapter = XHTML.format("<p>Open.</p>")
    assert read_epub(book(chapter, **{"META-INF/encryption.xml": fonts})).text == "Open."
    locked = encryption.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc")
    with pytest.raises(Unreadable, match=r"is locked against copying \(DRM\)"):
        read_epub(book(chapter, **{"META-INF/encryption.xml": locked}))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"nothing", "is damaged"),
        (zipped({"a.txt": "no"}), "is no e-book inside"),
        (zipped({"a.opf": "<package/>"}), "lacks the order of its chapters"),
        (
            zipped({"a.opf": '<!DOCTYPE a [<!ENTITY b "c">]><package>&b;</package>'}),
            "defines entities",
        ),
    ],
)
def test_what_is_no_book_is_refused_in_a_sentence(content: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        read_epub(content)


@settings(max_examples=60, deadline=None)
@given(st.one_of(damaged(TWO), damaged_inside(TWO)))
def test_a_damaged_book_is_read_or_refused(content: bytes) -> None:
    read_or_refused(read_epub, content)
