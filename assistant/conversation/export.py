"""A kept conversation handed out: as Markdown to read, as JSON for programs."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from assistant.answer import Answer, Citation
from assistant.conversation.change import DocumentChange
from assistant.conversation.kept_turn import KeptTurn
from assistant.conversation.markdown import inert
from assistant.serial import answer_dict
from vectorstore.conversation_table import ConversationSummary

VERSION = 1
"""Version of the JSON export: another one where a name goes or changes what it means."""

BROKEN_OFF = "No answer was kept: it was broken off."

Told = tuple[KeptTurn, tuple[DocumentChange, ...]]  # a turn, and what has changed since

# What JSON leaves as it is, but a terminal would obey, or UTF-8 can't hold.
_OBEYED = re.compile(r"[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def as_json(conversation: ConversationSummary, told: Sequence[Told]) -> str:
    """The conversation with everything that was kept of it.

    An answer is what `answer_dict` makes of it, or null; the `versions` beside it tell of each
    document cited its source and the SHA-256 of its bytes. Offsets count characters of the
    document's text. `rating` is "right", "wrong" or null. `changed_since` is as of now, the
    time of the export. Whose conversation it is isn't in it: that may be a secret.
    """
    record = {
        "format": "article-assistant conversation",
        "version": VERSION,
        "id": conversation.id,
        "title": conversation.title,
        "started_at": conversation.started_at,
        "last_at": conversation.last_at,
        "turns": [_turn_dict(turn, changes) for turn, changes in told],
    }
    text = json.dumps(record, ensure_ascii=False, indent=2) + "\n"
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _turn_dict(turn: KeptTurn, changes: Sequence[DocumentChange]) -> dict[str, Any]:
    return {
        "id": turn.id,
        "question": turn.question,
        "asked_at": turn.asked_at,
        "answer": answer_dict(turn.answer) if turn.answer else None,
        "versions": [asdict(version) for version in turn.versions],
        "rating": turn.rating,
        "notices": list(turn.answer.notices) if turn.answer else [],
        "changed_since": [asdict(change) | {"told": change.sentence} for change in changes],
    }


def as_markdown(conversation: ConversationSummary, told: Sequence[Told]) -> str:
    """The conversation to read: each question, its answer, and below it the words it rests on."""
    turns = f"{conversation.turns} question{'s' if conversation.turns != 1 else ''}"
    blocks = [
        f"# {inert(conversation.title)}",
        f"Conversation {conversation.id}, {turns}, {_when(conversation.started_at)} to "
        f"{_when(conversation.last_at)}. Characters are counted from 0 in the text of the "
        "document; a hash is that of its file.",
    ]
    for number, (turn, changes) in enumerate(told, start=1):
        blocks.append(f"## {number}. {inert(turn.question)}")
        blocks.append(f"Asked {_when(turn.asked_at)}.")
        blocks += _answer(turn.answer, turn) if turn.answer else [BROKEN_OFF]
        blocks += [f"Rated {turn.rating}."] if turn.rating else []
        blocks += [f"Note: {inert(change.sentence)}" for change in changes]
    return "\n\n".join(blocks) + "\n"


def _answer(answer: Answer, turn: KeptTurn) -> Iterator[str]:
    lines = answer.text.splitlines()
    if len(lines) > 1 and all(line.startswith("- ") for line in lines):
        yield "\n".join(f"- {inert(line.removeprefix('- '))}" for line in lines)
    else:
        yield from (inert(line) for line in lines if line.strip())
    for notice in answer.notices:
        yield f"Note: {inert(notice)}"
    hashes = {version.document_id: version.sha256 for version in turn.versions}
    for citation in {citation.marker: citation for citation in answer.citations}.values():
        yield _place(citation, hashes.get(citation.document_id))
        yield f"> {inert(citation.quote)}"
    if answer.citations or answer.abstained:  # a greeting's confidence says nothing
        yield f"Answered by {inert(answer.answerer)}; confidence {answer.confidence:.2f}."


def _place(citation: Citation, sha256: str | None) -> str:
    section = f", “{inert(citation.section)}”" if citation.section else ""
    page = f", page {citation.page}" if citation.page else ""
    document = f"SHA-256 `{sha256}`" if sha256 else f"document {inert(citation.document_id)}"
    return (
        f"\\[{citation.marker}\\] {inert(citation.title)}{section}{page}, characters "
        f"{citation.start}–{citation.end}, {document}"
    )


def _when(time: str) -> str:
    return f"{time[:10]} {time[11:16]} UTC"
