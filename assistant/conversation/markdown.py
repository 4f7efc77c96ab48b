"""Any text as Markdown that reads as that text: no heading, link, image, list or HTML comes of it.

CommonMark lets every mark of ASCII be escaped by a backslash; here those are that mean
something to it or to a common extension of it (GitHub's tables, strikethrough and bare
addresses, mathematics, footnotes).
"""

import re

# What a terminal or a page would obey instead of showing: control characters, separators,
# changes of direction, halves of surrogate pairs.
_OBEYED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_ANYWHERE = re.compile(r"[\\`*_\[\]{}<>&~|$^#@]|:(?=\S)|(?<=www)\.", re.IGNORECASE)
_AT_THE_START = re.compile(r"^(\d*)([-+=:.)])")


def inert(text: str) -> str:
    """A text on one line, as Markdown in which nothing is markup.

    >>> print(inert("1. See [this](http://x.example), & <b>that</b>"))
    1\\. See \\[this\\](http\\://x.example), \\& \\<b\\>that\\</b\\>
    """
    line = " ".join(_OBEYED.sub(" ", text).split())
    return _AT_THE_START.sub(r"\1\\\2", _ANYWHERE.sub(r"\\\g<0>", line))
