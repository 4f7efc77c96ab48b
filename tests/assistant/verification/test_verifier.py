"""Whether a written sentence is supported, judged with the real embedding model."""

from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.quoting import Quote
from assistant.verification.verifier import Judgement, Source, Verdict, Verifier
from vectorstore.embedding import Embedder
from vectorstore.records import Span

_places = count(step=1000)


def source(*sentences: str, title: str = "Notes") -> Source:
    """A source of these sentences, each at a place of its own."""
    quotes = []
    for sentence in sentences:
        start = next(_places)
        quotes.append(Quote("doc", Span(start, start + len(sentence)), sentence))
    return Source(title, " ".join(sentences), tuple(quotes))


BRIDGE = source(
    "Mary Jones was the mayor of Hollow for nine years.",
    "She opened the iron bridge over the river on 5 May 1871.",
    "It had cost 40,000 pounds, half of what the tunnel cost.",
    title="The bridges of Hollow",
)
HERONS = source(
    "Herons wait for fish in shallow water.",
    "They do not hunt at night.",
    "A heron eats about 500 grams of fish a day.",
)
GERMAN = source("Die Brücke wurde 1871 von der Bürgermeisterin eröffnet.")
CHINESE = source("这座铁桥于1871年建成。")
SOURCES = (BRIDGE, HERONS, GERMAN, CHINESE)


@pytest.fixture(scope="module")
def verifier(embedder: Embedder) -> Verifier:
    return Verifier(embedder)


def quoted(judgement: Judgement) -> list[str]:
    return [quote.text for quote in judgement.quotes]


@pytest.mark.parametrize(
    ("text", "marker", "quote"),
    [
        ("Herons wait for fish in shallow water.", 2, HERONS.sentences[0]),
        ("In shallow water, herons wait for fish.", 2, HERONS.sentences[0]),
        ("A heron eats some 500 g of fish every day.", 2, HERONS.sentences[2]),
        ("The bridge had cost forty thousand pounds.", 1, BRIDGE.sentences[2]),
        ("Die Brücke wurde 1871 eröffnet.", 3, GERMAN.sentences[0]),
        ("这座铁桥于1871年建成。", 4, CHINESE.sentences[0]),
    ],
)
def test_a_sentence_that_its_passage_says_is_supported(
    text: str, marker: int, quote: Quote, verifier: Verifier
) -> None:
    judged = verifier.judge(text, [marker], SOURCES)

    assert (judged.verdict, judged.quotes, judged.lacks) == (Verdict.SUPPORTED, (quote,), ())


@pytest.mark.parametrize("markers", [[1], [1, 3], [], [99], [0], [-1]])
def test_a_sentence_that_names_the_wrong_passage_or_none_is_mended(
    markers: list[int], verifier: Verifier
) -> None:
    judged = verifier.judge("Herons wait for fish in shallow water.", markers, SOURCES)

    assert (judged.verdict, judged.quotes) == (Verdict.MENDED, (HERONS.sentences[0],))


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("Herons wait for fish in deep water.", "the direction deep (not shallow)"),
        ("Herons hunt at night.", "the negation of not"),
        ("A heron eats about 900 grams of fish a day.", "the number 900"),
        ("A heron eats about 500 tons of fish a day.", "the unit ton of 500"),
        ("Mary Jones opened the iron bridge on 6 May 1871.", "the date 1871-05-06"),
        ("Tom Hill was the mayor of Hollow for nine years.", "the name tom hill"),
        ("Mary Jones was not the mayor of Hollow.", "the negation not"),
        ("Die Brücke wurde 1902 eröffnet.", "the number 1902"),
        ("这座铁桥于1902年建成。", "the number 1902"),
        ("The council paid teachers a higher wage.", "its meaning"),
    ],
)
def test_a_sentence_that_nothing_supports_says_what_it_lacks(
    text: str, lacks: str, verifier: Verifier
) -> None:
    judged = verifier.judge(text, [1, 2, 3, 4], SOURCES)

    assert judged.verdict is Verdict.UNSUPPORTED
    assert lacks in judged.lacks
    assert judged.quotes  # the nearest


