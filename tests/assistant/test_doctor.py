import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.api import Assistant
from assistant.doctor import Finding, examine
from assistant.settings import Settings
from ingest.sample import SAMPLE
from tests.vectorstore.stored import put
from tests.weights import smollm2


def findings(settings: Settings) -> dict[str, Finding]:
    return {finding.subject: finding for finding in examine(settings)}


def test_a_library_that_is_not_there_yet_is_no_fault_and_is_not_made(tmp_path: Path) -> None:
    found = findings(Settings(library=tmp_path / "new"))

    assert all(finding.good for finding in found.values())
    assert "assistant ingest" in found["library"].detail
    assert not (tmp_path / "new").exists()


def test_a_library_in_use_is_told_and_left_alone(tmp_path: Path) -> None:
    with Assistant.open(tmp_path / "library"):
        found = findings(Settings(library=tmp_path / "library"))

    assert "held by process" in found["lock"].detail
    assert "catalog" not in found


def test_a_sound_library_is_counted(tmp_path: Path) -> None:
    with Assistant.open(tmp_path / "library") as assistant:
        (document,) = assistant.ingest([SAMPLE]).added

    found = findings(Settings(library=tmp_path / "library"))

    assert found["lock"].detail == "free"
    assert found["catalog"].detail.startswith("1 document")
    assert f"{document.passages} passages" in found["stores"].detail
    assert "published" in found["weights"].detail


def test_a_damaged_catalog_is_wrong(tmp_path: Path) -> None:
    Assistant.open(tmp_path / "library").close()
    (tmp_path / "library" / "catalog.sqlite3").write_bytes(b"no database at all" * 100)

    found = findings(Settings(library=tmp_path / "library"))

    assert not found["library"].good
    assert "restore it from a backup" in found["library"].detail


def test_a_catalog_that_is_damaged_further_in_is_wrong(tmp_path: Path) -> None:
    with Assistant.open(tmp_path / "library") as assistant:
        assistant.ingest([SAMPLE])
    catalog = tmp_path / "library" / "catalog.sqlite3"
    content = bytearray(catalog.read_bytes())
    for page in range(8, len(content) // 4096, 5):
        content[page * 4096 : (page + 1) * 4096] = random.Random(page).randbytes(4096)
    catalog.write_bytes(content)

    found = findings(Settings(library=tmp_path / "library"))

    wrong = [finding.detail for finding in found.values() if not finding.good]
    assert len(wrong) == 1
    assert "restore it from a backup" in wrong[0]


def no_folder(chroma: Path) -> None:
    shutil.rmtree(chroma)


def no_bytes(chroma: Path) -> None:
    (chroma / "chroma.sqlite3").write_bytes(b"")


def garbage(chroma: Path) -> None:
    (chroma / "chroma.sqlite3").write_bytes(random.Random(1).randbytes(100_000))


@pytest.mark.parametrize("damage", [no_folder, no_bytes, garbage])
def test_damaged_vectors_are_made_anew_and_that_is_told(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    with Assistant.open(tmp_path / "library") as assistant:
        assistant.ingest([SAMPLE])
    damage(tmp_path / "library" / "chroma")

    first, second = (findings(Settings(library=tmp_path / "library")) for _ in range(2))

    assert first["stores"].good
    assert first["stores"].detail.startswith("the vector index was not whole and was made anew;")
    assert second["stores"].detail.startswith("catalog and Chroma agree")


def test_what_was_begun_old_catalogs_and_documents_alike_are_told(tmp_path: Path) -> None:
    text = SAMPLE.read_text()
    for name, more in (("one.txt", ""), ("two.txt", " And that is all.")):
        (tmp_path / name).write_text(text + more)
    with Assistant.open(tmp_path / "library") as assistant:
        assistant.ingest([tmp_path / "one.txt", tmp_path / "two.txt"])
        put(assistant.library, "half", 3, finish=False)
    (tmp_path / "library" / "catalog.sqlite3.format-2.bak").write_bytes(b"old")

    found = findings(Settings(library=tmp_path / "library"))

    assert found["catalog"].detail == "2 documents, 1 of them nearly the same as another"
    assert found["unfinished"].detail.startswith("1 begun and not finished; `assistant ingest`")
    assert "format-2.bak" in found["old catalog"].detail
    assert "may be deleted" in found["old catalog"].detail
    assert all(finding.good for finding in found.values())


@pytest.mark.parametrize(("path", "said"), [("", "install Tesseract"), (None, "")])
def test_it_tells_whether_scans_are_read(
    tmp_path: Path, path: str | None, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if path is not None:
        monkeypatch.setenv("PATH", path)

    assert said in findings(Settings(library=tmp_path / "new"))["scans"].detail


@pytest.mark.parametrize(
    ("settings", "good"),
    [
        ({}, True),
        ({"chroma_server": "http://localhost:8000"}, True),
        ({"chroma_server": "http://127.0.0.1:8000"}, True),
        ({"chroma_server": "http://[::1]:8000"}, True),
        ({"chroma_server": "http://10.0.0.7:8000"}, False),
        ({"chroma_server": "https://localhost.example.org"}, False),
        ({"embedding_model": "some-organisation/some-model"}, False),
        ({"embedding_model": "/"}, True),
        ({"urls": "true"}, False),
        ({"model": "openai:gpt-5-mini"}, False),
        ({"model": "gguf:/models/small.gguf"}, True),
        ({"model": "smollm2", "model_url": "http://127.0.0.1:8080/v1"}, True),
        ({"model": "smollm2", "model_url": "http://10.0.0.7:8080/v1"}, False),
    ],
)
def test_it_tells_whether_a_setting_reaches_past_this_machine(
    tmp_path: Path, settings: dict[str, str], good: bool
) -> None:
    found = findings(Settings(library=tmp_path / "new", **settings))  # type: ignore[arg-type]

    assert found["network"].good is good
    assert ("nothing leaves this machine" in found["network"].detail) is good


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("openai:gpt-5-mini", "needs a key; set OPENAI_API_KEY"),
        ("nobody:model", "has no known provider"),
        ("gguf:/models/small.gguf", "is not there; check the path"),
    ],
)
def test_it_tells_why_a_chat_model_could_not_be_asked(
    tmp_path: Path, name: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)

    found = findings(Settings(library=tmp_path / "new", model=name))

    assert not found["chat model"].good
    assert said in found["chat model"].detail


def test_it_opens_the_chat_model_that_is_set(tmp_path: Path) -> None:
    found = findings(Settings(library=tmp_path / "new", model=f"gguf:{smollm2()}"))

    assert found["chat model"].good
    assert found["network"].good
