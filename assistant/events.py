"""What happens while an answer is made, for those who want to watch."""

from dataclasses import dataclass

from assistant.answer import Answer, AnswerSentence
from vectorstore.records import Passage


@dataclass(frozen=True, slots=True)
class Searched:
    """The documents were searched: what for, what was nearest, how likely it answers."""

    searched: str
    nearest: tuple[Passage, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class SentenceReady:
    """One more sentence of the answer, with its citations."""

    sentence: AnswerSentence


@dataclass(frozen=True, slots=True)
class AnswerReady:
    """The whole answer; always the last event."""

    answer: Answer


AnswerEvent = Searched | SentenceReady | AnswerReady
