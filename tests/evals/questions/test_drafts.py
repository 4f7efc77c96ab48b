import json
from pathlib import Path

import pytest

from evals.questions.drafts import propose, propose_to, write_drafts
from evals.questions.gold import resolve
from evals.questions.mentions import lower_case_words, mentions
from evals.questions.record import UNWORDED, Question, QuestionFileError, read_questions
from ingest.sample import SAMPLE

KITES = (
    "# Kites of the north\n\n"
    "The kite makers of Norby keep a workshop beside the harbour wall. "
    "It has 12 windows and a very old stove in the corner. "
    "In the spring of 1931 Greta Holm opened the workshop with borrowed money. "
    "The workshop sold 4,200 kites to sailors in the first summer. "
    "A good kite needs a light frame, a long tail and a steady wind. "
    "Visitors pay $7.50 for a lesson on the beach in Norby."
)


def said(sentence: str) -> list[tuple[str, str]]:
    return [(one.kind.value, one.text) for one in mentions(sentence, frozenset())]


def about(drafts: list[Question], accepted: str) -> Question:
    return next(one for one in drafts if one.accepted and accepted in one.accepted[0])


def test_figures_dates_and_names_are_told_apart() -> None:
    assert said("On December 15, 2018, about 1200 people paid $5 million to Anna Berg.") == [
        ("date", "December 15, 2018"),
        ("number", "1200"),
        ("number", "$5 million"),
        ("person", "Anna Berg"),
    ]
    assert said("The fair ran from 23 to 25 May 2018 in Kabul.") == [
        ("date", "23 to 25 May 2018"),
        ("place", "Kabul"),
    ]
    assert said("Nobody built such towers before the 15th century.") == [("date", "15th century")]
    assert said("From 20 to 30 people came.") == [("number", "20"), ("number", "30")]


def test_a_number_that_counts_nothing_is_no_figure() -> None:
    assert said("They cite Article 5 [12] and COVID-19 since 9 / 11.") == [("person", "Article")]


def test_two_names_joined_by_and_are_two() -> None:
    assert said("The prize went to Ada Lind and Bo Ek.") == [
        ("person", "Ada Lind"),
        ("person", "Bo Ek"),
    ]


def test_a_word_that_opens_the_sentence_is_no_name_and_a_common_word_never() -> None:
    assert said("Kites fly.") == []
    assert mentions("We saw The Harbour.", lower_case_words("a harbour, the sea")) == []


@pytest.mark.parametrize(
    ("sentence", "alternatives"),
    [
        ("They sold 4,200 kites.", ("4200",)),
        ("They sold 4200 kites.", ("4,200",)),
        ("They sold four kites.", ("4",)),
        ("It was signed on 15 December 2018.", ("December 15, 2018",)),
        ("It was signed on December 15, 2018.", ("15 December 2018",)),
        ("It was signed on May 3.", ("3 May",)),
        ("It was signed in February 2017.", ()),
        ("It was paid by the Red Cross (RC) at once.", ("RC",)),
    ],
)
def test_other_ways_to_write_it_are_accepted_too(
    sentence: str, alternatives: tuple[str, ...]
) -> None:
    assert mentions(sentence, frozenset())[0].alternatives == alternatives


def test_a_draft_has_its_quote_what_is_accepted_and_the_beginning_of_a_question() -> None:
    drafts = propose({"kites.md": KITES})

    sold = about(drafts, "4,200")
    assert sold.question == "How many …?"
    assert sold.accepted == [["4,200", "4200"]]
    assert sold.quotes == [["The workshop sold 4,200 kites to sailors in the first summer."]]
    assert (sold.tags, sold.split, sold.document) == (["figure", "draft"], "dev", "kites.md")
    assert about(drafts, "$7.50").question == "How much …?"
    assert about(drafts, "1931").question == "When …?"


def test_headings_and_sentences_that_lean_on_others_are_not_asked_about() -> None:
    quotes = {quote for draft in propose({"kites.md": KITES}) for (quote,) in draft.quotes}

    assert len(quotes) == 5
    assert not any("Kites of the north" in str(quote) for quote in quotes)
    assert not any(str(quote).startswith("It has") for quote in quotes)


def test_what_a_document_only_says_is_drafted_without_accepted_words() -> None:
    text = "A good kite needs a light frame and a long tail. The wind carries it when it is steady."

    first, *_ = propose({"kites.txt": text})

    assert first.question == "What, why or how …?"
    assert first.accepted == []
    assert first.tags == ["statement", "draft"]


