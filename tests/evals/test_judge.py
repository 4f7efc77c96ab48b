from dataclasses import replace

from assistant.answer import Answer, AnswerSentence, cite, compose
from evals.judge import Verdict, judge, risk_coverage, summarize
from evals.questions import Question
from vectorstore.records import DocumentText, Span

TEXT = "Kites. A kite needs a steady wind. Its tail – “the rudder” – keeps it upright. Boys fly it."
DOCUMENT = DocumentText("d", "Kites", TEXT)
CHANGED = DocumentText("d", "Kites", f"New: {TEXT}")
WIND = "A kite needs a steady wind."
TAIL = "Its tail – “the rudder” – keeps it upright."


def question(**changes: object) -> Question:
    record = {
        "id": "q",
        "document": "kites.txt",
        "history": [],
        "question": "What does a kite need?",
        "answerable": True,
        "accepted": [["wind"]],
        "forbidden": [],
        "quotes": [[WIND]],
        "kind": None,
        "tags": [],
        "split": "test",
    }
    return Question.model_validate(record | changes)


def answer(*quotes: str) -> Answer:
    """An answer that quotes these words of the text; without any, a refusal."""
    sentences = tuple(
        AnswerSentence(quote, (cite(DOCUMENT, place(quote), quote, marker),))
        for marker, quote in enumerate(quotes, start=1)
    )
    text = compose(sentences, bullets=False) if quotes else "The documents don't answer this."
    return Answer("", "", text, abstained=not quotes, confidence=0.5, sentences=sentences)


def place(quote: str) -> Span:
    start = TEXT.index(quote)
    return Span(start, start + len(quote))


def test_the_right_words_with_the_right_quote_are_correct() -> None:
    verdict = judge(question(), answer(WIND), DOCUMENT)

    assert verdict.correct
    assert (verdict.citations, verdict.valid_citations) == (1, 1)


def test_one_alternative_of_every_group_must_be_said_and_cited() -> None:
    both = question(accepted=[["breeze", "wind"], ["rudder"]], quotes=[[WIND], ["Boys", TAIL]])

    assert judge(both, answer(WIND, TAIL), DOCUMENT).correct
    assert not judge(both, answer(WIND), DOCUMENT).words
    assert not judge(both, answer(WIND, "Boys fly it."), DOCUMENT).correct


def test_the_right_words_from_elsewhere_are_not_correct() -> None:
    verdict = judge(question(accepted=[["upright"]]), answer(TAIL), DOCUMENT)

    assert verdict.words
    assert not verdict.quotes
    assert not verdict.correct


def test_a_quote_counts_as_cited_when_half_of_it_is() -> None:
    half = question(quotes=[["wind. Its"]], accepted=[["upright"]])

    assert (
        judge(half, answer("Its tail – “the rudder” – keeps it upright."), DOCUMENT).quotes is False
    )
    assert judge(half, answer(WIND), DOCUMENT).quotes is True


def test_a_forbidden_phrase_makes_an_answer_wrong() -> None:
    assert not judge(question(forbidden=["steady"]), answer(WIND), DOCUMENT).correct


def test_case_white_space_and_typographic_marks_do_not_matter() -> None:
    told = question(accepted=[['TAIL -\n"the  rudder"']], quotes=[[TAIL]])

    assert judge(told, answer(TAIL), DOCUMENT).correct


def test_a_refusal_is_right_exactly_where_there_is_no_answer() -> None:
    unanswerable = question(answerable=False, accepted=[], quotes=[])

    assert judge(unanswerable, answer(), DOCUMENT).correct
    assert not judge(unanswerable, answer(WIND), DOCUMENT).correct
    assert not judge(question(), answer(), DOCUMENT).correct


def test_a_citation_is_valid_only_in_the_text_it_is_of() -> None:
    assert judge(question(), answer(WIND, TAIL), CHANGED).valid_citations == 0


def test_the_figures_are_shares_of_what_they_are_about() -> None:
    no = question(answerable=False, accepted=[], quotes=[])
    verdicts: list[Verdict] = [
        judge(question(), answer(WIND), DOCUMENT),
        judge(question(), answer(TAIL), DOCUMENT),
        judge(question(), answer(), DOCUMENT),
        judge(question(), answer(TAIL, "Boys fly it."), CHANGED),
        judge(no, answer(), DOCUMENT),
        judge(no, answer(TAIL), DOCUMENT),
    ]

    summary = summarize(verdicts)

    assert (summary.answerable, summary.unanswerable, summary.citations) == (4, 2, 5)
    assert summary.correct_with_citation == 1 / 4
    assert summary.citation_validity == 3 / 5
    assert summary.false_answers == 1 / 2
    assert summary.false_abstentions == 1 / 4


def test_figures_of_nothing_are_no_failures() -> None:
    summary = summarize([])

    assert (summary.citation_validity, summary.false_answers, summary.false_abstentions) == (
        1,
        0,
        0,
    )


def test_a_quote_from_another_document_is_not_the_right_one() -> None:
    other = DocumentText("other", "Kites again", TEXT)
    verdict = judge(question(), answer(WIND), other, DOCUMENT)

    assert verdict.words
    assert not verdict.quotes
    assert verdict.valid_citations == 1


def test_risk_is_the_share_of_wrong_answers_among_the_surest() -> None:
    sure = replace(answer(WIND), confidence=0.9)
    unsure = replace(answer(TAIL), confidence=0.2)
    verdicts = [judge(question(), unsure, DOCUMENT), judge(question(), sure, DOCUMENT)]

    assert risk_coverage(verdicts, [0.5, 1.0]) == [(0.5, 0.9, 0.0), (1.0, 0.2, 0.5)]
