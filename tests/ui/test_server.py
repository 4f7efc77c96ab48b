"""What becomes of a page that can't be served."""

import socket
from types import SimpleNamespace

import pytest

from ui.server import serve


def test_a_port_that_is_taken_is_refused_and_no_page_announced() -> None:
    announced: list[str | None] = []
    lock = SimpleNamespace(announce=announced.append)
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        with pytest.raises(OSError, match=str(port)):
            serve(
                SimpleNamespace(library=SimpleNamespace(lock=lock)),  # type: ignore[arg-type]
                port=port,
                open_browser=False,
            )
    assert announced == [None]
