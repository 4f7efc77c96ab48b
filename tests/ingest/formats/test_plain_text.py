"""Plain text and Markdown: the text is the file's, what is known of it comes from its head."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.formats.plain_text import read_markdown, read_plain_text

POST = """---
Title: "The Harbour: a history"
authors:
  - Ada Byron
  - name: Charles Babbage
date: 2021-05-03 10:00:00
lang: en_GB
# a comment
---

## Tides ##

The sea rises.
"""


def test_plain_text_says_its_title_its_author_and_its_date() -> None:
    source = read_plain_text(b"The Harbour\n\nBy Ada Byron\n3 May 2021\n\nIt rained.\n")
    assert source.title == "The Harbour"
    assert source.authors == ("Ada Byron",)
    assert source.published == "2021-05-03"
    assert source.headings == ()  # nothing marks one


def test_a_text_without_a_title_has_none() -> None:
    assert read_plain_text(b"It rained.\nAll day.").title == ""
    assert read_markdown(b"No heading here").title == ""


def test_the_title_of_markdown_is_its_first_heading() -> None:
    assert read_markdown(b"By me.\n\n## The Harbour ##\n\nRain.").title == "The Harbour"


def test_front_matter_is_read_and_stays_in_the_text() -> None:
    source = read_markdown(POST.encode())
    assert source.text == POST
    assert source.title == "The Harbour: a history"
    assert source.authors == ("Ada Byron", "Charles Babbage")
    assert source.published == "2021-05-03"
    assert source.language == "en-GB"


def test_a_comment_in_front_matter_is_no_heading() -> None:
    (heading,) = read_markdown(POST.encode()).headings
    assert heading.title == "Tides"
    assert POST[heading.start :].startswith("## Tides ##")


def test_front_matter_that_is_none_is_text() -> None:
    for front in ("---\n- a\n- b\n---\n", "---\na: [\n---\n", "---\n" + "[" * 5000 + "\n---\n"):
        source = read_markdown(f"{front}# The Harbour\n\nRain.\n".encode())
        assert source.title == "The Harbour"
        assert source.text.startswith(front)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_any_front_matter_is_read(front: str) -> None:
    source = read_markdown(f"---\n{front}\n---\n\nRain.\n".encode())
    assert source.text.endswith("Rain.\n")
