"""Judging answers against what is known: right words, right quote, right refusal.

correct           an answer with one accepted alternative of every group, nothing
                  forbidden, and a citation of one alternative of every group of quotes
cited             a quote counts as cited when half of its characters are
valid citation    the document's text from start to end is the quote
false answer      an answer to a question that the documents don't answer
false abstention  a refusal of one that they do
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Answer, Citation
from evals.questions import Question
from vectorstore.records import DocumentText


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one answer did. `words` and `quotes` say which half of a wrong answer was wrong."""

    question: Question
    answer: Answer
    words: bool
    quotes: bool
    citations: int
    valid_citations: int

    @property
    def correct(self) -> bool:
        """A right answer with its right citations, or a right refusal."""
        if not self.question.answerable:
            return self.answer.abstained
        return not self.answer.abstained and self.words and self.quotes


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a run, each a share from 0 to 1, and the numbers they are out of."""

    answerable: int
    unanswerable: int
    citations: int
    correct_with_citation: float
    citation_validity: float
    false_answers: float
    false_abstentions: float


def judge(
    question: Question, answer: Answer, about: DocumentText, *others: DocumentText
) -> Verdict:
    """Compare an answer with what is known.

    `about` is the document that the question is about, `others` the rest of the library.
    """
    texts = {document.id: document.text for document in (about, *others)}
    own = [citation for citation in answer.citations if citation.document_id == about.id]
    said = _plain(answer.text)
    words = all(
        any(_plain(alternative) in said for alternative in group) for group in question.accepted
    ) and not any(_plain(phrase) in said for phrase in question.forbidden)
    quotes = all(
        any(_is_cited(about.text, quote, own) for quote in group) for group in question.quotes
    )
    valid = sum(texts[c.document_id][c.start : c.end] == c.quote for c in answer.citations)
    return Verdict(question, answer, words, quotes, len(answer.citations), valid)


def summarize(verdicts: Sequence[Verdict]) -> Summary:
    """The figures over all answers; a share of nothing is 1 for validity and 0 for errors."""
    yes = [v for v in verdicts if v.question.answerable]
    no = [v for v in verdicts if not v.question.answerable]
    citations = sum(v.citations for v in verdicts)
    return Summary(
        answerable=len(yes),
        unanswerable=len(no),
        citations=citations,
        correct_with_citation=sum(v.correct for v in yes) / max(len(yes), 1),
        citation_validity=(
            sum(v.valid_citations for v in verdicts) / citations if citations else 1.0
        ),
        false_answers=sum(not v.correct for v in no) / max(len(no), 1),
        false_abstentions=sum(v.answer.abstained for v in yes) / max(len(yes), 1),
    )


def risk_coverage(
    verdicts: Sequence[Verdict], coverages: Sequence[float]
) -> list[tuple[float, float, float]]:
    """(coverage, threshold, risk) if only the surest share of the questions is answered.

    The risk is the share of wrong answers among those given (El-Yaniv & Wiener 2010, "On the
    foundations of noise-free selective classification"). The verdicts must be of a run that
    refused nothing.
    """
    surest = sorted(verdicts, key=lambda verdict: -verdict.answer.confidence)
    curve = []
    for coverage in coverages:
        given = surest[: max(round(coverage * len(surest)), 1)]
        risk = sum(not verdict.correct for verdict in given) / len(given)
        curve.append((coverage, given[-1].answer.confidence, risk))
    return curve


def _plain(text: str) -> str:
    """Lower case, one space between words, plain quotation marks."""
    text = text.translate(str.maketrans("’‘“”–—", "''\"\"--"))
    return re.sub(r"\s+", " ", text).casefold()


def _is_cited(text: str, quote: str, citations: Sequence[Citation]) -> bool:
    start = text.find(quote)
    overlap = sum(max(0, min(c.end, start + len(quote)) - max(c.start, start)) for c in citations)
    return start >= 0 and 2 * overlap >= len(quote)
