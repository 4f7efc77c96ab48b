"""From a question in its conversation to what it asks, standing alone."""

from dataclasses import replace

from assistant.conversation.condense import condense
from assistant.conversation.follow_up import asked_before, stand_alone
from assistant.conversation.requests import meant
from assistant.intent import SMALL_TALK, classify, without_courtesy
from assistant.models.chat_model import ChatModel
from assistant.models.failures import ModelUnavailable
from assistant.steps import Asked, Understood
from vectorstore.words import stems


def understand(asked: Asked, model: ChatModel | None = None) -> Understood:
    """What is wanted, from the question's words, and the history where it needs that.

    A follow-up is put together by rule; with a chat model, it is worded by that as well.
    """
    intent = classify(asked.question)
    wish = None if intent in SMALL_TALK else meant(asked.question, asked.history)
    if wish is not None:
        question = understand(replace(asked, question=wish.question, history=wish.before), model)
        return replace(
            question, question=asked.question, request=wish.request, answered=wish.answer
        )
    plain = without_courtesy(asked.question)
    alone = plain if intent in SMALL_TALK else stand_alone(plain, asked.history)
    own_from = len(alone) - len(plain)
    before = () if own_from else asked_before(asked.history)
    said = frozenset(stem for turn in asked.history for stem in stems(turn["content"]))
    understood = Understood(
        asked.question, alone, intent, own_from, before, said, options=asked.options
    )
    if model is None or not own_from:
        return understood
    try:
        condensed, usage = condense(model, plain, asked.history)
    except ModelUnavailable as error:
        return replace(understood, failure=str(error))
    return replace(understood, condensed=condensed, usage=usage)
