"""E-books (.epub): the chapters in the order in which they are read.

The package file says what the book is and in which order its files are read (EPUB 3.3, section 5).
Tables of contents and covers are left out; pages are those of the printed edition, where the book
marks them.
"""

import posixpath
import re
from collections.abc import Iterator
from html.entities import html5
from urllib.parse import unquote

from lxml import etree
from lxml import html as lxml_html

from ingest.formats.blocks import Blocks
from ingest.formats.dates import iso_date
from ingest.formats.encoding import decoded
from ingest.formats.first_lines import first_title
from ingest.formats.markup import add_markup, is_page
from ingest.formats.xml import at, attribute, children, local_name, parsed
from ingest.formats.zipped import ZippedFile
from ingest.source_text import SourceText, Unreadable

_XHTML = ("application/xhtml+xml", "text/html", "text/x-oeb1-document")
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")  # not the text
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31});")
_PROLOGUE = re.compile(r"\A\s*(?:<\?xml[^>]*\?>)?\s*(?:<!DOCTYPE[^>\[]*>)?", re.IGNORECASE)


def read_epub(content: bytes) -> SourceText:
    """A book's text. Raises Unreadable for what is damaged, or locked by its seller."""
    package = ZippedFile(content)
    _refuse_locked(package)
    opf_name = _opf_name(package)
    opf = parsed(package.read(opf_name))
    facts = _facts(opf)
    blocks = Blocks()
    labels: list[str] = []
    for name in _reading_order(opf, posixpath.dirname(opf_name)):
        if name in package:
            blocks.end_lines()
            body = _body(package.read(name))
            labels += [_label(page) for page in body.iter(etree.Element) if is_page(page)]
            try:
                add_markup(blocks, body)
            except RecursionError as error:
                raise Unreadable("is nested too deeply; save it in a simpler form.") from error
    text = blocks.text()
    return SourceText(
        text,
        next(iter(facts.get("title", [])), "") or first_title(text),
        pages=_pages(blocks.breaks(), labels),
        headings=tuple(blocks.headings),
        authors=_authors(opf),
        published=next((found for said in facts.get("date", []) if (found := iso_date(said))), ""),
        language=next(iter(facts.get("language", [])), ""),
    )


def _refuse_locked(package: ZippedFile) -> None:
    if "META-INF/encryption.xml" in package:
        encryption = parsed(package.read("META-INF/encryption.xml"))
        methods = (
            attribute(method, "Algorithm") for method in encryption.iter("{*}EncryptionMethod")
        )
        if not all(method in _FONTS for method in methods):
            raise Unreadable("is locked against copying (DRM); get an unlocked copy.")


def _opf_name(package: ZippedFile) -> str:
    container = "META-INF/container.xml"
    if container in package:
        for root in parsed(package.read(container)).iter("{*}rootfile"):
            if attribute(root, "full-path") in package:
                return attribute(root, "full-path")
    found = next((name for name in package.names() if name.lower().endswith(".opf")), None)
    if found is None:
        raise Unreadable("is no e-book inside; download it again.")
    return found


def _reading_order(opf: etree._Element, folder: str) -> Iterator[str]:
    """The names of the chapters' files. What isn't read in line (notes, mostly) comes last."""
    manifest, spine = at(opf, "manifest"), at(opf, "spine")
    if manifest is None or spine is None:
        raise Unreadable("lacks the order of its chapters; download it again.")
    items = {attribute(item, "id"): item for item in children(manifest, "item")}
    beside = {
        attribute(reference, "href").partition("#")[0]
        for reference in opf.iterfind("{*}guide/{*}reference")
        if attribute(reference, "type") in ("toc", "cover")
    }
    order = sorted(children(spine, "itemref"), key=lambda ref: attribute(ref, "linear") == "no")
    for name in dict.fromkeys(attribute(reference, "idref") for reference in order):
        item = items.get(name)
        if item is None or attribute(item, "media-type") not in _XHTML:
            continue
        href = attribute(item, "href")
        if "nav" not in attribute(item, "properties").split() and href not in beside:
            yield posixpath.normpath(posixpath.join(folder, unquote(href)))


def _body(content: bytes) -> etree._Element:
    """A chapter's body. It should be XML, but where it isn't, it is read as a browser would."""
    text = _PROLOGUE.sub("", decoded(content), count=1)
    try:
        root = parsed(_ENTITY.sub(_character, text).encode())
    except Unreadable:
        parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        try:
            root = lxml_html.document_fromstring(text.encode(errors="replace"), parser=parser)
        except etree.ParserError:  # nothing in it
            return etree.Element("body")
    body = next(root.iter("{*}body", "body"), root)
    for element in list(body.iter("{*}nav", "nav")):
        if element.getparent() is not None:
            element.getparent().remove(element)
    return body


def _label(page: etree._Element) -> str:
    """The number that a page has in print."""
    label = attribute(page, "title") or attribute(page, "aria-label") or "".join(page.itertext())
    return label.strip().rstrip(".")


def _pages(breaks: tuple[int, ...], labels: list[str]) -> tuple[int, ...]:
    """The offset at which each page starts, so that the n-th is the one with n printed on it.

    What stands before page 1 (numbered in Roman, as a rule) is on none. Where the book marks its
    pages otherwise than in order, none is known.
    """
    pages: list[int] = []
    for start, label in zip(breaks, labels, strict=False):
        if re.fullmatch("[0-9]{1,5}", label):
            if int(label) <= len(pages):
                return ()
            pages += [start] * (int(label) - len(pages))
    return tuple(pages)


def _facts(opf: etree._Element) -> dict[str, list[str]]:
    metadata = at(opf, "metadata")
    facts: dict[str, list[str]] = {}
    for element in metadata.iter() if metadata is not None else []:
        said = " ".join((element.text or "").split())
        if said:
            facts.setdefault(local_name(element), []).append(said)
    return facts


def _authors(opf: etree._Element) -> tuple[str, ...]:
    """The creators, but for those who are said to have done something else than write."""
    names = []
    roles = {
        attribute(meta, "refines").removeprefix("#"): (meta.text or "").strip()
        for meta in opf.iter("{*}meta")
        if attribute(meta, "property") == "role"
    }
    for creator in opf.iter("{*}creator"):
        role = attribute(creator, "role") or roles.get(attribute(creator, "id"), "")
        name = " ".join((creator.text or "").split())
        if name and role in ("", "aut"):
            names.append(name)
    return tuple(names)


def _character(entity: re.Match[str]) -> str:
    return html5.get(f"{entity[1]};", "").replace("&", "&amp;").replace("<", "&lt;")
