"""Where the right quotes stand: the places that citations and passages are held against."""

from collections.abc import Iterator, Mapping

from evals.questions.record import Place, Question
from evals.results import Gold


class QuoteNotFound(Exception):
    """A quote that doesn't stand where a question says it does; the message says which."""


def resolve(question: Question, texts: Mapping[str, str]) -> Gold:
    """A question's quotes as places; text that stands in the document twice is two of them.

    `texts` holds the documents by file name. Raises QuoteNotFound for a quote that
    doesn't stand in its document.
    """
    quotes = [
        [place for quote in group for place in _places(question, quote, texts)]
        for group in question.quotes
    ]
    supporting = [
        place for quote in question.supporting for place in _places(question, quote, texts)
    ] or [place for group in quotes for place in group]
    return Gold(quotes=quotes, supporting=supporting)


def _places(question: Question, quote: str | Place, texts: Mapping[str, str]) -> Iterator[Place]:
    document = question.document if isinstance(quote, str) else quote.document
    text = texts.get(document)
    if text is None:
        raise QuoteNotFound(f"it is about {document!r}, which is not among the documents.")
    if isinstance(quote, Place):
        if not 0 <= quote.start < quote.end <= len(text):
            raise QuoteNotFound(
                f"there are no characters {quote.start} to {quote.end} in {document}."
            )
        yield quote
        return
    start = text.find(quote)
    if start < 0 or not quote:
        raise QuoteNotFound(f"the quote {quote[:60]!r} does not stand in {document}.")
    while start >= 0:
        yield Place(document=document, start=start, end=start + len(quote))
        start = text.find(quote, start + 1)
