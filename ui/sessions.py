"""Sessions: an open page's events, answers and states, and whose they are.

Gradio knows a session by a word that the page makes up, and gives its answers to whoever
says that word. Here the first who says it owns it.
"""

import re
from collections import OrderedDict
from typing import Any
from urllib.parse import parse_qs

from starlette.types import Scope

_REMEMBERED = 20_000  # sessions; Gradio itself keeps the states of the last 10,000
_HEARTBEAT = re.compile(r"/gradio_api/heartbeat/([^/]+)/?")


class Sessions:
    """Who owns which session. The longest unused go when there are too many."""

    def __init__(self) -> None:
        self._owners: OrderedDict[str, str] = OrderedDict()

    def is_anothers(self, session: str, reader: str) -> bool:
        owner = self._owners.setdefault(session, reader)
        self._owners.move_to_end(session)
        if len(self._owners) > _REMEMBERED:
            self._owners.popitem(last=False)
        return owner != reader


def session_of(scope: Scope, told: Any) -> str | None:
    """The session that a request speaks of: in its path, its query, or its JSON."""
    beat = _HEARTBEAT.fullmatch(scope["path"])
    if beat:
        return str(beat[1])
    query: bytes = scope["query_string"]
    asked = parse_qs(query.decode("latin-1")).get("session_hash")
    if asked:
        return asked[0]
    session = told.get("session_hash") if isinstance(told, dict) else None
    return session if isinstance(session, str) else None
