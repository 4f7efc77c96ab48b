"""What only a file's properties say is put where it can be quoted, and everything moves with it."""

import pytest

from ingest.front_lines import in_words, with_front_lines
from ingest.source_text import SourceText
from vectorstore.records import Heading, PageWords, WordBox

TEXT = "Tides\n\nHigh tide is at noon."


def test_an_author_and_a_date_that_the_text_does_not_name_are_put_before_it() -> None:
    told = with_front_lines(
        SourceText(TEXT, "Tides", authors=("Ada Byron", "Ida Lund"), published="2021-05-03")
    )
    assert told.text == f"Authors: Ada Byron, Ida Lund\n\nPublished: 3 May 2021\n\n{TEXT}"


def test_what_the_text_says_itself_is_not_said_again() -> None:
    text = "Tides\n\nBy Ada BYRON\n\n3 May 2021\n\nHigh tide is at noon."
    source = SourceText(text, "Tides", authors=("Ada Byron",), published="2021-05-03")
    assert with_front_lines(source) == source


def test_what_only_the_first_lines_say_is_known_of_the_document() -> None:
    told = with_front_lines(SourceText("Tides\n\nBy Ada Byron\n\n3 May 2021\n\nIt rose.", "Tides"))
    assert (told.authors, told.published) == (("Ada Byron",), "2021-05-03")
    assert told.text.startswith("Tides")


def test_pages_headings_and_boxes_move_with_the_text() -> None:
    words = PageWords.of(1, [WordBox(7, 11, 0.0, 0.0, 0.5, 0.5)])
    source = SourceText(
        TEXT, "Tides", (0, 7), (Heading(0, "Tides"),), (words,), authors=("Ada Byron",)
    )
    told = with_front_lines(source)
    (heading,), ((box,),) = told.headings, [list(page.boxes()) for page in told.words]
    assert told.text[heading.start :].startswith("Tides")
    assert told.text[box.start : box.end] == TEXT[7:11]
    assert told.text[told.pages[1] :] == TEXT[7:]
    assert told.pages[0] > 0  # what stands before is on no page


@pytest.mark.parametrize(
    ("date", "words"),
    [("2021-05-03", "3 May 2021"), ("2021-05", "May 2021"), ("2021", "2021"), ("soon", "soon")],
)
def test_a_date_is_said_as_people_write_it(date: str, words: str) -> None:
    assert in_words(date) == words
