"""Layouts printed by Chromium."""

from tests.ingest.layouts.prose import (
    ARABIC,
    BIRDS,
    CATCHES,
    FISHING,
    HARBOUR,
    HEBREW,
    LIGHT,
    PANDEMIC,
    SECTIONS,
    TIDES,
    TITLE,
)
from tests.ingest.layouts.tools import browser

Layout = tuple[bytes, list[str]]

_HEAD = (
    "<!doctype html><html lang=en><meta charset=utf-8><title>untitled</title>"
    "<style>body{font:11pt 'Liberation Serif';text-align:justify}"
)


def web_page() -> Layout:
    """An article with a table and a list, broken over pages."""
    rows = "".join(f"<tr>{''.join(f'<td>{cell}' for cell in row)}" for row in CATCHES)
    items = ["Sixty boats in 1950", "Eleven boats in 1990", "Nine boats in 2010"]
    body = "".join(f"<h2>{title}</h2><p>{text}<p>{text}" for title, text in SECTIONS)
    source = (
        f"{_HEAD} td{{padding:2px 24px}}</style><h1>{TITLE}</h1>{body}<h2>Catches</h2>"
        f"<table>{rows}</table><p>The fleet:<ul>{''.join(f'<li>{item}' for item in items)}</ul>"
    )
    expected = [TITLE]
    for title, text in SECTIONS:
        expected += [title, text, text]
    expected += ["Catches", *(" ".join(row) for row in CATCHES), "The fleet:"]
    return browser(source), [*expected, *items]


def sidebar() -> Layout:
    """A main column with a sidebar at its right, under a heading across both."""
    source = (
        f"{_HEAD} .s{{float:right;width:30%;margin-left:24px;padding:8px;background:#eee;"
        f"font:9pt 'Liberation Sans';text-align:left}}.m{{margin-right:36%}}</style>"
        f"<h1>{TITLE}</h1>"
        f"<div class=s><h3>The light</h3><p>{LIGHT}</div>"
        f"<div class=m><p>{HARBOUR}<p>{TIDES}<p>{FISHING}</div>"
    )
    return browser(source), [TITLE, HARBOUR, TIDES, FISHING, "The light", LIGHT]


def newspaper() -> Layout:
    """Three columns, twice on one page, each under a headline across them."""
    half = (
        "<h2>{}</h2><div style='columns:3;column-gap:18px;font-size:9.5pt;hyphens:auto'><p>{}<p>{}"
        "<p>{}</div>"
    )
    above = ("Herring gives way to mussels", FISHING, HARBOUR, TIDES)
    below = ("Terns return to the outer basin", BIRDS, LIGHT, PANDEMIC)
    source = f"{_HEAD}</style>{half.format(*above)}{half.format(*below)}"
    return browser(source), [*above, *below]


def hebrew() -> Layout:
    """Right to left, with numbers that run the other way."""
    return _right_to_left("he", HEBREW)


def arabic() -> Layout:
    """Right to left, in letters that are joined."""
    return _right_to_left("ar", ARABIC)


def _right_to_left(language: str, texts: tuple[str, str]) -> Layout:
    source = (
        f"<!doctype html><html lang={language} dir=rtl><meta charset=utf-8><title>x.html</title>"
        "<style>body{font:14pt 'DejaVu Sans'}</style>"
        f"<h1>{texts[0]}</h1><p>{texts[1]}<p>{texts[1]}"
    )
    return browser(source), [texts[0], texts[1], texts[1]]
