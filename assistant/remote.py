"""Asking a chat page that is already running, because it alone may open its library."""

import ipaddress
import os
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from assistant.conversation.follow_up import Turn
from vectorstore.errors import AssistantError


class PageUnreachable(AssistantError):
    """No chat page answers at this address."""

    def __init__(self, url: str) -> None:
        super().__init__(
            f"No chat page answers at {url}; start it again with `assistant ui`, or close the "
            "process that holds the library."
        )


class PageLocked(AssistantError):
    """The chat page asks who is there."""

    def __init__(self, url: str) -> None:
        super().__init__(
            f"The chat page at {url} holds the library and asks for a name and a password; ask "
            "there, in your browser."
        )


def ask_page(
    url: str,
    question: str,
    history: Sequence[Turn] = (),
    documents: Sequence[str] = (),
    answerer: str | None = None,
    support: str | None = None,
) -> dict[str, Any]:
    """The answer of the page at `url`, in the form of `assistant.serial.answer_dict`.

    `documents` are named as in `assistant.options.document_ids`; what is None is as the page was
    started. Raises PageUnreachable if there is no such page, AssistantError with the page's own
    words if it can't answer.
    """
    bypass_proxy(urlsplit(url).hostname)
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    os.environ.setdefault("HF_HUB_OFFLINE", "1")  # or what Gradio's client is made with asks a hub
    from gradio_client import Client
    from gradio_client.exceptions import AppError, AuthenticationError

    try:
        client = Client(url, verbose=False, analytics_enabled=False)
        turns = [dict(turn) for turn in history]
        asked = (question, turns, [*documents], answerer, support)
        reply = client.predict(*asked, api_name="/ask")
    except AuthenticationError as error:
        raise PageLocked(url) from error
    except AppError as error:
        raise AssistantError(str(error)) from error
    except Exception as error:  # the client has no common base for what goes wrong on the way
        raise PageUnreachable(url) from error
    if not isinstance(reply, dict):
        raise PageUnreachable(url)
    return reply


def bypass_proxy(host: str | None) -> None:
    """Keep a proxy that the environment names from being asked for this machine's own page."""
    for name in ("NO_PROXY", "no_proxy"):
        known = [entry for entry in os.environ.get(name, "").split(",") if entry]
        if host and host not in known:
            os.environ[name] = ",".join([*known, host])


def is_loopback(address: str) -> bool:
    """Whether an address (http://…) is on this machine."""
    return is_loopback_host(urlsplit(address).hostname or "")


def is_loopback_host(host: str) -> bool:
    """Whether a name or an address is surely this machine's own."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"
