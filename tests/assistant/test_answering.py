"""Requests on the last answer, failures of a chat model, and questions asked back."""

from collections.abc import Iterator
from typing import Any

import pytest
from langchain_core.messages import AIMessageChunk
from langchain_core.outputs import ChatGenerationChunk

import prompts
from assistant.answer import QUOTING, Answer
from assistant.api import Assistant
from assistant.conversation.follow_up import Turn
from assistant.models.chat_model import ChatModel
from tests.assistant.conftest import Reading, Scripted
from tests.scripted_model import ScriptedModel

QUESTION = "How many of the cases have been finalized?"
UNANSWERED = "Who painted Guernica?"
FINALIZED = "The special military courts have finalized 546 of those cases."


def after(answer: Answer) -> list[Turn]:
    """A conversation in which an answer was the last thing said."""
    return [
        {"role": "user", "content": answer.question},
        {"role": "assistant", "content": answer.text},
    ]


def assert_every_citation_stands(answer: Answer, assistant: Assistant) -> None:
    assert answer.citations
    for citation in answer.citations:
        text = assistant.document(citation.document_id).text
        assert text[citation.start : citation.end] == citation.quote


def test_shorter_without_a_model_is_the_best_sentence(sample: Assistant) -> None:
    long = sample.ask(QUESTION)

    answer = sample.ask("Shorter, please", after(long))

    assert answer.sentences == long.sentences[:1]
    assert (answer.question, answer.searched) == ("Shorter, please", QUESTION)
    assert not answer.abstained


def test_reasons_are_the_quotes_and_how_sure_it_is(sample: Assistant, scripted: Scripted) -> None:
    quoted = sample.ask(QUESTION)

    for assistant in (sample, scripted()):
        answer = assistant.ask("Why do you think so?", after(quoted))

        assert answer.sentences == quoted.sentences
        assert answer.answerer == QUOTING
        assert f"{quoted.confidence:.0%}" in str(answer.note)


def test_the_passage_is_the_whole_passage_in_which_the_quotes_stand(
    sample: Assistant, scripted: Scripted
) -> None:
    quoted = sample.ask(QUESTION)

    for assistant in (sample, scripted()):
        answer = assistant.ask("Show me the passage", after(quoted))

        assert FINALIZED in answer.citations[0].quote
        assert len(answer.citations[0].quote) > 2 * len(FINALIZED)
        assert {c.quote for c in answer.citations} <= {passage.text for passage in answer.nearest}
        assert_every_citation_stands(answer, assistant)


@pytest.mark.parametrize("request_", ["In German, please", "Simpler, please", "As a list"])
def test_what_needs_a_model_says_so_where_there_is_none(request_: str, sample: Assistant) -> None:
    answer = sample.ask(request_, after(sample.ask(QUESTION)))

    assert (answer.text, answer.sentences) == (prompts.load("needs_model"), ())
    assert not answer.abstained


@pytest.mark.parametrize(
    "request_", ["Shorter, please", "Why do you think so?", "In German, please", "As a list"]
)
def test_a_refusal_stays_a_refusal(request_: str, sample: Assistant, scripted: Scripted) -> None:
    history = after(sample.ask(UNANSWERED))

    for assistant in (sample, scripted()):
        answer = assistant.ask(request_, history)

        assert answer.abstained
        assert (answer.text, answer.sentences) == (prompts.load("refusal"), ())


def test_the_passage_after_a_refusal_is_the_nearest(sample: Assistant) -> None:
    answer = sample.ask("Show me the passage", after(sample.ask(UNANSWERED)))

    assert [citation.quote for citation in answer.citations] == [answer.nearest[0].text]


@pytest.mark.parametrize("request_", ["Shorter, please", "Simpler, please", "As a list"])
def test_a_model_that_words_the_answer_anew_is_verified(
    request_: str, sample: Assistant, scripted: Scripted
) -> None:
    assistant = scripted("The courts finalized 546 cases [1]. The courts finalized 999 cases [1].")

    answer = assistant.ask(request_, after(sample.ask(QUESTION)))

    assert [sentence.text for sentence in answer.sentences] == ["The courts finalized 546 cases."]
    assert (answer.answerer, answer.dropped) == ("scripted", 1)
    assert_every_citation_stands(answer, assistant)


