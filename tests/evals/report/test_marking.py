"""Words marked in a passage by their places."""

from evals.questions.record import Place
from evals.report.marking import Stretch, marked

AT = Place(document="a.md", start=100, end=110)


def place(start: int, end: int, document: str = "a.md") -> Place:
    return Place(document=document, start=start, end=end)


def test_right_and_cited_words_are_told_apart_and_where_they_are_both() -> None:
    assert marked("0123456789", AT, [place(102, 106)], [place(104, 108)]) == [
        Stretch("01"),
        Stretch("23", right=True),
        Stretch("45", right=True, cited=True),
        Stretch("67", cited=True),
        Stretch("89"),
    ]


def test_a_place_that_goes_beyond_the_passage_is_marked_as_far_as_it_goes() -> None:
    assert marked("0123456789", AT, [place(90, 103), place(108, 200)], []) == [
        Stretch("012", right=True),
        Stretch("34567"),
        Stretch("89", right=True),
    ]


def test_places_elsewhere_mark_nothing() -> None:
    elsewhere = [place(102, 106, "b.md"), place(0, 100), place(110, 120)]
    assert marked("0123456789", AT, elsewhere, elsewhere) == [Stretch("0123456789")]


def test_a_passage_whose_text_was_not_kept_has_no_stretches() -> None:
    assert marked("", AT, [place(102, 106)], []) == []
