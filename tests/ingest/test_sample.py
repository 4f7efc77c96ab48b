"""The article that comes with the assistant."""

import os
import re
from pathlib import Path

import pytest

from ingest.read import read_documents
from ingest.sample import SAMPLE


def _text() -> str:
    return read_documents(SAMPLE)[0].text


def test_the_sample_is_a_short_article() -> None:
    assert 700 <= len(_text().split()) <= 900


def test_the_sample_has_a_title_and_headings() -> None:
    (source,) = read_documents(SAMPLE)
    assert source.title == "Pakistan's fight against terrorism: a brief"
    assert len(re.findall(r"^## .", source.text, re.MULTILINE)) >= 5


def test_the_sample_names_the_authors_that_it_retells() -> None:
    for author in ("Huang Dekai", "Ren Mingzhe", "Fu Bingfeng"):
        assert author in _text()


def test_the_sample_has_no_run_of_eight_words_of_the_article() -> None:
    article = os.environ.get("ASSISTANT_ARTICLE")
    if not article:
        pytest.skip("ASSISTANT_ARTICLE doesn't say where the original article is")

    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"[a-z0-9]+", text.lower())
        return set(zip(*(words[i:] for i in range(8)), strict=False))

    original = read_documents(Path(article))[0].text
    assert not runs(original) & runs(_text())
