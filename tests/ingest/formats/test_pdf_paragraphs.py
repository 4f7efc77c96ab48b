"""Where the paragraphs of a PDF begin and end."""

import io
import re
from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.formats.pdf import read_pdf
from ingest.source_text import ReadingOptions
from tests.ingest.formats.test_pdf import read

Line = tuple[float, float, str]
"""How far from the left, how far below the line before, and what it says."""


def text_of(*pages: Sequence[Line], font: str = "Times-Roman") -> str:
    stored = io.BytesIO()
    canvas = Canvas(stored, pagesize=(400, 600))
    for lines in pages:
        canvas.setFont(font, 12)
        y = 500.0
        for x, below, text in lines:
            y -= below
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return read_pdf(stored.getvalue(), ReadingOptions(ocr=False)).text


FULL = (
    "The ferry left the harbour before dawn on that day, and",
    "its passengers slept on sacks of wool and of barley; no",
    "one of them saw the second light behind the north mole.",
)
SHORT = "They landed at nine."


def lines(*texts: str, left: float = 50, below: float = 14) -> list[Line]:
    return [(left, below, text) for text in texts]


def test_lines_of_a_paragraph_are_joined_by_a_space() -> None:
    assert text_of(lines(*FULL)) == " ".join(FULL)


def test_a_gap_parts_paragraphs() -> None:
    text = text_of([*lines(*FULL), (50, 24, FULL[0]), *lines(*FULL[1:])])
    assert text == " ".join(FULL) + "\n\n" + " ".join(FULL)


def test_double_spacing_parts_nothing() -> None:
    assert text_of(lines(*FULL, *FULL, below=28)).count("\n\n") == 0


def test_an_indent_begins_a_paragraph() -> None:
    text = text_of(
        [
            *lines(*FULL),
            (65, 14, "At sea nothing is quite what it seems to those on"),
            *lines(*FULL[1:]),
        ]
    )
    assert text.split("\n\n")[1].startswith("At sea nothing")


def test_a_full_first_line_that_ends_a_sentence_does_not_end_its_paragraph() -> None:
    first = "At sea nothing is quite what it seemed on the shores."
    text = text_of([*lines(*FULL), (65, 14, first), *lines(*FULL)])
    assert text.split("\n\n") == [" ".join(FULL), " ".join((first, *FULL))]


def test_a_line_that_ends_early_with_its_sentence_ends_its_paragraph() -> None:
    text = text_of(lines(*FULL, SHORT, *FULL))
    assert text.split("\n\n") == [" ".join((*FULL, SHORT)), " ".join(FULL)]


def test_items_of_a_list_stand_apart_and_keep_their_lines() -> None:
    items: list[Line] = []
    for mark in ("1.", "2.", "3."):
        items += [
            (50, 14, f"{mark} The ferry left the harbour before dawn that day, and"),
            (62, 14, "its passengers slept."),
        ]
    text = text_of(items)
    assert text.count("\n\n") == 2
    assert all(part.endswith("slept.") for part in text.split("\n\n"))


def test_bullets_make_items_even_without_full_stops() -> None:
    text = text_of(lines("• nets that were mended in the winter of that year", "• ropes", "• tar"))
    assert [part[2:6] for part in text.split("\n\n")] == ["nets", "rope", "tar"]


def test_a_paragraph_goes_on_overleaf_in_mid_sentence() -> None:
    text = text_of(lines(*FULL[:2]), lines(FULL[2], SHORT))
    assert text == " ".join((*FULL, SHORT))


def test_a_paragraph_that_ends_with_its_page_is_over() -> None:
    text = text_of(lines(*FULL, SHORT), lines(*FULL))
    assert text.count("\n\n") == 1


def test_an_indent_begins_a_paragraph_also_overleaf() -> None:
    text = text_of(
        lines(*FULL[:2]), [(65, 14, "At sea nothing is quite what it seems,"), *lines(*FULL)]
    )
    assert "\n\nAt sea" in text


def test_ligatures_are_undone() -> None:
    text = read("old_fonts").text  # LaTeX sets "ff", "fi" and "fl" as one glyph each
    assert "harbour office" in text
    assert "delays the flow" in text
    assert not re.search("[\ufb00-\ufb06]", text)


@pytest.mark.parametrize("hyphen", ["-", "\u00ad"])
def test_a_word_broken_over_pages_is_whole(hyphen: str) -> None:
    first = f"The ferry left the harbour before dawn, its passen{hyphen}"
    text = text_of(lines(FULL[1], first), lines("gers asleep on sacks of wool.", SHORT))
    assert "its passengers asleep" in text


def test_a_table_is_read_row_by_row() -> None:
    row = [(50.0, 14.0, "Boats")]
    text = text_of(
        [
            *row,
            (200, 0, "Herring"),
            (50, 14, "60"),
            (200, 0, "2,140"),
            (50, 14, "24"),
            (200, 0, "655"),
        ]
    )
    assert text == "| Boats | Herring |\n| 60 | 2,140 |\n| 24 | 655 |"


def test_lines_of_one_cell_stay_together() -> None:
    text = text_of(
        [
            (50, 0, "Boats"),
            (200, 0, "Their catch"),
            (50, 20, "60"),
            (200, 0, "herring, of which"),
            (200, 13, "half was salted"),
            (50, 20, "24"),
            (200, 0, "herring, and in the"),
            (200, 13, "autumn mussels"),
            (50, 20, "11"),
            (200, 0, "mussels"),
        ]
    )
    assert text.split("\n") == [
        "| Boats | Their catch |",
        "| 60 | herring, of which half was salted |",
        "| 24 | herring, and in the autumn mussels |",
        "| 11 | mussels |",
    ]


def test_what_a_table_interrupts_is_finished_before_it_is_told() -> None:
    table: list[Line] = [
        (50, 60, "Year"),
        (150, 0, "Boats"),
        (50, 14, "1950"),
        (150, 0, "60"),
        (50, 14, "1970"),
        (150, 0, "24"),
        (50, 40, FULL[2]),
    ]
    text = text_of(lines(*FULL[:2]), table)
    assert text.startswith(" ".join(FULL) + "\n\n| Year")
