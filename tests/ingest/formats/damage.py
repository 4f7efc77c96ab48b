"""Files as a bad disk, a broken download or an enemy leaves them."""

import zipfile
from collections.abc import Callable
from io import BytesIO

from hypothesis import strategies as st

from ingest.source_text import SourceText, Unreadable
from tests.ingest.formats.made import zipped


@st.composite
def damaged(draw: st.DrawFn, content: bytes) -> bytes:
    """The content cut off, or with some bytes changed, lost or repeated."""
    changed = bytearray(content)
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, max(len(changed) - 1, 0)))
        match draw(st.sampled_from(["flip", "put", "lose", "repeat", "cut"])):
            case "flip" if changed:
                changed[at] ^= 1 << draw(st.integers(0, 7))
            case "put":
                changed[at:at] = draw(
                    st.sampled_from([b"<", b">", b"&", b"\0", b'"', b"\xff", b"<a>"])
                )
            case "lose":
                del changed[at : at + draw(st.integers(1, 40))]
            case "repeat":
                changed[at:at] = changed[at : at + draw(st.integers(1, 400))]
            case "cut":
                del changed[at:]
    return bytes(changed)


@st.composite
def damaged_inside(draw: st.DrawFn, content: bytes) -> bytes:
    """A zip file of which one member is damaged, and the file itself is whole."""
    with zipfile.ZipFile(BytesIO(content)) as file:
        members: dict[str, str | bytes] = {name: file.read(name) for name in file.namelist()}
    name = draw(st.sampled_from(sorted(members)))
    whole = members[name]
    members[name] = draw(damaged(whole if isinstance(whole, bytes) else whole.encode()))
    return zipped(members)


def read_or_refused(read: Callable[[bytes], SourceText], content: bytes) -> None:
    """Nothing but a text with true offsets, or a sentence that says why not."""
    try:
        source = read(content)
    except Unreadable:
        return
    assert all(0 <= page <= len(source.text) for page in source.pages)
    assert list(source.pages) == sorted(source.pages)
    for heading in source.headings:
        assert source.text.startswith(heading.title, heading.start)
