"""Saved pages: the text a reader came for, in its order, and nothing that a browser hides."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.formats.html import read_html
from ingest.source_text import SourceText, Unreadable
from tests.ingest.formats.damage import damaged, read_or_refused
from tests.ingest.formats.pages import PAGES, page_text, precision_and_recall

RAIN = "It rained all day in the harbour, and the ships stayed where they were. "
WIKI = next(page for page in PAGES if page.stem == "wiki").read_bytes()


def read(body: str, head: str = "") -> SourceText:
    return read_html(f"<html><head>{head}</head><body>{body}</body></html>".encode())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_a_reader_came_for_is_read(page: Path) -> None:
    source = read_html(page.read_bytes())
    precision, recall = precision_and_recall(page, source.text)
    assert recall >= 0.98
    assert precision >= 0.85
    assert "<" not in source.text
    assert source.headings
    assert all(source.text.startswith(h.title, h.start) for h in source.headings)


def test_a_page_says_its_title_authors_date_and_language() -> None:
    blog, news, rtl = (
        read_html(page.read_bytes()) for page in PAGES if page.stem in ("news", "blog", "rtl")
    )
    assert news.title == "Lowmere harbour to reopen after nine years"
    assert news.authors == ("Ada Byron", "Tom Ferrier")
    assert (news.published, news.language) == ("2021-05-03", "en-GB")
    assert blog.title == "Why my sourdough failed for a year"
    assert (blog.authors, blog.published) == (("Nadia Rahimi",), "2022-11-20")
    assert (rtl.published, rtl.language) == ("2023-02-11", "ar")


def test_a_page_that_says_nothing_of_itself_is_given_nothing() -> None:
    source = read(f"<p>{RAIN * 3}</p><p>Last updated 7/6/2001 by the webmaster.</p>")
    assert (source.title, source.authors, source.published, source.language) == ("", (), "", "")


def test_what_a_browser_hides_is_left_out() -> None:
    source = read(
        f"<article><h1>Rain</h1><p>{RAIN * 4}</p><p hidden>secret one</p>"
        '<div style="color:red; display : none"><p>secret two</p></div>'
        '<p style="visibility:hidden">secret three</p><template>secret four</template>'
        f"<noscript>secret five</noscript><p>Later: {RAIN * 4}</p></article>"
    )
    assert "secret" not in source.text
    assert source.text.count("It rained") == 8


def test_blocks_are_parted_by_blank_lines_and_entities_are_characters() -> None:
    source = read(
        f"<article><h1>Bread &amp; salt</h1><p>{RAIN * 4}</p><p>5 &lt; 6 &#8212; caf&eacute;</p>"
        "<ul><li>one<ul><li>inner</li></ul></li><li>two</li></ul>"
        "<table><tr><th>Ship</th><th>Crew</th></tr><tr><td>Anna</td><td>12</td></tr></table>"
        f"<p>{RAIN * 4}</p></article>"
    )
    assert source.text.startswith("Bread & salt\n\nIt rained")
    assert "\n\n5 < 6 — café\n\n- one\n- inner\n- two\n\n| Ship | Crew |\n| Anna | 12 |\n\nIt" in (
        source.text
    )


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        ("Der Fluß ist schön und die Straße naß.", "cp1252", "iso-8859-1"),
        ("Der Fluß ist schön und die Straße naß.", "utf-8", "iso-8859-1"),  # a wrong declaration
        ("Der Fluß ist schön und die Straße naß.", "utf-16", "utf-16"),
        ("Вчера я ходил в лес и видел три дерева.", "cp1251", "windows-1251"),
        ("Вчера я ходил в лес и видел три дерева. Было очень тепло, светило солнце.", "cp1251", ""),
        ("小河边住着一位老人，他每天清晨都去钓鱼。", "gb18030", "gb2312"),
        ("昔々あるところに、おじいさんとおばあさんがいました。", "iso-2022-jp", "iso-2022-jp"),
        ("昔々あるところに、おじいさんとおばあさんがいました。", "cp932", "x-sjis"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_is_written_in(
    text: str, encoding: str, declared: str
) -> None:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">'
    page = f"<html><head>{meta if declared else ''}</head><body><p>{text}</p></body></html>"
    assert read_html(page.encode(encoding)).text == text


def test_a_thread_is_read_whole_where_an_extractor_would_take_one_post() -> None:
    posts = "".join(
        f'<div class="post"><span>member {n}</span><div><p>Answer {n}: {RAIN * 2}</p></div></div>'
        for n in range(30)
    )
    text = read(f"<h1>Boiler</h1>{posts}").text
    assert all(f"Answer {n}:" in text for n in range(30))


def test_embedded_pictures_and_scripts_are_no_text() -> None:
    text = read_html(page_text(next(page for page in PAGES if page.stem == "saved")).encode()).text
    assert "base64" not in text
    assert "Skript" not in text
    assert len(text) < 1500


@pytest.mark.parametrize(
    "content", [b"", b"  ", b"<!-- x -->", b"<html></html>", b"<p hidden>x</p>"]
)
def test_a_page_without_text_is_empty(content: bytes) -> None:
    assert read_html(content).text == ""


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"<div>" * 5000 + b"text" + b"</div>" * 5000, "is nested too deeply"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10", "is not a text file"),
    ],
)
def test_what_is_no_page_is_refused_in_a_sentence(content: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        read_html(content)


@settings(max_examples=60, deadline=None)
@given(damaged(WIKI))
def test_a_damaged_page_is_read_or_refused(content: bytes) -> None:
    read_or_refused(read_html, content)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="<>/&;= \"'!-abpdivtrul\n", max_size=200))
def test_any_markup_is_read_or_refused(markup: str) -> None:
    read_or_refused(read_html, markup.encode())
