import pytest

from assistant.api import Assistant
from tests.assistant.conftest import Reading

BODY = "Beavers were hunted out of the valley by 1820. Their dams hold back much water today."


@pytest.mark.parametrize(
    "question", ["Who wrote this?", "Who are the authors?", "By whom was the article written?"]
)
def test_the_samples_authors_are_named(sample: Assistant, question: str) -> None:
    answer = sample.ask(question)

    assert not answer.abstained
    assert all(name in answer.text for name in ("Huang Dekai", "Ren Mingzhe", "Fu Bingfeng"))


def test_the_samples_authors_work_where_it_says(sample: Assistant) -> None:
    answer = sample.ask("What are the authors' affiliations?")

    assert "Sichuan Police College" in answer.text
    assert "Yunnan University" in answer.text
    assert "Yunnan Academy of Social Sciences" in answer.text


def test_the_samples_title_is_quoted_with_that_of_its_source(sample: Assistant) -> None:
    answer = sample.ask("What is the title?")

    assert "Pakistan's fight against terrorism: a brief" in answer.text
    assert "significant achievements in antiterrorism" in answer.text


@pytest.mark.parametrize(
    ("top", "bottom", "quoted"),
    [
        ("By Jane Doe", "", "By Jane Doe"),
        ("Jane Doe and Juan Pérez", "", "Jane Doe and Juan Pérez"),
        ("Jane Doe,Juan Pérez&Mei Lin", "", "Jane Doe,Juan Pérez&Mei Lin"),
        ("Written by Amina Yusuf.", "", "Written by Amina Yusuf."),
        ("JANE DOE | Transport correspondent", "", "JANE DOE | Transport correspondent"),
        ("Author: Lars Holm", "", "Author: Lars Holm"),
        (
            "",
            "(Mei Lin, Scholar of Harbour University; Tomas Berg, Scholar of the Urban Institute)",
            "(Mei Lin, Scholar of Harbour University; Tomas Berg, Scholar of the Urban Institute)",
        ),
    ],
)
def test_a_byline_is_found_in_its_many_shapes(
    reading: Reading, top: str, bottom: str, quoted: str
) -> None:
    text = "\n\n".join(part for part in ("The return of the beaver", top, BODY, bottom) if part)

    answer = reading(text).ask("Who wrote this article?")

    assert [citation.quote for citation in answer.citations] == [quoted]


def test_a_byline_right_under_the_title_is_quoted_without_it(reading: Reading) -> None:
    assistant = reading(f"Ferries in winter\nAuthor: Lars Holm\nPublished 3 March 2021\n\n{BODY}")

    authors, title = assistant.ask("Who is the author?"), assistant.ask("What is the title?")

    assert [citation.quote for citation in authors.citations] == ["Author: Lars Holm"]
    assert [citation.quote for citation in title.citations] == ["Ferries in winter"]


@pytest.mark.parametrize(
    "text",
    [
        f"The return of the beaver\n\n{BODY}",
        "The Old Mill\n\nJohn Smith and Mary Jones met in the mill in 1902. It burned down later.",
        f"The return\n\nEarly Life\n\n{BODY} Their early life is hard.",
    ],
)
def test_a_document_that_names_no_author_is_not_given_one(reading: Reading, text: str) -> None:
    answer = reading(text).ask("Who wrote this article?")

    assert answer.abstained
    assert not answer.citations


def test_a_byline_without_a_workplace_does_not_say_where_the_author_works(
    reading: Reading,
) -> None:
    assistant = reading(f"The return of the beaver\n\nBy Jane Doe\n\n{BODY}")

    assert "Jane Doe" in assistant.ask("Who wrote it?").text
    assert assistant.ask("Where does the author work?").abstained


@pytest.mark.parametrize(
    ("question", "workplace"),
    [
        ("Where does Huang Dekai work?", "Sichuan Police College"),
        ("What's Fu Bingfeng's affiliation?", "Yunnan Academy of Social Sciences"),
        ("Ren Mingzhe is with which university?", "Yunnan University"),
    ],
)
def test_one_authors_workplace_is_told(sample: Assistant, question: str, workplace: str) -> None:
    assert workplace in sample.ask(question).text


def test_a_strangers_workplace_is_not_taken_from_the_authors(sample: Assistant) -> None:
    answer = sample.ask("Where does Jane Doe work?")

    assert answer.abstained


def test_each_documents_authors_are_named_where_none_was_talked_about(reading: Reading) -> None:
    assistant = reading(
        f"The return of the beaver\n\nBy Jane Doe\n\n{BODY}",
        "Looms\n\nBy Juan Pérez\n\nA loom holds the warp under tension.",
    )

    answer = assistant.ask("Who wrote the documents?")

    assert [citation.quote for citation in answer.citations] == ["By Jane Doe", "By Juan Pérez"]
