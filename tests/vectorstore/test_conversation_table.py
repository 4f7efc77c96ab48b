"""Conversations in the catalog: in order, for good, and gone without a trace when deleted."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from vectorstore.catalog import Catalog
from vectorstore.conversation_table import ConversationTable
from vectorstore.errors import UnknownConversation


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    opened = Catalog(tmp_path / "catalog.sqlite3")
    yield opened
    opened.close()


def test_a_new_catalog_keeps_no_conversation(catalog: Catalog) -> None:
    assert catalog.conversations.summaries() == []


def test_questions_and_replies_come_back_in_the_order_of_asking(catalog: Catalog) -> None:
    table = catalog.conversations
    first = table.start("a", "Ferries", "When does it leave?")
    table.start("b", "Another", "Something else?")
    second = table.ask("a", "And on Sundays?\0")
    table.reply(second, "{}")

    turns = table.turns("a")

    assert [(t.id, t.question, t.reply) for t in turns] == [
        (first, "When does it leave?", None),
        (second, "And on Sundays?\0", "{}"),
    ]
    assert first < second


def test_the_conversation_asked_last_stands_first(catalog: Catalog) -> None:
    table = catalog.conversations
    for name in "abc":
        table.start(name, name.upper(), "One?")
    table.ask("b", "Two?")

    assert [(s.id, s.title, s.turns) for s in table.summaries()] == [
        ("b", "B", 2),
        ("c", "C", 1),
        ("a", "A", 1),
    ]
    summary = table.summary("b")
    asked = [turn.asked_at for turn in table.turns("b")]
    assert [summary.started_at, summary.last_at] == asked
    assert summary.last_at.endswith("+00:00")


def test_a_conversation_outlives_its_process(tmp_path: Path) -> None:
    catalog = Catalog(tmp_path / "catalog.sqlite3")
    catalog.conversations.reply(catalog.conversations.start("a", "Ferries", "When?"), "At nine.")
    before = catalog.conversations.turns("a")
    catalog.close()

    again = Catalog(tmp_path / "catalog.sqlite3")
    assert again.conversations.turns("a") == before
    again.close()


@pytest.mark.parametrize(
    "use",
    [
        lambda table: table.ask("nonsense", "Who?"),
        lambda table: table.turns("nonsense"),
        lambda table: table.summary("nonsense"),
        lambda table: table.rename("nonsense", "Sense"),
        lambda table: table.delete("nonsense"),
    ],
    ids=["ask", "turns", "summary", "rename", "delete"],
)
def test_an_unknown_conversation_is_named_and_nothing_is_written(
    catalog: Catalog, use: Callable[[ConversationTable], object]
) -> None:
    catalog.conversations.start("a", "Ferries", "When?")
    before = catalog.conversations.summaries()

    with pytest.raises(UnknownConversation, match="'nonsense'"):
        use(catalog.conversations)

    assert catalog.conversations.summaries() == before


def test_a_title_can_be_changed(catalog: Catalog) -> None:
    catalog.conversations.start("a", "When?", "When?")

    catalog.conversations.rename("a", "Ferries")

    assert catalog.conversations.summary("a").title == "Ferries"


def test_a_reply_that_comes_after_the_deletion_is_dropped(catalog: Catalog) -> None:
    late = catalog.conversations.start("a", "Ferries", "When?")
    catalog.conversations.delete("a")
    catalog.conversations.start("b", "Buses", "When?")

    catalog.conversations.reply(late, "At nine.")

    assert [s.id for s in catalog.conversations.summaries()] == ["b"]
    assert catalog.conversations.turns("b")[0].reply is None


def test_what_is_deleted_is_nowhere_in_the_files(catalog: Catalog, tmp_path: Path) -> None:
    table = catalog.conversations
    table.start("stays", "Stays", "What stays?")
    table.reply(table.start("goes", "A-secret-title", "A-secret-question?"), "A-secret-reply " * 9)
    for length in (1, 30, 900):  # beside others on a page, and on pages of its own
        table.reply(table.ask("goes", "A-secret-question?" * length), "A-secret-reply " * length)
    table.rename("goes", "Another-secret-title")

    def in_the_files() -> int:
        return sum(file.read_bytes().count(b"-secret-") for file in tmp_path.iterdir())

    assert in_the_files() > 900
    table.delete("goes")

    assert in_the_files() == 0
    assert [turn.question for turn in table.turns("stays")] == ["What stays?"]
    assert catalog.integrity_problem() is None


def test_asking_leaves_valid_what_was_computed_of_the_documents(catalog: Catalog) -> None:
    before = catalog.passages.statistics()

    catalog.conversations.reply(catalog.conversations.start("a", "Ferries", "When?"), "At nine.")
    catalog.conversations.delete("a")

    assert catalog.passages.statistics() is before


def test_threads_may_ask_in_many_conversations_at_once(catalog: Catalog) -> None:
    table = catalog.conversations

    def converse(name: str) -> None:
        table.reply(table.start(name, name, f"{name} 0"), f"reply to {name} 0")
        for number in range(1, 20):
            table.reply(table.ask(name, f"{name} {number}"), f"reply to {name} {number}")

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(converse, "abcdefgh"))

    for name in "abcdefgh":
        assert [turn.question for turn in table.turns(name)] == [f"{name} {n}" for n in range(20)]
        assert all(turn.reply == f"reply to {turn.question}" for turn in table.turns(name))
