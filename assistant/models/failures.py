"""What goes wrong with a chat model, in one plain sentence.

Providers' clients have no base in common. LangChain's own classes come first, then what HTTP
and Python say everywhere: the status of a response, a refused connection, a time-out.
"""

import re
import socket
from collections.abc import Iterator

from langchain_core import exceptions as langchain

from vectorstore.errors import AssistantError

_LONGEST_REASON = 200

_TOO_LONG = (
    "cannot read as much at once; lower ASSISTANT_PASSAGE_TOKENS, or choose one with a longer "
    "context"
)
_WRONG_KEY = (
    "does not accept the key; set the right one in the environment (OPENAI_API_KEY for OpenAI, "
    "ANTHROPIC_API_KEY for Anthropic)"
)
_UNKNOWN = "is not known to its provider; check its name"
_LIMITED = "takes no more questions for now; wait, or look at your account's limits"
_OVERLOADED = "is overloaded; ask again in a while, or choose another with --model"
_LATE = "did not answer in time; ask again, or choose another with --model"
_SILENT = "fell silent in mid-answer; ask again, or choose another with --model"
_UNREACHABLE = "cannot be reached; start its server or mend the connection, or use --model quoting"
_BROKE_OFF = "broke off in mid-answer; look whether its server still runs, and ask again"
_HUNG_UP = "hung up without an answer; look whether its server still runs, and ask again"

# LangChain's classes, and the HTTP statuses that they stand for.
_MEANINGS: tuple[tuple[type[Exception], tuple[int, ...], str], ...] = (
    (langchain.ModelAuthenticationError, (401,), _WRONG_KEY),
    (langchain.ModelPermissionDeniedError, (403,), _WRONG_KEY),
    (langchain.ModelNotFoundError, (404,), _UNKNOWN),
    (langchain.ModelRateLimitError, (429,), _LIMITED),
)

# 529 is Anthropic's own, see https://docs.anthropic.com/en/api/errors.
OVERLOADED = (503, 529)

# How servers say that a question is too long, of which LangChain knows only some: llama.cpp,
# OpenAI and vLLM, Anthropic, and others.
_TOO_LONG_WORDS = re.compile(
    r"exceeds the available context size|exceed_context_size"
    r"|context_length_exceeded|maximum context length"
    r"|prompt is too long|context window"
)


class ModelUnavailable(AssistantError):
    """The chat model can't be opened, or doesn't answer."""


def called(name: str, url: str | None = None) -> str:
    """How a model is called in a sentence: by its name, and its address where it was given one."""
    return f"The chat model {name!r}{f' at {url}' if url else ''}"


def unavailable(subject: str, error: Exception, begun: bool = False) -> ModelUnavailable:
    """What an error of a provider's client means; `begun` if words of the reply had come.

    `subject` begins the sentence, see `called`.
    """
    return ModelUnavailable(f"{subject} {_meaning(error, begun)}.")


def reason(error: Exception) -> str:
    """The first line of what was raised, or its name where it says nothing."""
    line = next((line.strip() for line in str(error).splitlines() if line.strip()), "")
    return line[:_LONGEST_REASON].rstrip(".") or type(error).__name__


def status(error: BaseException) -> int | None:
    """The HTTP status that an error tells of, if it does."""
    for cause in _causes(error):
        response = getattr(cause, "response", None)
        for told in (getattr(cause, "status_code", None), getattr(response, "status_code", None)):
            if isinstance(told, int) and told > 0:
                return told
    return None


def _meaning(error: Exception, begun: bool) -> str:
    causes, code = list(_causes(error)), status(error)
    too_long = any(_TOO_LONG_WORDS.search(str(cause)) for cause in causes)
    if too_long or _any(causes, langchain.ContextOverflowError):
        return _TOO_LONG
    for kind, codes, meaning in _MEANINGS:
        if _any(causes, kind) or code in codes:
            return meaning
    if code in OVERLOADED:
        return _OVERLOADED
    if _any(causes, langchain.ModelTimeoutError, TimeoutError):
        return _SILENT if begun else _LATE
    if _any(causes, ConnectionResetError, BrokenPipeError) or _cut_short(causes):
        return _BROKE_OFF if begun else _HUNG_UP
    if _any(causes, langchain.ModelConnectionError, ConnectionError, socket.gaierror):
        return _BROKE_OFF if begun else _UNREACHABLE
    return f"failed ({reason(error)}); ask again, or choose another with --model"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error, and those that led to it: not every client says plainly that nobody answered."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _any(causes: list[BaseException], *kinds: type[BaseException]) -> bool:
    return any(isinstance(cause, kinds) for cause in causes)


def _cut_short(causes: list[BaseException]) -> bool:
    # The clients bring different HTTP libraries, which name this alike and share no class.
    return any(type(cause).__name__ in ("RemoteProtocolError", "ReadError") for cause in causes)