def test_a_translation_keeps_the_citations_and_says_what_was_checked(
    sample: Assistant, scripted: Scripted
) -> None:
    quoted = sample.ask(QUESTION)
    best = next(n for n, s in enumerate(quoted.sentences, 1) if s.text == FINALIZED)
    assistant = scripted(f"{best}. Die Militärgerichte haben 546 der Fälle abgeschlossen.")

    answer = assistant.ask("In German, please", after(quoted))

    assert "546 der Fälle abgeschlossen. [" in answer.text
    assert answer.citations == quoted.citations
    assert answer.answerer == "scripted"
    assert "Translated into German by scripted; its figures were checked" in str(answer.note)
    left = len(quoted.sentences) - 1
    assert (f"{left} of {left + 1} sentences" in str(answer.note)) == bool(left)


class Failing(ScriptedModel):
    """Says what it has to say, and then its connection breaks."""

    said: tuple[str, ...] = ()

    def _stream(self, *args: Any, **kwargs: Any) -> Iterator[ChatGenerationChunk]:
        yield from (ChatGenerationChunk(message=AIMessageChunk(text)) for text in self.said)
        raise ConnectionError("no route")


def failing(sample: Assistant, *said: str) -> Assistant:
    model = Failing(messages=iter([]), said=said)
    return Assistant(sample.library, models=[ChatModel("broken", model)])


def test_a_model_that_fails_at_once_is_quoted_for(sample: Assistant) -> None:
    quoted = sample.ask(QUESTION)

    answer = failing(sample).ask(QUESTION)

    assert (answer.sentences, answer.answerer) == (quoted.sentences, QUOTING)
    assert str(answer.failure).endswith("The answer is quoted instead.")
    assert "broken" in str(answer.failure)


def test_what_a_model_wrote_before_it_failed_is_shown(sample: Assistant) -> None:
    said = "The courts finalized 546 cases [1]. They had received 717 cases before that, and"

    answer = failing(sample, said).ask(QUESTION)

    assert [sentence.text for sentence in answer.sentences] == ["The courts finalized 546 cases."]
    assert answer.answerer == "broken"
    assert str(answer.failure).endswith("What it had written until then is shown.")


def test_a_translation_that_fails_leaves_the_quotes(sample: Assistant) -> None:
    quoted = sample.ask(QUESTION)

    answer = failing(sample).ask("In German, please", after(quoted))

    assert (answer.sentences, answer.answerer) == (quoted.sentences, QUOTING)
    assert str(answer.failure).endswith("The answer is quoted instead.")


def test_a_question_that_could_mean_several_things_is_asked_back(reading: Reading) -> None:
    assistant = reading(
        "The bridge at Hollow\n\nThe bridge was opened in 1871 by the mayor.",
        "The bridge at Lundy\n\nThe bridge was opened in 1902 by the king.",
        "Herons\n\nHerons wait for fish in shallow water.",
    )

    answer = assistant.ask("When was the bridge opened?")

    assert answer.abstained
    assert set(answer.choices) == {"The bridge at Hollow", "The bridge at Lundy"}
    assert answer.sentences == ()
    assert all(f"“{choice}”" in answer.text for choice in answer.choices)


def test_the_choice_that_was_asked_for_is_answered(reading: Reading) -> None:
    assistant = reading(
        "The bridge at Hollow\n\nThe bridge was opened in 1871 by the mayor.",
        "The bridge at Lundy\n\nThe bridge was opened in 1902 by the king.",
        threshold=0.0,
    )
    asked_back = assistant.ask("When was the bridge opened?")

    answer = assistant.ask("The bridge at Lundy", after(asked_back))

    assert answer.choices == ()
    assert "1902" in answer.text
