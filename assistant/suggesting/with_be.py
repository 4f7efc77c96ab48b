"""Questions from clauses whose verb is "is", "was" or the like, or another auxiliary.

"The bridge of Avignon was built in 1185" asks "When was the bridge of Avignon built?": the words
stay as they are, only their order changes, so that no form of a verb must be guessed.
"""

import re
from collections.abc import Iterator

from assistant.suggesting.clause import Clause
from assistant.suggesting.complements import DATE, OBJECT, WHEN, WHY, is_kept
from assistant.suggesting.explained import PERSON
from assistant.suggesting.noun_phrases import is_name, is_plural
from assistant.suggesting.verbs import (
    BASE_OF_PARTICIPLE,
    PAST_OF_PARTICIPLE,
    TELLING,
    is_participle,
)

_SINGULAR = ("States", "Netherlands", "Philippines", "Nations", "News", "Times")
_BE = {"is": False, "was": False, "are": True, "were": True}
_HAVE = {"has": False, "have": True}
_SINCE = re.compile(rf"^(been \w+(?: .*?)?) since ({DATE})\b")
_WHERE = re.compile(
    r"^(held|born|buried|located|based|situated|headquartered|fought|signed|stationed|filmed"
    r"|raised|found|founded|built|established|educated|crowned|baptized|performed|displayed|kept)"
    r" (?:in|at|near|on) (?:the )?(?:[a-z]+ (?:of )?)?(?!" + DATE + r")[A-Z]\w+"
)
_BY = re.compile(r"^(\w+) by (.+)$")
# What is said of it after these is best asked for with them at the end.
_PREPOSITIONAL = re.compile(
    r"^((?:best |well |widely |mainly |primarily |often |most )?(?:known|noted|famed|credited"
    r"|praised|criticized|used|famous|responsible"
    r"|intended|designed|named|made|composed|comprised|based|derived|divided|associated|bordered"
    r"|covered|defined|regarded|described|classified|needed|required|suited|linked|connected"
    r"|replaced|filled|made up) (?:for|as|of|after|from|into|with)|based on"
    r"|(?:linked|related|connected|opposed) to"
    r"|(?:surrounded|bordered|covered|dominated|caused|powered|replaced|followed|preceded|affected"
    r"|influenced|inspired|accompanied) by) (?!" + DATE + r")(?=[\w\"“])"
)
_CALLED = re.compile(r"^(?:called|termed|nicknamed|dubbed) (?=[\"“A-Za-z])")
_COMPLEMENT = re.compile(
    r"^(a|an|one of|the) (?!(?:most|best|worst|first|last|only|same|way|reason|result|case"
    r"|\w+est)\b)([\w -]+)"
)
# "The aim of the operation", "the topics for stronger cooperation".
_RELATION = re.compile(r"^the (?:[a-z-]+ ){1,3}(?:of|for) (?!the [a-z-]+$)")
_TELLS = re.compile(r"^(?:to|that|[A-Z]\w+|\d[\d,.]*|about|the|a|an|between)\b")
_PERSON = re.compile(
    rf"\b(?:{PERSON}|member|man|woman|son|daughter|brother|sister|player|coach|officer|soldier"
    r"|doctor|student|friend|wife|husband|star|host|native|cousin|child|spy|heir|warrior|farmer"
    r"|saint|count|baron|lord|chief)\b"
)
# What everybody knows that it is.
_NOTHING_TOLD = re.compile(r"^(?:[\w-]+ ){0,3}(?:country|nation|man|woman|place|thing)\b")
_PEOPLE = re.compile(r"^the [A-Z][\w-]+s$")
_GROUP = re.compile(r"\b(?:people|group|tribe|nation|descendants|members|followers|\w+ists)\b")
# By its looks there is no telling a person's name from a company's: what is said of it decides.
_THING = re.compile(
    r"\b(?:\w*network|company|protocol|system|suite|film|series|book|novel|play|album|song|city|town"
    r"|village|district|suburb|university|college|school|language|band|programme|program|war|battle"
    r"|treaty|act|law|ship|museum|church|abbey|castle|religion|disease|dynasty|empire|kingdom|duchy"
    r"|state|river|lake|mountain|island|organi[sz]ation|agency|magazine|newspaper|game|plan|method"
    r"|form|type|branch|part|process|theory|centre|center|site|region|province|airline|station"
    r"|channel|brand|software|device|vehicle|instrument|festival|award|technique|standard|drug"
    r"|substance|metal|element|compound|gas|mineral|species|genus|family|plant|stage|phase|service"
    r"|corporation|institution|fort|building|tower|bridge|railway|port|harbour|project|party"
    r"|technology|platform|tool|product|database|format|model|engine|library|framework)s?\b"
)
_CAN_BE = re.compile(r"^(be \w+ed(?: .*?)?) (?:by [a-z]+ing|by means of|using|through)\b")
_MODALS = frozenset("must should".split())
_MODAL_VERB = re.compile(r"^(?!be\b|not\b|have\b|only\b|no\b)[a-z]+ (?!by\b|as\b)\w")
_AGENTS = frozenset(
    "designed founded written built invented discovered directed composed painted led established "
    "created developed proposed introduced published produced commissioned conquered defeated "
    "opened launched organized abolished banned".split()
)
_FATES = frozenset(
    "destroyed arrested killed abolished burned captured closed renamed merged expelled banned "
    "banished executed demolished damaged abandoned divided split dissolved cancelled sold "
    "assassinated murdered deported imprisoned defeated rebuilt restored stranded evacuated "
    "rejected repealed revoked suspended".split()
)
_SOMEBODY = re.compile(
    r"^(?:the )?([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)*)(?=$|[,;.]| (?:in|and|as)\b)"
)
_THINGS = re.compile(r"\b(?:Hurricane|War|Earthquake|Apollo|Storm|Act|Treaty)\b")


