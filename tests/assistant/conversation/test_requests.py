"""What is asked of the last answer, and what of the documents."""

import pytest

from assistant.conversation.follow_up import Turn
from assistant.conversation.requests import Kind, meant, request_in

QUESTION = "When did the iron bridge open?"
ANSWER = "It opened in May 1871. [1]"
HISTORY: list[Turn] = [
    {"role": "user", "content": "Who was the mayor?"},
    {"role": "assistant", "content": "Mary Jones. [1]"},
    {"role": "user", "content": QUESTION},
    {"role": "assistant", "content": ANSWER},
]


def said(*texts: str) -> list[Turn]:
    """A conversation that goes on with these, a person and the assistant in turn."""
    roles = ("user", "assistant") * len(texts)
    return [*HISTORY, *({"role": r, "content": t} for r, t in zip(roles, texts, strict=False))]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Shorter, please", Kind.SHORTER),
        ("Can you say that in one sentence?", Kind.SHORTER),
        ("tl;dr", Kind.SHORTER),
        ("That is too long.", Kind.SHORTER),
        ("Give me a short summary", Kind.SHORTER),
        ("Why do you think so?", Kind.REASONS),
        ("Are you really sure?", Kind.REASONS),
        ("What is your evidence?", Kind.REASONS),
        ("Says who?", Kind.REASONS),
        ("Really?!", Kind.REASONS),
        ("Show me the passage", Kind.PASSAGE),
        ("Where does it say that?", Kind.PASSAGE),
        ("Where do they say that?", Kind.PASSAGE),
        ("What are the exact words?", Kind.PASSAGE),
        ("Quote it word for word", Kind.PASSAGE),
        ("Source?", Kind.PASSAGE),
        ("Simpler, please", Kind.REWORD),
        ("Explain it like I'm five", Kind.REWORD),
        ("As bullet points", Kind.REWORD),
        ("Rewrite that as a poem", Kind.REWORD),
        ("Put it in a table", Kind.REWORD),
        ("IN OTHER WORDS?", Kind.REWORD),
    ],
)
def test_what_is_asked_of_the_answer_is_known(text: str, kind: Kind) -> None:
    request = request_in(text)

    assert request is not None
    assert (request.kind, request.words, request.language) == (kind, text, "")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("In German, please", "German"),
        ("Translate your answer into Spanish", "Spanish"),
        ("say that in simple english", "English"),
        ("What is that in Urdu?", "Urdu"),
        ("Auf Deutsch bitte", "German"),
        ("En français", "French"),
        ("中文", "Chinese"),
    ],
)
def test_a_language_is_known_by_its_english_name_or_its_own(text: str, language: str) -> None:
    request = request_in(text)

    assert request is not None
    assert (request.kind, request.language) == (Kind.TRANSLATE, language)


@pytest.mark.parametrize(
    "text",
    [
        "What is a short sale?",
        "How short was the bridge?",
        "Why does the author think so?",
        "Are you sure the bridge opened in 1871?",
        "How sure are they?",
        "Which passage leads to the sea?",
        "Show me the source of the Nile",
        "Where does the river get its water?",
        "What did he say in German?",
        "Who speaks German?",
        "Translate the article into Spanish",
        "Rewrite the history of Hollow",
        "Short answer please: who opened it?",
        "What is a list?",
        "",
        "?!",
        "Shorter! " * 1000,
    ],
)
def test_a_question_to_the_documents_is_no_request(text: str) -> None:
    assert request_in(text) is None


def test_a_request_means_the_last_question_and_its_answer() -> None:
    found = meant("Shorter, please", HISTORY)

    assert found is not None
    assert (found.question, found.answer) == (QUESTION, ANSWER)
    assert found.before == tuple(HISTORY[:2])
    assert found.request.kind is Kind.SHORTER


def test_a_request_after_a_request_means_the_same_question_and_the_latest_answer() -> None:
    found = meant("In German, please", said("Shorter, please", "May 1871. [1]"))

    assert found is not None
    assert (found.question, found.answer) == (QUESTION, "May 1871. [1]")
    assert found.before == tuple(HISTORY[:2])


def test_thanks_in_between_do_not_count() -> None:
    found = meant("Shorter, please", said("Thank you!", "You're welcome."))

    assert found is not None
    assert (found.question, found.answer) == (QUESTION, ANSWER)


@pytest.mark.parametrize(
    "history",
    [
        [],
        HISTORY[:3],
        [{"role": "assistant", "content": "Hello!"}],
        [{"role": "user", "content": "Hello"}, {"role": "assistant", "content": "Hello!"}],
        [{"role": "user", "content": "Shorter"}, {"role": "assistant", "content": "Of what?"}],
    ],
)
def test_without_an_answered_question_a_request_means_nothing(history: list[Turn]) -> None:
    assert meant("Shorter, please", history) is None


def test_a_question_means_no_answer() -> None:
    assert meant("Who paid for it?", HISTORY) is None
