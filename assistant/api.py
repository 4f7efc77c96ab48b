"""The assistant as Python sees it: open a library, add documents, ask."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from langchain_core.runnables import Runnable

from assistant.answer import QUOTING, Answer
from assistant.cancellation import Cancellation
from assistant.chain import AnswerChain
from assistant.conversation.change import DocumentChange, changes_since
from assistant.conversation.follow_up import Turn
from assistant.conversation.kept import Conversation
from assistant.conversation.kept_turn import KeptTurn
from assistant.conversation.title import given_title
from assistant.events import AnswerEvent, AnswerReady, Searched, SentenceReady
from assistant.models.chat_model import ChatModel
from assistant.models.opening import open_chat_models
from assistant.options import AS_CONFIGURED, Options
from assistant.searching import nearest_passages
from assistant.settings import Settings
from assistant.steps import Asked
from assistant.suggesting.suggester import Suggester
from assistant.writing.writer import PASSAGE_TOKENS, Support
from ingest.page_images import PageImages
from ingest.pipeline import ingest
from ingest.plan import plan
from ingest.report import IngestPlan, IngestReport, Progress
from ingest.source_text import ReadingOptions
from ingest.web import Fetch, from_the_web
from vectorstore.conversation_table import ConversationSummary
from vectorstore.embedding import shared_embedder
from vectorstore.library import Library
from vectorstore.portable import export_library
from vectorstore.records import Document, DocumentText, Passage, Span


class Assistant:
    """Answers questions over the documents of one library, in their own words.

    Open it with `Assistant.open`, and close it, best by `with`: as long as it is open, no
    other process can open the same library. Threads may share it.

    >>> from assistant import Assistant
    >>> with Assistant.open("library/") as assistant:  # doctest: +SKIP
    ...     assistant.ingest(["article.txt"])
    ...     print(assistant.ask("How many cases were finalized?").text)
    """

    def __init__(
        self,
        library: Library,
        threshold: float | None = None,
        models: Sequence[ChatModel] = (),
        support: Support = Support.STRICT,
        tokens: int = PASSAGE_TOKENS,
        answerer: str | None = None,
        fetch: Fetch | None = None,
    ) -> None:
        self._library, self._fetch = library, fetch
        self._chain = AnswerChain(library, threshold, models, support, tokens, answerer)
        self._suggester = Suggester(library, self._chain.retrieval.invoke, self._chain.threshold)
        self._ingesting = threading.Lock()
        self._images = PageImages(library.catalog)

    @classmethod
    def open(
        cls,
        library: str | Path | None = None,
        settings: Settings | None = None,
        more_models: Sequence[str] = (),
    ) -> Self:
        """Open a library, making it if there is none; without a folder, the default one.

        Who answers is set; `more_models` name others whom a question may ask to (see Options).
        Raises LibraryInUse if another process has it open, LibraryUnreadable if its files
        can't be used, ModelUnusable if it was made with another embedding model,
        ModelUnavailable if a chat model that is named can't be had.
        """
        settings = settings or Settings()
        folder = Path(library) if library is not None else settings.library
        embedder = shared_embedder(settings.embedding_model)
        opened = Library(folder.expanduser(), embedder, settings.chroma_server)
        try:  # not before the library is had: a model in this process takes memory
            models = open_chat_models(settings, more_models)
            answerer = QUOTING if settings.model == QUOTING else None
            support, tokens = Support(settings.support), settings.passage_tokens
            fetch = from_the_web if settings.urls else None
            return cls(opened, settings.threshold, models, support, tokens, answerer, fetch)
        except BaseException:
            opened.close()
            raise

    def close(self) -> None:
        """Let go of the library."""
        self._images.close()
        self._library.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # Documents

    def ingest(
        self,
        paths: Iterable[str | Path],
        on_progress: Callable[[Progress], None] = lambda progress: None,
        prune: bool = False,
        password: str | None = None,
    ) -> IngestReport:
        """Add files, all documents in folders, and URLs if the setting `urls` allows them.

        What can't be read is reported in `.failed` and leaves the library as it was. With
        `prune`, documents leave whose files left the folders; `password` opens encrypted files.
        """
        with self._ingesting:
            reading = ReadingOptions(password)
            return ingest(self._library, paths, on_progress, prune, reading, self._fetch)

    def plan_ingest(self, paths: Iterable[str | Path], prune: bool = False) -> IngestPlan:
        """What `ingest` would do with these paths, told by the files' contents; nothing is done."""
        return plan(self._library, paths, prune, urls=self._fetch is not None)

    def documents(self) -> list[Document]:
        """The documents, in the order in which they were added."""
        return self._library.catalog.documents()

    def document(self, document_id: str) -> DocumentText:
        """A document with its text, to which all offsets refer. Raises UnknownDocument."""
        return self._library.catalog.document_text(document_id)

    def page_picture(self, document_id: str, page: int, quoted: Sequence[Span] = ()) -> bytes:
        """A page of a PDF, from 1, as a PNG with what is quoted on it marked. Raises NoPicture."""
        return self._images.picture(document_id, page, quoted)

    def remove(self, document_id: str) -> None:
        """Take a document out of the library. Raises UnknownDocument."""
        with self._ingesting:
            self._library.remove(document_id)

    def export(self, file: str | Path, conversations: bool = True) -> int:
        """Write the library to a new file. Returns its size in bytes. Raises NotPortable."""
        return export_library(self._library, Path(file).expanduser(), conversations)

    def reindex(self) -> int:
        """Make Chroma's vectors anew from the catalog. Returns how many there are."""
        with self._ingesting:
            return self._library.reindex()

    # Questions

    def ask(
        self, question: str, history: Sequence[Turn] = (), options: Options = AS_CONFIGURED
    ) -> Answer:
        """Answer a question, in the light of what was said before it.

        `history` is a list of `{"role": "user" | "assistant", "content": str}`. Where a chat
        model is to write the answer and doesn't, it is quoted, and `failure` says why. Raises
        UnknownDocument and UnknownAnswerer where `options` name what there isn't.
        """
        return self._chain.whole.invoke(Asked(question, history, options))

    async def aask(
        self, question: str, history: Sequence[Turn] = (), options: Options = AS_CONFIGURED
    ) -> Answer:
        """The same without blocking the event loop; cancelled, it stops the chat model too."""
        answer = None
        async for event in self.astream(question, history, options):
            if isinstance(event, AnswerReady):
                answer = event.answer
        assert answer is not None
        return answer

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        options: Options = AS_CONFIGURED,
        cancellation: Cancellation | None = None,
    ) -> Iterator[AnswerEvent]:
        """What happens while the answer is made; the last event is AnswerReady.

        A chat model's sentence comes when it is verified. Closing the iterator stops the model;
        so does `cancellation`, from any thread.
        """
        found = self._chain.retrieval.invoke(Asked(question, history, options))
        yield Searched(found.understood.searched, found.nearest, found.confidence)
        for part in self._chain.stream_answer(found, cancellation):
            yield AnswerReady(part) if isinstance(part, Answer) else SentenceReady(part)

    async def astream(
        self, question: str, history: Sequence[Turn] = (), options: Options = AS_CONFIGURED
    ) -> AsyncIterator[AnswerEvent]:
        """The same for `async for`."""
        cancellation = Cancellation()
        events = self.stream(question, history, options, cancellation)
        done = object()
        try:
            while (event := await asyncio.to_thread(next, events, done)) is not done:
                assert isinstance(event, Searched | SentenceReady | AnswerReady)
                yield event
        finally:
            cancellation.cancel()

    def search(self, query: str, k: int = 5, documents: Sequence[str] = ()) -> list[Passage]:
        """The `k` passages nearest to a query, best first; at most 32.

        With ids of documents, of these alone. Raises UnknownDocument.
        """
        self._library.catalog.check_ready(documents)
        found = self._library.retrieve(query, documents=documents)
        return list(nearest_passages(found, self._library, k))

    @property
    def answerers(self) -> tuple[str, ...]:
        """Who can answer: QUOTING and the names of the chat models, the default first."""
        return self._chain.answerers.names

    @property
    def support(self) -> Support:
        """What becomes of a model's unsupported sentence where a question doesn't say."""
        return self._chain.answerers.support

    def suggestions(
        self,
        answer: Answer | None = None,
        asked: Sequence[str] = (),
        most: int = 3,
        documents: Sequence[str] = (),
    ) -> tuple[str, ...]:
        """Questions that the documents answer: near an answer or a refusal, or to begin with.

        At most `most`, best first; fewer, or none, where no more are sure to be good. `asked`
        are the questions of the conversation so far, which are not suggested again; `documents`
        are the ids of those that may be asked about, if not all. No chat model is asked.
        """
        if answer is None:
            return self._suggester.beginnings(most, asked, documents)
        return self._suggester.after(answer, most, asked, documents)

    # Conversations

    def conversation(
        self, conversation_id: str | None = None, reader: str | None = ""
    ) -> Conversation:
        """A new conversation, kept from its first question on, or one that was kept.

        A new one belongs to `reader`: the empty name is that of the terminal, and of Python. One
        that is another reader's is as good as not there; None opens anybody's. Raises
        UnknownConversation.
        """
        return Conversation(self._library.catalog, self.stream, conversation_id, reader)

    def conversations(self, reader: str | None = None) -> list[ConversationSummary]:
        """The conversations that are kept, all or one reader's, the one asked last first."""
        return self._library.catalog.conversations.summaries(reader)

    def rename_conversation(
        self, conversation_id: str, title: str, reader: str | None = None
    ) -> None:
        """Call a conversation something else; with `reader`, only if it is that reader's.

        Raises UnknownConversation, NoTitle.
        """
        self._library.catalog.conversations.rename(conversation_id, given_title(title), reader)

    def delete_conversation(self, conversation_id: str, reader: str | None = None) -> None:
        """Delete a conversation for good; with `reader`, only if it is that reader's.

        Raises UnknownConversation.
        """
        self._library.catalog.conversations.delete(conversation_id, reader)

    def changed_since(self, turn: KeptTurn) -> tuple[DocumentChange, ...]:
        """What has become of the documents that a turn's answer cites; empty if nothing has."""
        return changes_since(turn, self._library.catalog)

    # Doors

    @property
    def chain(self) -> Runnable[Asked, Answer]:
        """The whole chain, for use in other LangChain chains."""
        return self._chain.whole

    @property
    def library(self) -> Library:
        """The library behind it."""
        return self._library
