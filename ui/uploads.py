"""Documents that come through the page: kept under their own names, then ingested.

A document's source is its path. An upload's own path is a temporary one, new each time, so
a copy under the file's name is made first; uploading a changed file of the same name then
replaces the older version.
"""

import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.api import Assistant
from ingest.loaders import is_supported, supported_endings
from ingest.report import IngestReport, Progress

_LONGEST_NAME, _LONGEST_ENDING = 120, 12


def add_uploads(
    assistant: Assistant, uploads: Sequence[str], on_progress: Callable[[Progress], None]
) -> str:
    """Take uploaded files into the library. Returns what became of them, one line for each.

    What has an ending that no loader is for is refused by its name, unread.
    """
    readable = [Path(upload) for upload in uploads if is_supported(Path(upload))]
    refused = [refusal(Path(upload)) for upload in uploads if not is_supported(Path(upload))]
    if not readable:
        return "\n".join(refused)
    folder = assistant.library.folder / "uploads"
    folder.mkdir(exist_ok=True)
    kept = [_keep(upload, folder) for upload in readable]
    report = assistant.ingest(kept, on_progress)
    for failure in report.failed:
        Path(failure.source).unlink(missing_ok=True)
    return "\n".join([outcome(report, folder), *refused])


def refusal(upload: Path) -> str:
    """Why a file isn't even looked into."""
    return f"{safe_name(upload.name)} was not added; files that can be read: {supported_endings()}."


def safe_name(name: str) -> str:
    """A file name that stays in its folder and is shown in full: no separators, not hidden."""
    plain = "".join(c if c.isprintable() and c not in '/\\:*?"<>|' else "_" for c in name)
    name = plain.strip().lstrip(".") or "document.txt"
    ending = Path(name).suffix
    return name.removesuffix(ending)[:_LONGEST_NAME] + ending[:_LONGEST_ENDING]


def outcome(report: IngestReport, folder: Path) -> str:
    """What became of each file, in plain sentences; files are called by name."""
    lines = [f"Added “{document.title}”." for document in report.added]
    lines += [f"Updated “{document.title}”." for document in report.updated]
    lines += [f"“{document.title}” was there already." for document in report.unchanged]
    lines += [failure.message.replace(f"{folder}{os.sep}", "") for failure in report.failed]
    return "\n".join(lines)


def _keep(upload: Path, folder: Path) -> Path:
    """A copy of an upload under its own name, put in place in one step."""
    target = folder.absolute() / safe_name(upload.name)
    partial = target.with_name(f".{target.name}.part")
    shutil.copyfile(upload, partial)
    partial.replace(target)
    return target
