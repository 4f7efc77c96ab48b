"""A chat model by its name: opened, asked, and every failure said in one sentence."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from langchain_core import exceptions as failures
from langchain_core.language_models import BaseChatModel
from langchain_core.messages.ai import UsageMetadata

from assistant.answer import Usage
from assistant.remote import bypass_proxy, is_loopback
from assistant.settings import Settings
from vectorstore.errors import AssistantError

_PATIENCE = 120.0  # seconds that a reply may take; a local model may have to be loaded first
_RETRIES = 1
_LONGEST_REASON = 200

# What a provider's client raises, and what that means for who asked.
_MEANINGS: tuple[tuple[tuple[type[Exception], ...], str], ...] = (
    (
        (failures.ModelTimeoutError, TimeoutError),
        "did not answer in time; ask again, or choose another with --model",
    ),
    (
        (failures.ModelConnectionError, ConnectionError),
        "cannot be reached; start its server or mend the connection, or use --model quoting",
    ),
    (
        (failures.ModelAuthenticationError, failures.ModelPermissionDeniedError),
        "does not accept the key; set the right one in the environment (for OpenAI it is "
        "OPENAI_API_KEY)",
    ),
    ((failures.ModelNotFoundError,), "is not known to its provider; check its name"),
    (
        (failures.ModelRateLimitError,),
        "takes no more questions for now; wait, or look at your account's limits",
    ),
    (
        (failures.ContextOverflowError,),
        "cannot read as much as five passages at once; choose one with a longer context",
    ),
)


class ModelUnavailable(AssistantError):
    """The chat model can't be opened, or doesn't answer."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model wrote; `usage` is None where its provider doesn't count tokens."""

    text: str
    usage: Usage | None


class ChatModel:
    """A chat model under the name it is asked for by. Threads may share it.

    `price_read` and `price_written` are for a million tokens, in whatever currency; `url` is
    only told when something goes wrong.
    """

    def __init__(
        self,
        name: str,
        model: BaseChatModel,
        price_read: float | None = None,
        price_written: float | None = None,
        url: str | None = None,
    ) -> None:
        self.name = name
        self._model = model
        self._prices = (price_read, price_written)
        self._called = _called(name, url)

    def reply(self, prompt: str) -> Reply:
        """What the model writes to a prompt. Raises ModelUnavailable."""
        try:
            message = self._model.invoke(prompt)
        except Exception as error:  # providers' clients have no base in common
            raise ModelUnavailable(f"{self._called} {_meaning(error)}.") from error
        return Reply(str(message.text), self._usage(message.usage_metadata))

    def _usage(self, counted: UsageMetadata | None) -> Usage | None:
        if counted is None:
            return None
        read, written = counted["input_tokens"], counted["output_tokens"]
        price_read, price_written = self._prices
        if price_read is None or price_written is None:
            return Usage(read, written)
        return Usage(read, written, (read * price_read + written * price_written) / 1_000_000)


def open_chat_model(settings: Settings, patience: float = _PATIENCE) -> ChatModel:
    """The chat model that the settings name; `patience` is in seconds. Raises ModelUnavailable.

    With `model_url` it is asked for at that address in OpenAI's way, whoever made it;
    otherwise its name says who provides it.
    """
    from langchain.chat_models import init_chat_model

    name, url = settings.model, settings.model_url
    try:
        model = init_chat_model(**_wanted(name, url, patience))
    except ImportError as error:
        package = re.search(r"pip install ([\w-]+)", str(error))
        line = f"pip install {package[1] if package else 'langchain-' + name.split(':')[0]}"
        raise ModelUnavailable(
            f"{_called(name, url)} needs a package that is not installed; install it with `{line}`."
        ) from error
    except Exception as error:  # each provider refuses what it is given in its own way
        raise ModelUnavailable(f"{_called(name, url)} {_why_not_opened(error)}.") from error
    return ChatModel(name, model, settings.price_read, settings.price_written, url)


def _wanted(name: str, url: str | None, patience: float) -> dict[str, Any]:
    """What LangChain is told to open."""
    wanted: dict[str, Any] = {"temperature": 0, "timeout": patience, "max_retries": _RETRIES}
    if url:
        if is_loopback(url):
            bypass_proxy(urlsplit(url).hostname)
        # A server of one's own seldom wants a key, but the client insists on one.
        key = os.environ.get("OPENAI_API_KEY") or "none"
        name = name.removeprefix("openai:")
        return wanted | {"model": name, "model_provider": "openai", "base_url": url, "api_key": key}
    if name.startswith("ollama:"):  # which knows no `timeout`, and says nothing when given one
        wanted["client_kwargs"] = {"timeout": patience}
    return wanted | {"model": name}


def _called(name: str, url: str | None) -> str:
    return f"The chat model {name!r}{f' at {url}' if url else ''}"


def _meaning(error: Exception) -> str:
    reasons = list(_reasons(error))
    for kinds, meaning in _MEANINGS:
        if any(isinstance(reason, kinds) for reason in reasons):
            return meaning
    return f"failed ({_reason(error)}); ask again, or choose another with --model"


def _reasons(error: BaseException | None) -> Iterator[BaseException]:
    """An error, and those that led to it: not every client says plainly that nobody answered."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _why_not_opened(error: Exception) -> str:
    if "key" in str(error).lower():
        return "needs a key; set it in the environment (for OpenAI it is OPENAI_API_KEY)"
    if isinstance(error, ValueError) and "provider" in str(error):
        return "has no known provider; name both, as in openai:gpt-5-mini, or use `quoting`"
    return f"cannot be opened ({_reason(error)}); check its name"


def _reason(error: Exception) -> str:
    """The first line of what was raised, or its name where it says nothing."""
    line = next((line.strip() for line in str(error).splitlines() if line.strip()), "")
    return line[:_LONGEST_REASON].rstrip(".") or type(error).__name__
