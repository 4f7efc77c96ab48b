"""Conversations in the catalog: in order, for good, and gone without a trace when deleted."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from vectorstore.catalog import Catalog
from vectorstore.conversation_table import ConversationTable
from vectorstore.errors import UnknownConversation, UnknownTurn


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
        lambda table: table.reader_of("nonsense"),
        lambda table: table.rate("nonsense", 1, "right"),
        lambda table: table.retract("nonsense", 1),
        lambda table: table.branch("nonsense", 1, "b"),
        lambda table: table.rename("a", "nonsense", reader="nonsense"),
        lambda table: table.delete("a", reader="nonsense"),
    ],
)
def test_an_unknown_conversation_is_named_and_nothing_is_written(
    catalog: Catalog, use: Callable[[ConversationTable], object]
) -> None:
    catalog.conversations.start("a", "Ferries", "When?", "ada")
    before = catalog.conversations.summaries()

    with pytest.raises(UnknownConversation, match=r"'nonsense'|'a'"):
        use(catalog.conversations)

    assert catalog.conversations.summaries() == before
    assert len(catalog.conversations.turns("a")) == 1


@pytest.mark.parametrize(
    "use",
    [
        lambda table, turn: table.rate("a", turn, "right"),
        lambda table, turn: table.retract("a", turn),
        lambda table, turn: table.branch("a", turn, "c"),
    ],
    ids=["rate", "retract", "branch"],
)
@pytest.mark.parametrize("turn", [99, "of another"])
def test_a_turn_of_another_conversation_is_as_unknown_as_one_that_never_was(
    catalog: Catalog, use: Callable[[ConversationTable, int], object], turn: int | str
) -> None:
    table = catalog.conversations
    table.start("a", "Ferries", "When?")
    other = table.start("b", "Buses", "Where?")
    table.reply(other, "Here.")
    before = [table.summaries(), table.turns("a"), table.turns("b")]

    with pytest.raises(UnknownTurn, match=r"'a' has no question \d+, or no answer to it"):
        use(table, turn if isinstance(turn, int) else other)

    assert [table.summaries(), table.turns("a"), table.turns("b")] == before


def test_a_reader_sees_the_readers_own_and_nobody_stands_for_all(catalog: Catalog) -> None:
    table = catalog.conversations
    for name, reader in (("a", "ada"), ("b", "bo \ud83d"), ("c", ""), ("d", "ada")):
        table.start(name, name, "When?", reader)

    seen = {r: [s.id for s in table.summaries(r)] for r in ("ada", "bo \ud83d", "", "nobody", None)}

    assert seen == {
        "ada": ["d", "a"], "bo \ud83d": ["b"], "": ["c"], "nobody": [], None: ["d", "c", "b", "a"],
    }  # fmt: skip
    table.rename("a", "Mine", "ada")
    table.delete("d", "ada")
    assert [(s.id, s.title) for s in table.summaries("ada")] == [("a", "Mine")]


def test_a_reply_can_be_rated_and_what_has_none_cannot(catalog: Catalog) -> None:
    table = catalog.conversations
    answered, broken_off = table.start("a", "Ferries", "When?"), table.ask("a", "Why?")
    table.reply(answered, "At nine.")

    ratings = []
    for rating in ("right", "wrong", None):
        table.rate("a", answered, rating)
        ratings.append(table.turns("a")[0].rating)

    assert ratings == ["right", "wrong", None]
    with pytest.raises(UnknownTurn):
        table.rate("a", broken_off, "right")


def test_what_is_taken_back_goes_with_all_after_it_and_the_conversation_stays(
    catalog: Catalog,
) -> None:
    table = catalog.conversations
    first, second = table.start("a", "Ferries", "One?", "ada"), table.ask("a", "Two?")
    table.start("b", "Buses", "Between?")
    table.ask("a", "Three?")

    table.retract("a", second)
    assert [turn.question for turn in table.turns("a")] == ["One?"]
    table.retract("a", first)

    assert table.turns("a") == []
    (empty,) = table.summaries("ada")
    assert (empty.title, empty.turns, empty.last_at) == ("Ferries", 0, empty.started_at)
    assert empty.started_at.endswith("+00:00")
    assert [s.id for s in table.summaries()] == ["b", "a"]
    again = table.ask("a", "One, once more?")
    assert again > second
    assert table.summary("a").turns == 1


def test_a_branch_has_what_stood_before_and_lives_on_its_own(catalog: Catalog) -> None:
    table = catalog.conversations
    first = table.start("a", "Ferries", "One?", "ada")
    second = table.ask("a", "Two?")
    third = table.ask("a", "Three?")
    table.reply(first, "1")
    table.rate("a", first, "wrong")
    before = table.turns("a")

    assert table.branch("a", third, "b")
    assert not table.branch("a", first, "c")

    assert table.reader_of("b") == "ada"
    copied, kept = table.turns("b"), table.summary("a")
    assert table.summary("b").title == "Ferries"
    assert table.summary("b").started_at == kept.started_at
    assert [replace(turn, id=0) for turn in copied] == [replace(turn, id=0) for turn in before[:2]]
    assert copied[0].id > third
    table.retract("b", copied[1].id)
    table.reply(second, "2")
    assert [turn.reply for turn in table.turns("a")] == ["1", "2", None]
    assert [turn.question for turn in table.turns("b")] == ["One?"]
    assert {s.id for s in table.summaries()} == {"a", "b"}


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
    table.reply(table.ask("stays", "A-secret-question?"), "A-secret-reply")

    def in_the_files() -> int:
        return sum(file.read_bytes().count(b"-secret-") for file in tmp_path.iterdir())

    assert in_the_files() > 900
    table.delete("goes")
    table.retract("stays", table.turns("stays")[1].id)

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
