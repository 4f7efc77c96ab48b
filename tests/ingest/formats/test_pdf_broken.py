"""No PDF, however broken or odd, gets more out of the reader than a text or a reason."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.formats.pdf import read_pdf
from ingest.source_text import ReadingOptions, SourceText, Unreadable
from tests.ingest.formats.test_pdf import LAYOUTS

PLAIN = "BT /F1 12 Tf 50 100 Td (The harbour is small.) Tj ET"

READ_ALL = """
import sys
from pathlib import Path
from ingest.formats.pdf import read_pdf
from ingest.source_text import ReadingOptions, Unreadable
for path in sorted(Path(sys.argv[1]).iterdir()):
    try:
        source = read_pdf(path.read_bytes(), ReadingOptions(password="herring", ocr=False))
        assert list(source.pages) == sorted(source.pages), path
        boxes = [box for words in source.words for box in words.boxes()]
        assert all(0 <= box.start < box.end <= len(source.text) for box in boxes), path
        source.text.encode()
    except Unreadable:
        pass
print("read all")
"""


def pdf(content: str = PLAIN, box: str = "0 0 300 200", catalog: str = "", font: str = "") -> bytes:
    """A file of one page, without the table of its objects: PDFium makes it again."""
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica {font} >>",
        "<< /First 7 0 R /Last 7 0 R >>",
        "<< /Title (The harbour) /Next 7 0 R /First 7 0 R /Dest [3 0 R /Fit] >>",
    ]
    numbered = "".join(f"{n} 0 obj\n{body}\nendobj\n" for n, body in enumerate(objects, 1))
    return f"%PDF-1.7\n{numbered}trailer << /Root 1 0 R >>\n%%EOF".encode()


def read(content: bytes) -> SourceText:
    return read_pdf(content, ReadingOptions(ocr=False))


def test_a_file_without_its_table_of_objects_is_read() -> None:
    assert read(pdf()).text == "The harbour is small."


def test_an_outline_that_runs_in_circles_is_left_at_some_point() -> None:
    source = read(pdf(catalog="/Outlines 6 0 R"))
    assert source.text == "The harbour is small."
    assert len(source.headings) <= 1


@pytest.mark.parametrize("box", ["0 0 0 0", "10 10 10 500", "0 0 1e30 1e30", "nan 0 5 5", ""])
def test_a_page_of_absurd_size_is_read_or_refused(box: str) -> None:
    try:
        text = read(pdf(box=box)).text
    except Unreadable as error:
        text = str(error)
    assert "harbour" in text or "no text" in text


@pytest.mark.parametrize(
    "where", ["1e30 0 0 1e30 0 0 Tm", "0 0 0 0 50 50 Tm", "1 0 0 1 99999999 99999999 Tm"]
)
def test_text_in_absurd_places_is_left_out(where: str) -> None:
    source = read(pdf(f"{PLAIN} BT /F1 12 Tf {where} (nowhere) Tj ET"))
    assert source.text.startswith("The harbour is small.")
    assert all(0 <= box.left <= box.right <= 1 for w in source.words for box in w.boxes())


def test_text_outside_the_page_is_not_seen() -> None:
    assert "nowhere" not in read(pdf(f"{PLAIN} BT /F1 12 Tf 50 -80 Td (nowhere) Tj ET")).text


def test_a_page_of_more_letters_than_a_page_can_hold_is_cut() -> None:
    letters = " ".join("(harbour and mole ) Tj 0 -1.1 Td" for _ in range(12_000))
    made = pdf(f"BT /F1 1 Tf 50 13900 Td {letters} ET", box="0 0 300 14000")
    assert 50_000 < len(read(made).text) <= 110_000


def test_glyphs_that_stand_for_no_letters_are_as_good_as_no_text() -> None:
    glyphs = "/Encoding << /Type /Encoding /Differences [65 /g1 /g2 /g3 /g4] >>"
    content = "BT /F1 12 Tf 50 100 Td (\x41\x42\x43\x44 \x41\x42\x43\x44) Tj ET"
    private = "<< /Length 260 >>\nstream\n/CIDInit /ProcSet findresource begin begincmap "
    private += "1 begincodespacerange <00> <ff> endcodespacerange "
    private += "1 beginbfrange <41> <44> <e001> endbfrange endcmap end\nendstream"
    made = pdf(content, font=f"{glyphs} /ToUnicode 8 0 R").replace(
        b"trailer", f"8 0 obj\n{private}\nendobj\ntrailer".encode()
    )
    with pytest.raises(Unreadable, match="no text that can be read"):
        read(made)


def test_damaged_files_yield_a_text_or_a_reason(tmp_path: Path) -> None:
    """In a process of its own: a fault of PDFium would end it without a word."""
    chance = random.Random(20)
    for path in sorted(LAYOUTS.glob("*.pdf")):
        for number in range(6):
            content = bytearray(path.read_bytes())
            if number == 0:
                content = content[: chance.randrange(len(content))]
            for _ in range(4**number if number else 0):
                content[chance.randrange(len(content))] = chance.randrange(256)
            (tmp_path / f"{path.stem}-{number}.pdf").write_bytes(content)
    command = [sys.executable, "-c", READ_ALL, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.stdout == "read all\n", done.stderr
