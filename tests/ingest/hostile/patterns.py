"""Find the places of texts made against patterns; ends only if that takes about linear time.

Run as a program: who waits for it sees whether it ends.
"""

import sys
from dataclasses import replace
from itertools import pairwise

from ingest.formats.plain_text import read_markdown, read_plain_text
from ingest.front_lines import with_front_lines
from ingest.sentences import sentence_spans

UNITS = (
    "![", "!", "[", "(", "`", '"', "“", "‘", "'", "…", "#", "# ", "#\n", "##\t", "- ", "-\n",
    "---\n", "* ", "_ ", "1.", "1. a\n", "(a", "|", "| ", "|a|\n", "a", "a ", "a. ", "A. ", "a\n",
    "A\n", "\n", "a\n\n", "A b\n\n", " ", " \n", "\t", "\xa0\n", "by A, ", "中。", "é",
    "<!--", "```\n",
)  # fmt: skip
BEFORE = ("", "# a", "- ")
LENGTH = 100_000  # characters: what takes time by the square of it takes minutes


def main(before: str) -> None:
    for unit in UNITS:
        text = before + unit * (LENGTH // len(unit)) + "b"
        content = text.encode()
        for source in (read_plain_text(content), read_markdown(content)):
            with_front_lines(replace(source, authors=("Ada Byron",), published="2021"))
        spans = sentence_spans(text)
        covered = sum(len("".join(span.of(text).split())) for span in spans)
        assert covered == len("".join(text.split())), (before, unit)
        assert all(one.end <= other.start for one, other in pairwise(spans))
    print("read all")


if __name__ == "__main__":
    main(sys.argv[1])
