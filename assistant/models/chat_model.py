"""A chat model: asked, its reply read as it is written, its tokens counted."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import cast

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage, HumanMessage
from langchain_core.messages.ai import UsageMetadata, add_usage

from assistant.answer import Usage
from assistant.models.failures import ModelUnavailable, called, unavailable
from assistant.models.reply_stream import ReplyStream
from assistant.models.retries import Retries

PATIENCE = 120.0  # seconds; a local model may have to be loaded first
_CALLS = 4
# How OpenAI's protocol says that a reply is whole, in its older form and in its newer.
_ENDINGS = {"finish_reason", "status"}

_Chunks = AsyncGenerator[AIMessageChunk, None]
_Asked = tuple[list[AIMessageChunk], _Chunks]  # what came already, and where the rest comes from


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model wrote; `usage` is None where its provider doesn't count tokens."""

    text: str
    usage: Usage | None


class ChatModel:
    """A chat model under the name it is asked for by. Threads may share it.

    `model` is a LangChain chat model, or why there is none, which every call then raises.
    `calls` are the most that are under way at a time; others wait their turn. `patience` is
    how many seconds it waits for its turn, and for each piece of the reply. `price_read` and
    `price_written` are for a million tokens, in whatever currency; `url` is only told when
    something goes wrong.
    """

    def __init__(
        self,
        name: str,
        model: BaseChatModel | ModelUnavailable,
        price_read: float | None = None,
        price_written: float | None = None,
        url: str | None = None,
        calls: int = _CALLS,
        patience: float = PATIENCE,
        retries: Retries | None = None,
    ) -> None:
        self.name = name
        self._model = model
        self._prices = (price_read, price_written)
        self._called = called(name, url)
        # Between here and a server of one's own, something may close the connection politely.
        self._says_when_finished = url is not None
        self._turns = asyncio.Semaphore(calls)
        self._patience = patience
        self._retries = retries or Retries()

    @property
    def failure(self) -> str | None:
        """Why it can't be asked at all, in a sentence; None if it can."""
        return str(self._model) if isinstance(self._model, ModelUnavailable) else None

    def reply(self, messages: str | Sequence[BaseMessage]) -> Reply:
        """What the model writes to messages, or to a prompt. Raises ModelUnavailable."""
        with self.stream(messages) as pieces:
            text = "".join(pieces)
        return Reply(text, pieces.usage)

    def stream(self, messages: str | Sequence[BaseMessage]) -> ReplyStream:
        """The reply piece by piece; it is being written from now on.

        Raises ModelUnavailable if it can't be asked at all; reading the stream raises it for
        whatever goes wrong later.
        """
        if isinstance(self._model, ModelUnavailable):
            raise ModelUnavailable(str(self._model))
        prompt = [HumanMessage(messages)] if isinstance(messages, str) else messages
        return ReplyStream(self._written(self._model, prompt))

    async def _written(
        self, model: BaseChatModel, messages: Sequence[BaseMessage]
    ) -> AsyncGenerator[str | Usage, None]:
        """The pieces, and what they cost at the end. Raises ModelUnavailable."""
        await self._turn()
        begun = finished = False
        counted: UsageMetadata | None = None
        try:
            retrying = self._retries.retrying()
            asked: _Asked = await retrying(self._up_to_first_words, model, messages)
            opening, chunks = asked
            async with aclosing(chunks):
                while chunk := opening.pop(0) if opening else await self._next(chunks):
                    counted = _sum(counted, chunk.usage_metadata)
                    finished = finished or not _ENDINGS.isdisjoint(chunk.response_metadata)
                    if text := str(chunk.text):
                        begun = True
                        yield text
            if self._says_when_finished and not finished:
                raise ConnectionResetError("the reply has no end")
        except Exception as error:  # providers' clients have no base in common
            raise unavailable(self._called, error, begun) from error
        finally:
            self._turns.release()
        if counted is not None:
            yield self.usage(counted["input_tokens"], counted["output_tokens"])

    async def _turn(self) -> None:
        try:
            async with asyncio.timeout(self._patience):
                await self._turns.acquire()
        except TimeoutError:
            raise ModelUnavailable(
                f"{self._called} is busy with other questions; ask again in a while."
            ) from None

    async def _up_to_first_words(
        self, model: BaseChatModel, messages: Sequence[BaseMessage]
    ) -> _Asked:
        """Ask once. Until words have come, nobody would see that it was asked twice."""
        chunks = cast(_Chunks, model.astream(list(messages)))
        opening = []
        try:
            while chunk := await self._next(chunks):
                opening.append(chunk)
                if chunk.text:
                    break
        except BaseException:
            await chunks.aclose()
            raise
        return opening, chunks

    async def _next(self, chunks: _Chunks) -> AIMessageChunk | None:
        async with asyncio.timeout(self._patience):
            return await anext(chunks, None)

    def usage(self, read: int, written: int) -> Usage:
        """So many tokens read and written, with what they cost where prices are set."""
        price_read, price_written = self._prices
        if price_read is None or price_written is None:
            return Usage(read, written)
        return Usage(read, written, (read * price_read + written * price_written) / 1_000_000)


def _sum(before: UsageMetadata | None, more: UsageMetadata | None) -> UsageMetadata | None:
    """Some providers count what was read at the start and what was written at the end."""
    return add_usage(before, more) if before or more else None
