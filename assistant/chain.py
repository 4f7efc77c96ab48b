"""The chain from a question to its answer, as a LangChain Runnable.

    Asked ─understand→ Understood ─search→ Found ─answer→ Answer

Each step is a Runnable of its own, so that any of them can be used elsewhere.
"""

from collections.abc import Iterator, Sequence

from langchain_core.runnables import Runnable, RunnableLambda

from assistant.answer import Answer, AnswerSentence
from assistant.answerability import default_threshold
from assistant.answerers import Answerers
from assistant.answering import Answering
from assistant.cancellation import Cancellation
from assistant.models.chat_model import ChatModel
from assistant.searching import Searching
from assistant.steps import Asked, Found, Understood
from assistant.understanding import understand
from assistant.writing.writer import PASSAGE_TOKENS, Support
from vectorstore.library import Library


class AnswerChain:
    """The steps over one library. `retrieval | answering` is the whole chain.

    With a chat model, the first of them writes the answers, unless a question or `answerer` names
    another, from `tokens` of passages at the most; without one they are quoted. `support` says
    what becomes of a written sentence that nothing supports.
    """

    def __init__(
        self,
        library: Library,
        threshold: float | None = None,
        models: Sequence[ChatModel] = (),
        support: Support = Support.STRICT,
        tokens: int = PASSAGE_TOKENS,
        answerer: str | None = None,
    ) -> None:
        self.threshold = default_threshold() if threshold is None else threshold
        self.answerers = Answerers(library, models, support, tokens, answerer)
        self._catalog = library.catalog
        self._searching = Searching(library, self.threshold)
        self._answering = Answering(library, self.threshold, self.answerers)
        self.retrieval: Runnable[Asked, Found] = RunnableLambda(self.understand) | RunnableLambda(
            self.search
        )
        self.answering: Runnable[Found, Answer] = RunnableLambda(self.answer)
        self.whole: Runnable[Asked, Answer] = self.retrieval | self.answering

    def understand(self, asked: Asked) -> Understood:
        """What is wanted, from the question's words, and the history where it needs that.

        Raises UnknownDocument and UnknownAnswerer, before any model is asked, for options that
        name what there isn't.
        """
        self._catalog.check_ready(asked.options.documents)
        return understand(asked, self.answerers.model(asked.options))

    def search(self, understood: Understood) -> Found:
        """Retrieve, judge whether that answers, and choose what to quote."""
        return self._searching.search(understood)

    def answer(self, found: Found) -> Answer:
        """Quote what was found, or have it written, or say that the documents don't answer."""
        *_, answer = self.stream_answer(found)
        assert isinstance(answer, Answer)
        return answer

    def stream_answer(
        self, found: Found, cancellation: Cancellation | None = None
    ) -> Iterator[AnswerSentence | Answer]:
        """The sentences of the answer as they are made; the last is the whole Answer.

        Closing the iterator stops a chat model; so does `cancellation`, from any thread.
        """
        return self._answering.answer(found, cancellation or Cancellation())
