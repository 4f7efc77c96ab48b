"""A process that loads the model once, and forks a child to work on a library for every line.

A line is a JSON list: what to do (ingest, prune, remove, reindex, import), the library's folder,
what to do it with (a folder of documents, ids, nothing, an exported file), whether the child may
make up its vectors (which leaves it little to do but writing), and after how many seconds of the
processor it is to be killed, or null: a clock on the wall would tell how busy the machine is
beside. A child writes in small batches, so that few documents are as many batches as else hundreds.
The answer is a line too: how many seconds of the processor the child had (0 if it was killed), and
the signal that ended it (0 if none did).

Forking is safe here because this process has started no thread yet: it never runs the
model, opens no library, and so its children start all of their threads themselves.
"""

import json
import os
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import chromadb  # noqa: F401 (imported once for all children)
import numpy as np
import torch

from ingest import pipeline, writer
from vectorstore.embedding import Embedder, PassageVectors
from vectorstore.library import Library
from vectorstore.portable import import_library
from vectorstore.records import PassageSpan

WRITTEN_AT_ONCE = 16


class HastyEmbedder(Embedder):
    """Vectors of chance, of the right shapes: they cost no time. Words are cut as ever."""

    def __init__(self, real: Embedder) -> None:
        super().__init__()
        self._model = real._model  # weights are loaded once

    def embed_passages_of(
        self, passages: Sequence[tuple[str, PassageSpan]]
    ) -> list[PassageVectors]:
        vectors = np.random.default_rng(len(passages)).normal(size=(len(passages), 384))
        return [
            PassageVectors(
                vector.astype(np.float16),
                np.tile(vector, (len(passage.sentences), 1)).astype(np.float16),
                np.zeros((0, 96), np.uint8),
                np.zeros(0, np.float16),
                np.zeros(0, np.uint16),
            )
            for vector, (_, passage) in zip(vectors, passages, strict=True)
        ]


def main() -> None:
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    torch.set_num_threads(1)
    real = Embedder()
    embedders = [real, HastyEmbedder(real)]  # which loads the model
    print("ready", flush=True)
    for line in sys.stdin:
        work, library, given, hasty, seconds = json.loads(line)
        ended = _child(work, Path(library), given, embedders[hasty], seconds)
        print(json.dumps(ended), flush=True)


def _child(
    work: str, library: Path, given: Any, embedder: Embedder, seconds: float | None
) -> tuple[float, int]:
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        failed = 1
        try:
            # Nobody handles this signal: it ends a process as SIGKILL does, wherever it is.
            signal.setitimer(signal.ITIMER_PROF, seconds or 0)
            writer._PASSAGES_AT_ONCE = WRITTEN_AT_ONCE
            failed = _done(work, library, given, embedder)
            # Its own time: what is told of a child that ended includes the process that read.
            os.write(tell, str(time.process_time()).encode())
        finally:
            os._exit(failed)
    os.close(tell)
    with os.fdopen(told) as answer:
        seconds = float(answer.read() or 0)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise SystemExit(f"the child failed with {os.WEXITSTATUS(status)}")
    return seconds, os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def _done(work: str, library: Path, given: Any, embedder: Embedder) -> int:
    """Do one thing to a library. Returns how many files failed."""
    if work == "import":
        import_library(Path(given), library)
    opened = Library(library, embedder)
    failed = 0
    if work == "remove":
        for document_id in given:
            opened.remove(document_id)
    elif work == "reindex":
        opened.reindex()
    elif work in ("ingest", "prune"):
        failed = len(pipeline.ingest(opened, [given], prune=work == "prune").failed)
    opened.close()
    return failed


if __name__ == "__main__":
    main()
