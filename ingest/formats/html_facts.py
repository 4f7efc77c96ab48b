"""What a saved page says of itself: title, authors, date, language.

What is written for machines (JSON-LD as schema.org defines it, then meta elements) comes before
what is shown. Nothing is guessed from the text of the page.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from ingest.formats.dates import iso_date

_ARTICLES = ("Article", "Posting", "Report", "WebPage", "Book", "Recipe", "Product")
_SITE = re.compile(r"\s+[|·•»–—-]\s+|\s*[|_]\s*")
_PERSON = "@itemprop='author' or @rel='author' or contains(@class, 'author-name')"
_DATES = (
    "article:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
    "dcterms.created", "dcterms.date", "citation_publication_date", "citation_date", "pubdate",
    "publish-date", "sailthru.date", "parsely-pub-date",
)  # fmt: skip
_AUTHORS = ("author", "citation_author", "dc.creator", "dcterms.creator", "article:author",
            "parsely-author", "sailthru.author", "byl")  # fmt: skip
_MOST_NESTED = 20


@dataclass(frozen=True, slots=True)
class Facts:
    """Empty where the page says nothing."""

    title: str
    authors: tuple[str, ...]
    published: str
    language: str


def facts_of(page: etree._Element) -> Facts:
    """The facts of a whole page, scripts and head included."""
    articles = list(_articles(page))
    said: dict[str, list[str]] = {}
    for meta in page.iter("meta"):
        key = meta.get("name") or meta.get("property") or meta.get("itemprop") or ""
        if value := _line(meta.get("content")):
            said.setdefault(key.lower(), []).append(value)
    return Facts(
        _title(page, articles, said),
        _authors(page, articles, said),
        _published(page, articles, said),
        _language(page, said),
    )


def _title(page: etree._Element, articles: list[dict[str, Any]], said: dict[str, list[str]]) -> str:
    """Of several titles, one that stands on the page too; the site's own name is cut off."""
    shown = [_text(heading) for heading in page.iter("h1", "h2") if _text(heading)]
    claimed = [_line(article.get("headline")) for article in articles]
    claimed += said.get("citation_title", []) + said.get("og:title", [])
    claimed += [_text(title) for title in page.iter("title")][:1]
    claimed = [title for title in claimed if title]
    for title in claimed:
        parts = [part for part in (title, *_SITE.split(title)) if part in shown]
        if parts:
            return max(parts, key=len)
    return _without_site(claimed[0]) if claimed else shown[0] if shown else ""


def _without_site(title: str) -> str:
    parts = [part for part in _SITE.split(title) if part]
    return max(parts[0], parts[-1], key=len) if len(parts) > 1 else title


def _authors(
    page: etree._Element, articles: list[dict[str, Any]], said: dict[str, list[str]]
) -> tuple[str, ...]:
    for article in articles:
        if people := tuple(_names(article.get("author"))):
            return people
    for key in _AUTHORS:
        found = [name.removeprefix("By ") for name in said.get(key, []) if "://" not in name]
        if found:
            return tuple(name for one in found for name in re.split(r"\s*;\s*", one) if name)
    shown = (_text(element) for element in page.xpath(f"//*[{_PERSON}]"))
    names = dict.fromkeys(name.removeprefix("By ") for name in shown if 0 < len(name) <= 60)
    return tuple(names)[:10]


def _published(
    page: etree._Element, articles: list[dict[str, Any]], said: dict[str, list[str]]
) -> str:
    written = [_line(article.get("datePublished")) for article in articles]
    written += [value for key in _DATES for value in said.get(key, [])]
    times = page.xpath("//time[@datetime][@pubdate or @itemprop='datePublished']")
    # The first time of the only article is its own; a list of articles has many.
    one = page.xpath("//article") if len(page.xpath("//article")) == 1 else []
    times += [time for article in one for time in article.iter("time")][:1]
    written += [_line(time.get("datetime")) for time in times]
    return next((found for value in written if (found := iso_date(value))), "")


def _language(page: etree._Element, said: dict[str, list[str]]) -> str:
    tag = page.get("lang") or page.get("xml:lang") or said.get("content-language", [""])[0]
    tag = tag.strip().replace("_", "-")
    return tag if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", tag) else ""


def _articles(page: etree._Element) -> Iterator[dict[str, Any]]:
    for script in page.xpath("//script[@type='application/ld+json']"):
        try:
            said = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _typed(said, 0)


def _typed(said: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _MOST_NESTED:
        return
    if isinstance(said, list):
        for one in said:
            yield from _typed(one, depth + 1)
    elif isinstance(said, dict):
        if str(said.get("@type", "")).strip("[]'").endswith(_ARTICLES):
            yield said
        yield from _typed(said.get("@graph"), depth + 1)
        yield from _typed(said.get("mainEntity"), depth + 1)


def _names(said: object) -> Iterator[str]:
    for one in said if isinstance(said, list) else [said]:
        name = _line(one.get("name") if isinstance(one, dict) else one)
        if name and "://" not in name:
            yield name


def _text(element: etree._Element) -> str:
    return _line("".join(element.itertext(with_tail=False))).rstrip("¶#").strip()


def _line(text: object) -> str:
    return " ".join(text.split()) if isinstance(text, str) else ""
