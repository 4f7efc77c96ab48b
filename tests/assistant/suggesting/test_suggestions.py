import pytest

from assistant.api import Assistant
from assistant.options import Options
from assistant.suggesting.screen import LONGEST
from tests.assistant.conftest import Reading, Scripted

HARWICK = """# Harwick and its harbour

The Harwick Lighthouse was designed by Ada Berg. It is 41 metres tall.

The Harwick Council was founded in 1921. The council agreed to dredge the harbour each spring.

## The storm of 1911

Fourteen fishing boats were lost in the storm of 1911. The Harwick Lifeboat Company was given a
new boat the year after, and its crew were trained by the Norwegian navy in the winter of 1912.

## Trade

Harwick exports herring to Denmark. The aim of the harbour plan is to keep the sand out.
"""
LOOMS = """# Looms

The floating loom was invented by Clara Weiss in 1834. A floating loom is a frame that hangs from
the ceiling and holds the warp under tension.

The Weavers Guild of Lund was dissolved in 1871 because its members had moved to the mills.
"""
WATER = """# Die Talsperre

Die Talsperre liegt im Bergischen Land oberhalb der Stadt. Im Jahre 1912 wurde sie vom Wasserwerk
Oberberg gebaut, und seither versorgt das Wasserwerk Oberberg die ganze Stadt mit Trinkwasser.
Der Ingenieur Otto Kranz leitete den Bau und schrieb darüber ein Buch, das noch gelesen wird.
"""


def asked(*questions: str) -> list[dict[str, str]]:
    return [{"role": "user", "content": question} for question in questions]


def test_the_sample_has_questions_to_begin_with_and_all_are_answered(sample: Assistant) -> None:
    suggested = sample.suggestions(most=5)

    assert suggested[:2] == ("What is this article about?", "Who wrote it?")
    assert len(suggested) == 5
    assert not any(sample.ask(question).abstained for question in suggested)


@pytest.mark.parametrize(
    "question",
    [
        "How many cases have the military courts finalized?",
        "Where did the three ministers meet?",
        "What is this article about?",
        "What is the capital of Peru?",
        "How many tanks does Pakistan have?",
    ],
)
def test_after_an_answer_or_a_refusal_each_suggestion_is_answered(
    sample: Assistant, question: str
) -> None:
    answer = sample.ask(question)

    suggested = sample.suggestions(answer)

    assert 1 <= len(suggested) <= 3
    for next_question in suggested:
        assert len(next_question) <= LONGEST
        following = sample.ask(next_question, asked(question))
        assert not following.abstained
        assert following.citations[0].quote not in {c.quote for c in answer.citations}


def test_suggestions_rest_on_sentences_of_their_own(sample: Assistant) -> None:
    answer = sample.ask("What is the capital of Peru?")

    first = [sample.ask(question).citations[0].start for question in sample.suggestions(answer)]

    assert len(set(first)) == len(first) > 1


def test_what_was_asked_is_not_suggested_again(sample: Assistant) -> None:
    answer = sample.ask("What is the capital of Peru?")
    suggested = sample.suggestions(answer)

    again = sample.suggestions(answer, asked=suggested)

    assert set(again).isdisjoint(suggested)
    beginnings = sample.suggestions()
    assert beginnings[0] not in sample.suggestions(asked=beginnings[:1])


def test_the_same_is_suggested_each_time(sample: Assistant) -> None:
    answer = sample.ask("Where did the three ministers meet?")

    assert sample.suggestions(answer) == sample.suggestions(answer)


def test_an_empty_library_suggests_nothing(assistant: Assistant) -> None:
    assert assistant.suggestions() == ()
    assert assistant.suggestions(assistant.ask("What is a loom?")) == ()


def test_beginnings_follow_the_library(reading: Reading) -> None:
    assistant = reading(HARWICK, name="harwick.md")
    before = assistant.suggestions(most=6)
    assert any("Harwick" in question for question in before)

    assistant.remove(assistant.documents()[0].id)

    assert assistant.suggestions(most=6) == ()


def test_beginnings_are_drawn_from_several_documents(reading: Reading) -> None:
    assistant = reading(HARWICK, LOOMS, name="shelf.md")

    cited = {
        citation.title
        for question in assistant.suggestions(most=5)
        for citation in assistant.ask(question).citations
    }

    assert cited == {"Harwick and its harbour", "Looms"}


def test_only_the_chosen_documents_are_asked_about(reading: Reading) -> None:
    assistant = reading(HARWICK, LOOMS, name="shelf.md")
    looms = assistant.documents()[1]
    assert looms.title == "Looms"
    answer = assistant.ask("Who designed the Harwick Lighthouse?")
    assert not answer.abstained

    suggested = [
        *assistant.suggestions(most=5, documents=[looms.id]),
        *assistant.suggestions(answer, documents=[looms.id]),
    ]

    assert suggested
    for question in suggested:
        asked_alone = assistant.ask(question, options=Options(documents=(looms.id,)))
        assert {c.title for c in asked_alone.citations} == {"Looms"}


def test_a_document_in_another_language_is_asked_about_by_its_names(reading: Reading) -> None:
    assistant = reading(WATER, name="talsperre.md")

    suggested = assistant.suggestions(most=5)

    assert not any(assistant.ask(question).abstained for question in suggested)
    assert all(
        question.startswith(("What is said about ", "What is this article", "Who wrote"))
        for question in suggested
    )


def test_a_greeting_is_followed_by_beginnings(sample: Assistant) -> None:
    assert sample.suggestions(sample.ask("Hello")) == sample.suggestions()


def test_no_chat_model_is_asked(scripted: Scripted) -> None:
    silent = scripted()

    assert silent.suggestions()
