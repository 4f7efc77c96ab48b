"""axe-core, which finds what keeps people from using a page: fetched for the tests, not kept here.

The package manager npm gets it, once, into a folder beside the virtual environment; its hash is
checked (https://github.com/dequelabs/axe-core, MPL-2.0).
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

_VERSION = "4.14.1"
_SHA256 = "e6b0ce02b84d892e2e33e403485e7f3d6c29e2be6df65daf44d89ba564139745"
_FOLDER = Path(sys.prefix) / "axe-core"


def axe_script() -> str:
    """The script. Where it can't be had the test is skipped; in CI it fails."""
    archive = _FOLDER / f"axe-core-{_VERSION}.tgz"
    if not archive.exists():
        _fetch(archive)
    assert hashlib.sha256(archive.read_bytes()).hexdigest() == _SHA256
    with tarfile.open(archive) as files:
        script = files.extractfile("package/axe.min.js")
        assert script
        return script.read().decode("utf-8")


def violations(page: Page, script: str) -> list[str]:
    """What axe finds that is serious or critical, with the elements that it finds it in."""
    page.evaluate(script)
    found: dict[str, Any] = page.evaluate("axe.run({resultTypes: ['violations']})")
    return [
        f"{rule['id']} ({rule['impact']}): {rule['help']}\n  "
        + "\n  ".join(node["html"][:300] for node in rule["nodes"][:5])
        for rule in found["violations"]
        if rule["impact"] in ("serious", "critical")
    ]


def _fetch(archive: Path) -> None:
    npm = shutil.which("npm")
    _FOLDER.mkdir(exist_ok=True)
    told = "npm is missing"
    if npm:
        command = [npm, "pack", f"axe-core@{_VERSION}", "--pack-destination", str(_FOLDER)]
        done = subprocess.run(command, capture_output=True, text=True, cwd=_FOLDER, check=False)
        told = done.stderr
    if archive.exists():
        return
    missing = f"axe-core can't be fetched ({told.strip()[-200:]})"
    if os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)
