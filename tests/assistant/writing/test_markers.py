"""Taking a model's reply apart, in all the ways in which models set their markers."""

import pytest

import prompts
from assistant.writing.markers import MarkedSentence, marked_sentences
from assistant.writing.reply import refuses


@pytest.mark.parametrize(
    ("reply", "sentences"),
    [
        ("The dam holds [1]. It is old [2].", [("The dam holds.", (1,)), ("It is old.", (2,))]),
        ("The dam holds. [1] It is old.[2]", [("The dam holds.", (1,)), ("It is old.", (2,))]),
        ("It holds [1][3]. It is old [2, 4].", [("It holds.", (1, 3)), ("It is old.", (2, 4))]),
        ("Rain fell, [1] he said [1].", [("Rain fell, he said.", (1,))]),
        ("- rain [1]\n* snow [2].\n3. ice. [3]", [("rain", (1,)), ("snow.", (2,)), ("ice.", (3,))]),
        ("[1] Rain fell.\n[2] Snow fell.", [("Rain fell.", (1,)), ("Snow fell.", (2,))]),
        ("Rain fell.\n[1]", [("Rain fell.", (1,))]),
        ("Rain fell【2】.", [("Rain fell.", (2,))]),
        ("The U.S. [1] forces left.", [("The U.S. forces left.", (1,))]),
        ("Rain\nfell [1].", [("Rain fell.", (1,))]),
        ("Rain fell. Snow fell [1].", [("Rain fell.", ()), ("Snow fell.", (1,))]),
        ("Rain fell [see above].", [("Rain fell [see above].", ())]),
        ("[1]", []),
        ("", []),
        ("– … [1]", []),
    ],
)  # fmt: skip
def test_a_marker_belongs_to_the_sentence_that_it_stands_with(
    reply: str, sentences: list[tuple[str, tuple[int, ...]]]
) -> None:
    assert marked_sentences(reply) == [MarkedSentence(*sentence) for sentence in sentences]


def test_the_refusal_is_known_by_its_words_however_they_are_set() -> None:
    refusal = prompts.load("refusal")

    assert refuses(refusal)
    assert refuses(f"I'm sorry, but {refusal.lower().replace(chr(39), '’')}")
    assert refuses(refusal.rstrip(".") + " [2].")
    assert not refuses("The documents answer this.")
    assert not refuses("")


def test_the_model_is_told_to_refuse_in_the_words_that_are_looked_for() -> None:
    prompt = prompts.fill("answer", refusal=prompts.load("refusal"))

    assert refuses(prompt)
