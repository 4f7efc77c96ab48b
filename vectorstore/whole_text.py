"""Text that files and SQLite can hold: terminals and chat models give halves of characters."""


def whole(text: str) -> str:
    """A text whose surrogates that lack their other half are question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")
