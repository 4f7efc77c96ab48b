"""A reading process that strangers' bytes have taken over: what it does, the file's name says."""

import json
import os
import sys
import time
from itertools import repeat

from ingest.messages import ReadRequest, receive_request, send_end, send_found, send_progress
from ingest.source_text import SourceText


def main() -> None:
    """Do what is asked for, as long as somebody listens."""
    questions, replies = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    while (asked := receive_request(questions)) is not None:
        request, _ = asked
        assert isinstance(request, ReadRequest)
        deed = request.name.removesuffix(".txt")
        if deed == "endless progress":
            while True:
                send_progress(replies, 0.5)
                time.sleep(0.01)
        if deed == "endless documents":
            for number in repeat(1_000_000):
                send_found(replies, SourceText("x" * number, "x"))
        if deed == "endless small documents":
            for _ in repeat(None):
                send_found(replies, SourceText("x", "x"))
        if deed == "garbage":
            replies.write(os.urandom(1_000_000))
        elif deed == "nested":
            frame(replies, b"[" * 1_000_000)
        elif deed == "large numbers":
            frame(replies, b'{"document": {"pages": [1e999]}}')
            frame(replies, b"x")
            frame(replies, b"")
            frame(replies, b"")
        elif deed == "many brackets":
            frame(replies, b"[" + b"[]," * 100_000_000 + b"[]]")
        elif deed == "not a number":
            frame(replies, b'{"progress": NaN}')
        elif deed == "half a message":
            replies.write((1000).to_bytes(8, "big") + b"{")
            replies.flush()
            os._exit(0)
        elif deed == "escapes":
            frame(
                replies,
                json.dumps({"refused": {"reason": "\x1b[2J\n" * 9999, "part": "\u202e"}}).encode(),
            )
        send_end(replies)
        replies.flush()


def frame(replies: object, payload: bytes) -> None:
    """Write one frame, whatever is in it."""
    replies.write(len(payload).to_bytes(8, "big") + payload)  # type: ignore[attr-defined]
    replies.flush()  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
