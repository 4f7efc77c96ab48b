"""A follow-up that a chat model makes stand alone, if it is the same question then.

A model that rewrites a question may answer it, forget half of it or bring in something new. So a
rewritten one is used only if it keeps the question's own words and numbers and takes all others
from the conversation.
"""

from collections.abc import Sequence

from langchain_core.messages import HumanMessage

import prompts
from assistant.answer import Usage
from assistant.conversation.follow_up import Turn
from assistant.models.chat_model import ChatModel
from assistant.verification.figures import figures_of
from assistant.writing.orders import without_orders
from assistant.writing.plain import for_a_model
from vectorstore.words import stems

_TURNS = 6  # of the conversation that are shown
_LONGEST_TURN, _LONGEST = 600, 300  # characters of a turn that are shown, and of the question made


def condense(
    model: ChatModel, question: str, history: Sequence[Turn]
) -> tuple[str | None, Usage | None]:
    """A follow-up as a question that stands alone; None if what the model made of it is another.

    With it comes what asking the model took. Raises ModelUnavailable.
    """
    reply = model.reply(
        [
            HumanMessage(
                prompts.fill("condense", history=_shown(history), question=for_a_model(question))
            )
        ]
    )
    lines = [line.strip().strip('"“”') for line in reply.text.splitlines() if line.strip()]
    made = lines[0].removeprefix("Question:").strip() if lines else ""
    same = len(lines) == 1 and is_same_question(made, question, history)
    return (made if same else None), reply.usage


def is_same_question(made: str, question: str, history: Sequence[Turn]) -> bool:
    """Whether one has all of the other's words and numbers, and no more but the history's."""
    if not 0 < len(made) <= _LONGEST:
        return False
    said = " ".join([question, *(turn["content"] for turn in history)])
    made_stems, made_values = set(stems(made)), figures_of(made).values
    return (
        set(stems(question)) <= made_stems <= set(stems(said))
        and figures_of(question).values <= made_values <= figures_of(said).values
    )


def _shown(history: Sequence[Turn]) -> str:
    """The last turns, a line each."""
    who = {"user": "Person", "assistant": "Assistant"}
    return "\n".join(
        f"{who.get(turn['role'], 'Person')}: "
        f"{' '.join(for_a_model(without_orders(turn['content'])).split())[:_LONGEST_TURN]}"
        for turn in history[-_TURNS:]
    )
