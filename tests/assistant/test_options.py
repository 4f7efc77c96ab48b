"""Questions that say of which documents they are asked, in whose words, and how strictly."""

from collections.abc import Iterator
from typing import Any

import pytest
from langchain_core.messages import AIMessage
from langchain_core.outputs import ChatGenerationChunk

from assistant.answer import QUOTING
from assistant.answerers import UnknownAnswerer
from assistant.api import Assistant
from assistant.conversation.follow_up import Turn
from assistant.models.chat_model import ChatModel
from assistant.options import Options, document_ids
from assistant.writing.writer import Support
from tests.assistant.conftest import Reading
from tests.awaiting import awaited
from tests.scripted_model import ScriptedModel
from vectorstore.errors import AssistantError, UnknownDocument

QUESTION = "How many of the cases have been finalized?"
TRUE, FALSE = "The courts finalized 546 cases [1].", "The courts finalized 999 cases [1]."
HOLLOW = "The bridge at Hollow\n\nBy Ann Miller\n\nThe bridge was opened in 1871 by the mayor."
LUNDY = "The bridge at Lundy\n\nBy Bob Carter\n\nThe bridge was opened in 1902 by the king."


class Listening(ScriptedModel):
    """Says what it has to say, and knows what it was asked."""

    asked: list[object] = []  # noqa: RUF012 (each model gets its own)

    def _stream(self, messages: Any, *args: Any, **kwargs: Any) -> Iterator[ChatGenerationChunk]:
        self.asked.append(messages)
        yield from super()._stream(messages, *args, **kwargs)


def listening(*replies: str) -> Listening:
    return Listening(messages=iter([AIMessage(reply) for reply in replies]))


def says(name: str, *replies: str) -> ChatModel:
    return ChatModel(name, listening(*replies))


def only(assistant: Assistant, title: str) -> Options:
    return Options(document_ids([title], assistant.documents()))


def test_a_question_is_answered_from_the_documents_that_it_is_asked_of(reading: Reading) -> None:
    shelf = reading(HOLLOW, LUNDY)
    question = "When was the bridge opened?"

    assert shelf.ask(question).choices

    assert "1871" in shelf.ask(question, options=only(shelf, "The bridge at Hollow")).text
    lundy = shelf.ask(question, options=only(shelf, "The bridge at Lundy"))
    assert "1902" in lundy.text
    assert {passage.title for passage in lundy.nearest} == {"The bridge at Lundy"}
    both = Options(tuple(document.id for document in shelf.documents()))
    assert shelf.ask(question, options=both).choices == shelf.ask(question).choices


def test_what_the_chosen_document_does_not_say_is_refused(reading: Reading) -> None:
    shelf = reading(HOLLOW, "Herons\n\nHerons wait for fish in shallow water for hours.")
    question = "What do herons wait for?"

    assert "fish" in shelf.ask(question).text
    answer = shelf.ask(question, options=only(shelf, "The bridge at Hollow"))

    assert answer.abstained
    assert {passage.title for passage in answer.nearest} == {"The bridge at Hollow"}


@pytest.mark.parametrize(
    "question", ["What is this article about?", "Who wrote it?", "What is the title?"]
)
def test_what_is_asked_of_a_whole_document_is_asked_of_the_chosen_one(
    reading: Reading, question: str
) -> None:
    shelf = reading(HOLLOW, LUNDY)

    answer = shelf.ask(question, options=only(shelf, "The bridge at Lundy"))

    assert {citation.title for citation in answer.citations} == {"The bridge at Lundy"}


def test_each_part_of_a_question_keeps_to_the_chosen_document(reading: Reading) -> None:
    shelf = reading(
        HOLLOW, LUNDY, "Tolls\n\nThe toll at Lundy and at Hollow is four pence for a cart."
    )
    question = "When was the bridge opened, and how much is the toll for a cart?"

    assert "four pence" in shelf.ask(question, options=Options()).text
    answer = shelf.ask(question, options=only(shelf, "The bridge at Hollow"))

    assert {citation.title for citation in answer.citations} == {"The bridge at Hollow"}


def test_a_follow_up_and_a_request_keep_to_the_chosen_document(reading: Reading) -> None:
    shelf = reading(HOLLOW, LUNDY)
    options = only(shelf, "The bridge at Lundy")
    history: list[Turn] = [
        {"role": "user", "content": "When was the bridge opened?"},
        {"role": "assistant", "content": "The bridge was opened in 1902 by the king."},
    ]

    for question in ("And by whom?", "Shorter, please", "Show me the passage"):
        answer = shelf.ask(question, history, options)
        assert {citation.title for citation in answer.citations} == {"The bridge at Lundy"}


def test_a_search_keeps_to_the_chosen_documents(reading: Reading) -> None:
    shelf = reading(HOLLOW, LUNDY)
    hollow, lundy = (document.id for document in shelf.documents())

    assert {p.document_id for p in shelf.search("the king's bridge", documents=[hollow])} == {
        hollow
    }
    assert {p.document_id for p in shelf.search("the king", documents=[hollow, lundy])} == {
        hollow,
        lundy,
    }


