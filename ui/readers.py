"""Who reads: what keeps one visitor's conversations from another's eyes.

Who signed in is known by name. Elsewhere a browser is known by a random token in a cookie,
of which only the hash is ever kept. The cookie is Lax, not Strict: coming from a link on
another site, a browser would leave out a Strict one, and would be given another in its
place. It has one name for all ports, as cookies have no ports: two pages on one machine then
read the same token instead of losing it when they change ports.
"""

import hashlib
import re
import secrets
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any

import gradio as gr
from starlette.requests import HTTPConnection
from starlette.types import Scope

PROGRAM = ""  # a program on this machine: its conversations are those of the terminal
_COOKIE = "article-assistant-reader"
_A_YEAR = 365 * 24 * 60 * 60
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_IN_SCOPE = "article_assistant.reader"


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who sent a request. `is_lasting` is false for who won't be known again."""

    id: str
    is_lasting: bool = True


def reader_of(request: gr.Request) -> str:
    """Whose request it is: `user:NAME`, `browser:HASH`, or "" for a program on this machine.

    A request that didn't come through PageGuard is nobody's: its reader is never met again.
    """
    known = request.request.scope.get(_IN_SCOPE) if request.request else None
    return known if isinstance(known, str) else _stranger().id


def recognise(scope: Scope, user: str | None, is_local: bool) -> Reader:
    """Who sent a request to a page that only this machine can reach, or others too."""
    connection = HTTPConnection(scope)
    token = connection.cookies.get(_cookie_name(scope), "")
    if user is not None:
        reader = Reader(f"user:{user}")
    elif _TOKEN.fullmatch(token):
        reader = _of_token(token)
    elif is_local and not _is_browser(connection):
        reader = Reader(PROGRAM)
    else:
        reader = _stranger()
    scope[_IN_SCOPE] = reader.id
    return reader


def signed_in(scope: Scope) -> str | None:
    """The name of who sent a request, as Gradio's session cookie tells it."""
    app: Any = scope["app"]
    cookies = HTTPConnection(scope).cookies
    names = (f"access-token-{app.cookie_id}", f"access-token-unsecure-{app.cookie_id}")
    token = next((cookies[name] for name in names if cookies.get(name)), None)
    user = app.tokens.get(token)
    return user if isinstance(user, str) else None


def cookie(scope: Scope) -> str:
    """What to set as a cookie with the page: the token that was sent, or a new one."""
    name = _cookie_name(scope)
    sent = HTTPConnection(scope).cookies.get(name, "")
    made: SimpleCookie = SimpleCookie()
    made[name] = sent if _TOKEN.fullmatch(sent) else secrets.token_urlsafe(32)
    made[name]["path"], made[name]["max-age"] = "/", _A_YEAR
    made[name]["httponly"], made[name]["samesite"] = True, "Lax"
    made[name]["secure"] = scope["scheme"] == "https"
    return made.output(header="").strip()


def _cookie_name(scope: Scope) -> str:
    # A page without https can't replace a cookie that was set with it, so each has its own;
    # browsers let nobody but this very host set one whose name begins with __Host-.
    return f"__Host-{_COOKIE}" if scope["scheme"] == "https" else _COOKIE


def _is_browser(connection: HTTPConnection) -> bool:
    return "origin" in connection.headers or "sec-fetch-site" in connection.headers


def _of_token(token: str) -> Reader:
    return Reader(f"browser:{hashlib.sha256(token.encode('ascii')).hexdigest()}")


def _stranger() -> Reader:
    return Reader(_of_token(secrets.token_urlsafe(32)).id, is_lasting=False)
