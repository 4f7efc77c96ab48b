"""Files that a bad disk, a broken download or chance has changed come out as texts or sentences."""

import pytest

from ingest.reader import Reader
from ingest.source_text import SourceText
from tests.ingest.hostile.mutations import by_format, tried

FILES = by_format()
SEEDS = range(1_000_000, 1_000_025)  # others than those that the command tries


@pytest.mark.parametrize("kind", FILES)
def test_a_damaged_file_is_read_or_refused_in_a_sentence_and_the_next_one_is_read(
    kind: str,
) -> None:
    with Reader(silence=60.0) as reader:
        tally = tried(reader, FILES[kind], SEEDS, draw=kind == "pdf")
        assert list(reader.read("tides.txt", b"It rained.")) == [SourceText("It rained.", "tides")]
    assert (tally.crashes, tally.hangs) == ([], [])


@pytest.mark.parametrize("kind", FILES)
def test_the_good_files_are_read(kind: str) -> None:
    with Reader() as reader:
        for name, content in FILES[kind]:
            if name != "encrypted.pdf":
                assert all(isinstance(one, SourceText) for one in reader.read(name, content))
