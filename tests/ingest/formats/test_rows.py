"""Tables: a document a row, each saying what it is of."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.formats.rows import MOST_ROWS, read_csv, read_json, read_jsonl, read_tsv
from ingest.source_text import SourceText, Unreadable
from tests.ingest.formats.damage import damaged

SHIPS = "name,built,home port\nAnna,1911,Lowmere\n\nBertha,,Ross\n"
SHIP = "name: Anna\nbuilt: 1911\nhome port: Lowmere"


def texts(found: Iterator[SourceText]) -> list[str]:
    return [source.text for source in found]


def test_each_row_is_a_document_with_a_line_for_each_column() -> None:
    first, second = read_csv(SHIPS.encode())
    assert (first.text, first.title, first.part) == (SHIP, "Anna", "row 1")
    assert (second.text, second.part) == ("name: Bertha\nhome port: Ross", "row 2")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_any_usual_delimiter_and_encoding_is_told(delimiter: str, encoding: str) -> None:
    content = SHIPS.replace(",", delimiter).replace("\n", "\r\n").encode(encoding)
    assert texts(read_csv(content))[0] == SHIP
    if delimiter == "\t":
        assert texts(read_tsv(content))[0] == SHIP


def test_commas_in_numbers_and_sentences_are_no_delimiters() -> None:
    assert texts(read_csv(b"ship;length\nAnna;12,5\nBertha;9,25\n")) == [
        "ship: Anna\nlength: 12,5",
        "ship: Bertha\nlength: 9,25",
    ]
    assert texts(read_csv(b"sep=;\na;b\n1,5,6;2\n")) == ["a: 1,5,6\nb: 2"]


def test_what_is_quoted_may_hold_delimiters_line_ends_and_quotes() -> None:
    content = b'name,text\nAnna,"She said ""sail"",\nand left."\n'
    assert texts(read_csv(content)) == ['name: Anna\ntext: She said "sail",\nand left.']


def test_a_table_without_names_for_its_columns_is_told_by_its_first_row() -> None:
    assert texts(read_csv(b"Anna,1911,https://a.example\nBertha,1923,https://b.example\n")) == [
        "column 1: Anna\ncolumn 2: 1911\ncolumn 3: https://a.example",
        "column 1: Bertha\ncolumn 2: 1923\ncolumn 3: https://b.example",
    ]


def test_years_can_be_the_names_of_columns() -> None:
    assert texts(read_csv(b"country,2019,2020\nFrance,67.2,67.4\n")) == [
        "country: France\n2019: 67.2\n2020: 67.4"
    ]


def test_a_cell_past_the_last_named_column_is_kept() -> None:
    assert texts(read_csv(b"name,built\nAnna,1911,Lowmere\nBertha,1923\n"))[0] == (
        "name: Anna\nbuilt: 1911\ncolumn 3: Lowmere"
    )


def test_the_title_is_of_a_column_named_so_or_the_first_short_text() -> None:
    (asked,) = read_csv(b"id,Question,answer\n7,Why does it rain?,Because.\n")
    assert asked.title == "Why does it rain?"
    (source,) = read_csv(b"id,link,port\n7,https://a.example,Lowmere\n")
    assert source.title == "Lowmere"
    (source,) = read_csv(b"id,size\n7,12\n")
    assert source.title == ""


def test_columns_that_say_who_when_and_in_which_language_are_understood() -> None:
    (source,) = read_csv(
        b"title,Author,Publication Date,lang\nTides,Ada Byron; C. Babbage,3 May 2021,en_GB\n"
    )
    assert source.authors == ("Ada Byron", "C. Babbage")
    assert (source.published, source.language) == ("2021-05-03", "en-GB")


def test_json_rows_are_flattened() -> None:
    row = {
        "title": "Tides",
        "author": {"name": "Ada Byron", "age": None},
        "tags": ["sea", "moon"],
        "seen": [{"by": "C."}, {"by": "D."}],
        "open": True,
        "empty": [],
    }
    wanted = (
        "title: Tides\nauthor.name: Ada Byron\ntags: sea; moon\n"
        "seen.by: C.\nseen.by: D.\nopen: true"
    )
    for said in ([row, row], {"count": 2, "items": [row, row]}):
        first, second = read_json(json.dumps(said).encode())
        assert (first.text, first.title, first.part) == (wanted, "Tides", "row 1")
        assert first.authors == ("Ada Byron",)
        assert second.part == "row 2"
    lines = f"{json.dumps(row)}\n\n{json.dumps(row)}\n".encode()
    for found in (read_jsonl(lines), read_json(lines)):
        assert texts(found) == [wanted, wanted]


def test_an_article_in_json_is_one_document_though_it_has_a_list() -> None:
    said = {"title": "Tides", "sections": [{"text": "The sea rises."}, {"text": "It falls."}]}
    (source,) = read_json(json.dumps(said).encode())
    assert source.text == "title: Tides\nsections.text: The sea rises.\nsections.text: It falls."
    assert source.part == ""


@pytest.mark.parametrize(
    ("read", "content", "why"),
    [
        (read_json, b'[\n{"a": 1},\n{"a": }\n]', r"is no JSON in line 3"),
        (read_jsonl, b'{"a": 1}\n{"a": 2}\n{"a"\n', r"is no JSON in line 3"),
        (read_json, b"[" * 100_000, "is nested too deeply"),
        (read_json, b'{"a":' * 200 + b"1" + b"}" * 200, "is nested more than 50 levels"),
        (read_json, b"1" * 10_000, "a huge number"),
        (read_csv, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10", "is not a text file"),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(
    read: Callable[[bytes], Iterator[SourceText]], content: bytes, why: str
) -> None:
    with pytest.raises(Unreadable, match=why):
        list(read(content))


def test_a_table_of_too_many_rows_is_refused() -> None:
    assert sum(1 for _ in read_jsonl(b"1\n" * MOST_ROWS)) == 100_000
    with pytest.raises(Unreadable, match="has more than 100,000 rows"):
        list(read_jsonl(b"1\n" * (MOST_ROWS + 1)))


def test_half_a_character_does_not_get_into_a_text() -> None:
    (source,) = read_json(rb'[{"a": "x\ud800\u0000y"}]')
    assert source.text.encode() == b"a: x?y"


@settings(max_examples=100)
@given(
    st.sampled_from([read_csv, read_tsv, read_json, read_jsonl]),
    st.one_of(
        st.text(alphabet='a1,;|\t\n"{}[]: .', max_size=80).map(str.encode),
        damaged(SHIPS.encode()),
        damaged(b'[{"name": "Anna", "built": {"year": 1911}}, {"name": "Bertha"}]'),
    ),
)
def test_anything_is_read_or_refused(
    read: Callable[[bytes], Iterator[SourceText]], content: bytes
) -> None:
    with suppress(Unreadable):
        for source in read(content):
            assert source.text.strip() or not content.strip()
