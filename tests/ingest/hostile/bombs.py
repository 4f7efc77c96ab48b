"""Files made to exhaust whatever reads them, and those that want to be something they aren't.

`python -m tests.ingest.hostile.bombs` prints what came of each, how long it took, and the memory of
the process that asked.
"""

import resource
import time
import zlib
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import Image

from ingest.reader import Reader
from ingest.source_text import Refusal
from tests.ingest.formats.made import paragraph, word_file, zipped
from tests.ingest.formats.test_epub import book
from tests.ingest.formats.test_odt import open_file
from tests.ingest.hostile.outcomes import check

MIB = 1024**2
_LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'ha'>{}]>".format(
    "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
)
_QUADRATIC = f"<!DOCTYPE x [<!ENTITY a '{'ha' * 50_000}'>]>"
_OUTSIDE = "<!DOCTYPE x [<!ENTITY a SYSTEM '{}'>]>"


def pdf(
    contents: bytes = b"BT /F1 12 Tf 50 100 Td (The harbour.) Tj ET",
    *,
    coded: str = "",
    box: str = "0 0 300 200",
    pages: str = "/Kids [3 0 R] /Count 1",
    more: str = "",
    page: str = "",
) -> bytes:
    """A PDF of one page, without the table of its objects: PDFium makes it again."""
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R /Outlines 6 0 R >>",
        f"<< /Type /Pages {pages} >>".encode(),
        f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents 4 0 R {page} "
        "/Resources << /Font << /F1 5 0 R >> /XObject << /I 7 0 R >> >> >>".encode(),
        f"<< /Length {len(contents)} {coded} >>\nstream\n".encode() + contents + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /First 6 0 R /Last 6 0 R /Next 6 0 R /Title (Harbour) /Dest [3 0 R /Fit] >>",
        more.encode("latin-1") or b"null",
    )
    numbered = b"".join(b"%d 0 obj\n%b\nendobj\n" % pair for pair in enumerate(objects, 1))
    return b"%PDF-1.7\n" + numbered + b"trailer << /Root 1 0 R >>\n%%EOF"


def _deflated(unit: bytes, times: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(unit) for _ in range(times)) + packer.flush()


def _word(prologue: str, text: str) -> bytes:
    """A Word file whose XML begins with something of its own."""
    into = BytesIO()
    with ZipFile(BytesIO(word_file(paragraph(text)))) as file, ZipFile(into, "w") as to:
        for name in file.namelist():
            own = prologue.encode() if name == "word/document.xml" else b""
            to.writestr(name, own + file.read(name), ZIP_DEFLATED)
    return into.getvalue()


def _nested_zip() -> bytes:
    bomb = zipped({"zeros.txt": bytes(200 * MIB)})
    return zipped({f"{n}.zip": bomb for n in range(50)})


