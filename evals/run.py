"""Running a question set: one library of its documents, every question asked, everything noted."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from assistant.answer import QUOTING
from assistant.api import Assistant
from assistant.chain import AnswerChain
from assistant.models.failures import ModelUnavailable
from assistant.models.opening import open_chat_model
from assistant.settings import Settings
from assistant.writing.writer import Support
from evals.cache import Cache
from evals.observe import Observer
from evals.provenance import (
    STORING,
    code_sha256,
    library_sha256,
    machine,
    observing_sha256,
    package_versions,
    questions_sha256,
    sha256_of,
)
from evals.questions.gold import QuoteNotFound
from evals.questions.record import Question, QuestionFileError
from evals.questions.sets import QuestionSet
from evals.results import About, Gold, Observation, Retrieval, Run
from ingest.report import Progress

ForQuestion = Callable[[Observation], None]
ForDocuments = Callable[[Progress], None]


def run(
    questions: QuestionSet,
    settings: Settings,
    cache: Cache,
    seed: int = 0,
    support: Support | None = None,
    on_document: ForDocuments = lambda progress: None,
    on_question: ForQuestion = lambda observation: None,
) -> Run:
    """Ask all questions of a set; those asked before, of the same library, come from the cache.

    Raises QuestionFileError for a question or a document that can't be used, ModelUnavailable
    for a chat model that can't be asked. `support` is that of the settings where none is given;
    here alone a model's words can go unchecked, to see what checking them is worth. What fails
    while a question is answered is noted with it and doesn't stop the run.
    """
    model = None if settings.model == QUOTING else open_chat_model(settings)
    if model and model.failure:
        raise ModelUnavailable(model.failure)
    folder = cache.library_folder(_library_key(questions, settings))
    with Assistant.open(folder / "library", _without_model(settings)) as assistant:
        _fill(assistant, questions, on_document)
        support = support or Support(settings.support)
        tokens = settings.passage_tokens
        models = [model] if model else []
        chain = AnswerChain(assistant.library, settings.threshold, models, support, tokens)
        observer = Observer(assistant.library, chain, may_look_behind_refusals=model is None)
        about = _about(questions, settings, assistant, chain, seed, support)
        asked = questions.questions
        gold = {question.id: _gold(observer, question, questions) for question in asked}
        keys = {question.id: _key(question, about) for question in asked}
        known = cache.get(list(keys.values()))
        observations = []
        for question in asked:
            key = keys[question.id]
            seen = known.get(key) or _observe(observer, question, gold[question.id])
            if key not in known and seen.error is None:
                cache.put(key, seen)
            observations.append(seen)
            on_question(seen)
    return Run(about=about, observations=observations)


def _observe(observer: Observer, question: Question, gold: Gold) -> Observation:
    try:
        return observer.observe(question, gold)
    except Exception as error:  # whatever it is, it is the machinery's failure, and the run's news
        return Observation(
            question=question,
            gold=gold,
            retrieval=Retrieval(searched=question.question),
            error=f"{type(error).__name__}: {error}",
        )


def _fill(assistant: Assistant, questions: QuestionSet, on_document: ForDocuments) -> None:
    """Have exactly the set's documents in the library."""
    report = assistant.ingest(questions.documents, on_document)
    if report.failed:
        raise QuestionFileError(report.failed[0].message)
    wanted = {document.id for document in (*report.added, *report.updated, *report.unchanged)}
    for document in assistant.documents():
        if document.id not in wanted:
            assistant.remove(document.id)


def _gold(observer: Observer, question: Question, questions: QuestionSet) -> Gold:
    origin = questions.origins[question.id]
    unclear = {question.document} & observer.shelf.ambiguous
    if unclear:
        raise QuestionFileError(
            f"{origin}: several documents are called {question.document}; rename all but one."
        )
    try:
        return observer.gold(question)
    except QuoteNotFound as error:
        raise QuestionFileError(f"{origin}: {error}") from error


def _library_key(questions: QuestionSet, settings: Settings) -> str:
    """Which of the kept libraries is this one: the same paths, put in by the same code."""
    paths = [str(Path(path).expanduser().absolute()) for path in questions.documents]
    return sha256_of([paths, settings.embedding_model, code_sha256(STORING)])


def _about(
    questions: QuestionSet,
    settings: Settings,
    assistant: Assistant,
    chain: AnswerChain,
    seed: int,
    support: Support,
) -> About:
    library = library_sha256(assistant.documents(), assistant.library.embedder.name)
    return About(
        name=questions.name,
        answerer=settings.model,
        settings=_settings_that_matter(settings, assistant, support),
        data_sha256=questions_sha256(questions.questions),
        code_sha256=code_sha256(),
        library_sha256=library,
        packages=package_versions(),
        machine=machine(),
        started_at=datetime.now(UTC).isoformat(timespec="seconds"),
        seed=seed,
        questions_in_set=questions.whole,
        threshold=chain.threshold,
    )


def _settings_that_matter(
    settings: Settings, assistant: Assistant, support: Support
) -> dict[str, str | float | int | None]:
    """Those that can change an answer or what it costs; where things are kept can't."""
    matter = settings.model_dump(include={"threshold", "model_url", "price_read", "price_written"})
    if settings.model != QUOTING:
        matter |= {"support": support.value, "passage_tokens": settings.passage_tokens}
    return {"embedding_model": assistant.library.embedder.name, **matter}


def _without_model(settings: Settings) -> Settings:
    """For opening a library, which no chat model is needed for."""
    return settings.model_copy(update={"model": QUOTING})


def _key(question: Question, about: About) -> str:
    """What an observation depends on, hashed."""
    return sha256_of(
        [
            question.model_dump(mode="json"),
            about.library_sha256,
            about.code_sha256,
            observing_sha256(),
            about.settings,
            about.answerer,
        ]
    )
