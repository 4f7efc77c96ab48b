"""Make the layouts again: `python -m tests.ingest.layouts.make [NAME …]`, from the root.

Each becomes NAME.pdf and, beside it, NAME.txt with the paragraphs that a reader should find in it,
in order, a blank line between them. It needs pdflatex (texlive-latex-base, -recommended,
lmodern), soffice (libreoffice-writer-nogui), chromium, the fonts DejaVu and Liberation, and
reportlab; what is made is kept with the tests, so that they need none of these.
"""

import sys
from pathlib import Path

from tests.ingest.layouts import drawn, from_browser, from_latex, from_office, unseen

FOLDER = Path(__file__).parent

LAYOUTS = (
    from_latex.article,
    from_latex.two_columns,
    from_latex.book,
    from_latex.slides,
    from_latex.old_fonts,
    from_office.report,
    from_browser.web_page,
    from_browser.sidebar,
    from_browser.newspaper,
    from_browser.hebrew,
    from_browser.arabic,
    drawn.rotated,
    drawn.sideways_table,
    drawn.interleaved,
    drawn.encrypted,
    drawn.scanned,
    drawn.partly_scanned,
    unseen.manual,
    unseen.thesis,
    unseen.magazine,
)

if __name__ == "__main__":
    for layout in LAYOUTS:
        if len(sys.argv) == 1 or layout.__name__ in sys.argv[1:]:
            content, paragraphs = layout()
            (FOLDER / f"{layout.__name__}.pdf").write_bytes(content)
            (FOLDER / f"{layout.__name__}.txt").write_text("\n\n".join(paragraphs) + "\n")
            print(f"{layout.__name__}: {len(content):,} bytes")
