"""What the benchmark reads: folders of text files, and questions with their answers' places."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evals.bench.places import Place, PlacedQuestion
from evals.questions.as_files import write_documents
from evals.questions.datasets import read_squad
from evals.questions.gold import resolve
from evals.questions.record import read_questions
from evals.questions.sets import GOLDEN
from ingest.sample import SAMPLE
from vectorstore.records import Span

SQUAD_FILES = ("xquad-en-dev.json", "squad2-dev.json")


@dataclass(frozen=True, slots=True)
class Corpus:
    """A folder of documents, and the questions that they answer."""

    name: str
    documents: Path
    questions: tuple[PlacedQuestion, ...]

    def limited(self, count: int | None) -> "Corpus":
        """The same with at most `count` questions, taken evenly from all of them."""
        total = len(self.questions)
        if count is None or count >= total:
            return self
        chosen = tuple(self.questions[i * total // count] for i in range(count))
        return Corpus(self.name, self.documents, chosen)


def corpora(data: Path | None, folder: Path) -> Iterator[Corpus]:
    """The SQuAD-format files of a data folder or, without one, the sample; written to `folder`."""
    if data is None:
        yield sample_corpus(folder / "sample" / "documents")
        return
    for name in SQUAD_FILES:
        yield squad_corpus(data / name, folder / Path(name).stem / "documents")


def squad_corpus(file: Path, documents: Path) -> Corpus:
    """A SQuAD-format file's articles, one a file, and its answerable questions."""
    dataset = read_squad(file)
    names = [written.name for written in write_documents(dataset, documents)]
    questions = tuple(
        PlacedQuestion(
            question.text,
            tuple(Place(names[question.document], span) for span in question.answers),
        )
        for question in dataset.questions
        if question.answerable
    )
    return Corpus(dataset.name, documents, questions)


def sample_corpus(documents: Path) -> Corpus:
    """The sample article; what the evals want quoted is what a passage must hold.

    Questions that need a conversation before them are left out: not every system takes one.
    """
    text = SAMPLE.read_text(encoding="utf-8")
    documents.mkdir(parents=True, exist_ok=True)
    (documents / SAMPLE.name).write_text(text, encoding="utf-8", newline="")
    asked = [q for q in read_questions(GOLDEN) if q.answerable and not q.history]
    questions = tuple(
        PlacedQuestion(
            question.question,
            tuple(
                Place(SAMPLE.name, Span(place.start, place.end))
                for place in resolve(question, {SAMPLE.name: text}).supporting
            ),
        )
        for question in asked
    )
    return Corpus("sample", documents, questions)
