"""A conversation that the library keeps: asked, reopened, exported.

A question is written down before it is answered, and its answer once it is complete. What
is broken off on the way, by whatever, is there again as a question without an answer.
"""

import secrets
import threading
from collections.abc import Callable, Iterator, Sequence

from assistant.answer import Answer
from assistant.conversation.change import changes_since
from assistant.conversation.export import Told, as_json, as_markdown
from assistant.conversation.follow_up import Turn
from assistant.conversation.kept_turn import KeptTurn, read_turn, reply_record
from assistant.conversation.title import title_of
from assistant.events import AnswerEvent, AnswerReady
from vectorstore.catalog import Catalog

Answering = Callable[[str, Sequence[Turn]], Iterator[AnswerEvent]]

_ID_BYTES = 6


class Conversation:
    """One conversation, kept from its first question on. Threads may share it.

    Everything it tells is read from the library when it is asked for, and raises
    UnknownConversation once the conversation was deleted.
    """

    def __init__(
        self, catalog: Catalog, answering: Answering, conversation_id: str | None = None
    ) -> None:
        self._catalog = catalog
        self._answering = answering
        self._starting = threading.Lock()
        self._started = conversation_id is not None
        self.id = secrets.token_hex(_ID_BYTES) if conversation_id is None else conversation_id
        if self._started:
            catalog.conversations.summary(self.id)  # which raises if there is none

    @property
    def title(self) -> str:
        """What it is called; empty before the first question."""
        return self._catalog.conversations.summary(self.id).title if self._started else ""

    @property
    def turns(self) -> tuple[KeptTurn, ...]:
        """Questions with their answers, in the order of asking."""
        if not self._started:
            return ()
        return tuple(read_turn(stored) for stored in self._catalog.conversations.turns(self.id))

    @property
    def history(self) -> list[Turn]:
        """What was said so far, as `Assistant.ask` takes it."""
        return [message for turn in self.turns for message in turn.messages]

    def ask(self, question: str) -> Answer:
        """Answer a question in the light of this conversation. Raises what `Assistant.ask` does."""
        *_, ready = self.stream(question)
        assert isinstance(ready, AnswerReady)
        return ready.answer

    def stream(self, question: str) -> Iterator[AnswerEvent]:
        """The same, telling what happens on the way; the last event is AnswerReady."""
        # A document may be replaced while a model still writes what it cites of it.
        before = self._catalog.versions()
        history = self.history
        turn = self._write(question)
        for event in self._answering(question, history):
            if isinstance(event, AnswerReady):
                known = before | self._catalog.versions()
                self._catalog.conversations.reply(turn, reply_record(event.answer, known))
            yield event

    def _write(self, question: str) -> int:
        table = self._catalog.conversations
        with self._starting:
            if self._started:
                return table.ask(self.id, question)
            turn = table.start(self.id, title_of(question), question)
            self._started = True
            return turn

    def export_markdown(self) -> str:
        """All of it to read. What documents and people wrote stays text: nothing is markup."""
        return as_markdown(self._catalog.conversations.summary(self.id), self.told())

    def export_json(self) -> str:
        """All of it for programs, with every offset and hash; see `export.as_json`."""
        return as_json(self._catalog.conversations.summary(self.id), self.told())

    def told(self) -> list[Told]:
        """Each turn with what has become of the documents that it cites."""
        return [(turn, changes_since(turn, self._catalog)) for turn in self.turns]
