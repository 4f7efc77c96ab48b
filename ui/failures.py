"""What a person is told when something goes wrong: a plain sentence, never a traceback."""

import logging

from vectorstore.errors import AssistantError

_log = logging.getLogger(__name__)
_SORRY = "Something went wrong here, and it was not your doing. Please try again."


def told_plainly(error: Exception) -> str:
    """An error made for people as it stands; of any other, only that there was one."""
    if isinstance(error, AssistantError):
        return str(error)
    _log.error("An event of the page failed.", exc_info=error)
    return _SORRY
