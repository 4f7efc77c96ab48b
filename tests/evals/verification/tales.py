"""Little documents of our own, and statements made of them."""

import zlib

from assistant.quoting import Quote
from assistant.verification.verifier import Source
from evals.questions.datasets import joined
from evals.verification.material import Shelf, passages
from evals.verification.statement import Statement

HARBOUR = [
    "Elm Harbour was founded in 1741 by Anna Voss. It has 3,200 inhabitants and 14 bridges. "
    "The harbour master, who was born in Oslo, keeps a log of every ship. "
    "In 1802, the old mole was destroyed by a storm. "
    "Karl Brandt rebuilt it in 1809 with help from Denmark. "
    "Because the water is shallow, large ships anchor outside the harbour.",
    "The lighthouse of Elm Harbour burned down on 3 May 1877. "
    "Its keeper, Piet Moor, was not hurt. "
    "A new tower was built by Lena Frost in 1880. It is 31 metres high and costs $5,000 a year. "
    "Before the fire, Elm Harbour had two lighthouses. "
    "Ships from Norway and Sweden pass the tower every day.",
]
FERRY = [
    "The Gull is a ferry that crosses the bay of Rosk six times a day. "
    "It carries 40 cars and about 300 people. "
    "In winter, the crossing takes 25 minutes longer. "
    "The Gull was bought by Rosk in 1996 for 2 million dollars. "
    "It replaced the Heron, which sank on 12 October 1994.",
]


def quote(text: str) -> Quote:
    """A sentence as a quote from nowhere in particular."""
    from vectorstore.records import Span

    return Quote(f"{zlib.crc32(text.encode()):x}", Span(0, len(text)), text)


def statement(text: str, before: str = "", also: str = "", title: str = "Tales") -> Statement:
    """A statement in a passage that has a sentence before it and another after it."""
    sentences = tuple(quote(one) for one in (before, text, also) if one)
    passage = Source(title, " ".join(one.text for one in sentences), sentences)
    first = quote(before) if before else None
    return Statement(quote(text), first, passage, (passage,), passage.text)


def shelf() -> Shelf:
    """Both documents, a passage for each paragraph."""

    def words(texts: object) -> list[list[tuple[int, int]]]:
        return [[(0, 1)] * 60 for _ in texts]  # type: ignore[attr-defined]

    documents = tuple(
        passages(joined(title, paragraphs), words, 200)
        for title, paragraphs in (("Elm Harbour", HARBOUR), ("The Gull", FERRY))
    )
    return Shelf("dev", documents)
