"""XML that is made to harm: it comes to nothing, quickly."""

from pathlib import Path

import pytest

from ingest.formats.xml import DEEPEST, parsed
from ingest.source_text import Unreadable


def doctype(entities: str, text: str) -> bytes:
    return f"<?xml version='1.0'?><!DOCTYPE a [{entities}]><a b='&x;'>{text}</a>".encode()


LAUGHS = '<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12)
)


@pytest.mark.parametrize(
    "content",
    [
        doctype(LAUGHS + '<!ENTITY x "">', "&a11;"),
        doctype(LAUGHS + '<!ENTITY x "&a11;">', "in an attribute"),
        doctype(f'<!ENTITY x "{"x" * 100_000}">', "&x;" * 10_000),
        doctype('<!ENTITY x "harmless">', "&x;"),
        doctype('<!ENTITY % p SYSTEM "http://127.0.0.1:9/p">%p;<!ENTITY x "">', "text"),
    ],
)
def test_a_file_with_entities_of_its_own_is_refused(content: bytes) -> None:
    with pytest.raises(Unreadable):
        parsed(content)


def test_no_file_of_this_machine_gets_into_a_text(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("password")
    content = f"<!DOCTYPE a [<!ENTITY x SYSTEM '{secret.as_uri()}'>]><a>&x;</a>".encode()
    with pytest.raises(Unreadable, match="entities"):
        parsed(content)


def test_a_bare_document_type_is_harmless() -> None:
    assert parsed(b"<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/a.dtd'><a>text</a>").text == "text"


def test_what_is_nested_without_end_is_refused() -> None:
    nested = b"<a>" * DEEPEST + b"</a>" * DEEPEST
    assert parsed(nested).tag == "a"
    for deeper in (b"<a>" + nested + b"</a>", b"<a>" * 100_000 + b"</a>" * 100_000):
        with pytest.raises(Unreadable):
            parsed(deeper)


@pytest.mark.parametrize("content", [b"", b"text", b"<a>", b"\0" * 10, b"<a>\xff</a>"])
def test_what_is_no_xml_is_refused(content: bytes) -> None:
    with pytest.raises(Unreadable, match="is damaged inside"):
        parsed(content)
