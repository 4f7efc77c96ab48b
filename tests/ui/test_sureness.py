"""How sure an answer is, in words."""

from assistant.answer import Answer, AnswerSentence, Citation
from ui.sureness import sureness
from vectorstore.records import Passage

CITED = (Citation(1, "d", "Tides", None, 0, 3, "one"),)
NEAR = (Passage("d", "Tides", None, 0, 3, "one", 1.0),)


def given(confidence: float, *, supported: bool = True, dropped: int = 0) -> Answer:
    sentence = AnswerSentence("One.", CITED, supported)
    return Answer("?", "?", "One. [1]", False, confidence, (sentence,), NEAR, dropped=dropped)


def kind(answer: Answer) -> str | None:
    sure = sureness(answer)
    return sure.kind if sure else None


def test_a_confident_answer_answers_and_a_doubtful_one_does_partly() -> None:
    assert kind(given(0.93)) == "answered"
    assert kind(given(0.41)) == "partly"


def test_what_was_left_out_or_is_not_supported_makes_an_answer_one_in_part() -> None:
    assert kind(given(0.97, dropped=1)) == "partly"
    assert kind(given(0.97, supported=False)) == "partly"


def test_a_refusal_is_none_however_likely_an_answer_was() -> None:
    assert kind(Answer("?", "?", "No.", True, 0.3, nearest=NEAR)) == "unanswered"


def test_a_greeting_and_a_question_back_claim_nothing() -> None:
    assert sureness(Answer("Hello", "Hello", "Hello.", False, 1.0)) is None
    asked_back = Answer("?", "?", "Which?", True, 0.8, nearest=NEAR, choices=("A", "B"))
    assert sureness(asked_back) is None


def test_the_number_stands_beside_the_words_where_one_was_estimated() -> None:
    certain, estimated = sureness(given(1.0)), sureness(given(0.93))
    assert estimated is not None
    assert estimated.percent == "93% sure"
    assert certain is not None
    assert certain.percent == ""