def test_a_document_that_is_not_there_is_named_before_any_model_is_asked(
    sample: Assistant,
) -> None:
    model = listening()
    assistant = Assistant(sample.library, models=[ChatModel("listening", model)])
    history: list[Turn] = [{"role": "user", "content": QUESTION}]

    for question in (QUESTION, "And in Russia?", "Hello!"):
        with pytest.raises(UnknownDocument, match="nonsense"):
            assistant.ask(question, history, Options(documents=("nonsense",)))
    with pytest.raises(UnknownDocument, match="nonsense"):
        assistant.search(QUESTION, documents=["nonsense"])
    assert model.asked == []


@pytest.mark.parametrize("question", [QUESTION, "And in Russia?", "Shorter, please", "In German"])
def test_who_chooses_quoting_is_not_overheard_by_a_model(question: str, sample: Assistant) -> None:
    model = listening(TRUE)
    assistant = Assistant(sample.library, models=[ChatModel("listening", model)])
    history: list[Turn] = [
        {"role": "user", "content": QUESTION},
        {"role": "assistant", "content": "The courts have finalized 546 of those cases. [1]"},
    ]

    answer = assistant.ask(question, history, Options(answerer=QUOTING))

    assert model.asked == []
    assert answer == sample.ask(question, history)
    assistant.ask(question, history)
    assert model.asked  # where quoting isn't chosen


def test_the_first_model_answers_unless_a_question_names_another(sample: Assistant) -> None:
    assistant = Assistant(sample.library, models=[says("first", TRUE), says("second", TRUE)])

    assert assistant.answerers == ("first", "second", QUOTING)
    assert assistant.ask(QUESTION).answerer == "first"
    assert assistant.ask(QUESTION, options=Options(answerer="second")).answerer == "second"
    assert assistant.ask(QUESTION, options=Options(answerer=QUOTING)).answerer == QUOTING


def test_a_follow_up_is_worded_by_the_chosen_model_alone(sample: Assistant) -> None:
    first, second = listening(), listening("How many cases were finalized?", TRUE)
    models = [ChatModel("first", first), ChatModel("second", second)]
    assistant = Assistant(sample.library, models=models)
    history: list[Turn] = [{"role": "user", "content": "How many cases are there?"}]

    assistant.ask("How many were finalized?", history, Options(answerer="second"))

    assert (len(first.asked), len(second.asked)) == (0, 2)


def test_quoting_may_be_the_default_beside_models(sample: Assistant) -> None:
    assistant = Assistant(sample.library, models=[says("first", TRUE)], answerer=QUOTING)

    assert assistant.answerers == (QUOTING, "first")
    assert assistant.ask(QUESTION) == sample.ask(QUESTION)
    assert assistant.ask(QUESTION, options=Options(answerer="first")).answerer == "first"


def test_an_answerer_that_is_not_there_is_refused_with_those_that_are(sample: Assistant) -> None:
    assistant = Assistant(sample.library, models=[says("first", TRUE)])

    with pytest.raises(UnknownAnswerer, match="no answerer 'third' here; choose from first, quot"):
        assistant.ask(QUESTION, options=Options(answerer="third"))
    assert Assistant(sample.library).answerers == (QUOTING,)


def test_two_models_of_one_name_are_refused(sample: Assistant) -> None:
    with pytest.raises(AssistantError, match="go by one name"):
        Assistant(sample.library, models=[says("gguf:a.gguf"), says("gguf:a.gguf")])


@pytest.mark.parametrize("configured", [Support.STRICT, Support.LENIENT])
def test_a_question_may_be_answered_more_or_less_strictly_than_configured(
    sample: Assistant, configured: Support
) -> None:
    reply = f"{TRUE} {FALSE}"
    model = says("first", reply, reply, reply)
    assistant = Assistant(sample.library, models=[model], support=configured)

    strict = assistant.ask(QUESTION, options=Options(support=Support.STRICT))
    lenient = assistant.ask(QUESTION, options=Options(support=Support.LENIENT))
    as_configured = assistant.ask(QUESTION)

    assert assistant.support is configured
    assert [sentence.supported for sentence in strict.sentences] == [True]
    assert [sentence.supported for sentence in lenient.sentences] == [True, False]
    assert as_configured == (strict if configured is Support.STRICT else lenient)


def test_every_way_of_asking_takes_options(sample: Assistant) -> None:
    assistant = Assistant(sample.library, models=[says("first")])
    options = Options(answerer=QUOTING)

    async def asked() -> object:
        async for event in assistant.astream(QUESTION, options=options):
            last = event
        return last, await assistant.aask(QUESTION, options=options)

    *_, ready = assistant.stream(QUESTION, options=options)

    assert awaited(asked()) == (ready, sample.ask(QUESTION))


def test_a_person_names_a_document_by_its_id_how_that_begins_or_its_title(
    reading: Reading,
) -> None:
    shelf = reading(HOLLOW, LUNDY)
    documents = shelf.documents()
    hollow, lundy = (document.id for document in documents)
    begun = next(hollow[:n] for n in range(1, 20) if not lundy.startswith(hollow[:n]))

    assert document_ids([hollow, begun, "The bridge at Lundy"], documents) == (hollow, lundy)
    for unknown in ("The bridge", "", "nonsense"):
        with pytest.raises(UnknownDocument):
            document_ids([unknown], documents)


def test_a_title_that_several_documents_have_is_not_enough(reading: Reading) -> None:
    shelf = reading("Tides\n\nThe moon pulls the sea.", "Tides\n\nThe sea falls and rises.")

    with pytest.raises(AssistantError, match="2 documents are called 'Tides'; give the whole id"):
        document_ids(["Tides"], shelf.documents())
