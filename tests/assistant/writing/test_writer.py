"""Answers that a chat model writes: what is kept of its reply, and what it then rests on.

The model is LangChain's scripted one, so that each case is exact; the last tests ask a real one.
"""

from collections.abc import Iterator

import pytest
from langchain_core.messages import AIMessage
from langchain_core.messages.ai import UsageMetadata

import prompts
from assistant.answer import QUOTING, Answer, Usage
from assistant.api import Assistant
from assistant.events import AnswerReady, SentenceReady
from assistant.models.chat_model import ChatModel
from assistant.serial import answer_dict
from assistant.settings import Settings
from assistant.writing.writer import Support
from ingest.sample import SAMPLE
from tests.assistant.conftest import Scripted
from tests.scripted_model import ScriptedModel

QUESTION = "How many of the cases have been finalized?"


def number_of(words: str, answer: Answer) -> int:
    """The number under which the model read the passage with these words."""
    return next(n for n, passage in enumerate(answer.nearest, start=1) if words in passage.text)


def assert_every_citation_stands(answer: Answer, assistant: Assistant) -> None:
    assert [c.marker for c in answer.citations] == list(range(1, len(answer.citations) + 1))
    for citation in answer.citations:
        text = assistant.document(citation.document_id).text
        assert text[citation.start : citation.end] == citation.quote
        assert f"[{citation.marker}]" in answer.text


def test_a_written_sentence_cites_the_sentence_that_supports_it(
    sample: Assistant, scripted: Scripted
) -> None:
    n = number_of("finalized 546", sample.ask(QUESTION))
    assistant = scripted(
        f"The courts have brought 546 cases to an end [{n}]. They had received 717 cases. [{n}]"
    )

    answer = assistant.ask(QUESTION)

    assert answer.text == (
        "The courts have brought 546 cases to an end. [1] They had received 717 cases. [2]"
    )
    first, second = answer.citations
    assert first.quote == "The special military courts have finalized 546 of those cases."
    assert "717 cases related to terrorism" in second.quote
    assert (answer.answerer, answer.abstained) == ("scripted", False)
    assert_every_citation_stands(answer, assistant)


def test_a_sentence_that_names_two_passages_cites_both(
    sample: Assistant, scripted: Scripted
) -> None:
    quoted = sample.ask(QUESTION)
    cases, exercise = number_of("finalized 546", quoted), number_of("exercise", quoted)
    assistant = scripted(
        "The military courts finalized 546 cases, and an exercise against terrorism took place in "
        f"Russia [{cases}][{exercise}]."
    )

    answer = assistant.ask(QUESTION)

    assert answer.text.endswith("in Russia. [1][2]")
    assert ["546" in c.quote for c in answer.citations] == [True, False]
    assert_every_citation_stands(answer, assistant)


def test_what_nothing_supports_is_dropped_and_a_marker_that_names_nothing_is_mended(
    sample: Assistant, scripted: Scripted
) -> None:
    n = number_of("finalized 546", sample.ask(QUESTION))
    assistant = scripted(
        "Here is what I found. The courts finalized 546 cases [99]. A fine question [0]! "
        f"The photograph shows a mountain at dusk [{n}]. "
        f"The finalized cases ended in a death sentence for 310 people [{n}][99]."
    )

    answer = assistant.ask(QUESTION)

    assert answer.text == (
        "The courts finalized 546 cases. [1] "
        "The finalized cases ended in a death sentence for 310 people. [2]"
    )
    assert answer.dropped == 3
    assert answer.notices == ("3 sentences that the documents don't support were left out.",)


@pytest.mark.parametrize(
    "reply", ["", "No idea.", "Lima is the capital of Peru [1].", "546 [7]", "[1][2]", "\n\n"]
)
def test_when_nothing_is_left_of_a_reply_the_answer_is_quoted(
    reply: str, sample: Assistant, scripted: Scripted
) -> None:
    assistant = scripted(reply)

    answer, quoted = assistant.ask(QUESTION), sample.ask(QUESTION)

    assert answer.sentences == quoted.sentences
    assert (answer.answerer, answer.text) == (QUOTING, quoted.text)
    assert "stands as an answer, so the documents are quoted" in str(answer.note)


def test_what_was_spent_is_told_also_when_the_answer_is_quoted_after_all(
    scripted: Scripted,
) -> None:
    spent = UsageMetadata(input_tokens=1000, output_tokens=20, total_tokens=1020)
    reply = AIMessage("No idea.", usage_metadata=spent)

    free = scripted(reply).ask(QUESTION)
    paid = scripted(reply, price_read=2.0, price_written=10.0).ask(QUESTION)

    assert (free.answerer, free.usage) == (QUOTING, Usage(1000, 20))
    assert paid.usage == Usage(1000, 20, pytest.approx(0.0022))
    assert answer_dict(paid)["usage"]["read"] == 1000


