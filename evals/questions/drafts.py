"""Drafts of questions about one's own documents: the quote is found, the words are a person's.

For a spread of sentences that can be asked about, a draft holds the sentence as its quote, a
figure, date or name of it as what is accepted, and a question of which only the beginning
stands: "How many …?" The rest is left to a person on purpose: a question made of the
document's words is easier to find than any that people ask.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.conversation.follow_up import points_back
from assistant.question_type import AnswerType
from assistant.quoting import is_quotable, sentence_quote
from evals.questions.mentions import Mention, lower_case_words, mentions
from evals.questions.record import UNWORDED, Question, QuestionFileError
from ingest.files import find
from ingest.loaders import supported_endings
from ingest.read import read_documents
from ingest.sentences import sentence_spans
from vectorstore.records import Source
from vectorstore.words import stems

_BEGINNINGS = {
    AnswerType.NUMBER: "How many …?",
    AnswerType.DATE: "When …?",
    AnswerType.PERSON: "Who or what …?",
    AnswerType.PLACE: "Where …?",
    AnswerType.OTHER: "What, why or how …?",
}
_TAGS = {
    AnswerType.NUMBER: "figure",
    AnswerType.DATE: "date",
    AnswerType.PERSON: "name",
    AnswerType.PLACE: "name",
    AnswerType.OTHER: "statement",
}
_WORTH = {AnswerType.NUMBER: 1.0, AnswerType.DATE: 1.0, AnswerType.OTHER: 0.5}
_WORTH_OF_NAME, _ONE_WORD_LESS = 0.8, 0.6
_FEWEST_WORDS, _MOST_WORDS = 6, 50  # unless the document has no such sentences
_TELLING = 10  # different words that a sentence has if it says something
_FULL_STOPS = ".!。！۔।"
# A person opens the file in an editor: what is to be written stands first, what it is made of
# beside it.
_ORDER = (
    "question accepted forbidden quotes supporting answerable kind id document history tags split"
).split()


@dataclass(frozen=True, slots=True)
class _Option:
    """Something that can be asked: of sentence number `place`, what it names or, None, says."""

    place: int
    quote: str
    named: Mention | None
    worth: float

    @property
    def kind(self) -> AnswerType:
        return self.named.kind if self.named else AnswerType.OTHER


def propose(documents: Mapping[str, str], per_document: int = 12) -> list[Question]:
    """Drafts for documents (file name to canonical text), each one's in reading order.

    At most `per_document` for what a document says, and two for what it doesn't. Their
    questions hold the mark UNWORDED, which `read_questions` refuses.
    """
    drafts: list[Question] = []
    for name, text in documents.items():
        options = _options(text)
        for option in _chosen(options, per_document):
            drafts.append(_answerable(len(drafts) + 1, name, option))
        for kind, wanted in _refusals(options).items():
            drafts.append(_unanswerable(len(drafts) + 1, name, kind, wanted))
    return drafts


def write_drafts(file: Path, drafts: Sequence[Question]) -> None:
    """Write drafts as a new question file. Raises QuestionFileError if the file exists."""
    lines = []
    for draft in drafts:
        record = draft.model_dump(exclude_defaults=True)
        ordered = {key: record[key] for key in _ORDER if key in record}
        lines.append(json.dumps(ordered, ensure_ascii=False) + "\n")
    try:
        with file.open("x", encoding="utf-8", newline="\n") as out:
            out.writelines(lines)
    except FileExistsError as error:
        raise QuestionFileError(
            f"{file} is there already and stays as it is; choose another name for the new one."
        ) from error
    except OSError as error:
        raise QuestionFileError(f"{file} cannot be written ({error.strerror}).") from error


def propose_to(file: Path, paths: Iterable[Path], per_document: int = 12) -> int:
    """Write drafts for files and folders to a new file; returns how many they are.

    Raises AssistantError for what can't be read or written.
    """
    documents: dict[str, str] = {}
    for path in dict.fromkeys(one.resolve() for one in find(paths).files):
        for document in read_documents(path):
            name = Path(Source.within(path.name, document.part).path).name
            if name in documents:
                raise QuestionFileError(
                    f"Two documents are called {name}, and questions go by that name; rename one."
                )
            documents[name] = document.text
    if not documents:
        raise QuestionFileError(
            f"There are no documents to ask about; a folder is searched for"
            f" {supported_endings()} files."
        )
    drafts = propose(documents, per_document)
    write_drafts(file, drafts)
    return len(drafts)


def _options(text: str) -> list[_Option]:
    """All that can be asked about a document, in reading order."""
    quotes = [sentence_quote("", span, span.of(text)).text for span in sentence_spans(text)]
    quotable = [quote for quote in quotes if is_quotable(quote) and text.count(quote) == 1]
    sentences = [quote for quote in quotable if _stands_alone(quote)] or quotable
    small = lower_case_words(text)
    named = [mentions(quote, small) for quote in sentences]
    times = Counter(mention.key for quote in quotes for mention in mentions(quote, small))
    central = _centrality(sentences)
    options: list[_Option] = []
    for place, quote in enumerate(sentences):
        for mention in named[place]:
            kinds = sum(other.kind is mention.kind for other in named[place])
            worth = _worth(mention) + 1 / times[mention.key] + 0.5 / kinds
            options.append(_Option(place, quote, mention, worth))
        worth = _WORTH[AnswerType.OTHER] + central[place]
        options.append(_Option(place, quote, None, worth))
    return options


def _stands_alone(quote: str) -> bool:
    """Whether a sentence can be understood, and asked about, without those before it."""
    ends = quote.rstrip("\"'”’»)]")[-1:]
    length = len(quote.split())
    whole = ends in _FULL_STOPS and "\n\n" not in quote and not points_back(quote)
    unspaced = length < _FEWEST_WORDS and len(stems(quote)) >= 2 * _FEWEST_WORDS
    return whole and (_FEWEST_WORDS <= length <= _MOST_WORDS or unspaced)


def _worth(mention: Mention) -> float:
    if mention.kind in _WORTH:
        return _WORTH[mention.kind] - _ONE_WORD_LESS * mention.text.isalpha()
    return _WORTH_OF_NAME - _ONE_WORD_LESS * (" " not in mention.text)


def _centrality(sentences: Sequence[str]) -> list[float]:
    """How much each sentence is about what the document is about, 0 to 1.

    The mean frequency of its words, as in SumBasic (Nenkova & Vanderwende 2005), less for a
    sentence of few words, which says little of it.
    """
    words = [set(stems(sentence)) for sentence in sentences]
    counts = Counter(word for some in words for word in some)
    means = [sum(counts[word] for word in some) / max(len(some), _TELLING) for some in words]
    return [mean / max(means) if mean else 0.0 for mean in means]


def _chosen(options: Sequence[_Option], count: int) -> list[_Option]:
    """The best options far from one another and of several kinds, in reading order.

    No sentence and no figure, date or name is asked about twice.
    """
    left = list(options)
    chosen: list[_Option] = []
    reach = max((option.place for option in options), default=0) / max(count, 1) + 1
    kinds: Counter[AnswerType] = Counter()

    def gain(option: _Option) -> float:
        nearest = min((abs(option.place - other.place) for other in chosen), default=reach)
        return option.worth + min(nearest / reach, 1) - 4 * kinds[option.kind] / count

    while left and len(chosen) < count:
        best = max(left, key=gain)
        chosen.append(best)
        kinds[best.kind] += 1
        left = [
            option
            for option in left
            if option.place != best.place
            and (option.named is None or best.named is None or option.named.key != best.named.key)
        ]
    return sorted(chosen, key=lambda option: option.place)


def _answerable(number: int, document: str, option: _Option) -> Question:
    beginning = _BEGINNINGS[option.kind]
    named = option.named
    if named and named.kind is AnswerType.NUMBER and not named.text.replace(",", "").isalnum():
        beginning = "How much …?"  # a share, a price, millions
    return Question(
        id=f"{Path(document).stem}-{number}",
        document=document,
        question=beginning,
        answerable=True,
        accepted=[[named.text, *named.alternatives]] if named else [],
        quotes=[[option.quote]],
        tags=[_TAGS[option.kind], "draft"],
        split="dev",
    )


def _refusals(options: Sequence[_Option]) -> dict[str, str]:
    """What to ask that a document doesn't answer, by kind: refusals must be tested too."""
    names = Counter(
        option.named.text
        for option in options
        if option.named and option.named.kind in (AnswerType.PERSON, AnswerType.PLACE)
    )
    subject = names.most_common(1)[0][0] if names else "its subject"
    return {
        "off-topic": f"{UNWORDED} (something that has nothing to do with the document)",
        "missing-detail": f"{UNWORDED} (something about {subject} that the document leaves open)",
    }


def _unanswerable(number: int, document: str, kind: str, wanted: str) -> Question:
    return Question(
        id=f"{Path(document).stem}-{number}",
        document=document,
        question=wanted,
        answerable=False,
        kind=kind,
        tags=["draft"],
        split="dev",
    )
