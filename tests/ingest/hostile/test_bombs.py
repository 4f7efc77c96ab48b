"""Files made to exhaust their reader end as a document or a sentence (the slowest: bombs.py)."""

import pytest

from ingest.messages import Found
from ingest.reader import Reader
from ingest.source_text import SourceText
from tests.ingest.hostile.bombs import BOMBS
from tests.ingest.hostile.outcomes import check, crashed, hung

_SLOW = ("nested.zip", "deep.html", "wide.html", "quote.csv", "line.csv", "line.txt", "wide.csv",
         "keys.json", "tables.html", "stream.pdf")  # fmt: skip
_ENDS_THE_READER = ("form.pdf",)  # PDFium draws a form within itself until its memory ends


@pytest.mark.parametrize("name", [name for name in BOMBS if name not in _SLOW])
def test_a_bomb_is_read_or_refused_and_the_next_file_is_read(name: str) -> None:
    with Reader(silence=100.0) as reader:
        found: list[Found] = list(reader.read(name, BOMBS[name]()))
        check(found)
        assert found
        assert not hung(found)
        assert not crashed(found) or name in _ENDS_THE_READER
        assert not any(isinstance(one, SourceText) and "root:" in one.text for one in found)
        assert list(reader.read("tides.txt", b"It rained.")) == [SourceText("It rained.", "tides")]