def _picture() -> bytes:
    """A PDF with one picture of 60,000 by 60,000 points and little else."""
    packed = _deflated(bytes(MIB), 60_000 * 60_000 // 8 // MIB + 1)
    picture = (
        f"<< /Type /XObject /Subtype /Image /Width 60000 /Height 60000 /ColorSpace /DeviceGray "
        f"/BitsPerComponent 1 /Filter /FlateDecode /Length {len(packed)} >>\nstream\n"
    )
    return pdf(b"300 0 0 200 0 0 cm /I Do", more=f"{picture}{packed.decode('latin-1')}\nendstream")


def _large_picture() -> bytes:
    into = BytesIO()
    Image.new("1", (30_000, 30_000)).save(into, "PNG")
    return into.getvalue()


BOMBS: dict[str, Callable[[], bytes]] = {
    "ratio.zip": lambda: zipped({"zeros.txt": bytes(200 * MIB)}),
    "nested.zip": _nested_zip,
    "members.zip": lambda: zipped({f"{n}.txt": "x" for n in range(20_000)}),
    "ratio.docx": lambda: word_file(paragraph("x" * 200 * MIB)),
    "laughs.docx": lambda: _word(_LAUGHS, "&a9;"),
    "quadratic.docx": lambda: _word(_QUADRATIC, "&a;" * 50_000),
    "file.docx": lambda: _word(_OUTSIDE.format("file:///etc/passwd"), "&a;"),
    "address.docx": lambda: _word(_OUTSIDE.format("http://127.0.0.1:9/x"), "&a;"),
    "deep.docx": lambda: word_file("<w:p>" * 100_000 + "</w:p>" * 100_000),
    "laughs.odt": lambda: zipped({"content.xml": f"{_LAUGHS}<x>&a9;</x>"}),
    "file.odt": lambda: zipped(
        {"content.xml": _OUTSIDE.format("file:///etc/passwd") + "<x>&a;</x>"}
    ),
    "deep.odt": lambda: open_file("<text:section>" * 100_000 + "</text:section>" * 100_000),
    "spaces.odt": lambda: open_file('<text:p>a<text:s text:c="2000000000"/>b</text:p>'),
    "columns.odt": lambda: open_file(
        '<table:table><table:table-row table:number-rows-repeated="2000000000"><table:table-cell '
        'table:number-columns-repeated="2000000000"><text:p>a</text:p></table:table-cell>'
        "</table:table-row></table:table>"
    ),
    "deep.epub": lambda: book("<div>" * 100_000 + "x" + "</div>" * 100_000),
    "laughs.epub": lambda: zipped({"META-INF/container.xml": f"{_LAUGHS}<x>&a9;</x>"}),
    "deep.html": lambda: b"<html><body>" + b"<div>" * 100_000 + b"Some words.",
    "wide.html": lambda: b"<html><body>" + b"<p>Some words.<br>" * 100_000,
    "attributes.html": lambda: b"<html><body><p " + b"a=b " * 1_000_000 + b">Some words.",
    "tables.html": lambda: b"<html><body>" + b"<table><tr><td>x" * 5_000,
    "deep.json": lambda: b"[" * 1_000_000 + b"]" * 1_000_000,
    "number.json": lambda: b'[{"a": ' + b"9" * 5_000_000 + b"}]",
    "keys.json": lambda: b"[" + b'{"a": 1}, ' * 200_000 + b"{}]",
    "wide.csv": lambda: b"a," * 1_000_000 + b"\n" + b"1," * 1_000_000,
    "line.csv": lambda: b"a,b\n" + b"x" * 200 * MIB,
    "quote.csv": lambda: b'a,b\n1,"' + b"x\n" * 50 * MIB,
    "yaml.md": lambda: b"---\na: &a [x]\nb: " + b"[" * 9_000 + b"\n---\nWords.",
    "line.txt": lambda: b"x" * 100 * MIB,
    "stream.pdf": lambda: pdf(_deflated(bytes(MIB), 1024), coded="/Filter /FlateDecode"),
    "glyphs.pdf": lambda: pdf(
        b"BT /F1 1 Tf 9 9 Td " + b"(harbour harbour harbour ) Tj " * 200_000 + b"ET"
    ),
    "spread.pdf": lambda: pdf(
        b"".join(
            b"BT /F1 2 Tf %d %d Td (ab) Tj ET " % (n * 37 % 300, n * 91 % 200)
            for n in range(40_000)
        )
    ),
    "picture.pdf": _picture,
    "tree.pdf": lambda: pdf(pages="/Kids [2 0 R 2 0 R 3 0 R] /Count 3"),
    "count.pdf": lambda: pdf(pages="/Kids [3 0 R] /Count 2000000000"),
    "repeated.pdf": lambda: pdf(pages=f"/Kids [{'3 0 R ' * 200_000}] /Count 200000"),
    "deep.pdf": lambda: pdf(page=f"/X {'[' * 200_000}{']' * 200_000}"),
    "states.pdf": lambda: pdf(b"q " * 1_000_000),
    "large.pdf": lambda: pdf(box="0 0 2000000000 2000000000"),
    "form.pdf": lambda: pdf(
        b"/I Do",
        more="<< /Type /XObject /Subtype /Form /BBox [0 0 300 200] /Length 11 "
        "/Resources << /XObject << /I 7 0 R >> >> >>\nstream\n/I Do /I Do \nendstream",
    ),
    "picture.txt": _large_picture,
}


def main() -> None:
    with Reader() as reader:
        print("| file | bytes | came of it | s | memory of the asker |")
        print("| --- | --- | --- | --- | --- |")
        for name, make in BOMBS.items():
            content = make()
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            begun = time.monotonic()
            found = list(reader.read(name, content))
            took = time.monotonic() - begun
            more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
            check(found)
            refusals = [one.reason for one in found if isinstance(one, Refusal)]
            came = f"{len(found) - len(refusals)} documents {' '.join(sorted(set(refusals)))}"
            print(
                f"| {name} | {len(content):,} | {came[:300]} | {took:.1f} | +{more} MiB |",
                flush=True,
            )


if __name__ == "__main__":
    main()