def test_each_document_reminds_of_questions_that_it_does_not_answer() -> None:
    drafts = propose({"a.txt": KITES, "b.txt": "Ahoy there"})

    refused = [draft for draft in drafts if not draft.answerable]
    assert [(draft.document, draft.kind) for draft in refused] == [
        ("a.txt", "off-topic"),
        ("a.txt", "missing-detail"),
        ("b.txt", "off-topic"),
        ("b.txt", "missing-detail"),
    ]
    assert "Norby" in refused[1].question


def test_drafts_of_the_sample_are_spread_and_each_of_another_sentence() -> None:
    text = SAMPLE.read_text(encoding="utf-8")

    drafts = [draft for draft in propose({SAMPLE.name: text}) if draft.answerable]

    places = [resolve(draft, {SAMPLE.name: text}).quotes[0][0].start for draft in drafts]
    assert len(drafts) == len(set(places)) == 12
    assert places == sorted(places)
    assert {4 * place // len(text) for place in places} == {0, 1, 2, 3}
    assert {draft.tags[0] for draft in drafts} == {"figure", "date", "name", "statement"}
    accepted = [draft.accepted[0][0] for draft in drafts if draft.accepted]
    assert len(accepted) == len(set(accepted))
    assert propose({SAMPLE.name: text}) == propose({SAMPLE.name: text})


def test_no_more_are_drafted_than_wanted() -> None:
    drafts = propose({"kites.md": KITES}, per_document=2)
    assert sum(draft.answerable for draft in drafts) == 2


def test_other_scripts_have_drafts_too() -> None:
    text = "风筝需要稳定的风和很长的尾巴才能飞起来。工匠们在港口旁边的旧房子里制作了很多风筝。"
    drafts = [draft for draft in propose({"kites.txt": text}) if draft.answerable]
    assert drafts
    assert all(str(draft.quotes[0][0]) in text for draft in drafts)


def test_a_file_of_drafts_is_refused_until_its_questions_are_worded(tmp_path: Path) -> None:
    file = tmp_path / "mine.jsonl"
    drafts = propose({"kites.md": KITES})
    write_drafts(file, drafts)

    with pytest.raises(QuestionFileError, match=r"mine\.jsonl, line 1: the question is a draft"):
        read_questions(file)

    lines = file.read_text(encoding="utf-8").splitlines()
    assert all(line.startswith('{"question": "') for line in lines)
    worded = [json.loads(line) | {"question": "How high can they fly?"} for line in lines]
    file.write_text("\n".join(json.dumps(line) for line in worded))
    assert [read.quotes for read in read_questions(file)] == [draft.quotes for draft in drafts]


def test_a_file_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "mine.jsonl"
    file.write_text("my work")

    with pytest.raises(QuestionFileError, match="is there already"):
        write_drafts(file, propose({"kites.md": KITES}))

    assert file.read_text() == "my work"


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(QuestionFileError, match=r"mine\.jsonl cannot be written"):
        write_drafts(tmp_path / "missing" / "mine.jsonl", [])


def test_folders_are_searched_and_every_document_is_drafted_once(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    (folder / ".hidden").mkdir(parents=True)
    (folder / "kites.md").write_text(KITES)
    (folder / "boats.txt").write_text("A boat with 3 masts needs a crew of at least 11 people.")
    (folder / ".hidden" / "secret.txt").write_text("Nobody may ask about this at all.")
    (folder / "image.png").write_bytes(b"\x89PNG")
    file = tmp_path / "mine.jsonl"

    count = propose_to(file, [folder, folder / "kites.md"])

    records = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert len(records) == count == len({record["id"] for record in records})
    assert {record["document"] for record in records} == {"boats.txt", "kites.md"}
    assert all(UNWORDED in record["question"] for record in records)


def test_documents_of_one_name_and_empty_folders_are_refused(tmp_path: Path) -> None:
    for name in ("one", "two", "none"):
        (tmp_path / name).mkdir()
    for name in ("one", "two"):
        (tmp_path / name / "kites.md").write_text(KITES)
    file = tmp_path / "mine.jsonl"

    with pytest.raises(QuestionFileError, match=r"Two documents are called kites\.md"):
        propose_to(file, [tmp_path])
    with pytest.raises(QuestionFileError, match="no documents to ask about"):
        propose_to(file, [tmp_path / "none"])
    assert not file.exists()
