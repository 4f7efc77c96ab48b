"""A turn of a kept conversation: a question, its answer, and the documents that it cites.

The answer is kept with the version of each document cited, because documents change: what
was quoted can be told from what stands there now.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from assistant.answer import Answer
from assistant.conversation.follow_up import Turn
from assistant.conversation.rating import Rating
from assistant.serial import answer_dict, read_answer, rebuilt
from vectorstore.conversation_table import StoredTurn
from vectorstore.records import DocumentVersion


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """A question and its answer; without one it was broken off, or is being answered.

    `asked_at` is ISO 8601 in UTC; `versions` are those of the documents cited, as they were
    when the answer was made, in the order in which it cites them. `id` tells the turn from all
    others of the library and grows in the order of asking; 0 where it isn't kept. `rating` is
    what its reader made of the answer, None if nothing was said.
    """

    question: str
    asked_at: str
    answer: Answer | None = None
    versions: tuple[DocumentVersion, ...] = ()
    id: int = 0
    rating: Rating | None = None

    @property
    def messages(self) -> list[Turn]:
        """The turn as history for what is asked after it."""
        if self.answer is None:
            return [{"role": "user", "content": self.question}]
        return exchange(self.question, self.answer)


def exchange(question: str, answer: Answer) -> list[Turn]:
    """A question and its answer as history."""
    return [
        {"role": "user", "content": question},
        {"role": "assistant", "content": answer.text},
    ]


def reply_record(answer: Answer, known: Mapping[str, DocumentVersion]) -> str:
    """An answer as the catalog keeps it; `known` has the documents' versions by their ids."""
    cited = dict.fromkeys(citation.document_id for citation in answer.citations)
    versions = [asdict(known[i]) for i in cited if i in known]
    # All in ASCII: what a model writes may hold half a surrogate pair, which SQLite can't keep.
    return json.dumps({"answer": answer_dict(answer), "versions": versions})


def read_turn(stored: StoredTurn) -> KeptTurn:
    """A turn as the catalog kept it."""
    if stored.reply is None:
        return KeptTurn(stored.question, stored.asked_at, id=stored.id)
    record = json.loads(stored.reply)
    return KeptTurn(
        question=stored.question,
        asked_at=stored.asked_at,
        answer=read_answer(record["answer"]),
        versions=rebuilt(tuple[DocumentVersion, ...], record["versions"]),
        id=stored.id,
        rating=Rating(stored.rating) if stored.rating else None,
    )
