"""Saved pages of many kinds. `data-gold` marks what a reader came for, `data-not` what isn't."""

import re
from collections import Counter
from pathlib import Path

from lxml import html

from ingest.formats.html import read_html

PAGES = sorted(Path(__file__).parent.glob("*.html"))
_ENCODINGS = {"old": "cp1252", "chinese": "gb18030"}


def page_text(page: Path) -> str:
    return page.read_bytes().decode(_ENCODINGS.get(page.stem, "utf-8"))


def gold(page: Path) -> Counter[str]:
    """The words that should be read of a page."""
    tree = parsed(page_text(page))
    for element in tree.xpath("//*[@data-not]"):
        element.drop_tree()
    marked = tree.xpath("//*[@data-gold]")
    return words("\n".join(" ".join(element.itertext()) for element in marked))


def words(text: str) -> Counter[str]:
    """Words; of Chinese, characters."""
    return Counter(re.findall(r"[\u4e00-\u9fff]|[^\W_\u4e00-\u9fff]+", text.lower()))


def precision_and_recall(page: Path, text: str) -> tuple[float, float]:
    found, wanted = words(text), gold(page)
    right = (found & wanted).total()
    return right / max(found.total(), 1), right / wanted.total()


def parsed(text: str) -> html.HtmlElement:
    return html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))


def read(page: Path) -> str:
    return read_html(page.read_bytes()).text
