"""A GGUF file as a LangChain chat model that runs in this process, by llama.cpp.

xllamacpp brings llama.cpp's server as a library. The server insists on listening somewhere,
so it is given a Unix socket in a folder that only this user can enter and that is gone once
the model is loaded: it opens no port, and nobody can reach it.
"""

import asyncio
import os
import tempfile
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from langchain_core.callbacks import AsyncCallbackManagerForLLMRun, CallbackManagerForLLMRun
from langchain_core.exceptions import ContextOverflowError, ModelAPIError
from langchain_core.language_models import BaseChatModel
from langchain_core.language_models.chat_models import generate_from_stream
from langchain_core.messages import AIMessageChunk, BaseMessage, convert_to_openai_messages
from langchain_core.messages.ai import UsageMetadata
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from pydantic import Field

# Tokens. llama.cpp takes less where the model itself was made for less; more than this costs
# gigabytes of memory with some models, and a question with its passages is half of it.
_CONTEXT = 8192
_LONGEST_REPLY = 1024
# Tokens read between two looks at whether anybody still waits: seconds for a large model.
_BATCH = 128
_SILENCE = -1

_Chunk = Mapping[str, Any]  # of OpenAI's protocol: `chat.completion.chunk`, or `error`


class GgufUnreadable(Exception):
    """llama.cpp can't load this file."""


class GgufChatModel(BaseChatModel):
    """A model that `open_gguf` loaded; one reply at a time, others wait.

    It always takes the likeliest token, so that the same messages give the same reply.
    `max_tokens`, `temperature`, and what else llama.cpp's server understands may be given with
    a call. Raises ContextOverflowError for messages that are too long, ModelAPIError for
    whatever else llama.cpp refuses.
    """

    name_of_file: str
    max_tokens: int = _LONGEST_REPLY
    server: Any = Field(exclude=True, repr=False)  # xllamacpp.Server

    @property
    def _llm_type(self) -> str:
        return "gguf"

    @property
    def _identifying_params(self) -> dict[str, Any]:
        return {"model": self.name_of_file, "max_tokens": self.max_tokens}

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return generate_from_stream(self._stream(messages, stop, run_manager, **kwargs))

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        arrived: SimpleQueue[_Chunk | None] = SimpleQueue()
        stopped = self._begin(messages, stop, kwargs, arrived.put)
        try:
            while (chunk := arrived.get()) is not None:
                piece = _piece(chunk)
                if run_manager:
                    run_manager.on_llm_new_token(piece.text, chunk=piece)
                yield piece
        finally:
            stopped.set()

    async def _astream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> AsyncIterator[ChatGenerationChunk]:
        arrived: asyncio.Queue[_Chunk | None] = asyncio.Queue()
        loop = asyncio.get_running_loop()
        stopped = self._begin(
            messages,
            stop,
            kwargs,
            lambda chunk: loop.call_soon_threadsafe(arrived.put_nowait, chunk),
        )
        try:
            while (chunk := await arrived.get()) is not None:
                piece = _piece(chunk)
                if run_manager:
                    await run_manager.on_llm_new_token(piece.text, chunk=piece)
                yield piece
        finally:
            stopped.set()

    def _begin(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None,
        options: Mapping[str, Any],
        deliver: Callable[[_Chunk | None], object],
    ) -> threading.Event:
        """Have a thread write the reply: chunks, then None. It ends soon after the event is set."""
        request = {
            "messages": convert_to_openai_messages(messages),
            "max_tokens": self.max_tokens,
            "temperature": 0,
            "cache_prompt": False,  # what was read before would change the last digits
            # Thinking aloud would use up the tokens of the reply, and minutes on a processor.
            "chat_template_kwargs": {"enable_thinking": False},
            "stream": True,
            "stream_options": {"include_usage": True},
            "return_progress": True,  # so that it can be stopped while it reads
            **({"stop": stop} if stop else {}),
            **options,
        }
        stopped = threading.Event()

        def take(chunk: _Chunk | None) -> bool:
            # Python waits at its end for threads that write, and that may take minutes.
            if stopped.is_set() or not threading.main_thread().is_alive():
                return True
            deliver(chunk)
            return False

        def write() -> None:
            try:
                self.server.handle_chat_completions(request, take)
            except Exception as error:  # a request that llama.cpp can't read
                take({"error": {"message": str(error)}})
            take(None)

        # A daemon would be torn out of llama.cpp when Python ends, which aborts the process.
        threading.Thread(target=write, name="gguf", daemon=False).start()
        return stopped


def open_gguf(path: Path, threads: int | None = None) -> GgufChatModel:
    """Load a model file; `threads` is half of the processors if not given.

    Raises ImportError without the package xllamacpp, FileNotFoundError without the file, and
    GgufUnreadable if it is damaged, or no model that llama.cpp knows.
    """
    import xllamacpp

    if not path.is_file():
        raise FileNotFoundError(path)
    wanted = xllamacpp.CommonParams()
    wanted.model.path = str(path)
    wanted.n_ctx = _CONTEXT
    wanted.n_batch = _BATCH
    wanted.n_parallel = 1
    wanted.cache_ram_mib = 0
    wanted.warmup = False
    wanted.verbosity = _SILENCE
    wanted.endpoint_metrics = True
    # The other half: for embedding, for the page, for whoever uses the machine.
    threads = threads or max(1, (os.cpu_count() or 1) // 2)
    wanted.cpuparams.n_threads = wanted.cpuparams_batch.n_threads = threads
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        wanted.hostnames = [str(Path(folder) / "llama.sock")]
        try:
            server = xllamacpp.Server(wanted)
        except RuntimeError as error:
            raise GgufUnreadable(path) from error
    # Answered once its loop runs: thrown away before that, a server waits for ever for its end.
    server.handle_metrics()
    return GgufChatModel(name_of_file=path.name, server=server)


def _piece(chunk: _Chunk) -> ChatGenerationChunk:
    if error := chunk.get("error"):
        kind = ContextOverflowError if _is_overflow(error) else ModelAPIError
        raise kind(str(error.get("message", error)))
    choice: Mapping[str, Any] = next(iter(chunk.get("choices", ())), {})
    finished = choice.get("finish_reason")
    message = AIMessageChunk(
        content=choice.get("delta", {}).get("content") or "",
        usage_metadata=_usage(chunk.get("usage")),
        response_metadata={"finish_reason": finished} if finished else {},
    )
    return ChatGenerationChunk(message=message)


def _is_overflow(error: Mapping[str, Any]) -> bool:
    return error.get("type") == "exceed_context_size_error"


def _usage(counted: Mapping[str, int] | None) -> UsageMetadata | None:
    if counted is None:
        return None
    return UsageMetadata(
        input_tokens=counted["prompt_tokens"],
        output_tokens=counted["completion_tokens"],
        total_tokens=counted["total_tokens"],
    )
