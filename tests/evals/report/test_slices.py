"""Parts of a run."""

from evals.report.slices import slices
from tests.evals.report.small_run import asked, observations, run


def test_slices_are_by_tag_and_kind_and_say_when_they_are_small() -> None:
    found = slices(run(), seed=0)
    assert list(found) == ["tag", "kind"]
    (figure,) = found["tag"]
    assert (figure.name, figure.estimate.n, figure.estimate.value) == ("figure", 2, 0.5)
    assert figure.few
    assert [one.name for one in found["kind"]] == ["answerable", "missing-detail", "near"]


def test_what_all_questions_share_is_no_slice() -> None:
    same = [asked(id, "Why?", tags=["short"]) for id in "abc"]
    assert slices(run(*same), seed=0) == {}


def test_of_many_documents_the_largest_are_shown_and_the_others_together() -> None:
    seen = [
        one.model_copy(
            update={
                "question": one.question.model_copy(
                    update={"id": f"{number}", "document": f"{number}.md"}
                )
            }
        )
        for number in range(30)
        for one in [asked("one", "Why?")]
    ]
    documents = slices(run(*observations(), *seen), seed=0)["document"]
    assert documents[0].name == "ferry.md"
    assert documents[-1].name == "the other 19"
    assert sum(one.estimate.n for one in documents) == 37
