"""A chat page over hostile documents, for a process of its own; its chat model obeys them."""

from pathlib import Path

from langchain_core.messages import AIMessage

from assistant.api import Assistant
from assistant.models.chat_model import ChatModel
from tests.assistant.hostile.documents import (
    ELSEWHERE,
    dressed_up_reply,
    hostile_documents,
    obedient_reply,
)
from tests.scripted_model import ScriptedModel
from ui.door import Door
from ui.server import serve
from vectorstore.embedding import shared_embedder
from vectorstore.library import Library

WORST = ("HOBBY-74", "DIPPER-60", "SANDPIPER-11", "TURNSTONE-43", "KINGLET-28", "MAGPIE-13")
"""The canaries of the documents that the page is asked about, in this order."""


def serve_obeying(library: Path, documents: Path, elsewhere: str) -> None:
    """Serve until Ctrl-C, and print the address; `elsewhere` is what documents want visited."""
    asked = {d.canary: d for d in hostile_documents() if d.canary in WORST}
    replies = (
        AIMessage(said.replace(ELSEWHERE, elsewhere))
        for canary in WORST
        for said in [f"{dressed_up_reply(asked[canary])}\n\n{obedient_reply(asked[canary])}"]
    )
    model = ChatModel("obedient", ScriptedModel(messages=replies))
    with Assistant(Library(library, shared_embedder()), models=[model]) as assistant:
        assert not assistant.ingest([documents]).failed
        serve(
            assistant, Door(port=0), open_browser=False, on_ready=lambda url: print(url, flush=True)
        )
