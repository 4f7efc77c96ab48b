"""What may be offered at all: a document's words must be harmless where they look like ours."""

import unicodedata

from assistant.conversation.follow_up import needs_history
from assistant.writing.orders import is_order, is_suspect
from assistant.writing.plain import addresses

LONGEST = 90  # characters of a question
_SHORTEST = 12
_MARKUP = frozenset("<>{}[]|\\`*_#~^=@/")


def may_be_offered(question: str) -> bool:
    """Whether a question is short, plain, and stands alone; and is no order in disguise."""
    return (
        _SHORTEST <= len(question) <= LONGEST
        and all(unicodedata.category(c)[0] != "C" and c not in _MARKUP for c in question)
        and not addresses(question)
        and not needs_history(question)
        and not is_order(question)
        and not is_suspect(question)
    )
