"""Parsing XML that a stranger wrote: no entities, nothing fetched, nothing nested without end."""

from lxml import etree

from ingest.source_text import Unreadable

DEEPEST = 200  # elements within elements; Word's tables in tables in text boxes need some thirty

_TOO_DEEP = etree.XPath("boolean(" + "/*" * (DEEPEST + 1) + ")")


def parsed(content: bytes) -> etree._Element:
    """The root element of an XML file.

    Raises Unreadable where it isn't well-formed, declares entities of its own (which no office
    program does, and which can grow a kilobyte to gigabytes), or is nested too deeply.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(
            "is damaged inside; open it where it was made, and save it anew."
        ) from error
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise Unreadable("defines entities, which can hide anything; save it anew without them.")
    if _TOO_DEEP(root):
        raise Unreadable(f"is nested more than {DEEPEST} levels deep; save it in a simpler form.")
    return root


def local_name(element: etree._Element) -> str:
    """An element's name without its namespace; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str:
    """An attribute's value by its name without namespace; "" where it is missing.

    Word writes the same attributes in one of two namespaces; a parser of HTML knows none.
    """
    for key, value in element.attrib.items():
        if key == name or key.endswith(("}" + name, ":" + name)):
            return str(value)
    return ""


def children(element: etree._Element, *names: str) -> list[etree._Element]:
    """The child elements with one of some names, or all."""
    found = (child for child in element if isinstance(child.tag, str))
    return [child for child in found if not names or local_name(child) in names]


def at(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first element down a path of names."""
    for name in path:
        if element is None:
            return None
        element = next((child for child in element if local_name(child) == name), None)
    return element
