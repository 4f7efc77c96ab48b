"""The one document that comes with the assistant, so that there is something to ask about."""

from pathlib import Path

SAMPLE = Path(__file__).parent / "pakistan-counter-terrorism.md"
