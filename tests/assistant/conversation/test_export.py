"""Exports: what they say checks out against the documents, and nothing in them is markup."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from assistant.answer import Answer
from assistant.api import Assistant
from assistant.conversation.export import as_markdown
from assistant.conversation.kept import Conversation
from assistant.conversation.kept_turn import KeptTurn
from assistant.conversation.rating import Rating
from ingest.sample import SAMPLE
from vectorstore.conversation_table import ConversationSummary

QUESTION = "Which exercise took place in Russia?"
RENDERER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
EXPECTED = {
    "heading", "paragraph", "blockquote", "bullet_list", "list_item", "inline", "text",
    "text_special", "code_inline", "softbreak",
}  # fmt: skip


@dataclass(frozen=True)
class Rendered:
    """What a reader of Markdown sees: the kinds of elements, and the text of some."""

    kinds: set[str]
    headings: list[str]
    quotes: list[str]
    paragraphs: list[str]


def rendered(markdown: str) -> Rendered:
    tokens = RENDERER.parse(markdown)
    kinds, texts = set(), {"heading": [], "blockquote": [], "paragraph": []}
    around = ["paragraph"]
    for token in tokens:
        kind, _, end = token.type.rpartition("_")
        if end == "open" and kind in ("heading", "blockquote"):
            around.append(kind)
        elif end == "close" and kind in ("heading", "blockquote"):
            around.pop()
        kinds |= {kind if end in ("open", "close") else token.type}
        if token.type == "inline":
            kinds |= {child.type for child in token.children or []}
            texts[around[-1]].append("".join(_words(token)))
    return Rendered(kinds, texts["heading"], texts["blockquote"], texts["paragraph"])


def _words(inline: Token) -> Iterator[str]:
    for child in inline.children or []:
        yield " " if child.type == "softbreak" else child.content


@pytest.fixture
def talk(assistant: Assistant) -> Conversation:
    """A conversation over the sample article: an answer, a follow-up, a refusal, one broken off."""
    assistant.ingest([SAMPLE])
    conversation = assistant.conversation()
    for question in (QUESTION, "When was it?", "Who painted Guernica?"):
        conversation.ask(question)
    next(conversation.stream("What is this article about?"))
    return conversation


def test_the_json_holds_all_that_was_kept(assistant: Assistant, talk: Conversation) -> None:
    exported = json.loads(talk.export_json())

    assert (exported["format"], exported["version"]) == ("article-assistant conversation", 1)
    assert (exported["id"], exported["title"]) == (talk.id, QUESTION)
    assert [turn["question"] for turn in exported["turns"]] == [t.question for t in talk.turns]
    assert exported["started_at"] == exported["turns"][0]["asked_at"]
    assert exported["last_at"] == exported["turns"][-1]["asked_at"]
    assert exported["turns"][-1]["answer"] is None
    for turn, kept in zip(exported["turns"][:-1], talk.turns, strict=False):
        assert kept.answer
        assert turn["answer"]["text"] == kept.answer.text
        assert turn["answer"]["answerer"] == "quoting"
        assert turn["answer"]["confidence"] == kept.answer.confidence
        assert len(turn["answer"]["nearest"]) == 5
        assert turn["changed_since"] == turn["notices"] == []
        assert turn["rating"] is None


def test_offsets_and_hashes_in_the_json_check_out(assistant: Assistant, talk: Conversation) -> None:
    sha256 = hashlib.sha256(SAMPLE.read_bytes()).hexdigest()
    checked = 0

    for turn in json.loads(talk.export_json())["turns"]:
        answer = turn["answer"] or {"citations": []}
        versions = {version["document_id"]: version for version in turn["versions"]}
        assert versions.keys() == {c["document_id"] for c in answer["citations"]}
        for citation in answer["citations"]:
            text = assistant.document(citation["document_id"]).text
            assert text[citation["start"] : citation["end"]] == citation["quote"]
            version = versions[citation["document_id"]]
            assert (version["sha256"], version["source"]) == (sha256, str(SAMPLE))
            checked += 1
    assert checked >= 2


def test_the_markdown_reads_as_the_conversation_went(
    assistant: Assistant, talk: Conversation
) -> None:
    markdown = talk.export_markdown()
    shown = rendered(markdown)
    (document,) = assistant.documents()

    assert shown.kinds <= EXPECTED
    assert shown.headings == [
        QUESTION,
        f"1. {QUESTION}",
        "2. When was it?",
        "3. Who painted Guernica?",
        "4. What is this article about?",
    ]
    answers = [turn.answer for turn in talk.turns if turn.answer]
    citations = [citation for answer in answers for citation in answer.citations]
    assert shown.quotes == [" ".join(citation.quote.split()) for citation in citations]
    for citation in citations:
        assert (
            f"[{citation.marker}] {document.title}, “{citation.section}”, "
            f"characters {citation.start}–{citation.end}, "
            f"SHA-256 {document.sha256}"
        ) in shown.paragraphs
    assert all(answer.text in shown.paragraphs for answer in answers)
    assert shown.paragraphs[-1] == "No answer was kept: it was broken off."


def test_both_exports_tell_what_has_changed_since(assistant: Assistant, talk: Conversation) -> None:
    (document,) = assistant.documents()
    assistant.remove(document.id)
    told = f"The document ‘{document.title}’ has left the library since this answer."

    exported = json.loads(talk.export_json())

    assert [[c["told"] for c in turn["changed_since"]] for turn in exported["turns"]] == [
        [told], [told], [], [],
    ]  # fmt: skip
    assert rendered(talk.export_markdown()).paragraphs.count(f"Note: {told}") == 2


def test_both_exports_tell_how_answers_were_rated_but_not_whose_they_are(
    assistant: Assistant,
) -> None:
    assistant.ingest([SAMPLE])
    talk = assistant.conversation(reader="a-secret")
    for question, rating in ((QUESTION, "right"), ("When was it?", None), ("Really?", "wrong")):
        talk.ask(question)
        talk.rate(talk.turns[-1].id, Rating(rating) if rating else None)

    markdown, exported = talk.export_markdown(), talk.export_json()

    told = [line for line in rendered(markdown).paragraphs if line.startswith("Rated")]
    assert told == ["Rated right.", "Rated wrong."]
    ratings = [turn["rating"] for turn in json.loads(exported)["turns"]]
    assert ratings == ["right", None, "wrong"]
    assert "a-secret" not in markdown + exported


def test_a_conversation_with_nothing_left_in_it_can_be_exported(assistant: Assistant) -> None:
    talk = assistant.conversation()
    talk.ask("Hello!")
    talk.retract(talk.turns[0].id)

    assert rendered(talk.export_markdown()).headings == ["Hello!"]
    assert json.loads(talk.export_json())["turns"] == []


def test_a_list_stays_a_list_and_notices_are_told() -> None:
    answer = Answer("?", "?", "- One\n- # Two", False, 0.5, dropped=2, answerer="a:*b*")
    summary = ConversationSummary("a", "T", "2026-01-02T03:04:05", "2026-01-02T03:04:05", 1)

    markdown = as_markdown(summary, [(KeptTurn("?", "2026-01-02T03:04:05", answer), ())])

    assert "- One\n- \\# Two\n" in markdown
    assert "Note: 2 sentences that the documents don't support were left out." in markdown
    assert "Asked 2026-01-02 03:04 UTC." in markdown
    assert "1 question," in markdown


HOSTILE = [
    "![Ferry](http://x.example/a.png) <img src=http://x.example/b.png onerror=alert(1)> handbook",
    "The ferry to <a href='http://x.example'>Ullapool</a> leaves [at nine](http://x.example).",
    "The ferry fare is `4` pounds ![x](//x.example/c.png), says <script>alert(1)</script> it.",
]


def test_documents_and_questions_cannot_become_markup(assistant: Assistant, tmp_path: Path) -> None:
    file = tmp_path / "hostile.txt"
    file.write_text(f"{HOSTILE[0]}\n\n{HOSTILE[1]} {HOSTILE[2]}\n\x1b]0;owned\x07 \x9b2J \u202e")
    (document,) = assistant.ingest([file]).added
    conversation = assistant.conversation()
    questions = [
        "# When does the ferry\n\nto Ullapool leave? <img src=x> [a](http://x.example)",
        "What is the ferry fare, says <b>who</b>?\n===\n[a]: http://x.example",
    ]
    answers = [conversation.ask(question) for question in questions]
    assistant.remove(document.id)

    markdown, as_json = conversation.export_markdown(), conversation.export_json()

    assert any(answer.citations for answer in answers)
    shown = rendered(markdown)
    assert shown.kinds <= EXPECTED
    assert shown.headings[1:] == [
        f"{n}. {' '.join(question.split())}" for n, question in enumerate(questions, start=1)
    ]
    quotes = [c.quote for answer in answers for c in answer.citations]
    assert shown.quotes == [" ".join(quote.split()) for quote in quotes]
    assert any("<img src=http://x.example/b.png" in line for line in shown.paragraphs)
    for text in (markdown, as_json):
        assert all(character.isprintable() or character == "\n" for character in text)
    told = json.loads(as_json)["turns"][0]["answer"]
    assert told["nearest"][0]["text"] == answers[0].nearest[0].text
