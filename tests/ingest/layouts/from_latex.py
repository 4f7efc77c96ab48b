"""Layouts set by LaTeX: hyphenated and with ligatures."""

from tests.ingest.layouts.prose import (
    BIRDS,
    CATCHES,
    NOTE_BRANDT,
    NOTE_RECORD,
    SECTIONS,
    TITLE,
)
from tests.ingest.layouts.tools import latex

Layout = tuple[bytes, list[str]]
"""A PDF, and the paragraphs that a reader should find in it, in order."""

# One design for all sizes keeps the files small: a font is stored once, not once a size.
ONE_DESIGN = (
    r"\DeclareFontShape{OT1}{cmr}{m}{n}{<->cmr10}{}\DeclareFontShape{OT1}{cmr}{bx}{n}{<->cmbx10}{}"
    r"\DeclareFontShape{OT1}{cmr}{m}{sl}{<->ssub*cmr/m/n}{}"
    r"\pdfcompresslevel=9\pdfobjcompresslevel=2 "
)


def article() -> Layout:
    """One column, sections, page numbers, a table."""
    body = "\n".join(f"\\section*{{{title}}}\n{text} {text}\n" for title, text in SECTIONS[:4])
    rows = " \\\\\n".join(" & ".join(row) for row in CATCHES)
    source = (
        rf"\documentclass[11pt]{{article}}{ONE_DESIGN}\usepackage[margin=4.2cm]{{geometry}}"
        rf"\title{{{TITLE}}}\author{{Ida Lund}}\date{{May 2021}}"
        rf"\begin{{document}}\maketitle {body} \section*{{Catches}} "
        rf"\noindent\begin{{tabular}}{{lrrr}}{rows}\end{{tabular}}\end{{document}}"
    )
    expected = [TITLE, "Ida Lund", "May 2021"]
    for title, text in SECTIONS[:4]:
        expected += [title, f"{text} {text}"]
    return latex(source), [*expected, "Catches", *(" ".join(row) for row in CATCHES)]


def two_columns() -> Layout:
    """Two columns of a paper: a title and summary across both, footnotes, running heads."""
    sections = ""
    for title, text in SECTIONS:
        noted = text.replace("ever since.", rf"ever since.\footnote{{{NOTE_RECORD}}}")
        noted = noted.replace("in 1923.", rf"in 1923.\footnote{{{NOTE_BRANDT}}}")
        sections += f"\\section{{{title}}}\n{noted} {text}\n\n"
    source = (
        rf"\documentclass[10pt,twocolumn]{{article}}{ONE_DESIGN}"
        r"\usepackage[a5paper,margin=1.6cm,includehead]{geometry}"
        r"\usepackage[hidelinks,pdftitle={Marrow Sound: a study of a harbour},"
        r"pdfauthor={Ida Lund and Per Holm},pdflang=en-GB]{hyperref}"
        r"\pagestyle{myheadings}\markright{Proceedings of the Harbour Society, volume 12}"
        r"\setlength{\parskip}{0pt}"
        rf"\title{{{TITLE}}}\author{{Ida Lund \and Per Holm}}\date{{}}"
        rf"\begin{{document}}\twocolumn[\maketitle\begin{{quote}}{BIRDS}\end{{quote}}\bigskip]"
        rf"{sections}\end{{document}}"
    )
    # A footnote is read at the end of the page that refers to it, but for a paragraph (with its
    # heading) that goes on overleaf.
    expected = [TITLE, "Ida Lund Per Holm", BIRDS]
    for number, (title, text) in enumerate(SECTIONS, 1):
        marked = text.replace("ever since.", "ever since.¹").replace("in 1923.", "in 1923.²")
        expected += [f"{number} {title}", f"{marked} {text}"]
        expected += [f"1 {NOTE_RECORD}"] if number == 1 else []
        expected += [f"2 {NOTE_BRANDT}"] if number == 4 else []
    return latex(source), expected


def book() -> Layout:
    """Chapters, an outline, running heads that change with the chapter, roman numbers in front."""
    chapters = "\n".join(
        f"\\chapter{{{title}}}\n{text}\n\n{text}\n" for title, text in SECTIONS[:4]
    )
    source = (
        rf"\documentclass[11pt]{{book}}{ONE_DESIGN}"
        r"\usepackage[a6paper,margin=1.3cm,includeheadfoot]{geometry}"
        r"\usepackage[hidelinks,bookmarksnumbered]{hyperref}"
        rf"\begin{{document}}\frontmatter\chapter{{Preface}}{BIRDS} {BIRDS} {BIRDS}"
        rf"\mainmatter{chapters}\end{{document}}"
    )
    expected = ["Preface", f"{BIRDS} {BIRDS} {BIRDS}"]
    for number, (title, text) in enumerate(SECTIONS[:4], 1):
        expected += [f"Chapter {number}", title, text, text]
    return latex(source), expected


def slides() -> Layout:
    """A slide deck with a title in each frame and a line at its foot."""
    frames, expected = "", [TITLE, "Ida Lund"]
    for title, text in SECTIONS[:4]:
        points = [sentence.strip(" .") for sentence in text.split(". ")[:3]]
        items = "".join(f"\\item {point}\n" for point in points)
        frames += rf"\begin{{frame}}{{{title}}}\begin{{itemize}}{items}\end{{itemize}}\end{{frame}}"
        expected += [title, *points]
    source = (
        r"\documentclass{beamer}\usetheme{Boadilla}\setbeamertemplate{navigation symbols}{}"
        r"\setbeamertemplate{headline}{}"
        rf"{ONE_DESIGN}\title{{{TITLE}}}\author{{Ida Lund}}\date{{}}"
        rf"\begin{{document}}\begin{{frame}}\titlepage\end{{frame}}{frames}\end{{document}}"
    )
    return latex(source), expected


def old_fonts() -> Layout:
    """A paper in Type 1 Computer Modern with formulas, superscripts and no T1 encoding."""
    sections = "\n".join(f"\\section{{{title}}}\n{text}\n" for title, text in SECTIONS[:3])
    formula = r"The level is $h(t) = a_1 \cos(\omega t) + a_2 \cos(2\omega t)$, in metres."
    source = (
        rf"\documentclass[12pt,a5paper]{{article}}\usepackage[margin=2cm]{{geometry}}"
        rf"\begin{{document}}\section*{{{TITLE}}}{formula} {sections}\end{{document}}"
    )
    expected = [TITLE, "The level is h(t) = a1 cos(ωt) + a2 cos(2ωt), in metres."]
    for number, (title, text) in enumerate(SECTIONS[:3], 1):
        expected += [f"{number} {title}", text]
    return latex(source), expected
