"""Questions that could mean several things in the library, to be asked back.

"What is the purpose of that mission?" speaks of one mission, which neither the question nor what
was said before it names. Where several documents tell of one, about as near, which is meant can't
be known, and answering from the nearest would be a guess.
"""

import re
from collections.abc import Sequence, Set

from vectorstore.evidence import Evidence, ScoredPassage
from vectorstore.words import STOP_WORDS, stems

# How much less than the best a passage's score may be to be another reading; where something was
# said before, it decides more.
_CLOSE, _CLOSE_AFTER = 0.15, 0.05
_LOOKED_AT, _MOST = 12, 4
_TELLING = 5  # words of a sentence that two texts don't share by chance
_ANCHORS = frozenset("of that which who whose whom where when called named for from at on".split())
_ARTICLE, _DEMONSTRATIVES = "the", ("this", "that")
# After these a sentence's subject comes, and then its verb or what is said of it.
_AUXILIARIES = frozenset(
    "is are was were do does did has have had can could will would should may might must".split()
)
_WORD = re.compile(r"[\w'’-]+|[^\w\s]")
_LONGEST = 5
# Definite without anything that it could mean another of.
_UNIQUE = frozenset(
    stems(
        "answer difference meaning name best most first last only same way world sun earth moon "
        "internet public government law country past future time number amount rest other main "
        "following reason purpose process role importance history document article text author "
        "library shelf page summary market money question end beginning idea concept term word"
    )
)


def readings(question: str, said: Set[str], evidence: Evidence) -> tuple[str, ...]:
    """The titles of the documents that a question could be about, nearest first.

    Empty where it means one thing: it names it, it was spoken of before (`said` are the stems of
    the conversation), or no two documents tell of such a thing about as near.
    """
    things = [thing for thing in _unnamed(question) if not said & set(stems(thing)[-1:])]
    if not things or not evidence.passages:
        return ()
    found = evidence.passages[:_LOOKED_AT]
    for thing in things:
        kind = stems(thing)[-1]
        telling = [passage for passage in found if _tells_of(passage, kind)]
        least = found[0].score - (_CLOSE_AFTER if said else _CLOSE)
        near = _distinct([passage for passage in telling if passage.score >= least])
        titles = list(dict.fromkeys(passage.title for passage in near))
        if len(titles) > 1 and len({passage.document_id for passage in near}) > 1:
            return tuple(titles[:_MOST])
    return ()


def _distinct(passages: Sequence[ScoredPassage]) -> list[ScoredPassage]:
    """One passage of several that share a sentence: of a text saved twice, say."""
    seen: set[tuple[str, ...]] = set()
    kept: list[ScoredPassage] = []
    for passage in passages:
        told = {tuple(sentence.text.split()) for sentence in passage.sentences}
        told = {words for words in told if len(words) >= _TELLING}
        if told.isdisjoint(seen):
            kept.append(passage)
        seen |= told
    return kept


def _unnamed(question: str) -> list[str]:
    """The single things that a question speaks of without saying which: "that mission"."""
    words = _WORD.findall(question)
    things = []
    for i, word in enumerate(words):
        pointed = word.lower() in _DEMONSTRATIVES
        if not pointed and word.lower() != _ARTICLE:
            continue
        end = i + 1
        while end < len(words) and end - i <= _LONGEST and _may_be_part(words[end]):
            end += 1
        if i and words[i - 1].lower() in _AUXILIARIES and end - i > 2:
            end -= 1
        thing = words[i + 1 : end]
        if (
            thing
            and not (end < len(words) and words[end].lower() in _ANCHORS)
            and (pointed or all(part[0].islower() for part in thing))
            and not thing[-1].endswith("s")
            and set(stems(thing[-1])).isdisjoint(_UNIQUE)
        ):
            things.append(" ".join(thing))
    return things


def _may_be_part(word: str) -> bool:
    return word[0].isalpha() and word.lower() not in STOP_WORDS and bool(stems(word))


def _tells_of(passage: ScoredPassage, kind: str) -> bool:
    return kind in stems(passage.title) or any(kind in s.terms for s in passage.sentences)
