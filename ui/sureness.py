"""How sure an answer is, in words: answered, partly, or not."""

from dataclasses import dataclass
from typing import Literal

from assistant.answer import Answer

# Of answers below this about half are right on the tuning sets, above it mostly four in five
# (docs/measurements.md).
_PARTLY_BELOW = 0.6


@dataclass(frozen=True, slots=True)
class Sureness:
    """What the page says; `percent` is the confidence, where one was estimated."""

    kind: Literal["answered", "partly", "unanswered"]
    words: str
    percent: str = ""


def sureness(answer: Answer) -> Sureness | None:
    """How sure it is; None for what claims nothing, such as a greeting or a question back.

    A chat model's answer of which something was left out, or that has an unsupported sentence,
    is one in part, however sure it is that the documents answer.
    """
    estimated = f"{answer.confidence:.0%} sure" if answer.confidence < 1 else ""
    if answer.abstained:
        if answer.choices or not answer.nearest:
            return None
        return Sureness("unanswered", "Chance that they do:", f"{answer.confidence:.0%}")
    if not answer.sentences:
        return None
    whole = answer.dropped == 0 and all(sentence.supported for sentence in answer.sentences)
    if not whole:
        return Sureness("partly", "The documents support this partly.", estimated)
    if answer.confidence < _PARTLY_BELOW:
        return Sureness("partly", "The documents may answer this only partly.", estimated)
    return Sureness("answered", "The documents answer this.", estimated)
