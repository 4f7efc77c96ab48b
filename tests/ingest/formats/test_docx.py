"""Word files: what a reader of the printed page would read, in order, with its places."""

from datetime import datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_BREAK
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.formats.docx import read_docx
from ingest.source_text import SourceText, Unreadable
from tests.ingest.formats.damage import damaged, damaged_inside, read_or_refused
from tests.ingest.formats.made import WORD, paragraph, run, word_file, zipped

HARBOUR = (Path(__file__).parent / "harbour.docx").read_bytes()  # written by LibreOffice

HEADING = '<w:style w:type="paragraph" w:styleId="{0}"><w:name w:val="{1}"/>{2}</w:style>'


def saved(document: docx.document.Document) -> SourceText:
    into = BytesIO()
    document.save(into)
    return read_docx(into.getvalue())


def test_a_file_of_libreoffice_is_read_in_order() -> None:
    source = read_docx(HARBOUR)
    before, _, after = source.text.partition("Sentence 1 tells")
    assert before == (
        "The Harbour of Lowmere\n\n"
        "It rained all day, and the ships stayed where they were.\n\n"
        "Tides\n\n"
        "The tide rises by four metres twice a day. The moon pulls it.\n\n"
        "- spring tides\n- neap tides\n"
        "1. Wait for the water.\n2. Cast off.\na) bow first\nb) then the stern\n3. Sail.\n\n"
        "Building the pier\n\n"
    )
    assert after.endswith(
        "Ships\n\n| Name | Built | Crew |\n| Anna | 1911 | 12 |\n| | 1923 |\n\n"
        "Last page here.\n\nMeasured at the old lighthouse."
    )
    assert source.title == "The Harbour of Lowmere"
    assert [heading.title for heading in source.headings] == [
        "The Harbour of Lowmere", "Tides", "Building the pier", "Ships"
    ]  # fmt: skip
    assert all(source.text.startswith(h.title, h.start) for h in source.headings)


def test_what_the_file_says_of_itself_is_read() -> None:
    document = docx.Document()
    document.add_paragraph("It rained.")
    facts = document.core_properties
    facts.title, facts.author, facts.language = "The Harbour", "Ada Byron; C. Babbage", "en-GB"
    facts.created = datetime(2021, 5, 3)
    source = saved(document)
    assert (source.title, source.authors) == ("The Harbour", ("Ada Byron", "C. Babbage"))
    assert (source.published, source.language) == ("", "en-GB")  # made then, not published


def test_what_the_template_of_a_program_says_is_not_said_of_the_text() -> None:
    document = docx.Document()
    document.add_paragraph("It rained.")
    source = saved(document)
    assert (source.title, source.authors, source.published, source.language) == ("", (), "", "")


def test_headings_are_known_by_their_style_in_any_language_and_by_their_outline_level() -> None:
    styles = (
        HEADING.format("berschrift1", "heading 1", "")
        + HEADING.format("Mine", "Mine", '<w:basedOn w:val="berschrift1"/>')
        + HEADING.format("T", "Titre 2", "")
        + HEADING.format("Plain", "Plain", '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>')
    )
    body = "".join(
        paragraph(text, properties)
        for text, properties in [
            ("Eins", '<w:pStyle w:val="berschrift1"/>'),
            ("Zwei", '<w:pStyle w:val="Mine"/>'),
            ("Trois", '<w:pStyle w:val="T"/>'),
            ("Four", '<w:outlineLvl w:val="2"/>'),
            ("Text", '<w:pStyle w:val="Plain"/>'),
        ]
    )
    source = read_docx(word_file(body, styles=styles))
    assert [heading.title for heading in source.headings] == ["Eins", "Zwei", "Trois", "Four"]


def test_numbered_headings_keep_their_numbers() -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, form, text in [(0, "upperRoman", "%1."), (1, "decimal", "%1.%2")]
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
    )
    numbered = (
        '<w:outlineLvl w:val="0"/><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="3"/></w:numPr>'
    )
    body = "".join(paragraph(t, numbered.format(d)) for t, d in [("A", 0), ("B", 0), ("C", 1)])
    assert read_docx(word_file(body, numbering=numbering)).text == "I. A\n\nII. B\n\nII.1 C"


def test_changes_are_read_as_accepted() -> None:
    body = (
        f'<w:p>{run("The tide ")}<w:del w:id="1"><w:r><w:delText>falls</w:delText></w:r></w:del>'
        f'<w:ins w:id="2">{run("rises")}</w:ins><w:moveFrom>{run(" not here")}</w:moveFrom>.</w:p>'
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('One ')}</w:p><w:p>{run('line.')}</w:p>"
    )
    assert read_docx(word_file(body)).text == "The tide rises\n\nOne line."