def test_a_models_refusal_is_an_abstention(scripted: Scripted) -> None:
    refusal = prompts.load("refusal")

    answer = scripted(f"I'm afraid {refusal.lower()} [1]").ask(QUESTION)

    assert answer.abstained
    assert (answer.text, answer.sentences) == (refusal, ())
    assert answer.nearest
    assert answer.answerer == "scripted"


@pytest.mark.parametrize("question", ["Who painted Guernica?", "Hello!", "Thank you", "   "])
def test_below_the_threshold_and_in_small_talk_no_model_is_asked(
    question: str, sample: Assistant, scripted: Scripted
) -> None:
    assert scripted().ask(question) == sample.ask(question)


def test_what_is_asked_of_the_whole_document_reaches_the_model(
    sample: Assistant, scripted: Scripted
) -> None:
    quoted = sample.ask("Where do the authors work?")
    numbers = "".join(f"[{n}]" for n in range(1, 10))
    assistant = scripted(f"The scholars work at Yunnan University and a police college {numbers}.")

    answer = assistant.ask("Where do the authors work?")

    assert answer.answerer == "scripted"
    assert {c.quote for c in quoted.citations} <= {c.quote for c in answer.citations}
    assert_every_citation_stands(answer, assistant)


def test_a_lenient_answer_keeps_what_nothing_supports_and_marks_it(sample: Assistant) -> None:
    replies = "The courts finalized 546 cases [1]. The courts finalized 999 cases [1]."
    model = ChatModel("scripted", ScriptedModel(messages=iter([AIMessage(replies)])))

    answer = Assistant(sample.library, models=[model], support=Support.LENIENT).ask(QUESTION)

    assert [sentence.supported for sentence in answer.sentences] == [True, False]
    assert answer.text.endswith("The courts finalized 999 cases. (not supported) [2]")
    assert answer.dropped == 0
    assert_every_citation_stands(answer, sample)


def test_a_model_that_goes_round_in_circles_is_stopped(sample: Assistant) -> None:
    script = "The courts finalized 546 cases. " * 3 + "So the courts finalized 546 cases. " * 500
    model = ScriptedModel(messages=iter([AIMessage(script)]))

    answer = Assistant(sample.library, models=[ChatModel("scripted", model)]).ask(QUESTION)

    assert answer.text == "The courts finalized 546 cases. [1]"
    assert answer.notices == ()


def test_sentences_come_while_the_model_still_writes(scripted: Scripted) -> None:
    assistant = scripted(
        "The courts finalized 546 cases. They finalized 717. The finalized cases ended in a death "
        "sentence for 310 people. That is all."
    )

    events = list(assistant.stream(QUESTION))

    said = [event.sentence.text for event in events if isinstance(event, SentenceReady)]
    assert said == [
        "The courts finalized 546 cases.",
        "The finalized cases ended in a death sentence for 310 people.",
    ]
    assert isinstance(events[-1], AnswerReady)
    assert [sentence.text for sentence in events[-1].answer.sentences] == said


def test_a_model_that_cannot_be_reached_is_quoted_in_its_stead_and_that_is_said(
    sample: Assistant,
) -> None:
    def breaks_off() -> Iterator[AIMessage]:
        raise ConnectionError
        yield AIMessage("")

    model = ChatModel("scripted", ScriptedModel(messages=breaks_off()))

    answer = Assistant(sample.library, models=[model]).ask(QUESTION)

    assert answer.sentences == sample.ask(QUESTION).sentences
    assert answer.answerer == QUOTING
    assert str(answer.failure).endswith("The answer is quoted instead.")
    assert "cannot be reached" in answer.notices[0]


@pytest.mark.slow
def test_a_real_model_over_http_gives_an_answer_that_stands(language_server: str) -> None:
    settings = Settings(
        model="smollm2", model_url=language_server, price_read=0.1, price_written=0.4
    )
    with Assistant.open(settings=settings) as assistant:
        assistant.ingest([SAMPLE])
        answered = assistant.ask(QUESTION)
        refused = assistant.ask("Who painted Guernica?")

        assert_every_citation_stands(answered, assistant)
    assert answered.answerer in {"smollm2", QUOTING}
    assert answered.abstained or answered.citations
    assert answered.usage is not None
    assert answered.usage.read > 500
    assert 0 < answered.usage.written <= 120
    assert answered.usage.cost == pytest.approx(
        (answered.usage.read * 0.1 + answered.usage.written * 0.4) / 1e6
    )
    assert refused.abstained
    assert refused.usage is None
