"""What the assistant says, and tells a chat model, one text a file: to be read and changed.

A text may have places to be filled, named in braces: `{question}`. Which names a text must
have is fixed here, so that an edit that loses one is noticed when the text is loaded.
"""

from functools import cache
from pathlib import Path
from string import Formatter

_FOLDER = Path(__file__).parent
_PLACES = {
    "answer": {"refusal"},
    "ask_back": {"choices"},
    "condense": {"history", "question"},
    "question": {"passages", "question"},
    "revise": {"passages", "question", "answer", "request"},
    "translate": {"language", "lines"},
}


class WrongPlaces(ValueError):
    """A text lacks a place that will be filled, or has one that won't be."""


@cache
def load(name: str) -> str:
    """The text of `prompts/<name>.md`, its places not yet filled.

    Raises FileNotFoundError for an unknown name, WrongPlaces if the places are not as fixed.
    """
    text = (_FOLDER / f"{name}.md").read_text(encoding="utf-8").strip()
    check_places(text, _PLACES.get(name, set()), f"{name}.md")
    return text


def fill(name: str, **values: str) -> str:
    """The text with its places filled; braces in the values stay as they are."""
    return load(name).format(**values)


def check_places(text: str, names: set[str], file: str) -> None:
    """Raise WrongPlaces unless exactly these names stand in braces in a text."""
    try:
        found = {place for _, place, _, _ in Formatter().parse(text) if place is not None}
    except ValueError as error:
        raise WrongPlaces(f"{file} has a brace without its other one ({error}).") from error
    if found != names:
        told = ", ".join(sorted(names)) or "none"
        raise WrongPlaces(
            f"{file} names {', '.join(sorted(found)) or 'none'} in braces, not {told}."
        )
