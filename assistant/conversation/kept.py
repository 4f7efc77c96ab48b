"""A conversation that the library keeps: asked, rated, taken up again, exported.

A question is written down before it is answered, and its answer once it is complete. What
is broken off on the way, by whatever, is there again as a question without an answer.
"""

import secrets
import threading
from collections.abc import Callable, Generator, Iterator, Sequence

from assistant.answer import Answer
from assistant.cancellation import Cancellation
from assistant.conversation.change import changes_since
from assistant.conversation.export import Told, as_json, as_markdown
from assistant.conversation.follow_up import Turn
from assistant.conversation.kept_turn import KeptTurn, read_turn, reply_record
from assistant.conversation.rating import Rating
from assistant.conversation.title import title_of
from assistant.events import AnswerEvent, AnswerReady
from assistant.options import AS_CONFIGURED, Options
from vectorstore.catalog import Catalog
from vectorstore.errors import UnknownConversation, UnknownTurn

Answering = Callable[[str, Sequence[Turn], Options, Cancellation | None], Iterator[AnswerEvent]]

_ID_BYTES = 6


class Conversation:
    """One conversation, kept from its first question on. Threads may share it.

    Everything it tells is read from the library when it is asked for, and raises
    UnknownConversation once the conversation was deleted.
    """

    def __init__(
        self,
        catalog: Catalog,
        answering: Answering,
        conversation_id: str | None = None,
        reader: str | None = "",
    ) -> None:
        """A new conversation of a reader's, or one that is kept, None opening anybody's.

        Raises UnknownConversation, also for one that is another reader's.
        """
        self._catalog = catalog
        self._answering = answering
        self._starting = threading.Lock()
        self._started = conversation_id is not None
        self.id = secrets.token_hex(_ID_BYTES) if conversation_id is None else conversation_id
        self._reader = catalog.conversations.reader_of(self.id) if self._started else reader or ""
        if reader not in (None, self._reader):
            raise UnknownConversation(self.id)

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

    def turn(self, turn_id: int) -> KeptTurn:
        """One of the turns. Raises UnknownTurn."""
        for turn in self.turns:
            if turn.id == turn_id:
                return turn
        raise UnknownTurn(self.id, turn_id)

    def ask(self, question: str, options: Options = AS_CONFIGURED) -> Answer:
        """Answer a question in the light of this conversation. Raises what `Assistant.ask` does."""
        *_, ready = self.stream(question, options)
        assert isinstance(ready, AnswerReady)
        return ready.answer

    def stream(
        self,
        question: str,
        options: Options = AS_CONFIGURED,
        cancellation: Cancellation | None = None,
    ) -> Generator[AnswerEvent]:
        """The same, telling what happens on the way; the last event is AnswerReady.

        Closing the iterator stops a chat model at once, and leaves the question without an
        answer. `cancellation` stops it from any thread, and keeps what was written until then.
        """
        # A document may be replaced while a model still writes what it cites of it.
        before = self._catalog.versions()
        turn_id = self._write(question)
        # Read after the question is written: a question taken back takes all after it along.
        history = [said for turn in self.turns if turn.id < turn_id for said in turn.messages]
        events = self._answering(question, history, options, cancellation)
        try:
            for event in events:
                if isinstance(event, AnswerReady):
                    known = before | self._catalog.versions()
                    self._catalog.conversations.reply(turn_id, reply_record(event.answer, known))
                yield event
        finally:
            if isinstance(events, Generator):
                events.close()

    def _write(self, question: str) -> int:
        table = self._catalog.conversations
        with self._starting:
            if self._started:
                return table.ask(self.id, question)
            turn_id = table.start(self.id, title_of(question), question, self._reader)
            self._started = True
            return turn_id

    def rate(self, turn_id: int, rating: Rating | None) -> None:
        """Say what to make of an answer, or take that back with None. Raises UnknownTurn."""
        self._catalog.conversations.rate(self.id, turn_id, rating)

    def retract(self, turn_id: int) -> None:
        """Take a question back, and all after it, for good. Raises UnknownTurn.

        An answer that is still being made to one of them isn't kept. With nothing left in it,
        the conversation goes on under its title with the next question.
        """
        self._catalog.conversations.retract(self.id, turn_id)

    def branch(self, turn_id: int) -> "Conversation":
        """A new conversation of the same reader's that goes on from before a question.

        It has the turns until then with their times and ratings, under ids of their own, and
        the title; this one stays whole. Before the first question, it is a new conversation
        that nothing was asked in. Raises UnknownTurn.
        """
        branch = Conversation(self._catalog, self._answering, reader=self._reader)
        branch._started = self._catalog.conversations.branch(self.id, turn_id, branch.id)
        return branch

    def export_markdown(self) -> str:
        """All of it to read. What documents and people wrote stays text: nothing is markup."""
        return as_markdown(self._catalog.conversations.summary(self.id), self.told())

    def export_json(self) -> str:
        """All of it for programs, with every offset and hash; see `export.as_json`."""
        return as_json(self._catalog.conversations.summary(self.id), self.told())

    def told(self) -> list[Told]:
        """Each turn with what has become of the documents that it cites."""
        return [(turn, changes_since(turn, self._catalog)) for turn in self.turns]
