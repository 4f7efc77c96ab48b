"""What a run was made of, as hashes: code, data, documents; and what it ran on."""

import hashlib
import json
import os
import platform
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from evals.questions.record import Question
from vectorstore.records import Document

ANSWERING = ("assistant", "ingest", "prompts", "vectorstore")
STORING = ("ingest", "vectorstore")
_PACKAGES = ("langchain", "chromadb", "sentence-transformers", "torch", "tiktoken")
_SOURCES = {".py", ".json", ".md"}
_OBSERVING = (
    "measures/places.py",
    "measures/ranks.py",
    "observe.py",
    "questions/gold.py",
    "results.py",
    "shelf.py",
)


@cache
def code_sha256(packages: tuple[str, ...] = ANSWERING) -> str:
    """A hash of all source files of some packages, by default of those that answer."""
    digest = hashlib.sha256()
    for package in packages:
        folder = Path(import_module(package).__path__[0])
        for file in sorted(folder.rglob("*")):
            if file.suffix in _SOURCES:
                digest.update(f"{package}/{file.relative_to(folder).as_posix()}\0".encode())
                digest.update(file.read_bytes() + b"\0")
    return digest.hexdigest()


@cache
def observing_sha256() -> str:
    """A hash of the code that decides what an observation says."""
    files = [Path(__file__).parent / name for name in _OBSERVING]
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def questions_sha256(questions: Iterable[Question]) -> str:
    return sha256_of([question.model_dump(mode="json") for question in questions])


def library_sha256(documents: Iterable[Document], embedding_model: str) -> str:
    """A hash of what is in a library and how it was put there."""
    contents = sorted(document.sha256 for document in documents)
    return sha256_of([contents, embedding_model, code_sha256(STORING)])


def sha256_of(value: object) -> str:
    """A hash of anything that JSON can say."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def package_versions() -> dict[str, str]:
    return {name: version(name) for name in _PACKAGES}


def machine() -> str:
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores,"
        f" Python {platform.python_version()}"
    )
