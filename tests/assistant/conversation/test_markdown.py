"""Any text as Markdown: a renderer with everything switched on makes the same text of it again."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from assistant.conversation.markdown import inert

RENDERER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
MARKS = st.text(st.sampled_from("\\`*_[]()<>{}!#&;:/.~|$^@+-=\"'\n\r\t 0129awx"), max_size=40)
BEGINNINGS = st.sampled_from(
    "# ,1. ,12) ,- ,+ ,* ,> ,```,~~~,---,===,    ,<p>,<!--,[a]: b,|a|".split(",")
)
TEXTS = st.text() | MARKS | st.builds(str.__add__, BEGINNINGS, MARKS)


def shown(prefix: str, text: str) -> tuple[list[str], str]:
    """The kinds of tokens that `prefix` and the text make, and the words that a reader sees."""
    kinds: list[str] = []
    words: list[str] = []

    def look(tokens: list[Token]) -> None:
        for token in tokens:
            if token.type != "inline":
                kinds.append(token.type)
            words.append(token.content if token.type.startswith("text") else "")
            look(token.children or [])

    look(RENDERER.parse(f"{prefix}{inert(text)}\n"))
    return [kind for kind in kinds if not kind.startswith("text")], "".join(words)


def as_one_line(text: str) -> str:
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", " ", text).split())


@given(TEXTS)
def test_any_text_is_shown_as_it_is(text: str) -> None:
    assert shown("Words: ", text) == (
        ["paragraph_open", "paragraph_close"],
        f"Words: {as_one_line(text)}".rstrip(),
    )


@given(TEXTS.filter(as_one_line))
def test_any_text_is_one_paragraph_wherever_it_begins_a_line(text: str) -> None:
    paragraph = ["paragraph_open", "paragraph_close"]
    assert shown("", text) == (paragraph, as_one_line(text))
    assert shown("> ", text) == (
        ["blockquote_open", *paragraph, "blockquote_close"],
        as_one_line(text),
    )
    assert shown("## ", text) == (["heading_open", "heading_close"], as_one_line(text))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("https://x.example/a", r"https\://x.example/a"),
        ("WWW.x.example", r"WWW\.x.example"),
        ("a@x.example", r"a\@x.example"),
        ("1. First", r"1\. First"),
        ("- Dash", r"\- Dash"),
        ("A title: as it is, at 9.30", "A title: as it is, at 9.30"),
    ],
)
def test_what_extensions_take_for_markup_is_escaped_and_plain_words_are_not(
    text: str, written: str
) -> None:
    assert inert(text) == written


def test_what_a_terminal_would_obey_is_gone() -> None:
    assert inert("a\x1b[31mred\x9b2J \u202eback\u2069 \ud800") == r"a \[31mred 2J back"
