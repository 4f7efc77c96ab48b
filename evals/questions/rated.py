"""Questions from answers that readers rated: what was right is to stay so, what was wrong is open.

An answer rated right is a question whose sentences must be cited again; its words are left open,
because a better answer may say the same in others. A refusal rated right must be refused again.
An answer or a refusal rated wrong says only what isn't right. So it is a draft: a person writes
what is right in place of the "…", and until then the file isn't run.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.answer import Answer, Citation
from assistant.api import Assistant
from assistant.conversation.follow_up import Turn
from assistant.conversation.kept import Conversation
from assistant.conversation.kept_turn import KeptTurn
from assistant.conversation.rating import Rating
from evals.measures.conversation import UNDERSPECIFIED
from evals.questions.drafts import write_drafts
from evals.questions.record import UNWORDED, Place, Question, is_draft
from evals.shelf import Shelf
from vectorstore.errors import AssistantError
from vectorstore.whole_text import whole

RATED = "rated"


class NothingRated(AssistantError):
    """There is nothing to make questions of."""


@dataclass(frozen=True, slots=True)
class FromRated:
    """Questions in the order in which conversations were last asked, and what gave none.

    `left_out` counts rated answers that can't be held against documents: they cite nothing, as
    a greeting, or what no longer stands in the library, or by a file name that is there twice;
    or there was nothing in the library to answer from.
    """

    questions: tuple[Question, ...]
    left_out: int

    @property
    def drafts(self) -> int:
        """How many of the questions a person must finish."""
        return sum(is_draft(question) for question in self.questions)


def write_rated(file: Path, assistant: Assistant) -> FromRated:
    """Write a library's rated answers as a new question file.

    Raises NothingRated, and QuestionFileError if the file exists or can't be written.
    """
    found = questions_from_rated(assistant)
    if not found.questions:
        why = "none that gives a question" if found.left_out else "none yet"
        raise NothingRated(
            f"Of the answers kept in this library, readers have rated {why}; rate answers about "
            "its documents on the chat page, then run this again."
        )
    write_drafts(file, found.questions)
    return found


def questions_from_rated(assistant: Assistant) -> FromRated:
    """The questions that a library's rated answers give; of branches' copies each one once."""
    shelf = Shelf(assistant.library)
    kept: dict[str, Question] = {}
    left_out = 0
    for listed in reversed(assistant.conversations()):
        conversation = assistant.conversation(listed.id, reader=None)
        for turn, history in _rated(conversation):
            question = _question(f"{conversation.id}-{turn.id}", turn, history, shelf)
            if question is None:
                left_out += 1
            else:
                kept.setdefault(question.model_dump_json(exclude={"id"}), question)
    return FromRated(tuple(kept.values()), left_out)


def _rated(conversation: Conversation) -> Iterator[tuple[KeptTurn, list[Turn]]]:
    """Each rated turn, with what was said before it."""
    history: list[Turn] = []
    for turn in conversation.turns:
        if turn.rating:
            yield turn, list(history)
        history += turn.messages


def _question(name: str, turn: KeptTurn, history: list[Turn], shelf: Shelf) -> Question | None:
    answer = turn.answer
    if answer is None or not turn.question.strip() or (answer.abstained and not answer.nearest):
        return None
    asked = Question(
        id=name,
        document=shelf.only_name or "",
        history=[{"role": said["role"], "content": whole(said["content"])} for said in history],
        # Three full stops mean the same to a reader, and nothing to whoever looks for drafts.
        question=turn.question.replace(UNWORDED, "..."),
        answerable=False,
        kind=RATED,
        tags=[RATED],
    )
    if turn.rating is Rating.WRONG:
        return _draft(asked, answer)
    if answer.abstained:
        return asked.model_copy(update={"kind": UNDERSPECIFIED}) if answer.choices else asked
    return _answered(asked, answer, turn, shelf)


def _draft(asked: Question, answer: Answer) -> Question:
    """What was answered is forbidden; what is right instead is for a person to write."""
    said = [sentence.text for sentence in answer.sentences] or [answer.text]
    return asked.model_copy(
        update={
            "answerable": True,
            "kind": None,
            "accepted": [[UNWORDED]],
            "forbidden": [] if answer.abstained else [whole(text) for text in said],
        }
    )


def _answered(asked: Question, answer: Answer, turn: KeptTurn, shelf: Shelf) -> Question | None:
    """A group of quotes for each sentence: one sentence may be supported twice, and need it once.

    What nothing supports, in a lenient answer, has no right citations.
    """
    groups: list[list[Place]] = []
    for sentence in answer.sentences:
        if sentence.supported:
            places = [_place(citation, turn, shelf) for citation in sentence.citations]
            groups.append([place for place in places if place])
    if not groups or not all(groups):
        return None
    documents = {place.document for group in groups for place in group}
    quotes: list[list[str | Place]] = []
    for group in groups:
        # A quote in words outlives most changes of its document, but only one document has it.
        worded = [_words(place, shelf) if len(documents) == 1 else place for place in group]
        quotes += [worded] if worded not in quotes else []
    return asked.model_copy(
        update={
            "document": documents.pop() if len(documents) == 1 else "",
            "answerable": True,
            "kind": None,
            "quotes": quotes,
        }
    )


def _place(citation: Citation, turn: KeptTurn, shelf: Shelf) -> Place | None:
    """Where a quote stands now: in its document, or once in the file that has taken its place."""
    if shelf.has(citation.document_id):
        place = shelf.place(citation.document_id, citation.start, citation.end)
    else:
        cited = [v.source for v in turn.versions if v.document_id == citation.document_id]
        name = Path(cited[0]).name if cited else ""
        text = shelf.texts.get(name, "")
        if text.count(citation.quote) != 1:
            return None
        start = text.index(citation.quote)
        place = Place(document=name, start=start, end=start + len(citation.quote))
    return None if place.document in shelf.ambiguous else place


def _words(place: Place, shelf: Shelf) -> str | Place:
    words = shelf.text(place)
    return words if shelf.texts[place.document].count(words) == 1 else place
