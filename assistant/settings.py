"""Settings: environment variables that begin with ASSISTANT_, or arguments."""

from pathlib import Path
from typing import Any, Literal

from platformdirs import user_data_path
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.answer import QUOTING
from vectorstore.errors import AssistantError


class Settings(BaseSettings):
    """Everything a person may set. A setting `library` is the variable ASSISTANT_LIBRARY."""

    model_config = SettingsConfigDict(env_prefix="ASSISTANT_", extra="ignore")

    library: Path = Field(
        default_factory=lambda: user_data_path("article-assistant") / "library",
        description="Folder of the library.",
    )
    embedding_model: str | None = Field(
        default=None,
        description="A sentence-transformers model by name or folder; the packaged "
        "all-MiniLM-L6-v2 if unset. A library stays with the model it was made with.",
    )
    chroma_server: str | None = Field(
        default=None,
        description="Address of a Chroma server for the vectors, e.g. http://localhost:8000; "
        "a folder in the library if unset.",
    )
    threshold: float | None = Field(
        default=None,
        ge=0,
        le=1,
        description="Confidence below which it says that the documents don't answer; "
        "the fitted one if unset.",
    )
    model: str = Field(
        default=QUOTING,
        min_length=1,
        description="Who words the answers: `quoting`, or a chat model as LangChain names it, "
        "e.g. openai:gpt-5-mini or ollama:llama3.2, or gguf:/path/model.gguf for one that runs "
        "in this process.",
    )
    model_url: str | None = Field(
        default=None,
        description="Address of a server that speaks OpenAI's protocol and has the model, "
        "e.g. http://localhost:8080/v1; the provider's own if unset.",
    )
    support: Literal["strict", "lenient"] = Field(
        default="strict",
        description="What becomes of a sentence of a chat model that nothing supports: strict "
        "leaves it out, lenient keeps it, marked.",
    )
    passage_tokens: int = Field(
        default=2000,
        ge=200,
        description="How many tokens of passages a chat model is given to read; less for one "
        "with a short context.",
    )
    model_calls: int = Field(
        default=4, ge=1, description="How many questions a chat model is asked at the same time."
    )
    urls: bool = Field(
        default=False,
        description="Whether web addresses may be given to be ingested, which are then fetched.",
    )
    price_read: float | None = Field(
        default=None,
        ge=0,
        description="What a million tokens read by the model cost; with price_written, answers "
        "tell their cost.",
    )
    price_written: float | None = Field(
        default=None, ge=0, description="What a million tokens written by the model cost."
    )


def read_settings(**given: Any) -> Settings:
    """The settings from the environment and from what is given; what is None isn't given.

    Raises AssistantError, naming the variable that can't be used.
    """
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        name = "ASSISTANT_" + "_".join(str(part).upper() for part in first["loc"])
        raise AssistantError(f"The setting {name} can't be used: {first['msg']}.") from None
