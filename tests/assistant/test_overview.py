import re
from itertools import pairwise

import pytest

from assistant.api import Assistant
from tests.assistant.conftest import Reading


@pytest.mark.parametrize(
    "question",
    ["What is this document about?", "Summarise it for me.", "tl;dr", "What are the key points?"],
)
def test_an_overview_covers_several_parts_and_is_cited(sample: Assistant, question: str) -> None:
    answer = sample.ask(question)

    assert not answer.abstained
    assert 3 <= len(answer.sentences) <= 4
    assert all(sentence.citations for sentence in answer.sentences)
    text = sample.document(answer.citations[0].document_id).text
    sections = [heading.start() for heading in re.finditer(r"^## ", text, re.MULTILINE)]
    edges = [0, *sections, len(text)]
    touched = {
        n
        for n, (start, end) in enumerate(pairwise(edges))
        for citation in answer.citations
        if start <= citation.start < end
    }
    assert len(touched) >= 3


def test_an_overview_tells_what_the_document_says_not_who_wrote_it(sample: Assistant) -> None:
    answer = sample.ask("What is this article about?")

    assert not any("Huang Dekai" in citation.quote for citation in answer.citations)


def test_an_overview_stands_in_reading_order_without_repeats(sample: Assistant) -> None:
    starts = [citation.start for citation in sample.ask("Give me an overview.").citations]

    assert starts == sorted(set(starts))


def test_a_document_of_short_sentences_has_an_overview_too(reading: Reading) -> None:
    text = "How bread rises\n\nYeast eats sugar. Gluten holds the gas. Salt slows yeast down."

    answer = reading(text).ask("What is it about?")

    assert len(answer.sentences) == 3


def test_an_overview_does_not_dwell_on_one_thing(reading: Reading) -> None:
    tides = (
        "The moon pulls the sea, and so the tide rises twice a day.",
        "Because the moon pulls at the sea, the tide rises two times a day.",
        "Twice a day the tide rises, as the sea is pulled by the moon.",
    )
    others = (
        "Harbour pilots read tables to bring large ships in safely.",
        "Mussels close their shells while the mud around them lies dry.",
        "A barrage in the estuary turns the falling water into power.",
    )

    answer = reading("Tides\n\n" + "\n\n".join(tides + others)).ask("What is it about?")

    assert sum(citation.quote in others for citation in answer.citations) >= 2


def test_a_document_of_one_sentence_is_its_own_overview(reading: Reading) -> None:
    answer = reading("Herons wait.").ask("Summarize the document.")

    assert [citation.quote for citation in answer.citations] == ["Herons wait."]


def test_an_overview_of_a_shelf_says_something_of_each_document(reading: Reading) -> None:
    assistant = reading(
        "Herons\n\nHerons wait for fish in shallow water for hours.",
        "Looms\n\nA loom holds the warp under tension while the weft is woven.",
        "Tides\n\nThe moon pulls the sea and so the tide rises twice a day.",
    )

    answer = assistant.ask("What are these documents about?")

    assert {citation.document_id for citation in answer.citations} == {
        document.id for document in assistant.documents()
    }


def test_after_talk_of_one_document_an_overview_is_of_that_one(reading: Reading) -> None:
    assistant = reading(
        "Herons\n\nHerons wait for fish in shallow water for hours.",
        "Looms\n\nA loom holds the warp under tension while the weft is woven.",
    )

    answer = assistant.ask(
        "What is it about?", [{"role": "user", "content": "How does a loom hold the warp?"}]
    )

    assert {citation.title for citation in answer.citations} == {"Looms"}
