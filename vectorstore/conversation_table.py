"""Conversations in the catalog: questions, and what was replied to each.

A reply is a text that only its writer understands; a question without one was broken off,
or is being answered.
"""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime

from vectorstore.database import Database
from vectorstore.errors import UnknownConversation


@dataclass(frozen=True, slots=True)
class ConversationSummary:
    """A conversation in a list. Times are ISO 8601 in UTC: of its first and its last question."""

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


class ConversationTable:
    """The conversations of one catalog."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def start(self, conversation_id: str, title: str, question: str) -> int:
        """Put in a new conversation with its first question. Returns the turn's id."""
        with self._database.transaction(of_documents=False) as db:
            db.execute("INSERT INTO conversations VALUES (?, ?)", (conversation_id, _whole(title)))
            return _insert_turn(db, conversation_id, question)

    def ask(self, conversation_id: str, question: str) -> int:
        """Put in a further question. Returns the turn's id. Raises UnknownConversation."""
        with self._database.transaction(of_documents=False) as db:
            if not db.execute(
                "SELECT 1 FROM conversations WHERE id = ?", (_whole(conversation_id),)
            ).fetchone():
                raise UnknownConversation(conversation_id)
            return _insert_turn(db, conversation_id, question)

    def reply(self, turn_id: int, reply: str) -> None:
        """Put in what was replied; nothing, if the conversation was deleted in the meantime."""
        with self._database.transaction(of_documents=False) as db:
            db.execute("UPDATE turns SET reply = ? WHERE id = ?", (reply, turn_id))

    def summaries(self) -> list[ConversationSummary]:
        """All conversations, the one asked last first."""
        return self._summaries("1 = 1")

    def summary(self, conversation_id: str) -> ConversationSummary:
        """One of them. Raises UnknownConversation."""
        found = self._summaries("c.id = ?", conversation_id)
        if not found:
            raise UnknownConversation(conversation_id)
        return found[0]

    def _summaries(self, condition: str, *values: str) -> list[ConversationSummary]:
        rows = self._database.rows(
            "SELECT c.id, c.title, min(asked_at), max(asked_at), count(*) FROM conversations c"
            f" JOIN turns ON conversation_id = c.id WHERE {condition} GROUP BY c.id"
            " ORDER BY max(turns.id) DESC",
            [_whole(value) for value in values],
        )
        return [ConversationSummary(*row) for row in rows]

    def turns(self, conversation_id: str) -> list[StoredTurn]:
        """A conversation's turns, in the order of asking. Raises UnknownConversation."""
        rows = self._database.rows(
            "SELECT id, question, asked_at, reply FROM turns WHERE conversation_id = ? ORDER BY id",
            (_whole(conversation_id),),
        )
        if not rows:
            raise UnknownConversation(conversation_id)
        return [StoredTurn(*row) for row in rows]

    def rename(self, conversation_id: str, title: str) -> None:
        """Give a conversation another title. Raises UnknownConversation."""
        self._change("UPDATE conversations SET title = ? WHERE id = ?", title, conversation_id)

    def delete(self, conversation_id: str) -> None:
        """Delete a conversation, down to its traces in the file. Raises UnknownConversation."""
        self._change("DELETE FROM conversations WHERE id = ?", conversation_id)
        self._database.erase_traces()

    def _change(self, sql: str, *values: str) -> None:
        with self._database.transaction(of_documents=False) as db:
            if not db.execute(sql, [_whole(value) for value in values]).rowcount:
                raise UnknownConversation(values[-1])


def _insert_turn(db: sqlite3.Connection, conversation_id: str, question: str) -> int:
    row = db.execute(
        "INSERT INTO turns (conversation_id, question, asked_at) VALUES (?, ?, ?)",
        (conversation_id, _whole(question), datetime.now(UTC).isoformat(timespec="seconds")),
    )
    assert row.lastrowid is not None
    return row.lastrowid


def _whole(text: str) -> str:
    """A text that SQLite can keep: halves of surrogate pairs, as terminals give, are "?"."""
    return text.encode("utf-8", "replace").decode("utf-8")
