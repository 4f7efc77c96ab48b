"""Saved web pages: the text that the page is there for, without what surrounds it.

trafilatura finds it; of the extractors that were compared it leaves out the most that is not text
and the least that is (docs/measurements.md). What no reader sees is taken out before.
"""

import logging
import re

import trafilatura
from lxml import etree
from lxml import html as lxml_html

from ingest.formats.blocks import Blocks
from ingest.formats.encoding import decoded, nearly_utf8
from ingest.formats.first_lines import byline, first_date, first_title
from ingest.formats.html_facts import facts_of
from ingest.formats.markup import add_markup, is_hidden
from ingest.source_text import SourceText, Unreadable

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
_AS_BROWSERS_READ = {  # https://encoding.spec.whatwg.org/#names-and-labels
    "iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "shift_jis": "cp932",
    "shift-jis": "cp932", "x-sjis": "cp932", "ks_c_5601-1987": "cp949", "euc-kr": "cp949",
    "iso-8859-9": "cp1254", "tis-620": "cp874", "big5": "big5hkscs",
}  # fmt: skip
_SEVEN_BITS = ("iso-2022-jp", "iso2022_jp", "hz-gb-2312")  # ASCII by their bytes, and yet not
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # nor may a tree hold it
_EMBEDDED = re.compile(r"data:[\w/+.;=-]{0,100};base64,[A-Za-z0-9+/=%\s]{64,}")
_AROUND = (
    "//script|//style|//noscript|//template|//nav|//*[@role='navigation' or @role='dialog' or "
    "@role='alertdialog' or @role='search']|//button|//select|//textarea|"
    "//*[contains(@class, 'cookie') or contains(@id, 'cookie') or contains(@class, 'consent')]"
    "[not(self::html or self::body or .//h1)][string-length(.) < 1500]|"
    "//*[@id='toc' or @class='toc']|"
    "//a[contains(@class, 'headerlink') or contains(@class, 'anchor')][string-length(.) < 3]|"
    "//*[contains(@class, 'mw-editsection') or contains(@class, 'reference')][self::sup or "
    "self::span]"
)
_BESIDE = (
    "//footer[not(ancestor::article)]|//aside[not(ancestor::article)]|"
    "//header[not(ancestor::article or .//h1)]"
)
_TAG = re.compile(r"<(?:script|style)\b.*?</(?:script|style)|<[^<>]*>", re.DOTALL | re.IGNORECASE)
_TOO_LITTLE = 1 / 3  # of the words outside of links


def read_html(content: bytes) -> SourceText:
    """The main text of a page. Raises Unreadable for what is no text at all."""
    text = _NO_TEXT.sub("", _EMBEDDED.sub("data:,", _page(content)))
    # HTML has no entities of its own making, and a saved page may hold pictures of any size.
    parser = lxml_html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        page = lxml_html.document_fromstring(text.encode(errors="replace"), parser=parser)
        kept = _words("".join(page.itertext()))
        facts = facts_of(page)
        blocks = _main(page, facts.title)
    except etree.ParserError:  # nothing in it but space and comments
        return SourceText("", "")
    except RecursionError as error:
        raise _too_deep() from error
    found = blocks.text()
    if not found and _words(_TAG.sub(" ", text)) > kept:
        raise _too_deep()  # the parser gives up past a depth, and says nothing
    return SourceText(
        found,
        facts.title or first_title(found),
        headings=tuple(blocks.headings),
        authors=facts.authors or byline(found),
        published=facts.published or first_date(found),
        language=facts.language,
    )


def _page(content: bytes) -> str:
    """The page as text: a wrong declaration is common, and bytes that are UTF-8 are that."""
    match = _CHARSET.search(content[:4096])
    declared = match[1].decode("ascii").lower() if match else ""
    if declared in _SEVEN_BITS or (declared and nearly_utf8(content) is None):
        try:
            text = content.decode(_AS_BROWSERS_READ.get(declared, declared), errors="replace")
        except LookupError:
            return decoded(content)
        if text.count("\ufffd") + text.count("\0") <= len(text) / 100:
            return text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    return decoded(content)


def _main(page: etree._Element, title: str) -> Blocks:
    for element in page.xpath(_AROUND):
        _drop(element)
    for element in [element for element in page.iter(etree.Element) if is_hidden(element)]:
        _drop(element)
    main = Blocks()
    extracted = _extracted(page)
    if extracted is not None:
        shown = any(title == " ".join(h.itertext()).strip() for h in page.iter("h1", "h2"))
        if shown and title not in " ".join(" ".join(extracted.itertext()).split()):
            main.heading(title)
        add_markup(main, extracted)
    for element in page.xpath(_BESIDE):
        _drop(element)
    body = page.find("body")
    if body is None or _words(main.text()) >= _TOO_LITTLE * _words(_unlinked(body)):
        return main
    whole = Blocks()
    add_markup(whole, body)
    return whole


def _extracted(page: etree._Element) -> etree._Element | None:
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it can't do, we see
    try:
        document = trafilatura.bare_extraction(
            page, include_comments=False, favor_recall=True, with_metadata=False
        )
    except Exception:  # whatever it trips over in a broken page, the page can be read whole
        return None
    return document.body if isinstance(document, trafilatura.settings.Document) else None


def _unlinked(body: etree._Element) -> str:
    return " ".join(body.xpath(".//text()[not(ancestor::a)]"))


def _words(text: str) -> int:
    """Words, or the letters of scripts that have no spaces between words."""
    return len(re.findall(r"[\u0e00-\u0eff\u3040-\u9fff]|[^\W\u0e00-\u0eff\u3040-\u9fff]+", text))


def _drop(element: etree._Element) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _too_deep() -> Unreadable:
    return Unreadable("is nested too deeply; save the page anew, or as plain text.")
