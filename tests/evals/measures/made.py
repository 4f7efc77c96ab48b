"""Observations made by hand, so that the right figure can be worked out on paper.

A place is (start, end) in the document `a.md`, or (document, start, end).
"""

from collections.abc import Sequence

from assistant.conversation.follow_up import Turn
from evals.questions.record import Place, Question
from evals.results import About, Cited, Gold, Observation, Ranked, Reply, Retrieval, Run, Said

Where = tuple[int, int] | tuple[str, int, int]
HISTORY: list[Turn] = [
    {"role": "user", "content": "What is a kite?"},
    {"role": "assistant", "content": "A toy."},
]


def place(where: Where) -> Place:
    document, start, end = where if len(where) == 3 else ("a.md", *where)
    return Place(document=document, start=start, end=end)


def ranked(*places: Where) -> list[Ranked]:
    return [Ranked(place=place(where), score=1 - n / 100) for n, where in enumerate(places)]


def cited(where: Where, stands: bool = True) -> Cited:
    return Cited(place=place(where), title="A", quote="some words", stands=stands)


def reply(text: str, *citations: Cited, bare: int = 0) -> Reply:
    """A sentence for each citation, and `bare` sentences without any."""
    said = [Said(text=text, citations=[one]) for one in citations]
    return Reply(text=text, sentences=[*said, *[Said(text="And more.")] * bare])


def observation(
    id: str = "q",
    *,
    document: str = "a.md",
    answerable: bool = True,
    accepted: Sequence[Sequence[str]] = (("wind",),),
    forbidden: Sequence[str] = (),
    quotes: Sequence[Sequence[Where]] = (((0, 100),),),
    supporting: Sequence[Where] = (),
    tags: Sequence[str] = (),
    history: list[Turn] | None = None,
    retrieval: Retrieval | None = None,
    confidence: float = 0.5,
    said: Reply | None = None,
    withheld: Reply | None = None,
    seconds: dict[str, float] | None = None,
    error: str | None = None,
) -> Observation:
    groups = [[place(one) for one in group] for group in quotes] if answerable else []
    own = [place(one) for one in supporting]
    return Observation(
        question=Question.model_validate(
            {
                "id": id,
                "document": document,
                "question": "What does a kite need?",
                "answerable": answerable,
                "accepted": [list(group) for group in accepted] if answerable else [],
                "forbidden": list(forbidden),
                "quotes": groups,
                "supporting": own,
                "tags": list(tags),
                "history": history or [],
            }
        ),
        gold=Gold(quotes=groups, supporting=own or [one for group in groups for one in group]),
        retrieval=retrieval or Retrieval(searched="kite"),
        confidence=confidence,
        reply=said,
        withheld=withheld,
        seconds=seconds or {},
        error=error,
    )


RIGHT = reply("Wind.", cited((0, 100)))
WRONG_WORDS = reply("String.", cited((0, 100)))
WRONG_PLACE = reply("Wind.", cited((200, 300)))


def about(**other: object) -> About:
    return About.model_validate(
        {
            "name": "kites",
            "answerer": "quoting",
            "settings": {"threshold": 0.5},
            "data_sha256": "d",
            "code_sha256": "c",
            "library_sha256": "l",
            "packages": {"numpy": "2"},
            "machine": "two cores",
            "started_at": "2026-01-01",
            "seed": 0,
            "questions_in_set": 2,
            "threshold": 0.5,
            **other,
        }
    )


def run_of(*observations: Observation, **other: object) -> Run:
    return Run(about=about(**other), observations=list(observations))
