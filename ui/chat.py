"""The chat: questions asked, answers as they are made, stopped, asked again, edited, rated."""

from collections.abc import Iterator
from contextlib import closing

import gradio as gr

from assistant.answer import Answer, AnswerSentence
from assistant.api import Assistant
from assistant.cancellation import Cancellation
from assistant.conversation.kept import Conversation
from assistant.conversation.rating import Rating
from assistant.conversation.title import title_of
from assistant.events import AnswerReady, SentenceReady
from assistant.options import Options
from assistant.writing.writer import Support
from ui.conversations import ConversationEvents
from ui.failures import told_plainly
from ui.layout import LONGEST_QUESTION
from ui.messages import LOOKING, STOPPED, Message, asked, growing, notice
from ui.parts import Parts, Updates
from ui.readers import reader_of
from ui.reading import ReadingEvents
from vectorstore.errors import AssistantError

# What Gradio says of its thumbs; anything else is a rating taken back.
_RATINGS: dict[object, Rating] = {True: Rating.RIGHT, False: Rating.WRONG}


class ChatEvents:
    """The events of the chat. What was said is kept in the library, not in the browser's page."""

    def __init__(
        self,
        assistant: Assistant,
        parts: Parts,
        conversations: ConversationEvents,
        reading: ReadingEvents,
    ) -> None:
        self._assistant = assistant
        self._parts = parts
        self._conversations = conversations
        self._reading = reading
        self._under_way: dict[str, Cancellation] = {}  # by the session of the page

    def ask(
        self,
        question: str,
        conversation_id: str | None,
        edited: int | None,
        documents: list[str] | None,
        answerer: str | None,
        support: str | None,
        request: gr.Request,
    ) -> Iterator[Updates]:
        """Answer a question sentence by sentence, in the conversation that is open.

        With `edited` it takes the place of that turn's question; where others were asked after
        it, that happens in a conversation of its own.
        """
        question = question.strip()[:LONGEST_QUESTION]
        if not question:
            yield {self._parts.chat.question: ""}
            return
        strictness = Support(support) if support else None
        options = Options(self._restriction(documents), answerer, strictness)
        try:
            conversation = self._asked_in(conversation_id, edited, question, reader_of(request))
            yield from self._answer(conversation, question, options, request)
        except AssistantError as error:  # the conversation has been deleted, say
            log = [asked(question), notice(told_plainly(error))]
            yield {
                self._parts.chat.log: log,
                self._parts.conversation: None,
            } | self._conversations.at_rest()

    def _restriction(self, documents: list[str] | None) -> tuple[str, ...]:
        """The documents that a question is asked of; none, which is all, if every one is chosen."""
        if not documents:
            return ()
        there_are = [document.id for document in self._assistant.documents()]
        return () if set(documents).issuperset(there_are) else tuple(documents)

    def _asked_in(
        self, conversation_id: str | None, edited: int | None, question: str, reader: str
    ) -> Conversation:
        """The conversation in which a question is asked, without what it takes the place of."""
        conversation = self._assistant.conversation(conversation_id, reader)
        if edited is None or conversation_id is None:
            return conversation
        first, last = conversation.turns[0], conversation.turns[-1]
        if last.id != edited:
            return conversation.branch(edited)
        conversation.retract(edited)
        if first.id == edited and conversation.title == title_of(first.question):
            # It was called after a question that is no longer there.
            self._assistant.rename_conversation(conversation_id, title_of(question), reader)
        return conversation

    def _answer(
        self, conversation: Conversation, question: str, options: Options, request: gr.Request
    ) -> Iterator[Updates]:
        chat, session = self._parts.chat, request.session_hash or ""
        so_far = [*self._conversations.messages(conversation), asked(question)]
        yield {
            chat.log: [*so_far, notice(LOOKING)],
            chat.question: gr.update(value="", submit_btn=False, stop_btn=True),
            chat.editing: gr.update(visible=False),
        }
        self._under_way[session] = cancellation = Cancellation()
        said: list[AnswerSentence] = []
        answer, told = None, STOPPED
        try:
            with closing(conversation.stream(question, options, cancellation)) as events:
                for event in events:
                    if isinstance(event, SentenceReady):
                        said.append(event.sentence)
                        yield {chat.log: [*so_far, growing(said)]}
                    elif isinstance(event, AnswerReady):
                        answer = event.answer
        except Exception as error:
            told = told_plainly(error)
        finally:
            self._under_way.pop(session, None)
        updates = self._conversations.shown(conversation, request) | self._conversations.at_rest()
        if answer is None:
            yield updates | {chat.log: [*so_far, *([growing(said)] if said else []), notice(told)]}
        else:
            yield updates | self._reading.show_answer(answer)

    def stop(self, request: gr.Request) -> None:
        """Stop the answer under way; what there is of it stays."""
        if under_way := self._under_way.get(request.session_hash or ""):
            under_way.cancel()

    def choose(self, event: gr.SelectData) -> Updates:
        """Put a suggested question into the box; it is asked from there."""
        chosen = event.value
        text = chosen.get("text") if isinstance(chosen, dict) else chosen
        return {self._parts.chat.question: str(text or "")}

    def retry(self, conversation_id: str | None, request: gr.Request) -> Updates:
        """Put the last question into the box again, to take its own place."""
        try:
            last = self._assistant.conversation(conversation_id, reader_of(request)).turns[-1]
        except (AssistantError, IndexError):
            return {self._parts.turn: None}
        return {self._parts.chat.question: last.question, self._parts.turn: last.id}

    def edit(self, turn: float | None, conversation_id: str | None, request: gr.Request) -> Updates:
        """Put an earlier question into the box, to be changed there."""
        try:
            conversation = self._assistant.conversation(conversation_id, reader_of(request))
            question = conversation.turn(int(turn or 0)).question
        except AssistantError:
            return {self._parts.turn: None}
        return {
            self._parts.chat.question: question,
            self._parts.chat.editing: gr.update(visible=True),
            self._parts.turn: int(turn or 0),
        }

    def leave_as_it_was(self) -> Updates:
        """Don't edit after all."""
        at_rest = self._conversations.at_rest()
        return at_rest | {self._parts.chat.question: gr.update(value="")}

    def rate(self, conversation_id: str | None, event: gr.LikeData, request: gr.Request) -> None:
        """Keep what a reader thinks of an answer."""
        message = event.index if isinstance(event.index, int) else event.index[0]
        liked = _RATINGS.get(event.liked)
        try:
            conversation = self._assistant.conversation(conversation_id, reader_of(request))
            conversation.rate(conversation.turns[message // 2].id, liked)
        except (AssistantError, IndexError) as error:
            gr.Warning(told_plainly(error))

    def suggest(
        self, conversation_id: str | None, documents: list[str] | None, request: gr.Request
    ) -> Updates:
        """Offer what could be asked next under the last answer."""
        unchanged = {self._parts.chat.log: gr.skip()}
        if conversation_id is None:
            return unchanged
        try:
            conversation = self._assistant.conversation(conversation_id, reader_of(request))
            turns = conversation.turns
            if turns[-1].answer is None:
                return unchanged
            asked_so_far = [turn.question for turn in turns]
            suggested = self._suggested(turns[-1].answer, asked_so_far, documents)
            messages = self._conversations.messages(conversation)
        except Exception as error:
            told_plainly(error)  # nobody asked for suggestions: the log alone hears of it
            return unchanged
        if not messages:  # taken back meanwhile
            return unchanged
        return {self._parts.chat.log: _with_options(messages, suggested)}

    def _suggested(
        self, answer: Answer, asked_so_far: list[str], documents: list[str] | None
    ) -> tuple[str, ...]:
        if answer.choices:
            return answer.choices
        near = self._assistant.suggestions(answer, asked_so_far, documents=documents or ())
        if near or not answer.abstained:
            return near
        return self._assistant.suggestions(None, asked_so_far, documents=documents or ())


def _with_options(messages: list[Message], questions: tuple[str, ...]) -> list[Message]:
    options = [{"label": question, "value": question} for question in questions]
    return [*messages[:-1], messages[-1] | {"options": options}]
