from pathlib import Path

import pytest

import prompts

FILES = sorted(Path(prompts.__file__).parent.glob("*.md"))


def test_there_is_a_text_for_each_thing_the_assistant_says_by_itself() -> None:
    assert {file.stem for file in FILES} >= {"abilities", "empty", "greeting", "refusal", "thanks"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_text_is_loaded_by_its_files_name_without_white_space_around_it(file: Path) -> None:
    text = prompts.load(file.stem)

    assert text
    assert text == file.read_text(encoding="utf-8").strip()


@pytest.mark.parametrize("name", ["nonsense", "../pyproject", ""])
def test_an_unknown_text_is_an_error(name: str) -> None:
    with pytest.raises(FileNotFoundError):
        prompts.load(name)


@pytest.mark.parametrize(
    "text", ["{question}", "{question} {passages} {refusal} {}", "{question", "{question} }"]
)
def test_a_text_that_lost_or_gained_a_place_is_not_used(text: str) -> None:
    with pytest.raises(prompts.WrongPlaces, match=r"answer\.md"):
        prompts.check_places(text, {"question", "passages", "refusal"}, "answer.md")


def test_what_a_place_is_filled_with_stays_as_it_is() -> None:
    text = prompts.fill("question", question="{refusal}?", passages="{0} {")

    assert "{refusal}?" in text
    assert "{0} {" in text
