"""Questions to documents of many kinds: by whom and when, tables, articles saved twice."""

from pathlib import Path

from assistant.api import Assistant

ARTICLE = """<!DOCTYPE html><html lang="en"><head><title>Ferries of the sound</title>
<meta name="author" content="Ida Lund"><meta property="article:published_time"
content="2021-05-03T08:00:00Z"></head><body>{header}<article><h1>Ferries of the sound</h1>
<h2>The crossing</h2><p>The ferry across the sound carries forty cars and leaves at nine every
morning from the granite pier. In the storms of winter it stays in the inner basin, and the mail
goes round by road, which takes five hours longer than the crossing.</p>
<h2>The crew</h2><p>Eleven people work on board, among them a cook from Lowmere who bakes her bread
before the first passengers come. The captain has sailed the sound for thirty years and keeps a
diary of its currents, which the harbour office prints each spring.</p></article></body></html>"""


def write(folder: Path, name: str, header: str = "") -> Path:
    file = folder / name
    file.write_text(ARTICLE.format(header=header), encoding="utf-8")
    return file


def test_who_wrote_a_document_is_answered_from_its_properties(
    assistant: Assistant, tmp_path: Path
) -> None:
    (document,) = assistant.ingest([write(tmp_path, "ferries.html")]).added
    assert (document.authors, document.published) == (("Ida Lund",), "2021-05-03")
    answer = assistant.ask("Who wrote it?")
    assert answer.text == "Author: Ida Lund [1]"
    answer = assistant.ask("When was the article published?")
    assert answer.text == "Published: 3 May 2021 [1]"
    (citation,) = answer.citations
    text = assistant.document(citation.document_id).text
    assert text[citation.start : citation.end] == citation.quote


def test_a_heading_is_no_answer(assistant: Assistant, tmp_path: Path) -> None:
    assistant.ingest([write(tmp_path, "ferries.html")])
    answer = assistant.ask("When does the ferry make the crossing?")
    assert "The crossing" not in [sentence.text for sentence in answer.sentences]
    assert "leaves at nine" in answer.text
    assert {citation.section for citation in answer.citations} == {"The crossing"}


def test_an_article_saved_twice_is_known_as_such_and_quoted_once(
    assistant: Assistant, tmp_path: Path
) -> None:
    header = "<p>Saved from the newspaper of the harbour on a Tuesday, as members may do.</p>"
    assistant.ingest([write(tmp_path, "one.html"), write(tmp_path, "two.html", header)])
    first, second = assistant.documents()
    assert (first.near_duplicate_of, second.near_duplicate_of) == ("", first.id)
    answer = assistant.ask("How many people work on board the ferry?")
    assert not answer.abstained
    quotes = [citation.quote for citation in answer.citations]
    assert len(quotes) == len(set(quotes)) > 0
    texts = [passage.text for passage in answer.nearest]
    assert len(texts) == len(set(texts))


def test_each_row_of_a_table_answers_for_itself(assistant: Assistant, tmp_path: Path) -> None:
    table = tmp_path / "crew.csv"
    table.write_text("name,post,since\nIda Lund,captain,1991\nPer Holm,cook,2015\n")
    assert len(assistant.ingest([table]).added) == 2
    answer = assistant.ask("Since when has Per Holm been on board?")
    assert "2015" in answer.text
    assert "1991" not in answer.text
