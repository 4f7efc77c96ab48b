"""Results: what was seen when the questions of a run were asked, enough to recompute every figure.

An observation holds no judgement. It says what was asked, what is known to be right, what
was retrieved and what was answered; measures are functions of observations, so that a new
measure can be taken of an old run.
"""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.answer import QUOTING
from evals.questions.record import Place, Question, first_fault
from vectorstore.errors import AssistantError

PASSAGES_KEPT = 10
TEXTS_KEPT = 3
WORDS_KEPT = 600


class ResultsUnreadable(AssistantError):
    """A results file that can't be used."""


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Gold(_Record):
    """What is known to be right, as places: one of each group of `quotes` must be cited.

    `words` says what stands at each of `quotes`, as far as a reader wants to see it.
    `supporting` is all that may and should be cited; empty where nothing is known of places.
    """

    quotes: list[list[Place]] = []
    words: list[list[str]] = []
    supporting: list[Place] = []


class Ranked(_Record):
    """A retrieved passage or sentence; `text` is kept for the first few only."""

    place: Place
    score: float
    text: str = ""


class Retrieval(_Record):
    """What was found, best first, and how much of the library would have been right.

    `relevant_passages` and `relevant_sentences` count those of the whole library that match
    a supporting place. `other_queries` gives for other ways of making a follow-up searchable
    the rank of the first right passage, None if it is not among the first ten.
    """

    searched: str
    passages: list[Ranked] = []
    sentences: list[Ranked] = []
    relevant_passages: int = 0
    relevant_sentences: int = 0
    other_queries: dict[str, int | None] = {}


class Cited(_Record):
    """A citation: `stands` says whether the document's text at the place is the quote."""

    place: Place
    title: str
    quote: str
    stands: bool


class Said(_Record):
    """A sentence of an answer with its citations."""

    text: str
    citations: list[Cited] = []
    supported: bool = True


class Reply(_Record):
    """An answer that was given, or would have been."""

    text: str
    sentences: list[Said] = []

    @property
    def citations(self) -> list[Cited]:
        return [citation for sentence in self.sentences for citation in sentence.citations]


class Tokens(_Record):
    """Tokens that a chat model read and wrote, and their price where prices are set."""

    read: int
    written: int
    cost: float | None = None


class Observation(_Record):
    """One question asked.

    `reply` is None where it abstained; `withheld` is then what would have been answered,
    None where that isn't known (a chat model isn't asked for what isn't shown). `seconds`
    are by stage; `answerer` wrote the reply, and `dropped` sentences of a chat model were left
    out of it; `asked_back` is whether it asked what was meant. With an `error`, the machinery
    failed: nothing else in it counts.
    """

    question: Question
    gold: Gold
    retrieval: Retrieval
    confidence: float = 0.0
    reply: Reply | None = None
    withheld: Reply | None = None
    seconds: dict[str, float] = {}
    tokens: Tokens | None = None
    answerer: str = QUOTING
    dropped: int = 0
    asked_back: bool = False
    error: str | None = None

    @property
    def abstained(self) -> bool:
        return self.reply is None


class About(_Record):
    """What was run: the model, the settings, and hashes of the data and the code."""

    name: str
    answerer: str
    settings: dict[str, str | float | int | None]
    data_sha256: str
    code_sha256: str
    library_sha256: str
    packages: dict[str, str]
    machine: str
    started_at: str
    seed: int
    questions_in_set: int
    threshold: float


class Run(_Record):
    """A run: what it was, and everything seen in it."""

    about: About
    observations: list[Observation] = Field(min_length=1)

    @property
    def judged(self) -> list[Observation]:
        """Those that count: the machinery didn't fail on them."""
        return [seen for seen in self.observations if seen.error is None]

    @property
    def failed(self) -> list[Observation]:
        """Those on which the machinery failed."""
        return [seen for seen in self.observations if seen.error is not None]

    def write(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(self.model_dump_json(indent=1, exclude_defaults=True), encoding="utf-8")

    @classmethod
    def read(cls, file: Path) -> "Run":
        """A run written earlier; `file` may be the folder that holds results.json."""
        path = file / "results.json" if file.is_dir() else file
        try:
            return cls.model_validate_json(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise ResultsUnreadable(f"The results {path} cannot be read ({error}).") from error
        except ValidationError as error:
            told = first_fault(error, "the file")
            raise ResultsUnreadable(
                f"{path} isn't a results file of this version ({told})."
            ) from error
