"""Verbs that a question may be made with: which form is of which verb, and what it may be asked.

The base form can't be told from "-ed" for sure ("hoped", "hopped"), so the verbs are listed and
their forms are made from them. What isn't listed makes no question.
"""

from dataclasses import dataclass
from enum import Enum

# Who or what did it, or what it did, is a natural question with these; an object follows.
_WITH_OBJECT = (
    "abandon abolish accept achieve acquire adapt add adopt approve attack award ban build buy "
    "capture cause challenge collect combine commission compose conquer contain control cover "
    "create declare defeat defend define deliver demand describe design destroy develop direct "
    "discover divide eat employ enter establish exceed expand experience explore extend face "
    "feature follow form found gain give host import impose include increase influence "
    "introduce invade invent join launch lead limit lose make name need obtain occupy offer "
    "open oppose order organize paint perform play prefer preserve prevent produce prohibit "
    "promise propose prove provide publish purchase ravage reach receive recommend record "
    "reduce reject release relocate remove replace represent require resist reveal rule sell "
    "send share sign start suffer support take teach translate treat use visit win write"
)
# What they say follows with "that".
_WITH_THAT = (
    "admit announce argue assert assume believe claim conclude confirm decide declare "
    "demonstrate deny discover estimate explain find insist learn maintain note observe predict "
    "promise propose prove recommend report reveal show state suggest teach think warn"
)
_WITHOUT_OBJECT = (
    "appear arise arrive become begin change close collapse come continue decline decrease die "
    "disappear emerge emigrate end erupt fail fall flee flock flow go grow happen increase live "
    "meet migrate move occur open operate originate peak perform premiere recede remain retire "
    "return rise serve settle start stay stop study surrender travel vanish vary work"
)
_TO_DO = "agree aim attempt decide hope intend offer plan promise refuse seek threaten try vow want"
_OTHERS = "become carry change claim complete hold keep mark pass put run see set show spend"
_IRREGULAR = {
    "arise": "arose arisen", "become": "became become", "begin": "began begun",
    "build": "built built", "buy": "bought bought", "come": "came come", "eat": "ate eaten",
    "fall": "fell fallen", "find": "found found", "flee": "fled fled", "give": "gave given",
    "go": "went gone", "grow": "grew grown", "hold": "held held", "keep": "kept kept",
    "lead": "led led", "lose": "lost lost", "make": "made made", "meet": "met met",
    "put": "put put", "rise": "rose risen", "run": "ran run", "see": "saw seen",
    "seek": "sought sought", "sell": "sold sold", "send": "sent sent", "set": "set set",
    "show": "showed shown", "spend": "spent spent", "take": "took taken", "teach": "taught taught",
    "think": "thought thought", "win": "won won", "write": "wrote written",
    "prove": "proved proven",
}  # fmt: skip
_FURTHER_PARTICIPLES = frozenset(
    "born bred broken brought caught chosen cut done drawn driven fought forbidden found given hit "
    "known laid left lit overthrown paid read rebuilt said shot slain sold spent split spoken "
    "spread struck sunk sworn told torn thrown understood won worn woven".split()
)
_DOUBLING = frozenset("admit ban occur stop".split())

TELLING = frozenset(
    "abolish acquire adopt ban build buy capture cause conquer contain create demand design "
    "destroy discover establish form found include influence introduce invade invent launch "
    "prohibit propose publish purchase reject replace require sign".split()
)
"""What was done is a natural question with these; with others it lacks something ("made")."""
AUXILIARIES = frozenset(
    "is are was were has have had can could will would must should may might".split()
)


class Tense(Enum):
    """The form that a verb stands in, told by what "do" would be there."""

    PAST = "did"
    PRESENT = "does"


@dataclass(frozen=True, slots=True)
class Form:
    """A verb as it stands in a sentence: its base, and the tense."""

    base: str
    tense: Tense


WITH_OBJECT = frozenset(_WITH_OBJECT.split())
WITH_THAT = frozenset(_WITH_THAT.split())
WITHOUT_OBJECT = frozenset(_WITHOUT_OBJECT.split())
TO_DO = frozenset(_TO_DO.split())
_BASES = TO_DO | WITH_OBJECT | WITH_THAT | WITHOUT_OBJECT | frozenset(_OTHERS.split())


def _past(base: str) -> tuple[str, str]:
    if base in _IRREGULAR:
        past, participle = _IRREGULAR[base].split()
        return past, participle
    if base.endswith("e"):
        regular = f"{base}d"
    elif base.endswith("y") and base[-2] not in "aeou":
        regular = f"{base[:-1]}ied"
    else:
        regular = f"{base}{base[-1] if base in _DOUBLING else ''}ed"
    return regular, regular


def _present(base: str) -> str:
    if base.endswith(("s", "sh", "ch", "x", "o")):
        return f"{base}es"
    if base.endswith("y") and base[-2] not in "aeou":
        return f"{base[:-1]}ies"
    return f"{base}s"


FORMS: dict[str, Form] = {
    **{_present(base): Form(base, Tense.PRESENT) for base in sorted(_BASES)},
    **{_past(base)[0]: Form(base, Tense.PAST) for base in sorted(_BASES)},
}
"""The verb that a word is a form of. Forms that are their own base ("put") count as past."""

PAST_OF_PARTICIPLE = {_past(base)[1]: _past(base)[0] for base in sorted(_BASES)}
_PARTICIPLES = frozenset(PAST_OF_PARTICIPLE) | _FURTHER_PARTICIPLES
BASE_OF_PARTICIPLE = {_past(base)[1]: base for base in sorted(_BASES)}


def is_participle(word: str) -> bool:
    """Whether a word after "was" makes a passive: "founded", "written"."""
    return word in _PARTICIPLES or (len(word) > 4 and word.endswith("ed") and word.islower())
