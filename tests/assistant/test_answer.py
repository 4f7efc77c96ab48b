"""The first promise: every quote stands where it is said to stand, and nothing stands without."""

import ast
from pathlib import Path

import pytest

from assistant.answer import AnswerSentence, Citation, MisplacedQuote, cite, compose
from assistant.api import Assistant
from tests.assistant.conftest import Reading
from vectorstore.records import DocumentText, Heading, Span

ROOT = Path(__file__).parents[2]
FOLDERS = ("assistant", "ingest", "prompts", "vectorstore", "ui", "evals")
DOCUMENT = DocumentText(
    "d1",
    "Tides",
    "High tide is at noon.\fLow tide is at six.",
    pages=(0, 22),
    headings=(Heading(22, "Evenings"),),
)

TROUBLESOME = {
    "typographic quotes": (
        "“We’ll rebuild the ‘Old Pier’ by May,” the mayor said — after a pause…\n\n"
        "The pier’s owner calls the plan “brave”; it costs €4 million.",
        "What did the mayor say about the pier?",
    ),
    "line breaks inside sentences": (
        "The lighthouse on the northern cape\nwas lit for the first\ntime in the winter of 1871, "
        "and\nits keeper lived there alone.\nHe kept bees.",
        "When was the lighthouse lit for the first time?",
    ),
    "emoji and characters outside the basic plane": (
        "The 🚀 launch on 𝟛 May carried 14 👩🏽‍🚀 trainees. Their families waved 🇫🇷 flags. "
        "𝔗he rocket reached orbit in nine minutes.",
        "How many trainees did the launch carry?",
    ),
    "carriage returns": (
        "Rice Terraces\r\n\r\nThe terraces are two thousand\r\nyears old.\r\n\r\n"
        "They are watered by 44 springs.\rFarmers share the water.\r\n",
        "How many springs water the terraces?",
    ),
    "Chinese": (
        "长城的修建始于公元前七世纪。它的总长度超过两万公里。每年有数百万游客参观长城。",
        "长城有多长？",
    ),
    "Arabic": (
        "بُنيت المكتبة في عام 1902. تضم المكتبة أربعين ألف كتاب. يزورها الطلاب كل يوم.",
        "كم كتابا تضم المكتبة؟",
    ),
    "white space of all sorts": (
        "\ufeff  The\u00a0dam \t holds   back\u2003 9 million tonnes.  \n\n\n\n"
        "   It was   built in 1936.",
        "When was the dam built?",
    ),
}
QUESTIONS = (
    "How many cases were finalized?",
    "When was the ministers' joint statement issued?",
    "Who wrote the article?",
    "Where do the authors work?",
    "What is the title?",
    "What is this document about?",
    "List the four terrorist forces.",
    "What does India accuse Pakistan of, and when did the operations start?",
    "Which topics did the ministers choose for stronger cooperation?",
    "How much does a bus ticket cost in Madrid?",
    "?",
    "Pakistan",
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_citation_of_the_sample_is_the_documents_own_text(
    sample: Assistant, question: str
) -> None:
    always = Assistant(sample.library, threshold=0.0)

    for answer in (sample.ask(question), always.ask(question)):
        assert_verbatim(sample, answer.sentences)
    assert always.ask(question).sentences


@pytest.mark.parametrize("name", TROUBLESOME)
def test_each_citation_of_a_troublesome_text_is_its_own_text(name: str, reading: Reading) -> None:
    text, question = TROUBLESOME[name]
    assistant = reading(text, threshold=0.0)

    for asked in (question, "What is it about?", "List all the facts."):
        answer = assistant.ask(asked)
        assert answer.citations
        assert_verbatim(assistant, answer.sentences)


def assert_verbatim(assistant: Assistant, sentences: tuple[AnswerSentence, ...]) -> None:
    for sentence in sentences:
        assert sentence.citations
        for citation in sentence.citations:
            text = assistant.document(citation.document_id).text
            assert text[citation.start : citation.end] == citation.quote
            assert citation.quote.split() == sentence.text.split()


def test_a_citation_tells_document_page_section_and_place() -> None:
    citation = cite(DOCUMENT, Span(22, 41), "Low tide is at six.", marker=3)

    assert citation == Citation(3, "d1", "Tides", 2, 22, 41, "Low tide is at six.", "Evenings")


@pytest.mark.parametrize(
    ("span", "quote"),
    [
        (Span(0, 21), "High tide is at one."),
        (Span(1, 22), "High tide is at noon."),
        (Span(0, 20), "High tide is at noon."),
        (Span(0, 21), "high tide is at noon."),
        (Span(100, 121), "High tide is at noon."),
        (Span(100, 121), ""),
        (Span(21, 22), "\f"),
    ],
)
def test_words_that_do_not_stand_there_are_not_cited(span: Span, quote: str) -> None:
    with pytest.raises(MisplacedQuote):
        cite(DOCUMENT, span, quote, marker=1)


def test_citations_are_made_in_one_place_only() -> None:
    makers = []
    for folder in FOLDERS:
        for file in (ROOT / folder).rglob("*.py"):
            tree = ast.parse(file.read_text(encoding="utf-8"))
            for function in ast.walk(tree):
                if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Module):
                    makers += [
                        (file.relative_to(ROOT).as_posix(), getattr(function, "name", ""))
                        for node in own_nodes(function)
                        if isinstance(node, ast.Call) and called(node) == "Citation"
                    ]

    assert makers == [("assistant/answer.py", "cite")]


def own_nodes(function: ast.AST) -> list[ast.AST]:
    """The nodes of a function or module that are in no function within it."""
    found, waiting = [], list(ast.iter_child_nodes(function))
    while waiting:
        node = waiting.pop()
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found.append(node)
            waiting += ast.iter_child_nodes(node)
    return found


def called(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else ""


def test_an_answers_text_shows_each_sentence_with_its_markers() -> None:
    first = AnswerSentence("High tide is at noon.", (cite(DOCUMENT, Span(0, 4), "High", 1),))
    second = AnswerSentence("Low tide is at six.", (cite(DOCUMENT, Span(22, 25), "Low", 2),))

    assert compose((first, second), bullets=False) == (
        "High tide is at noon. [1] Low tide is at six. [2]"
    )
    assert compose((first, second), bullets=True) == (
        "- High tide is at noon. [1]\n- Low tide is at six. [2]"
    )
