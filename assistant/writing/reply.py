"""A model's reply as it arrives: whole sentences, each as soon as nothing can change it any more.

A marker may come after the full stop, so a sentence is whole only once the next one is under way.
The reply is read word by word however its pieces were cut, so that the same words give the same
sentences, streamed or not.
"""

import re
from collections.abc import Iterator

import prompts
from assistant.writing.markers import MarkedSentence, parse

_ENOUGH = 3  # words of the next sentence after which the one before it is settled
_WORD = re.compile(r"\s*\S+\s")


class ReplyReader:
    """Takes pieces of a reply, and gives the sentences that they complete."""

    def __init__(self) -> None:
        self._waiting = ""  # of which no word is known to be whole
        self._open = ""  # of which no sentence is known to be whole
        self.text = ""  # all that came so far

    @property
    def refuses(self) -> bool:
        """Whether what came so far says that the documents don't answer."""
        return refuses(self.text)

    def take(self, piece: str) -> Iterator[MarkedSentence]:
        """Read on."""
        self.text += piece
        self._waiting += piece
        while word := _WORD.match(self._waiting):
            self._waiting = self._waiting[word.end() :]
            self._open += word.group()
            yield from self._settled()

    def end(self) -> Iterator[MarkedSentence]:
        """The sentences that are left when the reply has ended."""
        rest, self._open, self._waiting = self._open + self._waiting, "", ""
        yield from parse(rest).sentences

    def _settled(self) -> Iterator[MarkedSentence]:
        if self._open.count("```") % 2:
            return  # in the middle of a block of code
        parsed = parse(self._open)
        if len(parsed.sentences) < 2:
            return
        last = parsed.ends[-2]
        if len(self._open[last:].split()) < _ENOUGH:
            return
        yield from parsed.sentences[:-1]
        self._open = self._open[last:]


def refuses(text: str) -> bool:
    """Whether a reply has the words in it that say that the documents don't answer."""
    return _folded(prompts.load("refusal")) in _folded(text)


def _folded(text: str) -> str:
    return " ".join(text.replace("’", "'").lower().split()).rstrip(".")
