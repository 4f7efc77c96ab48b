"""OpenDocument text (.odt): the text as it would be printed with all changes accepted.

What has been deleted, notes in the margin, hidden text, indexes, and the top and foot of pages are
left out; footnotes stand at the end.
"""

from ingest.formats.first_lines import byline, first_date, first_title
from ingest.formats.odt_styles import Styles
from ingest.formats.odt_text import OpenText
from ingest.formats.xml import at, children, local_name, parsed
from ingest.formats.zipped import ZippedFile
from ingest.source_text import SourceText, Unreadable


def read_odt(content: bytes) -> SourceText:
    """An OpenDocument text. Raises Unreadable for what is damaged, encrypted or made to harm."""
    package = ZippedFile(content)
    if "META-INF/manifest.xml" in package:
        manifest = parsed(package.read("META-INF/manifest.xml"))
        if next(manifest.iter("{*}encryption-data"), None) is not None:
            raise Unreadable("is encrypted; save it without a password.")
    document = parsed(package.read("content.xml"))
    body = at(document, "body", "text")
    if body is None:
        raise Unreadable("is no text document inside; save it as .odt from a word processor.")
    parts = [parsed(package.read("styles.xml"))] if "styles.xml" in package else []
    reading = OpenText(Styles([document, *parts]))
    reading.add(body)
    facts = _facts(package)
    text = reading.blocks.text()
    author = facts.get("initial-creator") or facts.get("creator")
    return SourceText(
        text,
        facts.get("title") or reading.title or first_title(text),
        pages=reading.blocks.pages(),
        headings=tuple(reading.blocks.headings),
        authors=(author,) if author else byline(text),
        published=first_date(text),  # the file's own date is when it was made, not published
        language=facts.get("language", ""),
    )


def _facts(package: ZippedFile) -> dict[str, str]:
    """What the file says of itself."""
    if "meta.xml" not in package:
        return {}
    meta = at(parsed(package.read("meta.xml")), "meta")
    found = children(meta) if meta is not None else []
    return {local_name(fact): " ".join((fact.text or "").split()) for fact in found}
