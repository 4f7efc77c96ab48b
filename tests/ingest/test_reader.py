"""Files read in a process of their own: what happens to it doesn't happen to who asks."""

import io
import os
import signal

import pytest

from ingest.messages import Misspoken, received, send_found
from ingest.reader import Reader
from ingest.source_text import Refusal, SourceText
from vectorstore.records import Heading, PageWords, WordBox

TEXT = "High tide is at noon.\n\nLow tide is at six."


def read(reader: Reader, content: bytes, name: str = "tides.txt") -> list[SourceText | Refusal]:
    return list(reader.read(name, content))


def test_a_file_comes_back_as_a_document() -> None:
    with Reader() as reader:
        assert read(reader, TEXT.encode()) == [SourceText(TEXT, "tides")]


def test_many_files_are_read_by_one_process() -> None:
    with Reader() as reader:
        read(reader, TEXT.encode())
        process = reader._process
        for number in range(20):
            assert read(reader, f"Number {number}.".encode())
        assert reader._process is process


def test_a_process_is_replaced_after_some_hundred_files() -> None:
    with Reader() as reader:
        read(reader, TEXT.encode())
        first = reader._process
        for _ in range(500):
            read(reader, b"Short.")
        assert reader._process is not first


def test_a_crash_is_a_sentence_about_the_file_and_the_next_one_is_read() -> None:
    with Reader() as reader:
        read(reader, TEXT.encode())
        assert reader._process is not None
        os.kill(reader._process.pid, signal.SIGKILL)
        reader._process.wait()
        (refusal,) = read(reader, b"Anything.")
        assert isinstance(refusal, Refusal)
        assert "crash" in refusal.reason
        assert read(reader, TEXT.encode()) == [SourceText(TEXT, "tides")]


def test_a_process_that_is_silent_for_too_long_is_ended() -> None:
    with Reader(silence=1.0) as reader:
        read(reader, TEXT.encode())
        process = reader._process
        assert process is not None
        os.kill(process.pid, signal.SIGSTOP)  # as if it hung
        (refusal,) = read(reader, b"Anything.")
        assert isinstance(refusal, Refusal)
        assert "too long" in refusal.reason
        assert process.returncode == -signal.SIGKILL
    with Reader() as reader:
        assert read(reader, TEXT.encode()) == [SourceText(TEXT, "tides")]


def test_a_file_that_no_process_takes_in_is_given_up_too() -> None:
    with Reader(silence=1.0) as reader:
        read(reader, TEXT.encode())
        assert reader._process is not None
        os.kill(reader._process.pid, signal.SIGSTOP)
        (refusal,) = read(reader, b"More than a pipe holds. " * 100_000)
        assert isinstance(refusal, Refusal)


def test_a_closed_reader_leaves_no_process() -> None:
    reader = Reader()
    read(reader, TEXT.encode())
    process = reader._process
    assert process is not None
    reader.close()
    assert process.returncode is not None
    reader.close()


def test_a_process_ends_with_the_one_that_started_it() -> None:
    reader = Reader()
    read(reader, TEXT.encode())
    process = reader._process
    assert process is not None
    assert process.stdin is not None
    process.stdin.close()  # as the end of a process closes what it holds
    assert process.wait(timeout=20) == 0
    reader.close()


def test_keys_in_the_environment_are_not_given_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "secret")
    with Reader() as reader:
        read(reader, TEXT.encode())
        assert reader._process is not None
        environment = f"/proc/{reader._process.pid}/environ"
        if not os.path.exists(environment):  # noqa: PTH110 (a pseudo file of Linux)
            pytest.skip("this system doesn't show a process's environment")
        with open(environment, "rb") as file:  # noqa: PTH123
            assert b"secret" not in file.read()


# What it says is checked before it is believed


def passed_on(found: SourceText | Refusal) -> list[object]:
    pipe = io.BytesIO()
    send_found(pipe, found)
    pipe.seek(0)
    return list(received(pipe))


def test_a_document_arrives_as_it_was_sent() -> None:
    words = PageWords.of(1, [WordBox(0, 4, 0.0, 0.25, 0.5, 1.0)])
    document = SourceText(
        TEXT, "Tides", (0, 23), (Heading(0, "High"),), (words,), ("Ada Byron",), "2021-05", "en",
        "tides.pdf", "Page 2 has no text.",
    )  # fmt: skip
    assert passed_on(document) == [document]
    assert passed_on(Refusal("is empty.", "a.txt")) == [Refusal("is empty.", "a.txt")]


@pytest.mark.parametrize(
    "document",
    [
        SourceText(TEXT, "Pages beyond the text", (0, 1000)),
        SourceText(TEXT, "Pages out of order", (10, 5)),
        SourceText(TEXT, "Headings before the text", (), (Heading(-1, "No"),)),
        SourceText(
            TEXT, "Words beyond", (0,), (), (PageWords.of(1, [WordBox(9, 99, 0, 0, 1, 1)]),)
        ),
        SourceText(TEXT, "A page there isn't", (0,), (), (PageWords.of(2, []),)),
        SourceText(TEXT, "Half a box", (0,), (), (PageWords(1, b"half"),)),
    ],
    ids=lambda document: document.title,
)
def test_places_that_the_text_does_not_have_are_not_believed(document: SourceText) -> None:
    with pytest.raises(Misspoken):
        passed_on(document)


@pytest.mark.parametrize("payload", [b"not json", b"[]", b'{"document": {}}', b'{"progress": {}}'])
def test_a_message_that_is_none_is_not_believed(payload: bytes) -> None:
    with pytest.raises(Misspoken):
        list(received(io.BytesIO(len(payload).to_bytes(8, "big") + payload)))


def test_a_message_longer_than_any_document_is_not_waited_for() -> None:
    with pytest.raises(Misspoken):
        list(received(io.BytesIO((2**60).to_bytes(8, "big"))))


def test_halves_of_characters_and_line_breaks_in_names_are_mended() -> None:
    (document,) = passed_on(SourceText("Half \ud83d of one.", "Two\nlines", part="a\nb"))
    assert document == SourceText("Half ? of one.", "Two lines", part="a b")
