"""The programs that set the layouts: each takes a source and gives back a PDF's bytes."""

import subprocess
import tempfile
from pathlib import Path


def latex(source: str) -> bytes:
    """By pdflatex, run twice for the sake of the outline."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "layout.tex").write_text(source)
        for _ in range(2):
            _run(["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "layout.tex"], folder)
        return (Path(folder) / "layout.pdf").read_bytes()


def office(source: str) -> bytes:
    """By LibreOffice, from a flat OpenDocument text (.fodt)."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "layout.fodt").write_text(source)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        _run(["soffice", profile, "--headless", "--convert-to", "pdf", "layout.fodt"], folder)
        return (Path(folder) / "layout.pdf").read_bytes()


def browser(source: str) -> bytes:
    """By Chromium, printing a page of HTML."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "layout.html").write_text(source)
        flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile"]
        wanted = ["--no-pdf-header-footer", "--print-to-pdf=layout.pdf"]
        _run(["chromium", *flags, *wanted, f"file://{folder}/layout.html"], folder)
        return (Path(folder) / "layout.pdf").read_bytes()


def _run(command: list[str], folder: str) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=180)
    if done.returncode:
        raise SystemExit(f"{command[0]} failed:\n{done.stdout.decode(errors='replace')[-2000:]}")
