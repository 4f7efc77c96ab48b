"""A reply read as it arrives: which sentence is whole when, and that the pieces don't matter."""

import pytest

import prompts
from assistant.writing.markers import marked_sentences
from assistant.writing.reply import ReplyReader

REPLIES = [
    "The dam holds [1]. It is old [2]. Nobody lives there.",
    "The dam holds. [1] It is old.[2]\n\n- rain [1]\n- snow [2, 3]\n",
    "The U.S. [1] forces left in the spring【2】. Then they came back, it is said [1-3].",
    "It prints:\n```\nrows[1]\nrows[2]\n```\n[3] Then it stops for a while. Run `a[4]` again [1].",
    "No full stop here",
    "",
]


def read(pieces: list[str]) -> list[tuple[str, tuple[int, ...]]]:
    reader = ReplyReader()
    taken = [sentence for piece in pieces for sentence in reader.take(piece)]
    return [(s.text, s.markers) for s in [*taken, *reader.end()]]


@pytest.mark.parametrize("reply", REPLIES)
def test_the_same_words_give_the_same_sentences_however_they_are_cut(reply: str) -> None:
    whole = [(s.text, s.markers) for s in marked_sentences(reply)]

    assert read([reply]) == whole
    assert read(list(reply)) == whole
    assert read([reply[i : i + 7] for i in range(0, len(reply), 7)]) == whole


def test_a_sentence_is_given_once_the_next_one_is_under_way() -> None:
    reader = ReplyReader()

    assert list(reader.take("The dam holds. ")) == []
    assert list(reader.take("[2] It is ")) == []
    (first,) = reader.take("very old indeed ")

    assert (first.text, first.markers) == ("The dam holds.", (2,))
    assert [s.text for s in reader.end()] == ["It is very old indeed"]


def test_a_block_of_code_is_not_given_before_it_is_closed() -> None:
    reader = ReplyReader()

    before = list(reader.take("It prints this here.\n```\nrows[1] is one. And two more words "))
    after = list(reader.take("here.\n```\n[1] And so it goes on from there. "))

    assert before == []
    assert [s.text for s in after][:2] == [
        "It prints this here.",
        "```\nrows[1] is one. And two more words here.\n```",
    ]


def test_the_refusal_is_seen_as_soon_as_it_is_there() -> None:
    reader = ReplyReader()
    refusal = prompts.load("refusal")

    list(reader.take(refusal[:10]))
    assert not reader.refuses
    list(reader.take(refusal[10:]))
    assert reader.refuses
