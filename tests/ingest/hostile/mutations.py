"""Good files damaged at random, read by a reading process as any file is.

`python -m tests.ingest.hostile.mutations --each 500 [--first SEED] [--format pdf] [--draw]` prints,
for each format, what became of so many of them; each has a seed, which makes it again. With --draw,
the first page of each PDF is drawn as well.
"""

import argparse
import random
import time
import zipfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO

from ingest.reader import Reader
from ingest.source_text import ReadingOptions, Refusal
from tests.ingest.formats.made import zipped
from tests.ingest.hostile.good import good_files
from tests.ingest.hostile.outcomes import check, check_refusal, crashed, hung

_SILENCE = 60.0  # seconds; longer than any of these files may take
_OPTIONS = ReadingOptions(password="herring", ocr=False)
_TOKENS = (b"<", b">", b"&", b'"', b"\0", b"\xff", b"9" * 20, b"-1", b"[" * 50, b"<a>" * 50, b"PK")


@dataclass(slots=True)
class Tally:
    """What became of the mutations of one format; seeds of those that went wrong."""

    mutations: int = 0
    documents: int = 0
    refusals: int = 0
    drawn: int = 0
    crashes: list[int] = field(default_factory=list)
    hangs: list[int] = field(default_factory=list)
    seconds: float = 0.0
    longest: float = 0.0


def mutation(files: Sequence[tuple[str, bytes]], seed: int) -> tuple[str, bytes]:
    """One of some files, damaged as the seed says: its name and content."""
    chance = random.Random(seed)
    name, content = chance.choice(files)
    if content.startswith(b"PK") and chance.random() < 0.8:
        return name, _damaged_inside(content, chance)
    return name, _damaged(content, chance, chance.choice(files)[1])


def _damaged_inside(content: bytes, chance: random.Random) -> bytes:
    """A zip file in good order, with a member or two that aren't."""
    with zipfile.ZipFile(BytesIO(content)) as file:
        members: dict[str, str | bytes] = {name: file.read(name) for name in file.namelist()}
    names = [name for name, member in members.items() if member]
    for name in chance.sample(names, chance.choice((1, 2))):
        member, other = members[name], members[chance.choice(names)]
        assert isinstance(member, bytes)
        assert isinstance(other, bytes)
        members[name] = _damaged(member, chance, other)
    return zipped(members)


def _damaged(content: bytes, chance: random.Random, other: bytes) -> bytes:
    damaged = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 4, 8))):
        _damage(damaged, chance, other)
    return bytes(damaged)


def _damage(content: bytearray, chance: random.Random, other: bytes) -> None:
    size = len(content)
    if not size:
        return
    at, to = chance.randrange(size), chance.randrange(size)
    length = min(chance.choice((1, 16, 256, 4096)), size)
    kind = chance.choice(("cut", "flip", "noise", "swap", "repeat", "lose", "splice", "token"))
    if kind == "cut":
        del content[max(at, 1) :]
    elif kind == "flip":
        for _ in range(chance.choice((1, 8, 64))):
            content[chance.randrange(size)] ^= 1 << chance.randrange(8)
    elif kind == "noise":
        content[at : at + length] = chance.randbytes(len(content[at : at + length]))
    elif kind == "swap":
        block = content[at : at + length]
        content[at : at + length] = content[to : to + len(block)]
        content[to : to + length] = block
    elif kind == "repeat":
        content[at:at] = content[at : at + length] * chance.choice((1, 3, 30))
    elif kind == "lose":
        del content[at : at + length]
    elif kind == "splice":
        content[at:] = other[chance.randrange(len(other)) :]
    else:
        content[at:at] = chance.choice(_TOKENS)


def tried(
    reader: Reader, files: Sequence[tuple[str, bytes]], seeds: Sequence[int], draw: bool = False
) -> Tally:
    """Read a mutation for each seed. Raises AssertionError for what must not come out of it."""
    tally = Tally()
    for seed in seeds:
        name, content = mutation(files, seed)
        begun = time.monotonic()
        found = list(reader.read(name, content, _OPTIONS))
        try:
            check(found)
            if draw:
                picture = reader.draw(content, 1)
                tally.drawn += isinstance(picture, bytes)
                if isinstance(picture, Refusal):
                    check_refusal(picture)
                    found.append(picture)
        except AssertionError as error:
            error.add_note(f"{name}, seed {seed}")
            raise
        took = time.monotonic() - begun
        tally.mutations += 1
        refusals = sum(isinstance(one, Refusal) for one in found)
        tally.documents += len(found) - refusals
        tally.refusals += refusals
        tally.crashes += [seed] * crashed(found)
        tally.hangs += [seed] * hung(found)
        tally.seconds += took
        tally.longest = max(tally.longest, took)
    return tally


def by_format() -> dict[str, list[tuple[str, bytes]]]:
    """The good files of each format: name and content."""
    files: dict[str, list[tuple[str, bytes]]] = defaultdict(list)
    for kind, name, content in good_files():
        files[kind].append((name, content))
    return files


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--each", type=int, default=500)
    asked.add_argument("--first", type=int, default=0)
    asked.add_argument("--format")
    asked.add_argument("--draw", action="store_true")
    given = asked.parse_args()
    seeds = range(given.first, given.first + given.each)
    print("| format | mutations | documents | refusals | drawn | crashes | hangs | s | longest |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for kind, files in by_format().items():
        if given.format in (None, kind):
            with Reader(_SILENCE) as reader:
                tally = tried(reader, files, seeds, given.draw and kind == "pdf")
            print(
                f"| {kind} | {tally.mutations} | {tally.documents} | {tally.refusals} | "
                f"{tally.drawn} | {len(tally.crashes)} | {len(tally.hangs)} | "
                f"{tally.seconds:.0f} | {tally.longest:.1f} |",
                *(["crash:", tally.crashes] if tally.crashes else []),
                *(["hang:", tally.hangs] if tally.hangs else []),
                flush=True,
            )


if __name__ == "__main__":
    main()
