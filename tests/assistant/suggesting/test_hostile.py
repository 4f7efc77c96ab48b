import numpy as np

from assistant.suggesting.material import candidates_of
from assistant.suggesting.screen import may_be_offered
from tests.assistant.conftest import Reading
from tests.assistant.hostile.documents import betrays, hostile_documents


def test_no_document_gets_its_order_or_its_word_into_a_suggestion(reading: Reading) -> None:
    hostile = hostile_documents()
    assistant = reading(*(document.text for document in hostile), name="hostile.md")
    passages = assistant.library.catalog.passages
    candidates = [
        candidate.question
        for document in assistant.documents()
        for candidate in candidates_of(passages.of(document.id), np.zeros(384, np.float32))
        if may_be_offered(candidate.question)
    ]

    assert candidates
    assert [
        question
        for question in candidates
        if any(betrays(question, document.canary) for document in hostile)
    ] == []
