"""Two short documents and questions about them, for runs that take a second."""

import json
from pathlib import Path

BREAD = """Bread

A sourdough starter is flour and water that wild yeast has moved into. Feed it twice a day.
After a week it smells of apples and can raise a loaf.

Rye dough needs no kneading. It is stirred, left in its tin until it has doubled, and baked
for two hours in a falling oven.
"""
BICYCLES = """Bicycles

A chain stretches as it wears. When twelve links measure three millimetres too much, the
mechanic replaces it, before it ruins the sprockets.
"""
APPLES = {
    "id": "apples",
    "document": "bread.txt",
    "question": "What does a sourdough starter smell of after a week?",
    "answerable": True,
    "accepted": [["apples"]],
    "quotes": [["After a week it smells of apples"]],
    "tags": ["smell"],
}
CHAIN = {
    "id": "chain",
    "document": "bicycles.txt",
    "question": "Why does the mechanic replace a worn chain?",
    "answerable": True,
    "accepted": [["sprockets"]],
    "quotes": [["before it ruins the sprockets"]],
}
PERU = {
    "id": "peru",
    "document": "bread.txt",
    "question": "What is the capital of Peru?",
    "answerable": False,
    "kind": "off-topic",
}


def documents(folder: Path) -> Path:
    """The folder with both documents in it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "bread.txt").write_text(BREAD, encoding="utf-8")
    (folder / "bicycles.txt").write_text(BICYCLES, encoding="utf-8")
    return folder


def questions(file: Path, *records: dict[str, object]) -> Path:
    """A question file with these records, by default all three."""
    lines = [json.dumps(record) for record in records or (APPLES, CHAIN, PERU)]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file
