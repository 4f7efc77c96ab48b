"""Conversations in the catalog: questions, what was replied to each, and how that was rated.

A reply is a text that only its writer understands, and so is a rating; a question without a
reply was broken off, or is being answered. Where a `reader` is given, other readers'
conversations are as good as not there; None stands for whoever holds the library.
"""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from vectorstore.database import Database
from vectorstore.errors import UnknownConversation, UnknownTurn
from vectorstore.whole_text import whole


@dataclass(frozen=True, slots=True)
class ConversationSummary:
    """A conversation in a list. Times are ISO 8601 in UTC: of its beginning and last question.

    Whose it is doesn't stand here: a list is shown, and the name of a reader may be a secret.
    """

    id: str
    title: str
    started_at: str
    last_at: str
    turns: int


@dataclass(frozen=True, slots=True)
class StoredTurn:
    """A question with its reply; ids grow in the order of asking."""

    id: int
    question: str
    asked_at: str
    reply: str | None
    rating: str | None = None


class ConversationTable:
    """The conversations of one catalog."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def start(self, conversation_id: str, title: str, question: str, reader: str = "") -> int:
        """Put in a new conversation with its first question. Returns the turn's id."""
        now = _now()
        with self._database.transaction(of_documents=False) as db:
            db.execute(
                "INSERT INTO conversations (id, title, reader, started_at) VALUES (?, ?, ?, ?)",
                (conversation_id, whole(title), whole(reader), now),
            )
            return _insert_turn(db, conversation_id, question, now)

    def ask(self, conversation_id: str, question: str) -> int:
        """Put in a further question. Returns the turn's id. Raises UnknownConversation."""
        with self._database.transaction(of_documents=False) as db:
            _know(db, conversation_id)
            return _insert_turn(db, conversation_id, question, _now())

    def reply(self, turn_id: int, reply: str) -> None:
        """Put in what was replied; nothing, if the question was deleted in the meantime."""
        with self._database.transaction(of_documents=False) as db:
            db.execute("UPDATE turns SET reply = ? WHERE id = ?", (reply, turn_id))

    def rate(self, conversation_id: str, turn_id: int, rating: str | None) -> None:
        """Put in how a reply was rated, or take that back.

        Raises UnknownConversation, UnknownTurn; so do `retract` and `branch`.
        """
        with self._database.transaction(of_documents=False) as db:
            _know(db, conversation_id)
            if not db.execute(
                "UPDATE turns SET rating = ?"
                " WHERE id = ? AND conversation_id = ? AND reply IS NOT NULL",
                (rating, turn_id, whole(conversation_id)),
            ).rowcount:
                raise UnknownTurn(conversation_id, turn_id)

    def summaries(self, reader: str | None = None) -> list[ConversationSummary]:
        """All conversations, the one asked last first; those with no question left are last."""
        return self._summaries("(:reader IS NULL OR c.reader = :reader)", reader=reader)

    def summary(self, conversation_id: str) -> ConversationSummary:
        """One of them. Raises UnknownConversation."""
        found = self._summaries("c.id = :id", id=conversation_id)
        if not found:
            raise UnknownConversation(conversation_id)
        return found[0]

    def _summaries(self, condition: str, **values: str | None) -> list[ConversationSummary]:
        rows = self._database.rows(
            "SELECT c.id, c.title, c.started_at, coalesce(max(t.asked_at), c.started_at),"
            " count(t.id) FROM conversations c LEFT JOIN turns t ON t.conversation_id = c.id"
            f" WHERE {condition} GROUP BY c.id ORDER BY max(t.id) DESC",
            _all_whole(values),
        )
        return [ConversationSummary(*row) for row in rows]

    def reader_of(self, conversation_id: str) -> str:
        """Whose a conversation is. Raises UnknownConversation."""
        rows = self._database.rows(
            "SELECT reader FROM conversations WHERE id = ?", (whole(conversation_id),)
        )
        if not rows:
            raise UnknownConversation(conversation_id)
        return str(rows[0][0])

    def turns(self, conversation_id: str) -> list[StoredTurn]:
        """A conversation's turns, in the order of asking. Raises UnknownConversation."""
        rows = self._database.rows(
            "SELECT t.id, t.question, t.asked_at, t.reply, t.rating FROM conversations c"
            " LEFT JOIN turns t ON t.conversation_id = c.id WHERE c.id = ? ORDER BY t.id",
            (whole(conversation_id),),
        )
        if not rows:
            raise UnknownConversation(conversation_id)
        return [StoredTurn(*row) for row in rows if row[0] is not None]

    def retract(self, conversation_id: str, turn_id: int) -> None:
        """Delete a question and all after it, down to their traces in the file.

        The conversation stays, even if nothing is left in it.
        """
        with self._database.transaction(of_documents=False) as db:
            _know_turn(db, conversation_id, turn_id)
            db.execute(
                "DELETE FROM turns WHERE conversation_id = ? AND id >= ?",
                (whole(conversation_id), turn_id),
            )
        self._database.erase_traces()

    def branch(self, conversation_id: str, turn_id: int, new_id: str) -> bool:
        """Copy a conversation as it was before a question; False if it had not begun then.

        The copy is the same reader's, with the same title, times and ratings.
        """
        old = whole(conversation_id)
        with self._database.transaction(of_documents=False) as db:
            _know_turn(db, conversation_id, turn_id)
            db.execute(
                "INSERT INTO conversations (id, title, reader, started_at) SELECT ?, title, reader,"
                " started_at FROM conversations WHERE id = ? AND EXISTS"
                " (SELECT 1 FROM turns WHERE conversation_id = ? AND id < ?)",
                (new_id, old, old, turn_id),
            )
            return bool(
                db.execute(
                    "INSERT INTO turns (conversation_id, question, asked_at, reply, rating)"
                    " SELECT ?, question, asked_at, reply, rating FROM turns"
                    " WHERE conversation_id = ? AND id < ? ORDER BY id",
                    (new_id, old, turn_id),
                ).rowcount
            )

    def rename(self, conversation_id: str, title: str, reader: str | None = None) -> None:
        """Give a conversation another title. Raises UnknownConversation."""
        self._change("UPDATE conversations SET title = :title", conversation_id, reader, title)

    def delete(self, conversation_id: str, reader: str | None = None) -> None:
        """Delete a conversation, down to its traces in the file. Raises UnknownConversation."""
        self._change("DELETE FROM conversations", conversation_id, reader)
        self._database.erase_traces()

    def _change(
        self, sql: str, conversation_id: str, reader: str | None, title: str | None = None
    ) -> None:
        values = _all_whole({"id": conversation_id, "reader": reader, "title": title})
        with self._database.transaction(of_documents=False) as db:
            if not db.execute(
                f"{sql} WHERE id = :id AND (:reader IS NULL OR reader = :reader)", values
            ).rowcount:
                raise UnknownConversation(conversation_id)


def _know(db: sqlite3.Connection, conversation_id: str) -> None:
    if not db.execute(
        "SELECT 1 FROM conversations WHERE id = ?", (whole(conversation_id),)
    ).fetchone():
        raise UnknownConversation(conversation_id)


def _know_turn(db: sqlite3.Connection, conversation_id: str, turn_id: int) -> None:
    _know(db, conversation_id)
    if not db.execute(
        "SELECT 1 FROM turns WHERE id = ? AND conversation_id = ?",
        (turn_id, whole(conversation_id)),
    ).fetchone():
        raise UnknownTurn(conversation_id, turn_id)


def _insert_turn(db: sqlite3.Connection, conversation_id: str, question: str, now: str) -> int:
    row = db.execute(
        "INSERT INTO turns (conversation_id, question, asked_at) VALUES (?, ?, ?)",
        (conversation_id, whole(question), now),
    )
    assert row.lastrowid is not None
    return row.lastrowid


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _all_whole(values: Mapping[str, str | None]) -> dict[str, str | None]:
    return {name: None if value is None else whole(value) for name, value in values.items()}
