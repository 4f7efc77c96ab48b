"""Parts of a run."""

from evals.report import figures
from evals.report.slices import Slice, among, slices
from evals.results import Run
from tests.evals.report.small_run import asked, run


def sliced(done: Run, seed: int = 0) -> dict[str, list[Slice]]:
    return slices(done, figures.take(done.judged), seed)


def test_slices_are_by_tag_and_by_kind() -> None:
    found = sliced(run())
    assert list(found) == ["tag", "kind"]
    (figure,) = found["tag"]
    estimate = figure.headline.estimate
    assert (figure.name, estimate.n, estimate.value) == ("figure", 2, 0.5)
    assert [one.name for one in found["kind"]] == ["answerable", "missing-detail", "near"]


def test_what_all_questions_share_is_no_slice() -> None:
    same = [asked(id, "Why?", tags=["short"]) for id in "abc"]
    assert sliced(run(*same)) == {}


def test_a_slice_has_the_figures_of_its_questions_alone() -> None:
    done = run()
    for some in sliced(done, seed=3).values():
        for one in some:
            assert one.rows == figures.rows(among(done.judged, one.name), {}, seed=3)
            assert one.rows["end to end"] == [one.headline]


def about_documents(*counts: int) -> Run:
    """A run of so many questions about each of as many documents."""
    return run(
        *(
            one.model_copy(
                update={
                    "question": one.question.model_copy(
                        update={"id": f"{number}-{n}", "document": f"{number}.md"}
                    )
                }
            )
            for number, count in enumerate(counts)
            for n in range(count)
            for one in [asked("one", "Why?")]
        )
    )


def test_of_many_documents_the_largest_are_shown_and_the_others_together() -> None:
    documents = sliced(about_documents(2, 10, 30, *[1] * 40))["document"]
    counts = [(one.name, one.headline.estimate.n) for one in documents]
    assert counts == [("2.md", 30), ("1.md", 10), ("the other 41", 42)]


def test_many_documents_with_few_questions_each_are_no_slices() -> None:
    assert "document" not in sliced(about_documents(*[2] * 30))
    assert len(sliced(about_documents(*[2] * 20))["document"]) == 20
