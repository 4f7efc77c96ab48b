"""Showing the page: on this machine alone unless told otherwise, until Ctrl-C or SIGTERM."""

import os
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from assistant.api import Assistant
from assistant.remote import bypass_proxy
from ui.door import Door
from ui.ending import told_to_stop

if TYPE_CHECKING:
    from gradio import Blocks


REPORTS = Path("eval-results")  # where `assistant eval` leaves them unless told otherwise


def serve(
    assistant: Assistant,
    door: Door | None = None,
    reports: Path = REPORTS,
    open_browser: bool = True,
    on_ready: Callable[[str], None] = lambda url: None,
) -> None:
    """Serve the chat page of an assistant until Ctrl-C or SIGTERM; the assistant is left open.

    `reports` is the folder of the evaluations that it shows; `on_ready` gets the page's address
    once it answers. Raises OSError if it can't be served at that door.
    """
    door = door or Door()
    with (
        told_to_stop() as stopped,
        suppress(KeyboardInterrupt),
        TemporaryDirectory(prefix="article-assistant-", ignore_cleanup_errors=True) as folder,
    ):
        _set_up_gradio(Path(folder).resolve())
        bypass_proxy(_reached_at(door.host))
        from ui.page import build

        page = build(assistant, reports)
        try:
            barred = [assistant.library.folder, Path.cwd()]
            url = _launch(page, door, Path(folder).resolve(), barred, open_browser)
            assistant.library.lock.announce(url)
            threading.Thread(target=_warm_up, args=[assistant], daemon=True).start()
            on_ready(url)
            stopped.wait()
        finally:
            assistant.library.lock.announce(None)
            page.close(verbose=False)


def _set_up_gradio(folder: Path) -> None:
    """What Gradio reads from the environment: nothing that somebody set for another program.

    It keeps uploads in `folder`, which only this user may enter, not in one for all.
    """
    for name in [name for name in os.environ if name.startswith("GRADIO_")]:
        del os.environ[name]
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["GRADIO_TEMP_DIR"] = str(folder)
    os.environ["GRADIO_EXAMPLES_CACHE"] = str(folder / "examples")


def _launch(
    page: "Blocks", door: Door, folder: Path, barred: list[Path], open_browser: bool
) -> str:
    """Start serving in the background, with nothing that reaches out or gives files away.

    Gradio may not even copy a file from `barred`, where they don't hold its own `folder`.
    """
    from starlette.middleware import Middleware

    from ui.security import PageGuard
    from ui.signing_in import INVITATION, SigningIn
    from ui.theme import head, theme

    page.api_open = False  # whoever asks waits in the queue like everybody
    _, url, _ = page.launch(
        server_name=_bracketed(door.host),
        server_port=_free_port(door.host) if door.port == 0 else door.port,
        inbrowser=open_browser,
        prevent_thread_lock=True,
        quiet=True,
        share=False,
        show_error=False,
        # Gradio awaits it, though its signature doesn't say so.
        auth=SigningIn(door.accounts).check if door.accounts else None,  # type: ignore[arg-type]
        auth_message=INVITATION if door.accounts else None,
        allowed_paths=[],
        blocked_paths=[
            str(other) for other in map(Path.resolve, barred) if not folder.is_relative_to(other)
        ],
        max_file_size=door.largest_upload,
        enable_monitoring=False,
        run_history=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        footer_links=[],
        theme=theme(),
        head=head(),
        app_kwargs={"middleware": [Middleware(PageGuard, door=door, folder=folder)]},
    )
    return url


def _warm_up(assistant: Assistant) -> None:
    """Load the embedding model and make the first suggestions, so that nobody waits for them."""
    with suppress(Exception):  # whatever is wrong is told to whoever asks
        assistant.search("warm up")
        assistant.suggestions()


def _reached_at(host: str) -> str:
    """The host by which this machine reaches what it serves at `host`."""
    return "localhost" if host == "0.0.0.0" else host


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host


def _free_port(host: str) -> int:
    plain = host.strip("[]")
    with socket.socket(socket.AF_INET6 if ":" in plain else socket.AF_INET) as probe:
        probe.bind((plain, 0))
        port: int = probe.getsockname()[1]
        return port
