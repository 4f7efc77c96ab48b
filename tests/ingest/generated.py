"""Texts made by rule: as many as a test needs, none the same as another."""

import random

_WHO = "farmer potter sailor weaver teacher miller doctor painter baker shepherd".split()
_DID = "mended counted carried sold painted borrowed measured cleaned hid drew".split()
_WHAT = "barrels lanterns ropes baskets ledgers clocks kettles saddles bells maps".split()
_WHERE = "harbour orchard market chapel quarry valley station bridge mill tower".split()


def known_word(number: int) -> str:
    """A word that stands in one generated document only."""
    return f"zq{number}v"


def document(number: int, sections: int = 3) -> str:
    """A short document with a heading, some sections, and its own known word in each."""
    choose = random.Random(number)
    parts = [f"# Log {known_word(number)}"]
    for section in range(sections):
        sentences = [_sentence(choose) for _ in range(2)]
        parts.append(f"## Day {section + 1}")
        parts.append(" ".join([*sentences, f"The entry ends with {known_word(number)}."]))
    return "\n\n".join(parts) + "\n"


def long_text(characters: int) -> str:
    """Paragraphs of varied sentences, as many as fill so many characters."""
    choose = random.Random(characters)
    paragraphs: list[str] = []
    written = 0
    while written < characters:
        paragraph = " ".join(_sentence(choose) for _ in range(choose.randint(3, 9)))
        paragraphs.append(paragraph)
        written += len(paragraph) + 2
    return "\n\n".join(paragraphs)[:characters]


def _sentence(choose: random.Random) -> str:
    year, number = choose.randint(1200, 2000), choose.randint(2, 900)
    return (
        f"In {year} the {choose.choice(_WHO)} of the {choose.choice(_WHERE)} "
        f"{choose.choice(_DID)} {number} {choose.choice(_WHAT)} before the "
        f"{choose.choice(_WHO)} {choose.choice(_DID)} the {choose.choice(_WHAT)}."
    )
