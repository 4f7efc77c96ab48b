"""What may come of a file, however bad: a text that is true to itself, or one plain sentence."""

from collections.abc import Iterable
from itertools import pairwise

from ingest.messages import Found
from ingest.reader import _CRASHED, _HUNG
from ingest.source_text import Refusal, SourceText


def check(found: Iterable[Found]) -> None:
    """Raise AssertionError for anything that could harm whoever takes it."""
    for one in found:
        if isinstance(one, Refusal):
            check_refusal(one)
        else:
            check_document(one)


def check_refusal(refusal: Refusal) -> None:
    """One printable sentence, of the kind that follows a file's name."""
    assert refusal.reason.isprintable(), refusal
    assert refusal.reason.endswith("."), refusal
    assert 10 < len(refusal.reason) < 400, refusal
    assert refusal.part.isprintable(), refusal


def check_document(document: SourceText) -> None:
    """All its offsets are places in its text, in order; it can be stored and shown."""
    length = len(document.text)
    document.text.encode()
    assert any(character.isalnum() for character in document.text)
    assert "\n" not in document.title
    assert document.part.isprintable(), document.part
    for starts in (document.pages, [heading.start for heading in document.headings]):
        assert all(0 <= start < length for start in starts) or not starts or max(starts) == length
        assert all(before <= after for before, after in pairwise(starts))
    for words in document.words:
        assert 1 <= words.page <= len(document.pages)
        for box in words.boxes():
            assert 0 <= box.start < box.end <= length
            assert 0 <= box.left <= box.right <= 1
            assert 0 <= box.top <= box.bottom <= 1


def crashed(found: Iterable[Found]) -> bool:
    return any(isinstance(one, Refusal) and one.reason == _CRASHED for one in found)


def hung(found: Iterable[Found]) -> bool:
    return any(isinstance(one, Refusal) and one.reason == _HUNG for one in found)
