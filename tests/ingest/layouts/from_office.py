"""Layouts set by LibreOffice, from flat OpenDocument texts."""

from tests.ingest.layouts.prose import CATCHES, NOTE_RECORD, SECTIONS, TITLE
from tests.ingest.layouts.tools import office

Layout = tuple[bytes, list[str]]

_NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{where}:1.0"'
    for name, where in {
        "office": "office",
        "text": "text",
        "table": "table",
        "style": "style",
        "fo": "xsl-fo-compatible",
    }.items()
)
_PAGE = (
    '<style:page-layout style:name="pl"><style:page-layout-properties fo:page-width="14.8cm" '
    'fo:page-height="21cm" fo:margin="1.5cm" style:print-orientation="portrait">{columns}'
    "</style:page-layout-properties>"
    '<style:header-style><style:header-footer-properties fo:margin-bottom="0.5cm"/>'
    "</style:header-style><style:footer-style>"
    '<style:header-footer-properties fo:margin-top="0.5cm"/></style:footer-style>'
    "</style:page-layout>"
)


def report() -> Layout:
    """A report with a header, "Page 1 of 3" at its foot, a table, a footnote, hyphenation."""
    table = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in CATCHES
    )
    note = (
        '<text:note text:id="n1" text:note-class="footnote"><text:note-citation>1'
        f"</text:note-citation><text:note-body><text:p>{NOTE_RECORD}</text:p></text:note-body>"
        "</text:note>"
    )
    body, expected = "", [TITLE]
    for title, text in SECTIONS:
        body += f'<text:h text:outline-level="1" text:style-name="H">{title}</text:h>'
        body += f'<text:p text:style-name="B">{text.replace("ever since.", "ever since." + note)}'
        body += f'</text:p><text:p text:style-name="B">{text}</text:p>'
        expected += [title, text.replace("ever since.", "ever since.¹"), text]
        expected += [f"1 {NOTE_RECORD}"] if title == SECTIONS[1][0] else []  # ends the first page
    table = (
        f'<table:table><table:table-column table:number-columns-repeated="4"/>{table}</table:table>'
    )
    rows = [" ".join(row) for row in CATCHES]
    return office(_document(f"{body}{table}")), [*expected, *rows]


def _document(body: str) -> str:
    return (
        f'<?xml version="1.0"?><office:document {_NAMESPACES} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.text">'
        '<office:styles><style:style style:name="B" style:family="paragraph">'
        '<style:paragraph-properties fo:text-align="justify" fo:margin-bottom="0.2cm"/>'
        '<style:text-properties fo:font-size="11pt" fo:hyphenate="true" fo:language="en" '
        'fo:country="GB" style:font-name="Liberation Serif"/></style:style>'
        '<style:style style:name="H" style:family="paragraph"><style:paragraph-properties '
        'fo:margin-top="0.4cm" fo:margin-bottom="0.2cm" fo:keep-with-next="always"/>'
        '<style:text-properties fo:font-size="11pt" fo:font-weight="bold"/></style:style>'
        '<style:style style:name="T" style:family="paragraph">'
        '<style:text-properties fo:font-size="20pt"/></style:style></office:styles>'
        f"<office:automatic-styles>{_PAGE.format(columns='')}</office:automatic-styles>"
        '<office:master-styles><style:master-page style:name="Standard" '
        'style:page-layout-name="pl"><style:header><text:p>Harbour Society, annual report</text:p>'
        "</style:header><style:footer><text:p>Page <text:page-number/> of <text:page-count/>"
        "</text:p></style:footer></style:master-page></office:master-styles>"
        f'<office:body><office:text><text:p text:style-name="T">{TITLE}</text:p>{body}'
        "</office:text></office:body></office:document>"
    )
