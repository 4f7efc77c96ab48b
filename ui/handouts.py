"""Files that the page hands out: written where nobody else may look, gone when the page ends."""

import os
import tempfile
from pathlib import Path


def hand_out(name: str, content: str | bytes) -> str:
    """A new file with a text or bytes, in the folder that ui.server made for this page's files."""
    folder = Path(tempfile.mkdtemp(dir=os.environ.get("GRADIO_TEMP_DIR")))
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(file)
