"""Strangers' text made plain: what a document may put before a model, a model before a reader.

A passage's text can't close the fence around it, open a turn of the conversation, or set a marker.
What a model writes loses images, links and tags: their words stay, nothing is left to load.
"""

import re
import unicodedata

# A chat template's own marks (<|im_start|>, <s>, [INST], <<SYS>>) begin like tags.
_TAG_OPENS = re.compile(r"<(?=[^\s\d=])")
_TURN = re.compile(r"\[(/?(?:INST|SYS)\w*)\]", re.IGNORECASE)
_MARKER = re.compile(r"[\[【](\^?\s*\d{1,3}(?:\s*[,;&–-]\s*\d{1,3})*\s*(?:†[^】\]\n]*)?)[\]】]")
_FENCE = re.compile(r"`{3,}|~{3,}|-{3,}|={3,}|#{3,}")
_JOINERS = "\u200c\u200d"  # without which Persian and the scripts of India are misspelt

_IMAGE = re.compile(r"!\[([^\]\n]{0,300})\]\s?(?:\([^)\n]{0,900}\)?|\[[^\]\n]{0,300}\]?)")
_LINK = re.compile(r"\[((?:[^\[\]\\\n]|\\.){1,300})\]\s?(?:\([^)\n]{0,900}\)?|\[[^\]\n]{0,300}\])")
_DEFINITION = re.compile(r"^\s{0,3}\[[^\]\n]+\]:\s*\S+.*$", re.MULTILINE)
# What is no tag of HTML may be a type's parameter, as in List<String>.
_ELEMENTS = (
    "a abbr audio b base blockquote body br button canvas center code dd details div dl dt em embed"
    " font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins"
    " kbd label li link main map marquee math meta nav noscript object ol option p param picture"
    " pre q s script section select small source span strong style sub summary sup svg table tbody"
    " td template textarea tfoot th thead title tr track tt u ul var video wbr"
)
_ELEMENT = rf"(?:{'|'.join(_ELEMENTS.split())})(?=[\s/>]|\Z)"
_TAG = re.compile(
    rf"<!--.*?(?:-->|\Z)|</?{_ELEMENT}[^<>]{{0,500}}>|<[a-z!?/][^<>]{{0,500}}=[^<>]{{0,500}}>?"
    r"|<[a-z][a-z0-9+.-]{0,30}:[^<>\s]{0,500}>?",
    re.IGNORECASE | re.DOTALL,
)
_BEGUN = re.compile(rf"<(?=[!?]|/?{_ELEMENT})", re.IGNORECASE)  # which the next sentence might end
_OPENED = re.compile(r"‹(?![^‹›]*›)")  # as for_a_model writes what opens like a tag, no quotation
_TARGET = re.compile(r"\](?=\()")
_ADDRESS = re.compile(
    r"(?:\b[a-z][a-z0-9+.-]{1,20}://|\b(?:javascript|vbscript|data|mailto|file|tel):(?=\S)|\bwww\.)"
    r"[^\s<>\"“”]+|\b(?-i:(?:[a-z][a-z0-9-]{0,62}\.){1,8}[a-z]{2,24})(?:/[^\s<>\"“”]*|\b)",
    re.IGNORECASE,
)
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")


def for_a_model(text: str) -> str:
    """Text as it is put before a model: visible, and nothing in it but text."""
    visible = "".join(c for c in text if _is_visible(c))
    untagged = _TURN.sub(r"(\1)", _TAG_OPENS.sub("‹", visible))
    return _FENCE.sub(lambda run: run.group()[:2], _MARKER.sub(r"(\1)", untagged))


def from_a_model(text: str) -> str:
    """A sentence that a model wrote, without images, links, tags and marks of emphasis."""
    plain = "".join(c for c in _OPENED.sub("<", text) if _is_visible(c))
    while (bare := _without_markup(plain)) != plain:  # one may be made of what is left of others
        plain = bare
    return _BEGUN.sub("‹", _TARGET.sub("] ", _EMPHASIS.sub(r"\2", plain))).strip()


def addresses(text: str) -> frozenset[str]:
    """The addresses in a text that a program would make links of, and whatever looks like one."""
    return frozenset(match.group().rstrip(".,;:!?)]'’") for match in _ADDRESS.finditer(text))


def _without_markup(text: str) -> str:
    return _TAG.sub("", _LINK.sub(r"\1", _IMAGE.sub(r"\1", _DEFINITION.sub("", text))))


def _is_visible(character: str) -> bool:
    kind = unicodedata.category(character)
    if kind in ("Cf", "Co", "Cs", "Cn"):
        return character in _JOINERS
    return kind != "Cc" or character in "\n\t"
