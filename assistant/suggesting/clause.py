"""A plain sentence taken apart: who or what, the verb, and what follows it.

Only the first clause is looked at, and only where it begins with its subject; what stands before
it is kept if it is a plain adverbial ("In 1882, …"), and makes the sentence unfit otherwise.
"""

import re
from dataclasses import dataclass

from assistant.suggesting.complements import DATE, MONTH, YEAR, is_kept
from assistant.suggesting.noun_phrases import PREPOSITIONS, noun_phrase
from assistant.suggesting.spelling import Spelling
from assistant.suggesting.verbs import AUXILIARIES, FORMS, Tense

_WORD = re.compile(
    r"[$€£]?\d[\d,.]*\d(?:%|s\b|(?!\w))|(?:[^\W\d_]\.){2,}|(?:St|Dr|Mrs?|Ms|Jr|Sr|Mt)\."
    r"|[^\W_](?:[\w'’&/.-]*[^\W_])?(?:['’](?=\s))?%?|[^\w\s]|_"
)
_DATED = re.compile(rf"^(?:In|On|During) ({DATE}),? (?=\w)")
# "During the war, …" may stand at the end of a question.
_BEFORE = re.compile(
    r"^((?:In|During|After|Before|At|Under|Following|Throughout|Within|Outside) "
    r"[\w'’-]+(?: [\w'’-]+){0,5}), (?=\w)"
)
_LEADS_IN = re.compile(
    r"^(?:However|Additionally|Moreover|Furthermore|Also|In addition|Finally|Eventually"
    r"|Historically|Traditionally|Generally|Typically|Today|Meanwhile|Nevertheless"
    r"|For example|For instance|In fact|In general), (?=\w)"
)
_ASIDE = re.compile(r"\s*\([^()]*\)|\s*\[[^\[\]]*\]")
# "Tesla, an inventor from Smiljan, moved …"
_BESIDE = re.compile(
    r"^((?:The )?[A-Z][\w’'-]*(?: [\w’'-]+){0,5}), (?:an?|the|who|which|also|known|or|born)"
    r" [^,;:]{1,80}, (?=(?:was|were|is|are|has|have|had|\w+ed)\b)"
)
_ADVERBS = frozenset(
    "also then later often usually generally still now soon eventually finally subsequently first "
    "originally initially typically commonly sometimes formally officially widely largely mainly "
    "primarily thus therefore already recently currently once long ultimately quickly "
    "thereafter".split()
)
_DROPPED = frozenset(
    "also then thus therefore subsequently later eventually finally soon thereafter already "
    "recently currently ultimately quickly still now".split()
)
_ENDS = frozenset(",;:—–")
_STARTS_CLAUSE = frozenset(
    "which who whom whose where when while although though because since after before until "
    "unless if so but whereas whether".split()
)


@dataclass(frozen=True, slots=True)
class Clause:
    """`subject` as inside a sentence, `verb` (an auxiliary or a full verb), and the rest.

    `adverbs` stood at the verb; `rest` is what follows up to the clause's end, and `after` what
    follows up to the sentence's. `lead` stood before the subject; `dated` tells that it is a date.
    """

    subject: str
    verb: str
    adverbs: tuple[str, ...]
    rest: str
    after: str
    lead: str
    dated: bool

    @property
    def auxiliary(self) -> bool:
        return self.verb in AUXILIARIES


def plain(sentence: str) -> str:
    """A sentence on one line without what stands in brackets."""
    return _BESIDE.sub(r"\1 ", " ".join(_ASIDE.sub("", sentence).split()))


def first_clause(sentence: str, spelling: Spelling, title: str = "") -> Clause | None:
    """The first clause of a plain sentence; None where it isn't surely one."""
    text = _LEADS_IN.sub("", sentence)
    dated = _DATED.match(text)
    led = dated or _BEFORE.match(text)
    lead = led.group().strip(" ,") if led else ""
    if not is_kept(lead):
        return None
    text = text[led.end() :] if led else text
    if not text or text[-1] not in ".!" or "?" in text:
        return None
    if text != sentence and text[0].islower():
        text = text[0].upper() + text[1:]
    words = _WORD.findall(text[:-1])
    place = next((n for n, word in enumerate(words) if word in AUXILIARIES or word in FORMS), 0)
    adverbs = []
    end = place
    while end > 1 and words[end - 1] in _ADVERBS:
        end -= 1
        adverbs.append(words[end])
    subject = noun_phrase(words[:end], spelling, title) if place else None
    if subject is None:
        return None
    follows = words[place + 1 :]
    while follows and follows[0] in _ADVERBS:
        adverbs.append(follows.pop(0))
    rest = _until_end(follows)
    if not rest or _has_second_verb(rest, words[place]):
        return None
    return Clause(
        subject=subject,
        verb=words[place],
        adverbs=tuple(adverb for adverb in adverbs if adverb not in _DROPPED),
        rest=_written(rest),
        after=_written(follows),
        lead=f" {lead[0].lower()}{lead[1:]}" if lead else "",
        dated=bool(dated),
    )


def _until_end(words: list[str]) -> list[str]:
    for n, word in enumerate(words):
        if word in _ENDS and not _inside_date(words, n):
            return words[:n]
        if word in _STARTS_CLAUSE and n:
            return words[:n]
    return words


def _inside_date(words: list[str], comma: int) -> bool:
    """Whether a comma stands before the year: "July 4, 1776"."""
    return (
        words[comma] == ","
        and comma + 1 < len(words)
        and bool(re.fullmatch(YEAR, words[comma + 1]))
        and bool(re.search(rf"{MONTH}(?: \d+)?$", " ".join(words[max(0, comma - 2) : comma])))
    )


def _has_second_verb(words: list[str], first: str) -> bool:
    """Whether another verb follows that no conjunction brings: the first was none, then."""
    for n, word in enumerate(words):
        if word in ("and", "that", "than", "as"):
            return False
        past = word in FORMS and FORMS[word].tense is Tense.PAST and first not in AUXILIARIES
        if past and n and words[n - 1] not in PREPOSITIONS | {"the", "a", "an"}:
            return True
        if word in AUXILIARIES and word not in ("will", "may", "might", "can", "must") and n:
            return True
    return False


def _written(words: list[str]) -> str:
    return re.sub(r" (?=[,;:])", "", " ".join(words))
