"""What goes from one step of the chain to the next: a question asked, understood, searched for."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Usage
from assistant.conversation.follow_up import Turn
from assistant.conversation.requests import Request
from assistant.intent import Intent
from assistant.options import AS_CONFIGURED, Options
from assistant.quoting import Quote
from vectorstore.evidence import Evidence
from vectorstore.records import Passage


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in its conversation, and how it is to be answered."""

    question: str
    history: Sequence[Turn] = ()
    options: Options = AS_CONFIGURED


@dataclass(frozen=True, slots=True)
class Understood:
    """A question, what it wants, and how it reads when it stands alone.

    `condensed` is another reading of a follow-up, by a chat model; `usage` is what that took, and
    `failure` why the model could not be asked. Where the last answer is asked for in another form,
    `request` says in which, `answered` is its text, and the question is the one it answered.
    """

    question: str
    searched: str
    intent: Intent
    own_from: int  # where in `searched` its own words begin; what was asked before stands there
    before: tuple[str, ...] = ()  # what was asked before a question that stands alone
    said: frozenset[str] = frozenset()  # the stems of all that was said before
    condensed: str | None = None
    usage: Usage | None = None
    failure: str | None = None
    request: Request | None = None
    answered: str = ""
    options: Options = AS_CONFIGURED


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for a question, what of it will be quoted, and how sure that answers it.

    `choices` is what a question may mean that could mean several things.
    """

    understood: Understood
    nearest: tuple[Passage, ...]
    quotes: tuple[Quote, ...]
    confidence: float
    evidence: Evidence | None = None  # None where nothing was searched, as for a greeting
    choices: tuple[str, ...] = ()
