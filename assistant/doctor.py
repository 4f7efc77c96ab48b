"""The doctor: is everything in order, and would anything go to the network?"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.answer import QUOTING
from assistant.models.failures import ModelUnavailable
from assistant.models.opening import GGUF, open_chat_model
from assistant.remote import is_loopback
from assistant.settings import Settings
from ingest.formats.ocr import is_installed
from vectorstore.embedding import shared_embedder
from vectorstore.errors import AssistantError, LibraryInUse
from vectorstore.library import Library
from vectorstore.weights import verified_packaged_folder

_LEAST_SPACE = 500 * 1024**2  # bytes; a library of a hundred articles takes about 10 MB


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: `detail` says what was found and, where it is wrong, what mends it."""

    subject: str
    good: bool
    detail: str


def examine(settings: Settings) -> list[Finding]:
    """Look at weights, disk, lock, stores, OCR, chat model and network, in this order."""
    return [
        _weights(settings),
        _disk(settings.library),
        *_stores(settings),
        _ocr(),
        *_chat_model(settings),
        *_network(settings),
    ]


def _weights(settings: Settings) -> Finding:
    if settings.embedding_model:
        return Finding("weights", True, f"{settings.embedding_model} by your setting, not checked")
    try:
        folder = verified_packaged_folder()
    except (AssistantError, OSError) as error:
        return Finding("weights", False, str(error))
    return Finding("weights", True, f"the published ones, in {folder}")


def _disk(library: Path) -> Finding:
    existing = next(folder for folder in (library, *library.absolute().parents) if folder.exists())
    free = shutil.disk_usage(existing).free
    detail = f"{free / 1024**3:.1f} GB free at {library}"
    if free < _LEAST_SPACE:
        detail += "; make room before adding documents"
    return Finding("disk space", free >= _LEAST_SPACE, detail)


def _stores(settings: Settings) -> Iterator[Finding]:
    if not (settings.library / "catalog.sqlite3").exists():
        yield Finding(
            "library", True, f"none at {settings.library} yet; `assistant ingest` makes it"
        )
        return
    try:
        library = Library(
            settings.library, shared_embedder(settings.embedding_model), settings.chroma_server
        )
    except LibraryInUse as error:
        page = f", chat page at {error.url}" if error.url else ""
        yield Finding("lock", True, f"held by process {error.pid}{page}; its stores were not read")
        return
    except AssistantError as error:
        yield Finding("library", False, str(error))
        return
    try:
        yield Finding("lock", True, "free")
        yield from _library(library)
    except AssistantError as error:
        yield Finding("library", False, str(error))
    finally:
        library.close()


def _library(library: Library) -> Iterator[Finding]:
    """What an open library holds, whole or not. Raises AssistantError where a file fails."""
    problem = library.catalog.integrity_problem()
    if problem:
        yield Finding("catalog", False, f"{problem}; restore it from a backup")
        return
    documents = library.catalog.documents()
    alike = sum(bool(document.near_duplicate_of) for document in documents)
    also = f", {alike} of them nearly the same as another" if alike else ""
    yield Finding("catalog", True, f"{len(documents)} documents{also}")
    begun = len(library.catalog.unfinished("pending"))
    if begun:
        detail = f"{begun} begun and not finished; `assistant ingest` of the same goes on with it"
        yield Finding("unfinished", True, detail)
    agree = library.index_agrees()
    mended = "the vector index was not whole and was made anew; " if library.mended else ""
    yield Finding(
        "stores",
        agree,
        f"{mended}catalog and Chroma agree on {library.index.count()} passages"
        if agree
        else "catalog and Chroma differ; run `assistant reindex`",
    )
    for copy in sorted(library.folder.glob("catalog.sqlite3.format-*.bak")):
        size = copy.stat().st_size / 1e6
        detail = f"{copy} ({size:,.1f} MB), from before an update; it may be deleted"
        yield Finding("old catalog", True, detail)


def _ocr() -> Finding:
    if is_installed():
        return Finding("scans", True, "Tesseract reads them")
    return Finding("scans", True, "not read: install Tesseract to have pictures of text read")


def _chat_model(settings: Settings) -> Iterator[Finding]:
    """Whether the chat model that is set can be opened; it is asked nothing."""
    if settings.model == QUOTING:
        return
    try:
        model = open_chat_model(settings)
    except ModelUnavailable as error:
        yield Finding("chat model", False, str(error))
        return
    yield Finding("chat model", model.failure is None, model.failure or f"{model.name} opens")


def _network(settings: Settings) -> Iterator[Finding]:
    abroad = []
    if settings.chroma_server and not is_loopback(settings.chroma_server):
        abroad.append(f"vectors go to the Chroma server {settings.chroma_server}")
    if settings.embedding_model and not Path(settings.embedding_model).expanduser().is_dir():
        abroad.append(f"the model {settings.embedding_model} may be downloaded by its name")
    if settings.urls:
        abroad.append("web addresses that are given to be ingested are fetched")
    here = settings.model == QUOTING or settings.model.startswith(GGUF)
    if not here and not (settings.model_url and is_loopback(settings.model_url)):
        server = f" at {settings.model_url}" if settings.model_url else "'s provider"
        abroad.append(f"questions and passages go to the chat model {settings.model}{server}")
    detail = "; ".join(abroad) + ", by your setting" if abroad else "nothing leaves this machine"
    yield Finding("network", not abroad, detail)
