"""Finding documents: what is named is taken, a folder is searched for what can be read."""

import os
from pathlib import Path

from ingest.loaders import is_supported


def files_at(path: Path) -> list[Path]:
    """The file itself or, of a folder, the documents below it that aren't hidden, by name."""
    if not os.path.isdir(path):  # noqa: PTH112 (Path.is_dir raises for a name that is too long)
        return [path]
    return sorted(
        file
        for file in path.rglob("*")
        if is_supported(file) and file.is_file() and not _hidden(file, path)
    )


def _hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)
