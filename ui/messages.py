"""A turn of a conversation as messages of the chat: markup of our own around escaped text.

Gradio puts a message's content into the page as HTML, so every word that isn't written here is
escaped here. Its sanitiser takes all attributes but a few, so what a mark points at is told by
classes: `t12 p0` is place 0 of turn 12, as ui/page.js reads them.
"""

import html
import re
from collections.abc import Iterable, Sequence
from typing import Any

from assistant.answer import Answer, AnswerSentence, Citation
from assistant.conversation.change import DocumentChange
from assistant.conversation.export import Told
from assistant.conversation.kept_turn import KeptTurn
from ui.places import Place, Places, places, shortened
from ui.sureness import sureness

Message = dict[str, Any]

LOOKING = "Looking in the documents …"
BROKEN_OFF = "No answer was kept: it was broken off. “Retry” asks once more."
STOPPED = "Stopped before an answer was complete."

_HASHES = re.compile(r"^#+[ \t]+", re.MULTILINE)
_LONGEST_QUOTE, _LONGEST_PASSAGE, _LONGEST_TIP = 600, 180, 300


class Messages:
    """Makes the messages over one library's documents."""

    def __init__(self, where: Places) -> None:
        self._places = where

    def of(self, told: Iterable[Told]) -> list[Message]:
        """Two messages a turn: the question, and its answer or what became of it."""
        return [message for turn, changes in told for message in self._turn(turn, changes)]

    def _turn(self, turn: KeptTurn, changes: Sequence[DocumentChange]) -> tuple[Message, Message]:
        question = asked(turn.question, turn.id)
        if turn.answer is None:
            return question, notice(BROKEN_OFF)
        return question, self.answered(turn.answer, turn.id, [c.sentence for c in changes])

    def answered(self, answer: Answer, turn: int, changed: Sequence[str] = ()) -> Message:
        """A whole answer: its sentences with marks, how sure it is, and the words it rests on."""
        return _said(
            f'<div class="answer" dir="auto">{self._body(answer, turn)}</div>',
            _sureness(answer),
            *(_notice(text) for text in (*answer.notices, *changed)),
            self._place_list(answer, turn),
        )

    def _body(self, answer: Answer, turn: int) -> str:
        if not answer.sentences:
            return f"<p>{html.escape(answer.text)}</p>"
        sentences, place = [], 0
        for sentence in answer.sentences:
            sentences.append(self._sentence(sentence, turn, place))
            place += len(sentence.citations)
        if answer.text.startswith("- ") and len(sentences) > 1:
            return f"<ul>{''.join(f'<li>{sentence}</li>' for sentence in sentences)}</ul>"
        return f"<p>{' '.join(sentences)}</p>"

    def _sentence(self, sentence: AnswerSentence, turn: int, place: int) -> str:
        marks = "".join(
            self._mark(citation, turn, place + n) for n, citation in enumerate(sentence.citations)
        )
        return f"{_words(sentence, _target(turn, place))}{marks}"

    def _mark(self, citation: Citation, turn: int, place: int) -> str:
        quote = shortened(citation.quote, _LONGEST_TIP)
        tip = html.escape(f"“{quote}” {self._places.line(citation)}")
        return (
            f'<button type="button" class="mark {_target(turn, place)}" title="{tip}">'
            f'<span class="unseen">Quote </span>{citation.marker}</button>'
        )

    def _place_list(self, answer: Answer, turn: int) -> str:
        listed = places(answer)
        if not listed:
            return ""
        kind, heading = "nearest", "The nearest passages; none of them answers the question"
        if answer.citations:
            kind, heading = "cited", f"{len(listed)} quote{'s' if len(listed) > 1 else ''}"
        items = "".join(self._item(place, turn, number) for number, place in enumerate(listed))
        return (
            f'<details class="places {kind}" open><summary>{heading}</summary>'
            f"<ol>{items}</ol></details>"
        )

    def _item(self, place: Place, turn: int, number: int) -> str:
        if isinstance(place, Citation):
            quote = html.escape(shortened(place.quote, _LONGEST_QUOTE))
            words = f'<span class="number">{place.marker}</span><q>{quote}</q>'
            copy = _button("copy", "Copy", "Copy the quote and its place")
        else:
            text = _HASHES.sub("", place.text)  # not a quote, so a heading needs no hashes
            words = f"<span>{html.escape(shortened(text, _LONGEST_PASSAGE))}</span>"
            copy = ""
        where = html.escape(self._places.line(place))
        return (
            f'<li><button type="button" class="place {_target(turn, number)}">'
            f'<span dir="auto" class="words">{words}</span>'
            f'<span class="where" dir="auto">{where}</span></button>{copy}</li>'
        )


def asked(question: str, turn: int | None = None) -> Message:
    """A question; one that is kept can be edited."""
    if turn is None:  # the place is kept, so that nothing moves when it can be edited
        edit = '<span class="edit"></span>'
    else:
        edit = _button(f"edit t{turn}", "Edit", "Edit this question")
    return {"role": "user", "content": f'<div dir="auto">{html.escape(question)}</div>{edit}'}


def growing(sentences: Sequence[AnswerSentence]) -> Message:
    """An answer under way: what there is of it so far. Its marks point nowhere yet."""
    body = " ".join(
        _words(sentence)
        + "".join(f'<span class="mark">{citation.marker}</span>' for citation in sentence.citations)
        for sentence in sentences
    )
    return _said(f'<div class="answer" dir="auto"><p>{body}</p></div>')


def notice(text: str) -> Message:
    """What is said in an answer's place."""
    return _said(_notice(text))


def _said(*parts: str) -> Message:
    return {"role": "assistant", "content": "".join(parts)}


def _notice(text: str) -> str:
    return f'<p class="notice" dir="auto">{html.escape(text)}</p>'


def _button(classes: str, words: str, title: str) -> str:
    return f'<button type="button" class="{classes}" title="{title}">{words}</button>'


def _sureness(answer: Answer) -> str:
    sure = sureness(answer)
    if sure is None:
        return ""
    percent = f' <span class="percent">{sure.percent}</span>' if sure.percent else ""
    return f'<p class="sure {sure.kind}">{sure.words}{percent}</p>'


def _words(sentence: AnswerSentence, target: str = "") -> str:
    doubt = "" if sentence.supported else ' <span class="doubt">not supported</span>'
    return f'<span class="said {target}">{html.escape(sentence.text)}</span>{doubt}'


def _target(turn: int, place: int) -> str:
    return f"t{turn} p{place}"
