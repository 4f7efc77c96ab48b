"""What the pages around a page give away as no part of its text."""

import io
from collections.abc import Callable

from reportlab.pdfgen.canvas import Canvas

from ingest.formats.pdf import read_pdf
from ingest.source_text import ReadingOptions

TEXTS = (
    "The ferry left the harbour before dawn on that day.",
    "Its passengers slept on sacks of wool and of barley.",
    "Nobody saw the second light behind the northern mole.",
    "They landed on the gravel island at a quarter to nine.",
    "The tide had turned before the last of them was ashore.",
)


def read(decorate: Callable[[Canvas, int], None], pages: int = 5) -> str:
    """What is read of so many pages of text, decorated by their number from 1."""
    stored = io.BytesIO()
    canvas = Canvas(stored, pagesize=(400, 600))
    for number in range(1, pages + 1):
        canvas.setFont("Times-Roman", 11)
        for line in range(3):
            canvas.drawString(50, 400 - 14 * line, TEXTS[(number + line) % len(TEXTS)])
        decorate(canvas, number)
        canvas.showPage()
    canvas.save()
    return read_pdf(stored.getvalue(), ReadingOptions(ocr=False)).text


def test_numbers_that_count_the_pages_go() -> None:
    text = read(lambda canvas, number: canvas.drawCentredString(200, 30, str(number + 16)))
    assert not any(char.isdigit() for char in text)


def test_numbers_between_dashes_or_words_go() -> None:
    assert "–" not in read(lambda canvas, n: canvas.drawCentredString(200, 30, f"– {n} –"))
    assert "Page" not in read(lambda canvas, n: canvas.drawString(300, 30, f"Page {n} of 5"))


def test_roman_numbers_go() -> None:
    numerals = ("", "i", "ii", "iii", "iv", "v")
    text = read(lambda canvas, n: canvas.drawCentredString(200, 30, numerals[n]))
    assert not set(numerals[1:]) & set(text.split())


def test_heads_that_take_turns_on_left_and_right_pages_go() -> None:
    def head(canvas: Canvas, number: int) -> None:
        canvas.drawString(50, 560, "Marrow Sound" if number % 2 else "Harbours of the North")

    assert "Marrow" not in read(head)
    assert "Harbours" not in read(head)


def test_a_stamp_at_the_side_of_every_page_goes() -> None:
    def stamp(canvas: Canvas, number: int) -> None:
        canvas.rotate(90)
        canvas.drawString(200, -20, "Lent by the district library")

    assert "district" not in read(stamp)


def test_a_number_that_counts_nothing_stays() -> None:
    years = ("1871", "1904", "1923", "1938", "1951")
    text = read(lambda canvas, n: canvas.drawCentredString(200, 560, years[n - 1]))
    assert all(year in text for year in years)


def test_what_only_one_page_shows_stays() -> None:
    def title(canvas: Canvas, number: int) -> None:
        if number == 1:
            canvas.drawString(50, 560, "A crossing in winter")

    assert read(title).startswith("A crossing in winter")


def test_a_title_in_large_type_stays_though_it_is_repeated() -> None:
    def title(canvas: Canvas, number: int) -> None:
        canvas.setFont("Times-Bold", 24)
        canvas.drawString(50, 550, "What was found")

    assert read(title).count("What was found") == 5


def test_items_numbered_on_over_pages_stay() -> None:
    def item(canvas: Canvas, number: int) -> None:
        for line in range(10):
            canvas.drawString(50, 580 - 14 * line, f"{10 * number + line}. Mend the nets of boat")

    text = read(item)
    assert text.count("Mend the nets") == 50


def test_the_lone_number_of_a_lone_page_goes() -> None:
    text = read(lambda canvas, number: canvas.drawCentredString(200, 30, "1"), pages=1)
    assert not any(char.isdigit() for char in text)
