"""Documents that are nearly the same are known by a sketch of their words."""

import random

import numpy as np

from vectorstore.sketch import near_duplicates, resemblance, sketch

WORDS = [f"word{number}" for number in range(400)]


def text(seed: int, words: int = 600) -> list[str]:
    return random.Random(seed).choices(WORDS, k=words)


def alike(one: list[str], other: list[str]) -> float:
    return resemblance(sketch(" ".join(one)), sketch(" ".join(other)))


def test_a_text_resembles_itself_and_no_other() -> None:
    assert alike(text(1), text(1)) == 1.0
    assert alike(text(1), text(2)) < 0.05


def test_another_header_and_footer_change_little() -> None:
    framed = [*text(8, 40), *text(1), *text(9, 40)]
    assert 0.8 < alike(text(1), framed) < 1.0


def test_case_line_ends_and_punctuation_do_not_matter() -> None:
    assert resemblance(
        sketch(" ".join(text(1))), sketch(",\n".join(word.upper() for word in text(1)))
    ) == 1.0  # fmt: skip


def test_the_share_of_changed_words_lowers_the_resemblance() -> None:
    changed = text(1)
    for place in range(0, len(changed), 10):  # so that each run of five may have one
        changed[place] = "other"
    assert 0.2 < alike(text(1), changed) < 0.7


def test_short_texts_are_not_told_apart_by_chance() -> None:
    assert alike(text(1, 10), text(1, 10)) == 0.0
    assert len(sketch("Three words only.")) == 0
    assert len(sketch("")) == 0


def test_the_first_of_several_alike_stands_for_them_all() -> None:
    texts = {
        "first": text(1),
        "other": text(2),
        "again": [*text(1), *text(3, 30)],
        "thrice": [*text(4, 30), *text(1)],
    }
    sketches = {name: sketch(" ".join(words)) for name, words in texts.items()}
    assert near_duplicates(sketches) == {"again": "first", "thrice": "first"}


def test_a_sketch_can_be_kept_as_bytes() -> None:
    made = sketch(" ".join(text(1)))
    assert np.array_equal(np.frombuffer(made.tobytes(), np.uint64), made)


def test_what_all_documents_share_makes_none_alike_and_hides_none_that_are() -> None:
    notice = (
        "This page belongs to the archive of the town. Whoever copies it names where it comes "
        "from. The archive answers letters on Mondays, and lets nobody take a page home with him."
    )

    def own(number: int) -> str:
        choose = random.Random(number)
        return " ".join(f"word{choose.randrange(50_000)}" for _ in range(300))

    sketches = {str(n): sketch(f"{notice} {own(n)} {notice}") for n in range(200)}
    sketches["again"] = sketch(f"{notice} {own(150)} Printed in spring. {notice}")
    assert near_duplicates(sketches) == {"again": "150"}
