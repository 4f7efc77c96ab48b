"""Messages of the chat: whatever strangers wrote in them is text, and each mark has its place."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, AnswerSentence, Citation
from assistant.api import Assistant
from assistant.conversation.kept_turn import KeptTurn
from ui.messages import BROKEN_OFF, Messages, asked, growing, notice
from ui.places import Places
from vectorstore.library import Library
from vectorstore.records import Passage

OURS = {"div", "p", "ul", "ol", "li", "span", "button", "q", "details", "summary"}


class _Markup(HTMLParser):
    """The elements of a message, their attributes, and its words."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: set[str] = set()
        self.words = ""
        self.feed(content)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.fixture
def messages(library: Library) -> Messages:
    return Messages(Places(Assistant(library)))


def citation(marker: int, quote: str, title: str = "Tides") -> Citation:
    return Citation(marker, "d1", title, 3, 1024, 1024 + len(quote), quote)


def answer(*sentences: AnswerSentence, text: str = "", **fields: object) -> Answer:
    given: dict[str, object] = {"abstained": False, "confidence": 0.9} | fields
    return Answer("?", "?", text, sentences=sentences, **given)  # type: ignore[arg-type]


def content(messages: Messages, given: Answer, turn: int = 7) -> str:
    return str(messages.answered(given, turn)["content"])


def test_each_mark_points_at_its_place_among_all_citations_of_the_answer(
    messages: Messages,
) -> None:
    shown = content(
        messages,
        answer(
            AnswerSentence("One.", (citation(1, "one"), citation(2, "uno"))),
            AnswerSentence("Two.", (citation(3, "two"),)),
        ),
    )
    assert re.findall(r'class="mark (t7 p\d)"', shown) == ["t7 p0", "t7 p1", "t7 p2"]
    assert re.findall(r'class="said (t7 p\d)"', shown) == ["t7 p0", "t7 p2"]
    assert re.findall(r'class="place (t7 p\d)"', shown) == ["t7 p0", "t7 p1", "t7 p2"]


def test_a_citation_is_listed_with_its_words_its_document_and_its_place(
    messages: Messages,
) -> None:
    shown = content(messages, answer(AnswerSentence("One.", (citation(1, "one red fox"),))))
    assert "<q>one red fox</q>" in shown
    assert "Tides · page 3 · characters 1,024–1,035" in shown
    assert "1 quote<" in shown


def test_a_refusal_lists_what_was_nearest_and_says_that_it_answers_nothing(
    messages: Messages,
) -> None:
    near = Passage("d1", "Tides", None, 0, 12, "Near it is.", 1.0)
    refusal = answer(text="No.", abstained=True, confidence=0.1, nearest=(near,))
    shown = content(messages, refusal)
    assert "none of them answers the question" in shown
    assert "<q>" not in shown
    assert "copy" not in shown


def test_a_sentence_that_nothing_supports_says_so(messages: Messages) -> None:
    sentence = AnswerSentence("One.", (citation(1, "one"),), supported=False)
    assert "not supported" in content(messages, answer(sentence))
    assert "not supported" in growing([sentence])["content"]


def test_an_answer_in_points_is_a_list(messages: Messages) -> None:
    two = [AnswerSentence(word, (citation(n, word),)) for n, word in enumerate(["One.", "Two."], 1)]
    assert "<ul><li>" in content(messages, answer(*two, text="- One. [1]\n- Two. [2]"))
    assert "<ul>" not in content(messages, answer(*two, text="One. [1] Two. [2]"))


def test_a_question_that_was_broken_off_says_so(messages: Messages) -> None:
    question, reply = messages.of([(KeptTurn("Why?", "2026-01-01T00:00:00+00:00", id=3), ())])
    assert "Why?" in question["content"]
    assert BROKEN_OFF in reply["content"]


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_a_question_reads_as_it_was_asked(text: str) -> None:
    assert _Markup(asked(text)["content"]).words == text.replace("\r\n", "\n")


@given(st.text("<>&\"'/=`abc imgscriptonerr!-[]()$ \n", max_size=80))
def test_no_text_becomes_markup(text: str) -> None:
    quoted = AnswerSentence(text, (citation(1, text or "x", title=text),))
    kept = KeptTurn(text, "2026-01-01T00:00:00+00:00", id=1, answer=answer(quoted, note=text))
    made = Messages(_NoPlaces()).of([(kept, ())])  # type: ignore[arg-type]
    for message in [*made, asked(text, 4), notice(text), growing([quoted])]:
        markup = _Markup(message["content"])
        assert set(markup.elements) <= OURS
        assert markup.attributes <= {"class", "dir", "title", "type", "open"}


class _NoPlaces:
    """Places without a library: hypothesis asks too often to open one each time."""

    def line(self, place: Citation) -> str:
        return place.title
