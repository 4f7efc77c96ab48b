"""The process that reads files: started by ingest.reader, one file after the other until the end.

It knows no path: it is given a name and bytes, and gives back documents.
"""

import os
import shutil
import sys
import threading
import time
from typing import BinaryIO

from ingest.loaders import documents_in, drawn_page
from ingest.messages import (
    PageRequest,
    Request,
    receive_request,
    send_end,
    send_found,
    send_picture,
    send_progress,
)
from ingest.sandbox import give_up_rights
from ingest.source_text import Refusal, Unreadable

_TOO_MUCH = "needs more memory to be read than a file may have; save it in parts."
_BROKEN = "is damaged or not what its name says; save it anew and try again."


def main() -> None:
    """Answer what comes on standard input until it ends."""
    questions, replies = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get among the replies
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    give_up_rights(shutil.which("tesseract"))
    while (asked := receive_request(questions)) is not None:
        try:
            _answer(*asked, replies)
        except Unreadable as error:
            send_found(replies, Refusal(str(error)))
        except (MemoryError, RecursionError):
            send_found(replies, Refusal(_TOO_MUCH))
        except Exception:  # whatever a stranger's file makes of a library
            send_found(replies, Refusal(_BROKEN))
        send_end(replies)


def _end_with(parent: int) -> None:
    """End this process soon after the one that started it, whatever it is busy with."""
    while os.getppid() == parent:
        time.sleep(1.0)
    os._exit(1)


def _answer(request: Request, content: bytes, replies: BinaryIO) -> None:
    if isinstance(request, PageRequest):
        send_picture(replies, drawn_page(content, request.page, request.boxes))
        return
    for found in documents_in(
        request.name,
        content,
        request.options,
        lambda fraction: send_progress(replies, fraction),
    ):
        send_found(replies, found)


if __name__ == "__main__":
    main()
