"""As much grammar as the rules need: lists of little words, and a guess at what is a verb.

A rule that isn't sure must leave a sentence alone, so everything here errs that way: what may
be a verb counts as one.
"""

import re

AUXILIARIES = frozenset(
    "is are was were be been being has have had do does did can could will would shall should "
    "may might must".split()
)
# Base form, past and participle, where they are not made with -ed.
_IRREGULAR = """
be was been; become became become; begin began begun; break broke broken; bring brought brought;
build built built; buy bought bought; catch caught caught; choose chose chosen; come came come;
cut cut cut; deal dealt dealt; draw drew drawn; drive drove driven; eat ate eaten; fall fell fallen;
feel felt felt; fight fought fought; find found found; flee fled fled; fly flew flown;
forbid forbade forbidden; get got gotten; give gave given; go went gone; grow grew grown;
have had had; hear heard heard; hold held held; keep kept kept; know knew known; lay laid laid;
lead led led; leave left left; lend lent lent; lose lost lost; make made made; mean meant meant;
meet met met; overthrow overthrew overthrown; pay paid paid; put put put; read read read;
ride rode ridden; rise rose risen; run ran run; say said said; see saw seen; seek sought sought;
sell sold sold; send sent sent; set set set; shoot shot shot; show showed shown; sing sang sung;
sit sat sat; speak spoke spoken; spend spent spent; spread spread spread; stand stood stood;
strike struck struck; swear swore sworn; take took taken; teach taught taught; tell told told;
think thought thought; undertake undertook undertaken; win won won; withdraw withdrew withdrawn;
write wrote written
"""
_FORMS = [tuple(entry.split()) for entry in _IRREGULAR.replace("\n", " ").split(";")]
BASE_OF_PAST = {past: base for base, past, _ in _FORMS if past not in ("was", "had")}
PAST_OF_PARTICIPLE = {participle: past for _, past, participle in _FORMS}
_IRREGULAR_FORMS = frozenset(form for forms in _FORMS for form in forms[1:])
# Common present forms, without which a clause would seem to have no verb.
_PRESENT = frozenset(
    "includes include contains contain remains remain becomes become makes make takes take uses "
    "use gives give has have means mean says say states provides provide requires require allows "
    "allow shows show consists consist refers refer occurs occur exists exist holds hold leads "
    "lead lies lie runs run serves serve lives live forms form plays play works work appears "
    "appear seems seem comes come goes go tends tend depends depend needs need believes believe "
    "argues argue describes describe involves involve covers cover receives receive produces "
    "produce represents represent suggests suggest follows follow begins begin ends end".split()
)
_NO_VERBS = frozenset(
    "hundred united red shed bed need seed speed hatred sacred kindred indeed wicked naked".split()
)

SUBJECT_PRONOUNS = frozenset("it he she they we i you this these those there".split())
# Words that open a sentence with a capital though they name nothing.
OPENERS = frozenset(
    "a an the this that these those it its he his him she her they their them we our i my you "
    "your in on at by from for of to with without within during after before since until while "
    "when where which who whose what why how although though because as if unless despite "
    "under over between among through throughout about around against along like unlike both "
    "each every all any some many most more much few several other others another such one two "
    "three four five six seven eight nine ten and but or so yet nor however moreover also thus "
    "therefore then there here today now later earlier once only even not no according "
    "following upon whether instead rather meanwhile additionally furthermore nevertheless "
    "finally first second third initially originally eventually subsequently generally "
    "typically usually often sometimes recently currently early late".split()
)
SUBORDINATORS = re.compile(
    r"\b(?:which|who|whom|whose|that|when|where|while|whilst|because|since|although|though|if"
    r"|unless|until|whether|as|than|but|what|how|why|so|nor|or|whereas)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")


def words(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return [word.lower() for word in _WORD.findall(text)]


def is_verb_form(word: str) -> bool:
    """Whether a lower-case word may be a finite verb or a participle."""
    if word in AUXILIARIES or word in _IRREGULAR_FORMS or word in _PRESENT:
        return True
    return len(word) > 4 and word.endswith("ed") and word not in _NO_VERBS


def has_verb(text: str) -> bool:
    """Whether a stretch may have a verb in it."""
    return any(is_verb_form(word) for word in words(text))


def is_past(text: str) -> bool:
    """Whether the first verb of a text is in the past tense."""
    for word in words(text):
        if is_verb_form(word):
            return word in {"was", "were", "had", "did"} or (
                word in BASE_OF_PAST or word.endswith("ed")
            )
    return False


def decapitalised(text: str, around: str = "") -> str:
    """A sentence as it goes on after something: its first letter small, unless it is a name's.

    A word is no name if it is a little word or an adverb, or if it is written small anywhere
    `around`, unless another capital follows: “King David” stays.
    """
    first = re.match(r"[^\W\d_]+", text)
    if first is None or first.group() == "I":
        return text
    word = first.group().lower()
    common = word.endswith(("ly", "ing")) or re.search(rf"\b{word}\b", around)
    if word in OPENERS or (common and not re.match(r" [^\W\d_a-zß-öø-ÿ]", text[len(word) :])):
        return text[0].lower() + text[1:]
    return text


def capitalised(text: str) -> str:
    """A sentence with its first letter large."""
    return text[:1].upper() + text[1:]


def is_balanced(text: str) -> bool:
    """Whether every bracket and quotation mark that opens closes."""
    return (
        text.count("(") == text.count(")")
        and text.count("[") == text.count("]")
        and text.count('"') % 2 == 0
        and text.count("“") == text.count("”")
    )
