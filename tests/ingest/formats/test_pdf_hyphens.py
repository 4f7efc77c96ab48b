"""Words that a line's end broke are made whole; hyphens that belong to a word stay."""

import pytest

from ingest.formats.pdf_hyphens import needless


def mended(text: str) -> str:
    """A text in which `~` stands for a hyphen at the end of a line."""
    places = [place for place, char in enumerate(text) if char == "~"]
    plain = text.replace("~", "-")
    gone = needless(plain, places)
    return "".join(char for place, char in enumerate(plain) if place not in gone)


def test_a_word_broken_by_a_hyphen_is_made_whole() -> None:
    assert mended("the admin~istration of the har~bour") == "the administration of the harbour"


def test_a_compound_that_stands_elsewhere_with_its_hyphen_keeps_it() -> None:
    assert (
        mended("a long-term plan, and a long~term debt") == "a long-term plan, and a long-term debt"
    )


def test_a_word_that_stands_elsewhere_unbroken_loses_its_hyphen() -> None:
    assert mended("Cooperative. The co~operative") == "Cooperative. The cooperative"


def test_the_document_s_usual_spelling_wins() -> None:
    text = "re-open, reopen, reopen: they re~open"
    assert mended(text).endswith("they reopen")


@pytest.mark.parametrize("text", ["COVID~19", "1914~1918", "Jean~Paul", "state-of-the~art"])
def test_hyphens_at_digits_capitals_and_in_longer_compounds_stay(text: str) -> None:
    assert mended(f"of {text} and") == f"of {text.replace('~', '-')} and"


def test_well_known_keeps_its_hyphen_without_evidence() -> None:
    assert mended("this well~known tale of ninety~one ships") == (
        "this well-known tale of ninety-one ships"
    )


def test_capitals_broken_in_a_heading_are_made_whole() -> None:
    assert mended("THE HAR~BOUR") == "THE HARBOUR"


def test_a_soft_hyphen_always_goes() -> None:
    assert needless("Jean\u00adPaul", [4]) == [4]


def test_two_words_broken_alike_are_no_evidence_for_each_other() -> None:
    assert mended("the fish~ermen and the fish~ermen") == "the fishermen and the fishermen"
