import pytest

from assistant.suggesting.sentence_questions import sentence_questions
from assistant.suggesting.spelling import Spelling


def made(sentence: str, title: str = "", around: str = "") -> list[str]:
    spelling = Spelling.of([sentence, around])
    return [one.question for one in sentence_questions(sentence, spelling, title)]


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        (
            "The old mill of Harwick was rebuilt in 1902 after a fire.",
            "When was the old mill of Harwick rebuilt?",
        ),
        (
            "Ada Berg, an engineer from Oslo, moved to Bergen in March 1921.",
            "When did Ada Berg move to Bergen?",
        ),
        (
            "In 1921, the Harwick Council approved the new harbour plan.",
            "When did the Harwick Council approve the new harbour plan?",
        ),
        (
            "The Harwick Regatta took place in Denmark that summer.",
            "Where did the Harwick Regatta take place?",
        ),
        (
            "The tidal barrage of Harwick was closed because its gates had rusted.",
            "Why was the tidal barrage of Harwick closed?",
        ),
        (
            "The Harwick Lighthouse was designed by Ada Berg.",
            "Who designed the Harwick Lighthouse?",
        ),
        ("Ada Berg invented the floating loom.", "Who invented the floating loom?"),
        (
            "The Harwick Lighthouse is known for its blue lamp.",
            "What is the Harwick Lighthouse known for?",
        ),
        (
            "Fourteen fishing boats were lost in the storm of 1911.",
            "How many fishing boats were lost in the storm of 1911?",
        ),
        (
            "The Harwick Lighthouse has three lamps.",
            "How many lamps does the Harwick Lighthouse have?",
        ),
        (
            "The Harwick Lighthouse is 41 metres tall.",
            "How tall is the Harwick Lighthouse?",
        ),
        (
            "Harwick Water is a public company that pipes the town's water.",
            "What is Harwick Water?",
        ),
        ("Ada Berg was a Norwegian engineer.", "Who was Ada Berg?"),
        (
            "The aim of the harbour plan is to keep the sand out.",
            "What is the aim of the harbour plan?",
        ),
        (
            "The Harwick Council agreed to dredge the harbour each spring.",
            "What did the Harwick Council agree to do?",
        ),
        (
            "The Harwick Council announced that the ferry will run at night.",
            "What did the Harwick Council announce?",
        ),
        (
            "The plan was drawn up with the Harwick Harbour Trust (HHT) in mind.",
            "What does HHT stand for?",
        ),
        (
            "The lamp was the idea of Norwegian chemist Ada Berg, who lived nearby.",
            "Who was Ada Berg?",
        ),
    ],
)
def test_a_plain_sentence_makes_the_question_that_it_answers(sentence: str, question: str) -> None:
    assert question in made(sentence, around="The lamp of Ada Berg went out.")


@pytest.mark.parametrize(
    "sentence",
    [
        "He was elected in 1921.",
        "This was founded in 1921 by the same people.",
        "The bridge was built in 1902.",
        "The second reason is a lack of sand.",
        "A man named Oskar led the crew into the harbour.",
        "The treaty signed in 1920 was never kept.",
        "Others were arrested in 1902.",
        "When was the harbour dredged?",
        "Dredge the harbour in 1902.",
        "The Harwick Council met in 2012 dollars.",
        "Organized fishing began in 1903.",
        "The Harwick Council was weakened by debts and gave up in 1922.",
        "Die alte Mühle von Harwick was 1902 in Betrieb.",
    ],
)
def test_a_sentence_that_leans_on_others_or_is_unclear_makes_none(sentence: str) -> None:
    assert made(sentence) == []


def test_a_document_s_title_says_which_thing_is_meant() -> None:
    sentence = "The bridge was built in 1902."

    assert made(sentence, title="The Bridge") == ["When was the bridge built?"]
    assert made(sentence, title="The Bridge of Harwick") == []


def test_a_word_that_only_begins_the_sentence_large_is_written_small() -> None:
    sentence = "Herring boats are known for their shallow keels."

    assert made(sentence, around="Every herring counts.") == ["What are herring boats known for?"]


def test_what_is_in_brackets_is_left_out() -> None:
    assert made("The Harwick Council (see [3]) was founded in 1921.") == [
        "When was the Harwick Council founded?"
    ]
