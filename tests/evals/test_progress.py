"""What is seen of a run while it goes on."""

from evals.progress import shown
from ingest.report import Progress
from tests.evals.measures.made import cited, observation, reply


def test_the_bar_tells_how_many_are_right_so_far() -> None:
    with shown("kites", questions=4) as progress:
        progress.on_document(Progress(source="a.md", files_done=0, files=1, fraction=0.5))
        (task,) = progress._bar.tasks
        assert (task.description, task.completed) == ("Reading", 0.5)

        progress.on_question(observation("right", said=reply("wind", cited((0, 100)))))
        progress.on_question(observation("wrong", said=reply("rain", cited((0, 100)))))

        assert (task.description, task.completed) == ("Asking", 0.5)
        assert task.fields["score"] == "1 of 2 right, 50%"