def test_a_text_box_is_read_once_though_it_is_written_twice() -> None:
    box = f"<w:txbxContent>{paragraph('In the box.')}</w:txbxContent>"
    body = (
        '<w:p xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"{run('Beside it.')}<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
        f"</w:r></w:p>{paragraph('After.')}"
    )
    assert read_docx(word_file(body)).text == "Beside it.\n\nIn the box.\n\nAfter."


def test_fields_links_and_signs_are_read_as_they_look() -> None:
    body = (
        f"<w:p>{run('See ')}<w:hyperlink>{run('the map')}</w:hyperlink>"
        "<w:r><w:fldChar/></w:r><w:r><w:instrText> PAGEREF x </w:instrText></w:r>"
        f"{run(', light')}<w:r><w:softHyphen/></w:r>{run('house, co')}"
        f"<w:r><w:t>\u00ad</w:t></w:r>{run('ast')}"
        "<w:r><w:noBreakHyphen/><w:t>line</w:t><w:tab/><w:t>and</w:t><w:br/><w:t>sea</w:t></w:r>"
        f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>"
    )
    assert read_docx(word_file(body)).text == "See the map, lighthouse, coast-line and\nsea"


def test_a_merged_cell_is_read_once_and_a_table_of_one_column_is_text() -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=3)
    for row in range(2):
        for column in range(3):
            table.cell(row, column).text = f"{row}{column}"
    table.cell(0, 0).merge(table.cell(0, 1)).text = "wide"
    document.add_paragraph("Between.")
    document.add_table(rows=1, cols=1).cell(0, 0).text = "Framed."
    text = saved(document).text
    assert text == "| wide | 02 |\n| 10 | 11 | 12 |\n\nBetween.\n\nFramed."


def test_pages_begin_where_word_saw_them_begin() -> None:
    seen = "<w:r><w:lastRenderedPageBreak/></w:r>"
    body = (
        f"<w:p>{run('One. Ex')}{seen}{run('ample')}</w:p>"
        f"<w:p><w:r><w:br w:type='page'/></w:r></w:p><w:p>{seen}{run('Three.')}</w:p>"
    )
    source = read_docx(word_file(body))
    assert source.text == "One. Example\n\nThree."
    starts = [source.text[page:][:5] for page in source.pages]
    assert starts == ["One. ", "ample", "Three"]


def test_a_row_that_ends_a_page_ends_one() -> None:
    cell = "<w:tc>" + f"<w:p>{run('a')}<w:r><w:lastRenderedPageBreak/></w:r>{run('b')}</w:p></w:tc>"
    body = paragraph("First.") + f"<w:tbl><w:tr>{cell * 3}</w:tr></w:tbl>" + paragraph("Last.")
    assert len(read_docx(word_file(body)).pages) == 2


@pytest.mark.parametrize(("sentences", "pages"), [(10, 2), (400, 0)])
def test_breaks_of_the_author_are_pages_where_what_is_between_them_fits_one(
    sentences: int, pages: int
) -> None:
    document = docx.Document()
    document.add_paragraph("It rained all day. " * sentences).add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("Then the sun came out.")
    assert len(saved(document).pages) == pages


def test_a_table_of_contents_and_the_top_of_pages_are_left_out() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Confidential"
    document.add_paragraph("It rained.")
    style = document.styles.add_style("toc 1", 1)
    document.add_paragraph("Tides\t3", style=style)
    assert saved(document).text == "It rained."


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"PK\x03\x04 and nothing", "is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 100, "is an old or encrypted Word file"),
        (zipped({"a.txt": "no Word file"}), "lacks its part"),
        (zipped({"word/document.xml": "<w:document"}), "is damaged inside"),
        (word_file(" " * 20_000_000), "packed more than 200 times"),
        (word_file("<w:tbl><w:tr><w:tc>" * 80 + "</w:tc></w:tr></w:tbl>" * 80), "is nested more"),
        (
            zipped({"word/document.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}),
            "defines entities",
        ),
        (zipped({"word/document.xml": f"<w:document {WORD}/>"}), "is no Word file inside"),
    ],
)
def test_what_is_no_word_file_is_refused_in_a_sentence(content: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        read_docx(content)


@settings(max_examples=60, deadline=None)
@given(st.one_of(damaged(HARBOUR), damaged_inside(HARBOUR)))
def test_a_damaged_file_is_read_or_refused(content: bytes) -> None:
    read_or_refused(read_docx, content)
