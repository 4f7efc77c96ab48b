"""Word files (.docx): the text as it would be printed with all changes accepted.

Read as XML, since python-docx passes over footnotes, text boxes and tracked changes. Headers and
footers, comments, hidden text and tables of contents are left out; footnotes stand at the end.
"""

import posixpath
import re
from collections import Counter

from lxml import etree

from ingest.formats.docx_styles import Styles
from ingest.formats.docx_text import WordText
from ingest.formats.first_lines import byline, first_date, first_title
from ingest.formats.xml import at, attribute, children, local_name, parsed
from ingest.formats.zipped import ZippedFile
from ingest.source_text import SourceText, Unreadable

_OLD = b"\xd0\xcf\x11\xe0"  # a compound file: Word 97, or .docx with a password
_TEMPLATE = ("python-docx", "2013-12-23T23:15:00Z")  # what the template of a library says of itself


def read_docx(content: bytes) -> SourceText:
    """A Word file's text. Raises Unreadable for what is damaged, encrypted or made to harm."""
    if content.startswith(_OLD):
        raise Unreadable("is an old or encrypted Word file; save it as .docx without a password.")
    package = ZippedFile(content)
    main = _related(package, "", "officeDocument") or "word/document.xml"
    body = at(parsed(package.read(main)), "body")
    if body is None:
        raise Unreadable("is no Word file inside; save it as .docx from where it was made.")
    word = WordText(Styles(_part(package, main, "styles"), _part(package, main, "numbering")))
    word.add(body)
    for kind in ("footnotes", "endnotes"):
        notes = _part(package, main, kind)
        for note in children(notes) if notes is not None else []:
            if attribute(note, "type") in ("", "normal"):
                word.add(note)
    return _source(word, _facts(package), _language(body))


def _source(word: WordText, facts: dict[str, str], language: str) -> SourceText:
    text = word.blocks.text()
    authors = tuple(name for name in re.split(r"\s*;\s*", facts.get("creator", "")) if name)
    return SourceText(
        text,
        facts.get("title", "") or word.title or first_title(text),
        pages=word.blocks.pages(),
        headings=tuple(word.blocks.headings),
        authors=authors or byline(text),
        published=first_date(text),  # the file's own date is when it was made, not published
        language=facts.get("language", "") or language,
    )


def _facts(package: ZippedFile) -> dict[str, str]:
    """What the file says of itself: title, creator, language."""
    name = _related(package, "", "core-properties") or "docProps/core.xml"
    if name not in package:
        return {}
    facts = {
        local_name(fact): " ".join((fact.text or "").split())
        for fact in children(parsed(package.read(name)))
    }
    return {fact: said for fact, said in facts.items() if said not in _TEMPLATE}


def _language(body: etree._Element) -> str:
    """The language that most of the text is marked as; "" where less than half is marked.

    What the styles say is left aside: it is the language of the program that made the file.
    """
    marked: Counter[str] = Counter()
    for run in body.iter("{*}r"):
        length = sum(len(text.text or "") for text in children(run, "t"))
        language = at(run, "rPr", "lang")
        marked[attribute(language, "val") if language is not None else ""] += length
    language_of_most, length = max(marked.items(), key=lambda item: item[1], default=("", 0))
    return language_of_most if length > marked.total() / 2 else ""


def _part(package: ZippedFile, main: str, kind: str) -> etree._Element | None:
    name = _related(package, main, kind)
    return parsed(package.read(name)) if name and name in package else None


def _related(package: ZippedFile, source: str, kind: str) -> str:
    """The name of the part that stands in a relation to another (""  for the file itself)."""
    folder, name = posixpath.split(source)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations not in package:
        return ""
    for relation in children(parsed(package.read(relations)), "Relationship"):
        if attribute(relation, "Type").endswith("/" + kind):
            target = attribute(relation, "Target")
            return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return ""