def test_who_a_pronoun_means_is_quoted_too(verifier: Verifier) -> None:
    judged = verifier.judge("Mary Jones opened the iron bridge over the river.", [1], SOURCES)

    assert judged == Judgement(Verdict.SUPPORTED, BRIDGE.sentences[:2])


def test_a_sentence_made_of_two_passages_quotes_both(verifier: Verifier) -> None:
    judged = verifier.judge(
        "The iron bridge had cost 40,000 pounds, and herons wait for fish in shallow water.",
        [1, 2],
        SOURCES,
    )

    assert judged.verdict is Verdict.SUPPORTED
    assert {BRIDGE.sentences[2], HERONS.sentences[0]} <= set(judged.quotes)


def test_a_name_may_come_from_the_title(verifier: Verifier) -> None:
    lighthouse = source("The lighthouse was lit in 1902.", title="Lundy")

    judged = verifier.judge("The lighthouse of Lundy was lit in 1902.", [1], [lighthouse])

    assert judged.verdict is Verdict.SUPPORTED


@pytest.mark.parametrize("sources", [(), (Source("Empty", "", ()),)])
def test_without_anything_to_quote_nothing_is_supported(
    sources: tuple[Source, ...], verifier: Verifier
) -> None:
    judged = verifier.judge("Herons wait.", [1], sources)

    assert judged == Judgement(Verdict.UNSUPPORTED, (), ("a passage that says anything like it",))


@pytest.mark.parametrize("text", ["", "   ", "It was that.", "…", "Here is what I found."])
def test_a_sentence_that_says_nothing_is_not_supported(text: str, verifier: Verifier) -> None:
    assert verifier.judge(text, [1, 2], SOURCES).verdict is Verdict.UNSUPPORTED


def test_a_sentence_too_long_to_be_read_is_not_supported(verifier: Verifier) -> None:
    judged = verifier.judge("Herons wait for fish. " * 5000, [2], SOURCES)

    assert judged == Judgement(Verdict.UNSUPPORTED, (), ("a length that can be checked",))


def test_a_very_long_sentence_of_a_document_can_be_quoted(verifier: Verifier) -> None:
    long = "Herons wait for fish in shallow water " + "and in the reeds " * 200 + "at noon."

    assert verifier.judge("Herons wait for fish.", [1], [source(long)]).quotes


def test_threads_that_share_a_verifier_get_what_one_alone_gets(verifier: Verifier) -> None:
    texts = [
        "Herons wait for fish in shallow water.",
        "A heron eats about 900 grams of fish a day.",
        "Mary Jones opened the iron bridge over the river.",
        "The bridge had cost forty thousand pounds.",
    ] * 8
    alone = [verifier.judge(text, [1, 2], SOURCES) for text in texts]

    with ThreadPoolExecutor(8) as threads:
        together = [*threads.map(lambda text: verifier.judge(text, [1, 2], SOURCES), texts)]

    assert together == alone


_words = st.sampled_from(
    "heron herons Mary Jones not no 5 May 1871 -3 500 grams % $ the iron bridge she opened and of "
    "neither nor ( ) “ ½ 10:30th 1.2.3 twenty - first century U.S. 桥 Brücke ''s \n".split(" ")
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(_words, max_size=25).map(" ".join) | st.text(max_size=80),
    st.lists(st.integers(-2, 9), max_size=4),
)
def test_any_text_is_judged_and_every_quote_is_one_of_the_sources(
    verifier: Verifier, text: str, markers: list[int]
) -> None:
    judged = verifier.judge(text, markers, SOURCES)

    offered = {quote for one in SOURCES for quote in one.sentences}
    named = {q for n, one in enumerate(SOURCES, 1) if n in markers for q in one.sentences}
    assert offered.issuperset(judged.quotes)
    assert (judged.verdict is Verdict.UNSUPPORTED) == bool(judged.lacks)
    if judged.verdict is Verdict.SUPPORTED:
        assert named.issuperset(judged.quotes)
    if judged.verdict is not Verdict.UNSUPPORTED:
        assert judged.quotes
