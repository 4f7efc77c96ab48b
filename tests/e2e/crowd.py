"""How long a crowd waits: `python -m tests.e2e.crowd [PEOPLE] [QUESTIONS]` asks a page of its own.

Everybody asks at the same moment, and again as soon as they are answered.
"""

import statistics
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from gradio_client import Client

from ingest.sample import SAMPLE
from tests.e2e.visit import CASES, GOLD
from tests.served_page import served_page

QUESTIONS = (
    CASES,
    "Who wrote it?",
    GOLD,
    "What is this article about?",
    "When did the legal experts gather in Islamabad?",
)


def waits(url: str, people: int, each: int) -> list[float]:
    """Seconds from each question to its answer, `people` × `each` of them."""
    together = Barrier(people)

    def one(number: int) -> list[float]:
        client = Client(url, verbose=False, analytics_enabled=False)
        together.wait()
        taken = []
        for turn in range(each):
            begun = time.perf_counter()
            question = QUESTIONS[(number + turn) % len(QUESTIONS)]
            assert client.predict(question, api_name="/ask")["text"]
            taken.append(time.perf_counter() - begun)
        return taken

    with ThreadPoolExecutor(people) as crowd:
        return [wait for some in crowd.map(one, range(people)) for wait in some]


def main(people: int = 30, each: int = 5) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        served_page(Path(folder), documents=[SAMPLE]) as page,
    ):
        waits(page.url, 1, 1)  # the model is loaded
        for crowd in (1, people):
            taken = waits(page.url, crowd, each)
            p95 = statistics.quantiles(taken, n=20)[-1]
            middle = statistics.median(taken)
            print(
                f"{crowd} at once, {len(taken)} questions, none failed: "
                f"median {middle:.2f} s, p95 {p95:.2f} s, longest {max(taken):.2f} s"
            )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
