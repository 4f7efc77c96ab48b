"""What the assistant says in its own words, one text a file, so that it can be read and changed."""

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@cache
def load(name: str) -> str:
    """The text of `prompts/<name>.md`. Raises FileNotFoundError for an unknown name."""
    return (_FOLDER / f"{name}.md").read_text(encoding="utf-8").strip()
