"""Who can word an answer: quoting, always, and the chat models that are configured."""

from collections.abc import Sequence
from functools import cache

from assistant.answer import QUOTING
from assistant.models.chat_model import ChatModel
from assistant.options import Options
from assistant.writing.writer import PASSAGE_TOKENS, Support, Writer
from vectorstore.errors import AssistantError
from vectorstore.library import Library


class UnknownAnswerer(AssistantError):
    """A question names an answerer that isn't configured."""

    def __init__(self, name: str, names: Sequence[str]) -> None:
        super().__init__(f"There is no answerer {name!r} here; choose from {', '.join(names)}.")


class Answerers:
    """The answerers over one library. Threads may share it.

    `default` is the name of the one that answers where a question names none: the first of
    `models` if unset, QUOTING if there is no model. `tokens` is how many of passages a model reads.
    """

    def __init__(
        self,
        library: Library,
        models: Sequence[ChatModel] = (),
        support: Support = Support.STRICT,
        tokens: int = PASSAGE_TOKENS,
        default: str | None = None,
    ) -> None:
        self._models = {model.name: model for model in models}
        if len(self._models) < len(models) or QUOTING in self._models:
            raise AssistantError(
                "Two answerers go by one name; of files that are called the same, rename one."
            )
        self.support = support
        self._default = default or next(iter(self._models), QUOTING)
        self._checked(self._default)
        self._writer = cache(
            lambda name, support: Writer(library, self._models[name], support, tokens)
        )

    @property
    def names(self) -> tuple[str, ...]:
        """All of them, the default first."""
        return tuple(dict.fromkeys([self._default, *self._models, QUOTING]))

    def model(self, options: Options) -> ChatModel | None:
        """The only chat model that may read the question; None where it is answered by quoting.

        Raises UnknownAnswerer.
        """
        return self._models.get(self._checked(options.answerer or self._default))

    def writer(self, options: Options) -> Writer | None:
        """Who writes the answer; None where it is quoted. Raises UnknownAnswerer."""
        model = self.model(options)
        return self._writer(model.name, options.support or self.support) if model else None

    def _checked(self, name: str) -> str:
        if name not in (*self._models, QUOTING):
            raise UnknownAnswerer(name, [known for known in self.names if known != name])
        return name
