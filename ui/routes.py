"""Which of Gradio's many routes are open: those that this page needs, and no other.

Closed are thereby whatever reaches out, runs or changes code, streams media, opens links into
stored states, or watches the server (proxy=, vibe-…, component_server, stream, deep_link,
dev/reload, monitoring, mcp, …), and whatever a newer Gradio adds.
"""

import re
from pathlib import Path

_FILE = re.compile(r"/gradio_api/file=(.+)", re.DOTALL)
_NAME = r"[A-Za-z0-9_-]+"
_FOLDERS = rf"(?:{_NAME}/)*"

# What the login page is made of, and what tells nothing about anybody.
_PUBLIC = re.compile(
    rf"/|/login/?|/logout|/(?:assets|static|svelte)/{_FOLDERS}[A-Za-z0-9_-][A-Za-z0-9_.-]*"
    r"|(?:/gradio_api)?/theme\.css|/favicon\.ico|/manifest\.json|/robots\.txt"
    # Gradio asks itself for this once, before it serves anybody.
    r"|/gradio_api/startup-events"
)
_INNER = re.compile(
    r"/config/?|/gradio_api/(?:info|login_check|user)/?"
    r"|/gradio_api/(?:queue/join|queue/data|cancel|reset|upload|upload_progress)/?"
    rf"|/gradio_api/(?:heartbeat|run)/{_NAME}/?"
    rf"|/gradio_api/call/{_NAME}(?:/{_NAME})?"
)
_LASTING = re.compile(r"/(?:assets|static|svelte)/.*|(?:/gradio_api)?/theme\.css|/favicon\.ico")
_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
UPLOAD = re.compile(r"/gradio_api/upload/?")


def is_open(method: str, path: str) -> bool:
    """Whether the page answers there at all. `path` is decoded."""
    return method in _METHODS and any(
        pattern.fullmatch(path) for pattern in (_PUBLIC, _INNER, _FILE)
    )


def is_public(path: str) -> bool:
    """Whether it may be asked for without signing in."""
    return _PUBLIC.fullmatch(path) is not None


def is_lasting(path: str) -> bool:
    """Whether a browser may keep what it gets: the parts of the page, nothing that was said."""
    return _LASTING.fullmatch(path) is not None


def wanted_file(path: str) -> str | None:
    """The file that a path asks for, if it asks for one."""
    match = _FILE.fullmatch(path)
    return match[1] if match else None


def is_within(file: str, folder: Path) -> bool:
    """Whether a path leads to something in a folder, wherever links and dots take it."""
    try:
        return Path(file).resolve().is_relative_to(folder) and Path(file).is_absolute()
    except (OSError, ValueError):  # ValueError: a NUL in it
        return False
