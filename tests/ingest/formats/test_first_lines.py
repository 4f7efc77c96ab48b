"""Titles, bylines and dates at the head of a text, and what only looks like one."""

import pytest

from ingest.formats.first_lines import byline, first_date, first_title

ARTICLE = "The Harbour\n\n{}\n\nIt rained all day, and nobody came.\n"


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Ada Byron", ("Ada Byron",)),
        ("BY ADA BYRON", ("ADA BYRON",)),
        ("*By Ada Byron*", ("Ada Byron",)),
        ("By Ada Byron and Charles Babbage", ("Ada Byron", "Charles Babbage")),
        ("By Ada Byron, Staff Writer", ("Ada Byron",)),
        ("By Ada Byron | 3 May 2021", ("Ada Byron",)),
        ("May 3, 2021 · By Ada Byron", ("Ada Byron",)),
        (
            "Written by Jean-Luc de la Cruz & J. R. R. Tolkien",
            ("Jean-Luc de la Cruz", "J. R. R. Tolkien"),
        ),
        ("Author: Ólafur Šimunić", ("Ólafur Šimunić",)),
    ],
)
def test_a_byline_names_who_wrote_the_text(line: str, authors: tuple[str, ...]) -> None:
    assert byline(ARTICLE.format(line)) == authors


@pytest.mark.parametrize(
    "line",
    [
        "By the sea and the land",
        "By Day Three, the men were tired",
        "By Our Correspondent",
        "By Monday",
        "By Ada Byron was moved by what she saw.",
        "Bystanders Ada Byron",
        "Signed by nobody",
    ],
)
def test_a_line_that_only_begins_like_a_byline_is_none(line: str) -> None:
    assert byline(ARTICLE.format(line)) == ()


def test_a_byline_far_down_belongs_to_something_else() -> None:
    assert byline("It rained.\n" * 40 + "By Ada Byron\n") == ()


@pytest.mark.parametrize(
    "line",
    [
        "3 May 2021",
        "Published on 3 May 2021",
        "Published: 2021-05-03",
        "By Ada Byron | May 3, 2021",
    ],
)
def test_a_line_of_its_own_says_when_a_text_was_published(line: str) -> None:
    assert first_date(ARTICLE.format(line)) == "2021-05-03"


@pytest.mark.parametrize(
    "line",
    ["On 3 May 2021 it rained", "Updated 3 May 2021", "3/4/2021", "2021", "Page 3, May 2021 issue"],
)
def test_a_date_within_a_line_is_no_date_of_publication(line: str) -> None:
    assert first_date(ARTICLE.format(line)) == ""


def test_a_sentence_is_no_title() -> None:
    assert first_title("\n  The Harbour \n\nIt rained.") == "The Harbour"
    assert first_title("It rained.\nAll day.") == ""
    assert first_title("It rained and " * 40) == ""
    assert first_title("昨天下雨。") == ""
    assert first_title("") == ""
