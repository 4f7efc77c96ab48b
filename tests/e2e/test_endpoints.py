"""What the page can do, asked by programs through the real client."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from gradio_client import Client, handle_file
from gradio_client.exceptions import AppError

from ingest.sample import SAMPLE
from tests.e2e.visit import CASES, FINALIZED, GOLD
from tests.served_page import ServedPage, served_page
from ui.endpoints import NAMED

pytestmark = pytest.mark.slow

DOCS = (Path(__file__).parents[2] / "docs" / "page.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedPage]:
    with served_page(tmp_path_factory.mktemp("endpoints"), documents=[SAMPLE]) as page:
        yield page


@pytest.fixture(scope="module")
def client(served: ServedPage) -> Client:
    return Client(served.url, verbose=False, analytics_enabled=False)


def asked(client: Client, name: str, *given: Any, **named: Any) -> Any:
    return client.predict(*given, api_name=f"/{name}", **named)


def test_programs_see_the_named_endpoints_and_no_event_of_the_page(client: Client) -> None:
    told = client.view_api(return_format="dict")
    names = {f"/{name}" for name in NAMED}
    assert set(told["named_endpoints"]) == names
    assert told["unnamed_endpoints"] == {}
    assert names == {f"/{name}" for name in documented()}


def test_a_question_is_answered_with_its_citations(client: Client) -> None:
    answer = asked(client, "ask", CASES)
    assert not answer["abstained"]
    assert FINALIZED in [citation["quote"] for citation in answer["citations"]]
    document = asked(client, "document", answer["citations"][0]["document_id"])
    for citation in answer["citations"]:
        assert document["text"][citation["start"] : citation["end"]] == citation["quote"]
    assert asked(client, "ask", GOLD)["abstained"]


def test_a_history_makes_a_follow_up_understood(client: Client) -> None:
    history = [{"role": "user", "content": "When did the legal experts gather in Islamabad?"}]
    assert "Islamabad" in asked(client, "ask", "Where was that?", history)["text"]


def test_a_conversation_is_kept_rated_renamed_and_deleted(client: Client) -> None:
    first = asked(client, "ask_in_conversation", CASES)
    second = asked(client, "ask_in_conversation", "Who wrote it?", first["conversation"])
    assert second["conversation"] == first["conversation"]
    kept = asked(client, "conversation", first["conversation"])
    assert [turn["question"] for turn in kept["turns"]] == [CASES, "Who wrote it?"]
    asked(client, "rate", first["conversation"], kept["turns"][0]["id"], "right")
    kept = asked(client, "conversation", first["conversation"])
    assert [turn["rating"] for turn in kept["turns"]] == ["right", None]
    assert asked(client, "rename_conversation", first["conversation"], "Courts") == "Courts"
    assert [one["title"] for one in asked(client, "conversations")] == ["Courts"]
    asked(client, "delete_conversation", first["conversation"])
    assert asked(client, "conversations") == []


def test_a_document_is_added_asked_alone_and_removed(client: Client, tmp_path: Path) -> None:
    note = tmp_path / "harbour.txt"
    note.write_text("The lighthouse of Osk was painted green in 1931.")
    assert asked(client, "add_documents", [handle_file(note)]) == ["Added “harbour”."]
    (harbour,) = [one for one in asked(client, "documents") if one["title"] == "harbour"]
    of_osk = "When was the lighthouse of Osk painted?"
    alone = asked(client, "ask", of_osk, documents=[harbour["id"]])
    assert {citation["document_id"] for citation in alone["citations"]} == {harbour["id"]}
    assert asked(client, "search", "lighthouse", 1)[0]["title"] == "harbour"
    assert asked(client, "suggestions")
    assert asked(client, "remove_document", harbour["id"]) == "harbour"
    assert asked(client, "ask", of_osk)["abstained"]


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        ("ask", ["x" * 2001], "at most 2,000 characters"),
        ("ask", [CASES, [{"who": "me"}]], "A history is a list"),
        ("ask", [CASES, [], ["nothing"]], "No document has the id 'nothing'"),
        ("ask", [CASES, [], [], "openai:none"], "openai:none"),
        ("ask", [CASES, [], [], None, "sloppy"], "“strict” or “lenient”"),
        ("ask", [CASES, [], [], None, "unchecked"], "“strict” or “lenient”"),
        ("search", [CASES, 99], "from 1 to 32"),
        ("document", ["nothing"], "No document has the id 'nothing'"),
        ("conversation", ["nothing"], "No conversation has the id 'nothing'"),
        ("ask_in_conversation", [CASES, "nothing"], "No conversation has the id 'nothing'"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(
    client: Client, name: str, given: list[Any], told: str
) -> None:
    with pytest.raises(AppError, match=told):
        asked(client, name, *given)


def documented() -> list[str]:
    """The endpoints in the table of docs/page.md."""
    return re.findall(r"^\| `(\w+)\(", DOCS, re.MULTILINE)
