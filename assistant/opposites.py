"""Words that turn a statement into another one: negations and opposites.

"Who lost the battle?" is not answered by the sentence that tells who won it, though nearly
every word of the two agrees and embeddings hold opposites for neighbours.
"""

import re
from collections.abc import Set

from vectorstore.words import stems

_NEGATIONS = frozenset(
    "not no never none nothing neither nor without cannot nobody unable refuse refused fail "
    "failed".split()
)
_CONTRACTED = re.compile(r"n['’]t$")

# Each group holds words that exclude each other in the same place of a sentence: all of them, or
# those before the bar and those after it, where several mean the same. Any form of a word counts,
# as far as its stem tells.
_GROUPS = """
first last; first final; first second third fourth fifth sixth seventh eighth ninth tenth; once
twice; half double triple; hundred thousand million billion; north south east west; more | less
fewer; northern southern eastern western; northwest northeast southwest southeast; most | least
fewest; increase | decrease reduce decline; rise fall; rose fell; risen fallen; raise lower; high
low; higher lower; highest lowest; before after; earlier later; early late; largest smallest;
biggest smallest; larger smaller; bigger smaller; large small; big | small tiny; greater | lesser
smaller; greatest | least smallest; oldest | newest youngest latest; older | younger newer; old |
new young; begin | end finish; began ended; start end stop; open close; won lost; win lose; winner
loser; victory | defeat loss; gain | lose lost loss; success failure; successful unsuccessful;
succeed fail; strong weak; stronger weaker; strengthen weaken; rich poor; wealthy poor; positive
negative; good bad; better worse; best worst; public private personal; male female; man woman; men
women; king queen; husband wife father mother son daughter brother sister; boy girl; uncle aunt
nephew niece; prince princess; duke duchess; emperor empress; actor actress; hero villain; god
goddess; president minister governor king emperor; army navy; liberal conservative; land sea;
Catholic Protestant Orthodox; Christian Jewish Muslim Hindu Buddhist; British French German Spanish
Italian Dutch Portuguese Russian Chinese Japanese American; Europe Asia Africa America Australia;
red orange yellow green blue purple black white brown; gold silver bronze copper iron; dollar euro
pound yen; daily weekly monthly yearly annually; morning evening afternoon night; much little; many
few; larger lesser; advance retreat; live die; kill save; stay | flee fled; stay leave; arrest
release; capture release; imprison free; continue | stop cease; promote discourage; encourage
prevent; condemn support; praise criticize; widen narrow; wide narrow; thick thin; deep shallow;
clean dirty; quiet loud; smooth rough; sharp dull; soft hard; sweet sour bitter; general specific;
abstract concrete; real imaginary; theoretical practical; objective subjective; qualitative
quantitative; static dynamic; accelerate slow; simplify complicate; lengthen shorten; deposit |
withdraw withdrew withdrawn; earn | spend spent; lend rent; save | spend spent; appoint elect;
hereditary elected; import export; accuse defend; tax exempt; host guest; employer employee; buyer
seller; ancient medieval modern; conquer liberate; accept | reject refuse; approve reject; allow |
forbid forbade forbidden prevent ban prohibit; heavily lightly; permit | forbid prohibit; support
oppose; agree disagree; include exclude; internal external; inside outside; inner outer; above
below; left right; top bottom; upper lower; front back; buy sell; bought sold; give take; gave took;
given taken; add remove; love hate; like dislike; minimum maximum; minimal maximal; minor major;
minority majority; legal illegal; possible impossible; natural artificial; short long; shorter
longer; shortest longest; light heavy; light dark; hot cold; hotter colder; warm cold; wet dry; fast
slow; quickly slowly; current | former previous old; past future; same different; similar different;
friend enemy; ally enemy; always never; often rarely; frequently rarely; common | rare uncommon; all
none some; every none; everyone nobody; join leave; arrive depart; enter leave exit; create destroy;
build built | destroy demolish; establish abolish; online offline; direct indirect; dependent
independent; finite infinite; easy | hard difficult; easier harder; simple complex; peace war;
attack defend; birth death; born died; alive dead; extinct alive; parent child; teacher student;
domestic foreign; local foreign; urban rural; am pm; summer winter; day night; single multiple; full
empty; near far; nearest farthest; permanent temporary; voluntary | compulsory mandatory; mandatory
optional; active passive; visible invisible; present absent; alone together; expand | shrink shrank
contract; encourage discourage; remember | forget forgot forgotten; appear | disappear vanish; hire
fire; employ dismiss; borrow | lend lent; push pull; lead led | follow; hide hid hidden | reveal;
guilty innocent; odd even; true false; correct | incorrect wrong; safe dangerous; expensive cheap;
important | unimportant insignificant; known unknown; public secret; victory surrender; connect
disconnect; merge split separate; unite divide; combine separate; ascend descend; import domestic;
profit loss; income expense; supply demand; cause prevent; protect harm; help hinder; improve
worsen; retain | lose lost; maintain abandon; keep kept | discard; offensive defensive; theory
practice; partial complete; over | under less fewer below; up down; begun | ended stopped; opponent
supporter; often | seldom rarely; frequently seldom; partially completely; primary secondary; senior
junior; superior inferior; optimistic pessimistic; civilian military; solid liquid gas; acid base;
January February March April May June July August September October November December; Monday
Tuesday Wednesday Thursday Friday Saturday Sunday
"""