def be_questions(clause: Clause) -> Iterator[tuple[str, float]]:
    """The questions of a clause with an auxiliary, each with its worth."""
    if clause.verb in _BE and _agrees(clause, _BE[clause.verb]):
        # Whose, "its" would tell only if the subject were what has it.
        yield from (made for made in _passive(clause) if not re.search(r"\bits\b", made[0]))
        yield from _what_is(clause)
    elif clause.verb in _HAVE and _agrees(clause, _HAVE[clause.verb]):
        since = _SINCE.match(clause.rest)
        if since and is_kept(since[1]) and not clause.lead:
            yield f"Since when {clause.verb} {clause.subject} {since[1]}", 0.8
        participle, _, what = clause.rest.partition(" ")
        if BASE_OF_PARTICIPLE.get(participle) in TELLING and OBJECT.match(what):
            yield f"What {clause.verb} {clause.subject} {participle}{clause.lead}", 0.6
    elif clause.verb in ("can", "could") and (how := _CAN_BE.match(clause.rest)):
        if is_kept(how[1]):
            yield f"How {clause.verb} {clause.subject} {how[1]}", 0.85
    elif clause.verb in _MODALS and not clause.adverbs and _MODAL_VERB.match(clause.rest):
        yield f"What {clause.verb} {clause.subject} do", 0.55


def _agrees(clause: Clause, plural: bool) -> bool:
    if plural:
        return is_plural(clause.subject) or " and " in clause.subject
    if is_name(clause.subject) and not clause.subject.startswith("the "):
        return True
    return not is_plural(clause.subject) or clause.subject.endswith(_SINGULAR)


def _passive(clause: Clause) -> Iterator[tuple[str, float]]:
    participle, _, kept = clause.rest.partition(" ")
    how = " ".join((*clause.adverbs, ""))
    if not is_participle(participle):
        return
    asked = f"{clause.verb} {clause.subject} {how}"
    when = WHEN.match(clause.rest)
    if when and clause.verb in ("was", "were") and not clause.lead:
        # By whom can be left out, unless another verb stands there that the date may be of.
        vague = clause.subject.startswith(("a ", "an ")) or " and " in when[1]
        vague = vague or not kept.startswith("by ")
        said = when[1] if is_kept(when[1]) else "" if vague else participle
        if said:
            yield f"When {asked}{said}", 1.0
    if clause.dated and is_kept(clause.rest) and clause.verb in ("was", "were"):
        yield f"When {asked}{clause.rest}", 0.95
    if (where := _WHERE.match(clause.rest)) and not when:
        yield f"Where {asked}{where[1]}{clause.lead}", 0.95
    if (why := WHY.match(clause.after)) and is_kept(why[1]):
        yield f"Why {asked}{why[1]}{clause.lead}", 0.95
    if not clause.lead and (ends := _PREPOSITIONAL.match(clause.rest)):
        yield f"What {asked}{ends[1]}", 0.85
    if _CALLED.match(clause.rest) and not how:
        yield f"What {asked}{participle}{clause.lead}", 0.7
    if re.match(r"by [a-z]+ing\b", kept) and not when:
        yield f"How {asked}{participle}{clause.lead}", 0.85
    fated = participle in _FATES and clause.verb in ("was", "were")
    if fated and not when and re.search("[A-Z]", clause.subject):
        yield f"What happened to {clause.subject}{clause.lead}", 0.65
    yield from _by_whom(clause, participle)


def _by_whom(clause: Clause, participle: str) -> Iterator[tuple[str, float]]:
    by = _BY.match(clause.rest)
    if by is None or clause.verb not in ("was", "were"):
        return
    somebody = _SOMEBODY.match(by[2])
    if somebody and participle in _AGENTS and not _THINGS.search(somebody[1]):
        past = PAST_OF_PARTICIPLE.get(participle)
        if past and (" " in clause.subject or is_name(clause.subject)):
            yield f"Who {past} {clause.subject}", 1.0


def _what_is(clause: Clause) -> Iterator[tuple[str, float]]:
    if clause.adverbs or clause.lead:
        return
    subject, verb = clause.subject, clause.verb
    says_what = _COMPLEMENT.match(clause.rest)
    if _RELATION.match(subject) and _TELLS.match(clause.rest):
        person = re.match(r"^[A-Z]\w+ [A-Z]\w+", clause.rest) and _PERSON.search(subject)
        yield f"{'Who' if person else 'What'} {verb} {subject}", 0.8
        return
    unsure = subject.startswith("the ") and not re.fullmatch(r"the (?:[A-Z]\S+ ?)+[a-z ]*", subject)
    if says_what is None or unsure or (" of " in subject and not is_name(subject)):
        return
    if _NOTHING_TOLD.search(says_what[2]):
        return
    until = re.split(r"\b(?:of|for|in|at|from|with|that|who|to)\b", says_what[2])[0]
    if _PERSON.search(until) and (is_name(subject) or _PERSON.search(subject)):
        if verb in ("is", "was") and not subject.startswith("the "):
            yield f"Who {verb} {subject}", 0.8
    elif is_name(subject) and not subject.startswith("the "):
        if _THING.search(until):
            yield f"What {verb} {subject}", 0.8
    elif _PEOPLE.match(subject) and _GROUP.search(says_what[2]):
        yield f"Who {verb} {subject}", 0.8
    elif (verb in ("is", "are") or subject.startswith("the ")) and not _PERSON.search(subject):
        yield f"What {verb} {subject}", 0.8
