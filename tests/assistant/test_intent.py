import pytest

from assistant.intent import Intent, classify, without_courtesy


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("hi", Intent.GREETING),
        ("Hello!", Intent.GREETING),
        ("Good morning", Intent.GREETING),
        ("hey there, how are you?", Intent.GREETING),
        ("Salam", Intent.GREETING),
        ("Thanks!", Intent.THANKS),
        ("Okay, thank you very much", Intent.THANKS),
        ("Thanks, that helps.", Intent.THANKS),
        ("bye", Intent.THANKS),
        ("What can you do?", Intent.ABILITIES),
        ("Can you help me?", Intent.ABILITIES),
        ("Hi, who are you?", Intent.ABILITIES),
        ("What can I ask you about?", Intent.ABILITIES),
        ("help", Intent.ABILITIES),
        ("What is this article about?", Intent.OVERVIEW),
        ("Hello, what is this article about?", Intent.OVERVIEW),
        ("Summarise the document in three sentences, please.", Intent.OVERVIEW),
        ("tl;dr", Intent.OVERVIEW),
        ("What are the key points?", Intent.OVERVIEW),
        ("What do the authors argue?", Intent.OVERVIEW),
        ("Could you sum up the text?", Intent.OVERVIEW),
        ("Describe the article.", Intent.OVERVIEW),
        ("What's in this document?", Intent.OVERVIEW),
        ("Which documents do you have?", Intent.OVERVIEW),
        ("Who wrote this?", Intent.AUTHORS),
        ("Who's the author of the article?", Intent.AUTHORS),
        ("By whom was the report written?", Intent.AUTHORS),
        ("Authors?", Intent.AUTHORS),
        ("Where do the authors work?", Intent.AFFILIATIONS),
        ("What are the authors' affiliations?", Intent.AFFILIATIONS),
        ("Which university employs the author?", Intent.AFFILIATIONS),
        ("What is the title?", Intent.TITLE),
        ("What is this article called?", Intent.TITLE),
        ("List the three achievements.", Intent.SEVERAL),
        ("Which forces grew up within Pakistan?", Intent.SEVERAL),
        ("What are the fields of cooperation?", Intent.SEVERAL),
        ("Name the foreign ministers.", Intent.SEVERAL),
        ("Who are the ministers?", Intent.SEVERAL),
        ("Summarise the Kabul meeting", Intent.SEVERAL),
        ("How many cases were finalized?", Intent.FACT),
        ("Hi, how many cases were finalized?", Intent.FACT),
        ("Thanks. When was the statement issued?", Intent.FACT),
        ("What is the status of the courts?", Intent.FACT),
        ("Give me the date of the joint statement.", Intent.FACT),
        ("What do the authors say about India?", Intent.FACT),
        ("Tell me about Khyber Pashtun", Intent.FACT),
        ("Who wrote the joint statement?", Intent.FACT),
        ("Who bore the title of king?", Intent.FACT),
        ("What is the title of the memorandum?", Intent.FACT),
        ("Hilary who?", Intent.FACT),
        ("", Intent.FACT),
    ],
)
def test_a_question_is_read_as_what_it_wants(question: str, intent: Intent) -> None:
    assert classify(question) is intent


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("Hi, how many cases were there?", "how many cases were there?"),
        ("Hello there! Thanks. Who met in Kabul?", "Who met in Kabul?"),
        ("  Okay – and in Russia? ", "and in Russia?"),
        ("High courts were set up when?", "High courts were set up when?"),
        ("Great powers in the article?", "Great powers in the article?"),
        ("Hello!", "Hello!"),
        ("Could you tell me who met in Kabul, please?", "who met in Kabul?"),
        ("I'd like to know when it began", "when it began"),
        ("Please list the forces.", "list the forces."),
        ("Tell me about Kabul", "Tell me about Kabul"),
    ],
)
def test_a_courtesy_is_taken_off_only_where_a_question_follows(question: str, plain: str) -> None:
    assert without_courtesy(question) == plain
