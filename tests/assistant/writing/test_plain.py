"""What a document may put before a model, and a model before a reader: text, none of it to load."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.writing.plain import addresses, for_a_model, from_a_model

MARKS = ["![", "](", "[", "]", "(", ")", "<", ">", "<img ", "src=", "<!--", "-->", "a", " ", "http://x",
         "‹", "›", "\\", "\n", "**", "javascript:", "<a href=", "script", "/"]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("See ![a dam](http://x.example/?q=1) here.", "See a dam here."),
        ("See [the dam](javascript:alert(1)) here.", "See the dam) here."),
        ("See [the dam][1] here.", "See the dam here."),
        ("See [![a dam](b)](c) here.", "See a dam here."),
        ("See <http://x.example/?q=1> here.", "See  here."),
        ("It is <b>old</b><br>and <x onload=run>high</x>.", "It is oldand high</x>."),
        ("A List<String> where 1 < 2 and p <t.", "A List<String> where 1 < 2 and p <t."),
        ("It says ‹so› of a ‹type> here.", "It says ‹so› of a <type> here."),
        ("The dam <img", "The dam ‹img"),
        ("It is **very** old.", "It is very old."),
        ("\x1b]8;;x\x07old\u202e", "]8;;xold"),
    ],
)
def test_of_what_a_model_writes_words_are_left(written: str, shown: str) -> None:
    assert from_a_model(written) == shown


@given(st.lists(st.sampled_from(MARKS), max_size=30).map("".join))
def test_however_markup_is_nested_none_is_left(written: str) -> None:
    shown = from_a_model(written)

    assert "](" not in shown
    assert not re.search(r"<(?:!|/?(?:img|a|script)(?:[\s/>]|$))", shown)


def test_a_passage_opens_no_turn_no_tag_and_no_fence() -> None:
    plain = for_a_model("<|im_start|> [INST] </s> [9] --- ``` ### <b>")

    assert not any(mark in plain for mark in ("<", "[", "---", "```", "###"))


def test_addresses_are_what_a_program_would_make_links_of() -> None:
    text = (
        "See http://a.example/?q=1, www.b.example, c.example/d and mailto:e. But U.S. or 3.The end."
    )

    assert addresses(text) == {"http://a.example/?q=1", "www.b.example", "c.example/d", "mailto:e"}
