"""A chat model by its name: a provider's, one at an address, or a file."""

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from langchain_core.language_models import BaseChatModel
from pydantic import SecretStr

from assistant.answer import QUOTING
from assistant.models.chat_model import PATIENCE, ChatModel
from assistant.models.failures import ModelUnavailable, called, reason
from assistant.models.retries import Retries
from assistant.remote import bypass_proxy, is_loopback
from assistant.settings import Settings

GGUF = "gguf:"

# What brings a provider's package, where an extra of ours does.
EXTRAS = {
    "langchain-openai": "openai",
    "langchain-anthropic": "anthropic",
    "langchain-ollama": "ollama",
    "xllamacpp": "local",
}


def open_chat_model(
    settings: Settings, patience: float = PATIENCE, retries: Retries | None = None
) -> ChatModel:
    """The chat model that the settings name; `patience` is in seconds, see ChatModel.

    `gguf:` and a path is a file, run in this process. With `model_url` any other is asked for
    at that address in OpenAI's way, whoever made it; otherwise its name says who provides it.
    Raises ModelUnavailable if that can't be had, but not for want of a key: that model opens,
    and says so whenever it is asked.
    """
    name = settings.model
    in_process = name.startswith(GGUF)
    url = None if in_process else settings.model_url
    model = _file(name) if in_process else _provided(name, url, patience)
    return ChatModel(
        answerer_name(name),
        model,
        settings.price_read,
        settings.price_written,
        url,
        1 if in_process else settings.model_calls,
        patience,
        retries,
    )


def open_chat_models(settings: Settings, more: Sequence[str] = ()) -> list[ChatModel]:
    """The chat model that the settings name, then `more` of them; none for QUOTING.

    The prices that are set are those of the first. Raises ModelUnavailable.
    """
    names = [name for name in dict.fromkeys([settings.model, *more]) if name != QUOTING]
    free = {"price_read": None, "price_written": None}
    return [
        open_chat_model(settings.model_copy(update={"model": name} | (free if n else {})))
        for n, name in enumerate(names)
    ]


def answerer_name(model: str) -> str:
    """What an answerer goes by. Answers tell who wrote them: not where on a disk that lay."""
    return f"{GGUF}{Path(model.removeprefix(GGUF)).name}" if model.startswith(GGUF) else model


def _file(name: str) -> BaseChatModel:
    from assistant.models.gguf import GgufUnreadable, open_gguf

    path = Path(name.removeprefix(GGUF)).expanduser()
    try:
        return open_gguf(path)
    except ImportError as error:
        raise _not_installed(called(name), "xllamacpp") from error
    except FileNotFoundError as error:
        raise ModelUnavailable(f"{called(name)} is not there; check the path {path}.") from error
    except GgufUnreadable as error:
        raise ModelUnavailable(
            f"{called(name)} cannot be loaded; the file is damaged, no GGUF model, of a kind that "
            "is newer than the installed xllamacpp, or larger than the memory."
        ) from error


def _provided(name: str, url: str | None, patience: float) -> BaseChatModel | ModelUnavailable:
    from langchain.chat_models import init_chat_model

    wanted = _wanted(name, url, patience)
    try:
        model = init_chat_model(**wanted)
        if (model.profile or {}).get("temperature") is False:
            # LangChain knows that this one refuses any.
            model = init_chat_model(**{**wanted, "temperature": None})
    except ImportError as error:
        package = re.search(r"pip install ([\w-]+)", str(error))
        needed = package[1] if package else f"langchain-{name.split(':')[0]}"
        raise _not_installed(called(name, url), needed) from error
    except Exception as error:  # each provider refuses what it is given in its own way
        if _wants_key(error):
            return _without_key(called(name, url), str(error))
        raise ModelUnavailable(f"{called(name, url)} {_why_not_opened(error)}.") from error
    return _without_key(called(name, url), " ".join(empty)) if (empty := _empty(model)) else model


def _wanted(name: str, url: str | None, patience: float) -> dict[str, Any]:
    """What LangChain is told to open."""
    # ChatModel asks again by itself.
    wanted: dict[str, Any] = {"temperature": 0, "timeout": patience, "max_retries": 0}
    if url:
        if is_loopback(url):
            bypass_proxy(urlsplit(url).hostname)
        # A server of one's own seldom wants a key, but the client insists on one.
        key = os.environ.get("OPENAI_API_KEY") or "none"
        name = name.removeprefix("openai:")
        return wanted | {
            "model": name,
            "model_provider": "openai",
            "base_url": url,
            "api_key": key,
            "stream_usage": True,  # elsewhere than at OpenAI it counts only when told to
        }
    if name.startswith("ollama:"):  # which knows no `timeout`, and says nothing when given one
        wanted["client_kwargs"] = {"timeout": patience}
    return wanted | {"model": name}


def _not_installed(subject: str, package: str) -> ModelUnavailable:
    extra = EXTRAS.get(package)
    line = f'pip install "article-assistant[{extra}]"' if extra else f"pip install {package}"
    return ModelUnavailable(
        f"{subject} needs a package that is not installed; install it with `{line}`."
    )


def _wants_key(error: Exception) -> bool:
    return bool(re.search(r"(?i:api[_ ]?key|credential)|[A-Z]_(?:KEY|TOKEN)\b", str(error)))


def _without_key(subject: str, told: str) -> ModelUnavailable:
    """`told` is where a provider names the variable that it looks at."""
    variable = re.search(r"\b[A-Z][A-Z0-9_]*_(?:KEY|TOKEN)\b", told)
    name = variable[0] if variable else "the variable that its provider names"
    return ModelUnavailable(f"{subject} needs a key; set {name} in the environment.")


def _empty(model: BaseChatModel) -> list[str]:
    """The variables of keys that a provider does without until it is asked."""
    return [
        variable
        for field, variable in model.lc_secrets.items()
        if isinstance(key := getattr(model, field, None), SecretStr) and not key.get_secret_value()
    ]


def _why_not_opened(error: Exception) -> str:
    if isinstance(error, ValueError) and "provider" in str(error):
        return "has no known provider; name both, as in openai:gpt-5-mini, or use `quoting`"
    return f"cannot be opened ({reason(error)}); check its name"
