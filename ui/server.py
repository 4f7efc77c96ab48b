"""Showing the page: on this machine alone unless told otherwise, until Ctrl-C."""

import os
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from assistant.api import Assistant
from assistant.remote import bypass_proxy

if TYPE_CHECKING:
    from gradio import Blocks

_LARGEST_UPLOAD = "50mb"


def serve(
    assistant: Assistant,
    host: str = "127.0.0.1",
    port: int | None = None,
    open_browser: bool = True,
    on_ready: Callable[[str], None] = lambda url: None,
) -> None:
    """Serve the chat page of an assistant until Ctrl-C; the assistant is left open.

    `port` None takes the first free one from 7860 on, 0 any free one. `on_ready` gets the
    page's address once it answers. Raises OSError if it can't be served there.
    """
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read by gradio when it is imported
    bypass_proxy("localhost" if host == "0.0.0.0" else host)
    from ui.page import build

    page = build(assistant)
    try:
        url = _launch(page, host, _free_port(host) if port == 0 else port, open_browser)
        assistant.library.lock.announce(url)
        threading.Thread(target=_warm_up, args=[assistant], daemon=True).start()
        on_ready(url)
        threading.Event().wait()
    except KeyboardInterrupt:
        pass
    finally:
        assistant.library.lock.announce(None)
        page.close(verbose=False)


def _launch(page: "Blocks", host: str, port: int | None, open_browser: bool) -> str:
    """Start serving in the background, with nothing that reaches out or gives files away."""
    from starlette.middleware import Middleware

    from ui.security import PageGuard
    from ui.theme import head, theme

    _, url, _ = page.launch(
        server_name=host,
        server_port=port,
        inbrowser=open_browser,
        prevent_thread_lock=True,
        quiet=True,
        share=False,
        show_error=False,
        allowed_paths=[],
        max_file_size=_LARGEST_UPLOAD,
        enable_monitoring=False,
        run_history=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        footer_links=[],
        theme=theme(),
        head=head(),
        app_kwargs={"middleware": [Middleware(PageGuard, host=host)]},
    )
    return url


def _warm_up(assistant: Assistant) -> None:
    """Load the embedding model, so that the first question doesn't wait for it."""
    with suppress(Exception):  # whatever is wrong is told to whoever asks
        assistant.search("warm up")


def _free_port(host: str) -> int:
    with socket.socket() as probe:
        probe.bind((host, 0))
        port: int = probe.getsockname()[1]
        return port
