"""A small run made by hand: eight questions about one text, each with another end."""

from collections.abc import Sequence

from evals.questions.record import Place, Question
from evals.results import (
    About,
    Cited,
    Gold,
    Observation,
    Ranked,
    Reply,
    Retrieval,
    Run,
    Said,
)

TEXT = (
    "The ferry to Osk leaves at nine. It carries forty cars. "
    "The harbour master is Ida Lund. Her office is beside the lighthouse."
)
LEAVES, CARRIES, MASTER = (
    "The ferry to Osk leaves at nine.",
    "It carries forty cars.",
    "The harbour master is Ida Lund.",
)


def place(words: str, text: str = TEXT) -> Place:
    start = text.index(words)
    return Place(document="ferry.md", start=start, end=start + len(words))


def said(*quotes: str, text: str = TEXT, prefix: str = "") -> Reply:
    sentences = [
        Said(
            text=quote,
            citations=[Cited(place=place(quote, text), title="Ferry", quote=quote, stands=True)],
        )
        for quote in quotes
    ]
    numbered = (f"{quote} [{number}]" for number, quote in enumerate(quotes, start=1))
    return Reply(text=prefix + " ".join(numbered), sentences=sentences)


def asked(
    id: str,
    question: str,
    quote: str | None = None,
    accepted: str = "",
    reply: Reply | None = None,
    confidence: float = 0.5,
    withheld: Reply | None = None,
    kind: str | None = None,
    tags: Sequence[str] = (),
    error: str | None = None,
    text: str = TEXT,
) -> Observation:
    """One question; with no `quote` it is unanswerable."""
    right = [place(quote, text)] if quote else []
    return Observation(
        question=Question(
            id=id,
            document="ferry.md",
            question=question,
            answerable=quote is not None,
            accepted=[[accepted]] if quote else [],
            quotes=[[quote]] if quote else [],
            kind=kind,
            tags=list(tags),
        ),
        gold=Gold(
            quotes=[right] if right else [],
            words=[[quote]] if quote else [],
            supporting=right,
        ),
        retrieval=Retrieval(
            searched=question,
            passages=[
                Ranked(
                    place=Place(document="ferry.md", start=0, end=len(text)),
                    score=1.0,
                    text=text,
                )
            ],
            relevant_passages=len(right),
        ),
        confidence=confidence,
        reply=reply,
        withheld=withheld,
        seconds={"search": 0.012, "answer": 0.003},
        error=error,
    )


def observations() -> list[Observation]:
    """Two right answers, a right refusal, four failures of four causes, one of machinery."""
    return [
        asked("leaves", "When does the ferry leave?", LEAVES, "nine", said(LEAVES), 0.9),
        asked("cars", "How many cars?", CARRIES, "forty", said(CARRIES), 0.8, tags=["figure"]),
        asked("price", "What is the fare?", reply=None, confidence=0.1, kind="missing-detail"),
        asked("master", "Who runs the harbour?", MASTER, "Ida Lund", None, 0.2, said(MASTER)),
        asked("captain", "Who is the captain?", reply=said(MASTER), confidence=0.7, kind="near"),
        asked(
            "load", "What fits on it?", CARRIES, "forty cars", said(LEAVES), 0.6, tags=["figure"]
        ),
        asked("hour", "At what hour?", LEAVES, "nine", said(MASTER, prefix="At nine. "), 0.95),
        asked("lost", "Where does it go?", LEAVES, "Osk", error="The model did not answer."),
    ]


def run(*seen: Observation, name: str = "ferry", threshold: float = 0.5) -> Run:
    return Run(
        about=About(
            name=name,
            answerer="quoting",
            settings={"embedding model": "all-MiniLM-L6-v2", "threshold": None},
            data_sha256="a" * 64,
            code_sha256="b" * 64,
            library_sha256="c" * 64,
            packages={"torch": "2.13.0"},
            machine="Linux x86_64, 2 cores, Python 3.11",
            started_at="2026-11-23T13:20:11+00:00",
            seed=0,
            questions_in_set=len(seen) or 8,
            threshold=threshold,
        ),
        observations=list(seen) or observations(),
    )


def before() -> Run:
    """The same questions at an earlier time, when `cars` was refused."""
    earlier = [
        seen.model_copy(update={"reply": None, "withheld": seen.reply})
        if seen.question.id == "cars"
        else seen
        for seen in observations()
    ]
    return run(*earlier, name="ferry-before")
