"""Layouts made after the reader was written, to see how it does on what it wasn't made with."""

import io

from reportlab.lib.pagesizes import A5
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    ListFlowable,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
)

from tests.ingest.layouts.from_latex import ONE_DESIGN
from tests.ingest.layouts.prose import (
    BIRDS,
    CATCHES,
    FISHING,
    FUTURE,
    HARBOUR,
    LIGHT,
    NOTE_BRANDT,
    NOTE_RECORD,
    PANDEMIC,
    TIDES,
    TITLE,
)
from tests.ingest.layouts.tools import browser, latex

Layout = tuple[bytes, list[str]]


def manual() -> Layout:
    """A manual by reportlab: a contents page, heads and feet, lists, wrapped cells of a table."""
    styles = getSampleStyleSheet()

    def page(canvas: Canvas, document: object) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(40, A5[1] - 30, "Harbour manual")
        canvas.drawRightString(A5[0] - 40, 25, f"{canvas.getPageNumber()}")

    cells = [[Paragraph(cell, styles["BodyText"]) for cell in row] for row in _TABLE]
    items = [Paragraph(text, styles["BodyText"]) for text in (HARBOUR, FISHING)]
    story = [
        Paragraph(TITLE, styles["Title"]),
        *(Paragraph(entry, styles["BodyText"]) for entry in _CONTENTS),
        PageBreak(),
        Paragraph("The tides", styles["Heading1"]),
        Paragraph(TIDES, styles["BodyText"]),
        Table(cells, colWidths=[70, 230]),
        Spacer(1, 12),
        ListFlowable(items, bulletType="1"),
        Paragraph("The light", styles["Heading1"]),
        Paragraph(LIGHT, styles["BodyText"]),
        Paragraph(PANDEMIC, styles["BodyText"]),
        Paragraph(BIRDS, styles["BodyText"]),
    ]
    stored = io.BytesIO()
    document = SimpleDocTemplate(stored, pagesize=A5, margin=40, invariant=1)
    document.build(story, onFirstPage=page, onLaterPages=page)
    expected = [TITLE, *_CONTENTS, "The tides", TIDES]
    expected += [" ".join(row) for row in _TABLE]
    expected += [f"1 {HARBOUR}", f"2 {FISHING}"]
    return stored.getvalue(), [*expected, "The light", LIGHT, PANDEMIC, BIRDS]


_CONTENTS = ("1. The tides", "2. The light")
_TABLE = (("Matter", "What is known"), ("Future", FUTURE[:220]), ("Terns", BIRDS[:150]))


def thesis() -> Layout:
    """A thesis by LaTeX: footnotes, a quotation, numbered items, references."""
    source = (
        r"\documentclass[11pt]{report}\usepackage[a5paper,margin=2cm]{geometry}"
        rf"{ONE_DESIGN}\begin{{document}}"
        rf"\chapter{{The water}}{HARBOUR}\footnote{{{NOTE_RECORD}}} {TIDES}"
        rf"\footnote{{{NOTE_BRANDT}}} \begin{{quote}}{FUTURE}\end{{quote}} {FISHING}"
        rf"\section{{Findings}}\begin{{enumerate}}\item {LIGHT}\item {BIRDS}\end{{enumerate}}"
        rf"{PANDEMIC}\begin{{thebibliography}}{{9}}\bibitem{{a}} {_REFERENCE}"
        r"\end{thebibliography}\end{document}"
    )
    expected = ["Chapter 1", "The water", f"{HARBOUR}¹ {TIDES}²"]
    expected += [f"1 {NOTE_RECORD}", f"2 {NOTE_BRANDT}"]  # before what goes on overleaf
    expected += [FUTURE, FISHING, "1.1 Findings"]
    expected += [f"1. {LIGHT}", f"2. {BIRDS}", PANDEMIC, "Bibliography", f"[1] {_REFERENCE}"]
    return latex(source), expected


_REFERENCE = (
    "Ottilie Brandt. Measurements of the tides in Marrow Sound and an explanation of its double "
    "flood. Harbour Press, 1923."
)


def magazine() -> Layout:
    """A page of a magazine: a summary across it, two columns, a box, a second story."""
    source = (
        "<!doctype html><html lang=en><meta charset=utf-8><title>magazine_final_v2.indd</title>"
        "<style>body{font:10pt 'DejaVu Serif'}.c{columns:2;column-gap:16px;hyphens:auto;"
        "text-align:justify}.b{border:1px solid;padding:6px;font:8.5pt 'DejaVu Sans'}</style>"
        f"<h1>{TITLE}</h1><p><b>{PANDEMIC}</b><div class=c><p>{HARBOUR}<p>{TIDES}<p>{FISHING}"
        f"</div><div class=b><b>In figures</b><table>{_rows()}</table></div>"
        f"<h2>Terns</h2><div class=c><p>{BIRDS}<p>{LIGHT}</div>"
    )
    expected = [TITLE, PANDEMIC, HARBOUR, TIDES, FISHING, "In figures"]
    expected += [" ".join(row) for row in CATCHES]
    return browser(source), [*expected, "Terns", BIRDS, LIGHT]


def _rows() -> str:
    return "".join(f"<tr>{''.join(f'<td>{cell}' for cell in row)}" for row in CATCHES)
