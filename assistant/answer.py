"""Answers, and the words they rest on.

The promise of this project is kept here: `cite` is the only place that makes a `Citation`,
and it checks that the quoted words stand where it says they do.
"""

from dataclasses import dataclass

from ingest.sections import section_at
from vectorstore.records import DocumentText, Passage, Span

QUOTING = "quoting"
UNSUPPORTED = "(not supported)"


class MisplacedQuote(Exception):
    """A quote that is not what stands at its place: a defect, never shown as a citation."""


@dataclass(frozen=True, slots=True)
class Citation:
    """The exact words that a sentence of an answer rests on, and where they stand.

    `quote` is the document's text from `start` to `end`; `marker` is the number that the
    answer's text shows in brackets; `page` counts from 1 and is None where the source has
    no pages; `section` is the heading above, empty where there is none but the title.
    """

    marker: int
    document_id: str
    title: str
    page: int | None
    start: int
    end: int
    quote: str
    section: str = ""


@dataclass(frozen=True, slots=True)
class AnswerSentence:
    """A sentence of an answer, without its markers; it has at least one citation.

    Not `supported` is what a chat model wrote and the cited words, the nearest there are, don't
    say; only lenient answers have such sentences, and show them as what they are.
    """

    text: str
    citations: tuple[Citation, ...]
    supported: bool = True


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens that a chat model read and wrote for an answer; `cost` where prices are set."""

    read: int
    written: int
    cost: float | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the assistant says to a question.

    `confidence` is the estimated probability that the documents answer the question;
    `nearest` are the passages nearest to it, best first, also when `abstained`; `searched`
    is the question that was searched for: as asked, without a greeting before it, and with
    what was asked earlier if it needs that. `answerer` says whose words the text is in:
    QUOTING, or the name of a chat model; `usage` is what was spent on asking one, None where
    none was asked or it doesn't tell, and an estimate where it was stopped; `dropped` is how
    many sentences it wrote that nothing supports and that were left out; `failure` says in a
    sentence why it did not write, or not to the end; `note` is whatever else a reader should
    know of the answer. A question that could mean several things is asked back, `abstained`,
    with what it may mean in `choices`.
    A reply that states nothing about the documents (to a greeting, say) has no sentences.
    """

    question: str
    searched: str
    text: str
    abstained: bool
    confidence: float
    sentences: tuple[AnswerSentence, ...] = ()
    nearest: tuple[Passage, ...] = ()
    answerer: str = QUOTING
    usage: Usage | None = None
    dropped: int = 0
    failure: str | None = None
    note: str | None = None
    choices: tuple[str, ...] = ()

    @property
    def notices(self) -> tuple[str, ...]:
        """What to say beside the answer: what went wrong, what was left out."""
        told = [self.failure, self.note]
        if self.dropped and self.answerer != QUOTING:
            several = self.dropped > 1
            told.append(
                f"{self.dropped} sentence{'s' if several else ''} that the documents don't support "
                f"{'were' if several else 'was'} left out."
            )
        return tuple(notice for notice in told if notice)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All citations, in the order of their markers."""
        return tuple(citation for sentence in self.sentences for citation in sentence.citations)


def cite(document: DocumentText, span: Span, quote: str, marker: int) -> Citation:
    """The citation of a stretch of a document. Raises MisplacedQuote if `quote` isn't there."""
    if not quote.strip() or span.of(document.text) != quote:
        raise MisplacedQuote(f"{quote!r} does not stand at {span} of document {document.id}")
    return Citation(
        marker=marker,
        document_id=document.id,
        title=document.title,
        page=document.page(span.start),
        start=span.start,
        end=span.end,
        quote=quote,
        section=section_at(document, span.start),
    )


def marked_text(sentence: AnswerSentence) -> str:
    """A sentence followed by its markers; one that nothing supports says so before them."""
    doubt = "" if sentence.supported else f"{UNSUPPORTED} "
    markers = "".join(f"[{citation.marker}]" for citation in sentence.citations)
    return f"{sentence.text} {doubt}{markers}"


def compose(sentences: tuple[AnswerSentence, ...], bullets: bool) -> str:
    """An answer's text: each sentence followed by its markers, as prose or as a list."""
    marked = [marked_text(sentence) for sentence in sentences]
    return "\n".join(f"- {line}" for line in marked) if bullets else " ".join(marked)