def _forms(word: str) -> tuple[str, ...]:
    """What a word is compared by: its stem, or itself where it is a stop word."""
    return tuple(stems(word)) or (word.lower(),)


_OPPOSITES: dict[str, set[str]] = {}
for _group in _GROUPS.replace("\n", " ").split(";"):
    _sides = [
        {form for word in side.split() for form in _forms(word)} for side in _group.split("|")
    ]
    for _member in set().union(*_sides):
        _same = next(side for side in _sides if _member in side) if len(_sides) > 1 else {_member}
        _OPPOSITES.setdefault(_member, set()).update(set().union(*_sides) - _same)

_PREFIX = re.compile(r"^(?:un|in|im|ir|il|non-?|dis|mis|anti-?|de)(?=[a-z]{4})")


# What looks like a prefix in these is none.
_NO_PREFIX = frozenset(
    "despite indeed inside import depart disease display discover impress instead until".split()
)
_NO_SUPERLATIVES = frozenset(
    """
    arrest budapest chest conquest contest crest digest forest guest harvest honest inquest
    interest invest midwest modest northwest priest protest quest request rest southwest suggest
    tempest test vest west wrest
    """.split()
)


def negated(words: Set[str]) -> bool:
    """Whether any of some lower-case words negates."""
    return bool(words & _NEGATIONS) or any(_CONTRACTED.search(word) for word in words)


def opposed(asked: Set[str], told: Set[str]) -> bool:
    """Whether a word asked with is not told, but an opposite of it is (both lower-case)."""
    told_forms = {form for word in told for form in _forms(word)}
    bare = {_PREFIX.sub("", word) for word in told if _PREFIX.match(word)}
    for word in asked - told:
        for form in _forms(word):
            opposites = _OPPOSITES.get(form)
            if opposites and form not in told_forms and not opposites.isdisjoint(told_forms):
                return True
        # correct, where incorrect is told; or the other way round
        if word in bare or (_PREFIX.match(word) and _PREFIX.sub("", word) in told):
            return True
    return False


def are_opposed(word: str, other: str) -> bool:
    """Whether two lower-case words exclude each other in the same place of a sentence."""
    if word == other:
        return False
    if any(_OPPOSITES.get(form, set()) & {*_forms(other)} for form in _forms(word)):
        return True
    return _negates(word, other) or _negates(other, word)


def _negates(word: str, other: str) -> bool:
    """Whether a word is another with a prefix that negates, as incorrect is."""
    return word not in _NO_PREFIX and bool(_PREFIX.match(word)) and _PREFIX.sub("", word) == other


def is_superlative(word: str) -> bool:
    """Whether a lower-case word looks like a superlative in -est."""
    return len(word) > 4 and word.endswith("est") and word not in _NO_SUPERLATIVES
