"""The proof that a question is answered: the retrieval chain is asked it."""

from collections.abc import Callable, Sequence

from assistant.answer import QUOTING
from assistant.conversation.clarify import readings
from assistant.conversation.follow_up import Turn
from assistant.options import Options
from assistant.quoting import Quote
from assistant.steps import Asked, Found
from assistant.suggesting.candidate import Candidate, Place

_MARGIN = 0.15  # by which confidence must be above the threshold
_MARGIN_OF_TOPIC = 0.3  # "What is said about …" has few words that could be missing


class Proof:
    """Asks the chain, in a conversation, at most `checks` questions of some documents, or of all.

    `known` are the places that the last answer quotes: a question that is answered with one of
    those first says nothing new.
    """

    def __init__(
        self,
        ask: Callable[[Asked], Found],
        threshold: float,
        history: Sequence[Turn],
        known: Sequence[Place],
        documents: Sequence[str],
        checks: int,
    ) -> None:
        self._ask = ask
        self._threshold = threshold
        self._history = history
        self._known = known
        # Quoting, so that no chat model is asked to reword what nobody has asked.
        self._options = Options(tuple(documents), QUOTING)
        self.left = checks

    def answering(self, candidate: Candidate) -> Place | None:
        """Where the first sentence stands that answers; None if it isn't surely answered."""
        self.left -= 1
        found = self._ask(Asked(candidate.question, self._history, self._options))
        if not found.quotes or not self._is_sure(found, bool(candidate.words)):
            return None
        # What was said before may have told which of several things is meant.
        if found.evidence is None or readings(candidate.question, frozenset(), found.evidence):
            return None
        places = [_place(quote) for quote in found.quotes]
        if not any(candidate.place.overlaps(place) for place in places):
            return None
        first = found.quotes[0].text
        if any(word not in first for word in candidate.words.split()):
            return None
        return None if places[0] in self._known else places[0]

    def of_whole(self, question: str) -> tuple[Quote, ...]:
        """What answers a question about a document as a whole; nothing if that isn't sure."""
        found = self._ask(Asked(question, (), self._options))
        return found.quotes if self._is_sure(found, False) else ()

    def _is_sure(self, found: Found, topic: bool) -> bool:
        margin = _MARGIN_OF_TOPIC if topic else _MARGIN
        least = min(self._threshold + margin, (self._threshold + 1) / 2)
        return found.confidence >= least and not found.choices


def _place(quote: Quote) -> Place:
    return Place(quote.document_id, quote.span)
