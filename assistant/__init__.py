"""Article Assistant: answers over documents, in their own words, each with its place.

    from assistant import Assistant

    with Assistant.open("library/") as assistant:
        assistant.ingest(["article.txt"])
        print(assistant.ask("How many cases were finalized?").text)

Importing this package is quick; what is slow is imported when it is used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.answer import Answer, AnswerSentence, Citation, Usage
    from assistant.api import Assistant
    from assistant.conversation.change import DocumentChange
    from assistant.conversation.kept import Conversation
    from assistant.conversation.kept_turn import KeptTurn
    from assistant.conversation.rating import Rating
    from assistant.events import AnswerReady, Searched, SentenceReady
    from assistant.models.chat_model import ChatModel
    from assistant.models.failures import ModelUnavailable
    from assistant.options import Options
    from assistant.settings import Settings
    from assistant.writing.writer import Support
    from ingest.report import IngestReport
    from vectorstore.conversation_table import ConversationSummary
    from vectorstore.errors import AssistantError
    from vectorstore.records import Document, Passage
    from vectorstore.retriever import HybridRetriever

_HOMES = {
    "Answer": "assistant.answer",
    "AnswerReady": "assistant.events",
    "AnswerSentence": "assistant.answer",
    "Assistant": "assistant.api",
    "AssistantError": "vectorstore.errors",
    "ChatModel": "assistant.models.chat_model",
    "Citation": "assistant.answer",
    "Conversation": "assistant.conversation.kept",
    "ConversationSummary": "vectorstore.conversation_table",
    "Document": "vectorstore.records",
    "DocumentChange": "assistant.conversation.change",
    "HybridRetriever": "vectorstore.retriever",
    "IngestReport": "ingest.report",
    "KeptTurn": "assistant.conversation.kept_turn",
    "ModelUnavailable": "assistant.models.failures",
    "Options": "assistant.options",
    "Passage": "vectorstore.records",
    "Rating": "assistant.conversation.rating",
    "Searched": "assistant.events",
    "SentenceReady": "assistant.events",
    "Settings": "assistant.settings",
    "Support": "assistant.writing.writer",
    "Usage": "assistant.answer",
}

__all__ = [
    "Answer",
    "AnswerReady",
    "AnswerSentence",
    "Assistant",
    "AssistantError",
    "ChatModel",
    "Citation",
    "Conversation",
    "ConversationSummary",
    "Document",
    "DocumentChange",
    "HybridRetriever",
    "IngestReport",
    "KeptTurn",
    "ModelUnavailable",
    "Options",
    "Passage",
    "Rating",
    "Searched",
    "SentenceReady",
    "Settings",
    "Support",
    "Usage",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'assistant' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
