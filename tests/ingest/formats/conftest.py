"""What only some machines have."""

import pytest

from ingest.formats import ocr


@pytest.fixture
def needs_tesseract() -> None:
    if not ocr.is_installed():
        pytest.skip("Tesseract is not installed (sudo apt-get install tesseract-ocr)")
