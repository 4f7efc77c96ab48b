"""What kind of thing a person wants, read from the words of the question alone."""

import re
from enum import Enum

from vectorstore.words import stems


class Intent(Enum):
    """How a question is to be treated."""

    GREETING = "greeting"  # "hello": answered with a greeting
    THANKS = "thanks"
    ABILITIES = "abilities"  # "what can you do?"
    OVERVIEW = "overview"  # about a document as a whole
    AUTHORS = "authors"  # who wrote it
    AFFILIATIONS = "affiliations"  # where they, or one of them, work
    TITLE = "title"
    PUBLISHED = "published"  # when it was
    FACT = "fact"  # wants one thing
    SEVERAL = "several"  # wants several things, so a list


SMALL_TALK = frozenset({Intent.GREETING, Intent.THANKS, Intent.ABILITIES})
"""What is answered with a text of the same name, without a look at the documents."""

_HELLO = (
    r"(?:hi|hey|hello|hallo|greetings|good (?:morning|afternoon|evening|day)|howdy|sala+m|hola)"
    r"(?: there| again| everyone| all| assistant)?"
)
_THANK_YOU = (
    r"(?:(?:many )?(?:thanks|thank you|thx|cheers)(?: so much| very much| a lot)?|great|perfect"
    r"|ok(?:ay)?|got it|well done)(?: then)?"
)
# What may come before a question: "Hi, …", "Thanks! …". A comma or the like must follow.
_COURTESY = re.compile(rf"^(?:(?:{_HELLO}|{_THANK_YOU})\s*[,.!:;–—-]+\s*)+(?=\w)", re.IGNORECASE)
# "Can you tell me when …": asked for are the words after it. They would be looked for too.
_REQUEST = re.compile(
    r"^(?:(?:please|so|well)[,\s]+)*"
    r"(?:(?:can|could|would|will) you (?:please |kindly )?(?:tell me|let me know|say)"
    r"|(?:do|would) you (?:happen to )?know|i(?:['’]d| would)? (?:want|like) to know"
    r"|i(?: am|['’]m)? wonder(?:ing)?|please tell me|tell me)[,:]?\s+"
    r"(?=(?:who|whom|whose|what|which|when|where|why|how|if|whether)\b)",
    re.IGNORECASE,
)
_PLEASE = re.compile(r"[,\s]+please(?=\W*$)|^please[,\s]+(?=\w+\s)", re.IGNORECASE)
_GREETING = re.compile(
    rf"^(?:{_HELLO}|nice to meet you|how are you|what['’]s up)"
    rf"(?:[\s!.,?]*(?:{_HELLO}|how are you))*[\s!.,?]*$",
    re.IGNORECASE,
)
_THANKS = re.compile(
    rf"^(?:{_THANK_YOU}|(?:good)?bye|that(?:['’]s| is| was)? (?:it|all|helps|great|helpful))"
    rf"(?:[\s!.,]+(?:{_THANK_YOU}|(?:good)?bye|that(?:['’]s| is| was)? "
    r"(?:it|all|helps|great|helpful)))*[\s!.,]*$",
    re.IGNORECASE,
)
_ABILITIES = re.compile(
    r"^(so )?(what|how) (can|could|do) you (do|help|work)( for me| with( this)?| me)?\W*$"
    r"|^(can|could) you help( me)?( with this)?\W*$|^what are you able to do\W*$"
    r"|^(who|what) are you\W*$|^help( me)?\W*$"
    r"|^what (can|could|should) i (ask|do)( you)?( about| here)?\W*$"
    r"|^how does this work\W*$|^what is this\W*$",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(summar\w+|overview|gist|tl;?dr|nutshell|outline|abstract"
    r"|(main|key|central|most important|principal|overall) "
    r"(points?|ideas?|topics?|themes?|messages?|arguments?|takeaways?|findings?|claims?|thes[ie]s)"
    r"|about|deals? with|all about|discuss\w*|cover(s|ed)?|argue[sd]?|say(s|ing)?|tell me|sum up"
    r"|describe|explain|in (it|here|there|this|these|the)|(what|which) (documents?|articles?|texts?"
    r"|papers?|files?|sources?))\b",
    re.IGNORECASE,
)
# Words that may stand in a question about the whole, beside stop words.
_WHOLE_WORDS = frozenset(
    stems(
        "article document text paper brief piece report essay page file story book content"
        " write writer written author summary summarise summarize overview gist tl dr tldr"
        " nutshell outline abstract main key central important principal overall point idea"
        " topic theme message argument takeaway find finding claim thesis theses deal discuss"
        " cover argue say tell give provide show short sentence paragraph quick quickly please"
        " whole entire talk two three four five word brief briefly general sum line bullet read"
        " know want understand explain describe subject matter mainly basic kind library shelf"
        " thing few like need try convey file source available contain hold store load one"
    )
)
_AUTHORS = re.compile(
    r"\bwho('s| is| are| was| were)? (the )?(\w+ )?(authors?|writers?)\b"
    r"|\bwho (wrote|authored|penned|has written|composed)\b|^authors?\W*$"
    r"|\bwho (is|was|are|were) (it|this|that|the (article|document|text|paper|piece|essay|report))"
    r" (written|authored|penned) by\b"
    r"|\b(written|authored|penned) by (whom|who)\b|\bby whom\b.*\b(written|authored)\b"
    r"|\bnames? of the (\w+ )?(authors?|writers?)\b"
    r"|\b(authors?|writers?)('s|s'|’s|s’)? (\w+ )?names?\b",
    re.IGNORECASE,
)
_AFFILIATIONS = re.compile(
    r"\b(affiliations?|institutions?|employers?|backgrounds?|professions?|jobs?) of the (\w+ )?"
    r"(authors?|writers?)\b"
    r"|\b(authors?|writers?)('s|s'|’s|s’)? (\w+ )?(affiliations?|institutions?|employers?"
    r"|backgrounds?|professions?|jobs?)\b"
    r"|\bwhere (do|does|are|is) the (\w+ )?(authors?|writers?)\b"
    r"|\b(which|what) (institutions?|universit(y|ies)|organi[sz]ations?) (do|does|are|is|employs?)"
    r" the (authors?|writers?)\b"
    r"|^where (do|does|is|are) (\w+ ){1,4}?(work|teach|employed|based)\W*$"
    r"|^(\w+ ){1,4}(is|are|works?|teach(es)?) (with|at|for) (what|which) \w+\W*$"
    r"|\w['’]s? (affiliation|institution|employer|profession)\W*$",
    re.IGNORECASE,
)
# What a question on authorship may be about, beside stop words, and still mean the document.
_AUTHOR_WORDS = _WHOLE_WORDS | frozenset(
    stems(
        "author writer wrote written pen penned name affiliation institute institution employ"
        " employer background compose university organisation organization"
        " work come base scholar people person individual belong behind live job profession"
    )
)
_TITLE = re.compile(
    r"\b(title|headline) of (the|this|that)\b|\b(what is|what's|what’s) the (title|headline)\b"
    r"|\b(article|document|text|paper|piece)('s|’s)? (title|headline|called|entitled|titled)\b"
    r"|\bwhat is (the|this) (\w+ )?(article|document|text|paper|piece) called\b"
    r"|^(the )?(title|headline)\W*$",
    re.IGNORECASE,
)
_TITLE_WORDS = _WHOLE_WORDS | frozenset(stems("title headline call entitle titled original name"))
_PUBLISHED = re.compile(
    r"\bwhen (was|were|did|is) (it|this|that|they|(the|these|those) (\w+ )?(article|document|text"
    r"|paper|piece|book|report|essay|story|file)s?)( \w+)? (published|written|posted|issued"
    r"|released|printed|appear|come out|dated|created)\b"
    r"|\b(publication date|date of (publication|issue|the (article|document|text|paper|report)))\b"
    r"|\b(what|which) (date|year|day|month) (was|is) (it|this|the (article|document|text|paper"
    r"|report))\b.*\b(published|written|posted|issued|released|from)\b"
    r"|\bhow old is (it|this|the (article|document|text|paper|report))\b",
    re.IGNORECASE,
)
_PUBLISHED_WORDS = _WHOLE_WORDS | frozenset(
    stems(
        "publish published publication post posted issue issued release released print printed"
        " date dated day month year when appear come out old age written write created"
    )
)
_NOT_PLURAL = frozenset(
    stems("less class process status news series basis analysis crisis thesis emphasis")
)
_SEVERAL = re.compile(
    r"^(please )?(list|enumerate|summari[sz]e|sum up|outline)\b"
    r"|\b(what|which) (are|were)\b(?! you)"
    r"|\bwho (are|were) (all )?the\b"
    r"|\bin (what|which) (ways|respects)\b|\ball the\b",
    re.IGNORECASE,
)
# "Which armed forces", "name three foreign ministers": up to two words, then a plural.
_ASKED_NOUN = re.compile(
    r"\b(?:what|which|name|give me|tell me)\s+(?:(?:the|all|some)\s+)*"
    r"(?:(?:kinds?|types?|sorts?) of\s+)?"
    r"((?:(?!(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must"
    r"|about|of|in|to|on)\b)[\w-]+\s+){0,2}?"
    r"(?!(?:is|was|does|has|this|his|its|us|as)\b)[\w-]+s)\b",
    re.IGNORECASE,
)


def without_courtesy(question: str) -> str:
    """The question itself, without greeting, thanks, please, or a request to be told.

    >>> without_courtesy("Hi, could you tell me how many cases there were, please?")
    'how many cases there were?'
    """
    return _PLEASE.sub("", _REQUEST.sub("", _COURTESY.sub("", question.strip())))


def person_asked_about(question: str) -> frozenset[str]:
    """The stems of a question on authorship that name one person; none if it is on all authors.

    >>> sorted(person_asked_about("Where does Jane Doe work?"))
    ['doe', 'jane']
    """
    return frozenset(stems(without_courtesy(question))) - _AUTHOR_WORDS


def classify(question: str) -> Intent:
    """The intent of a question; FACT where nothing says otherwise."""
    text = question.strip()
    for pattern, intent in (
        (_GREETING, Intent.GREETING),
        (_THANKS, Intent.THANKS),
        (_ABILITIES, Intent.ABILITIES),
    ):
        if pattern.match(text) or pattern.match(without_courtesy(text)):
            return intent
    text = without_courtesy(text)
    if _AFFILIATIONS.search(text):
        return Intent.AFFILIATIONS
    words = set(stems(text))
    for pattern, known, intent in (
        (_AUTHORS, _AUTHOR_WORDS, Intent.AUTHORS),
        (_TITLE, _TITLE_WORDS, Intent.TITLE),
        (_PUBLISHED, _PUBLISHED_WORDS, Intent.PUBLISHED),
        (_WHOLE, _WHOLE_WORDS, Intent.OVERVIEW),
    ):
        if pattern.search(text) and words <= known:
            return intent
    return Intent.SEVERAL if _wants_several(text) else Intent.FACT


def _wants_several(text: str) -> bool:
    if _SEVERAL.search(text):
        return True
    asked = _ASKED_NOUN.search(text)
    if asked is None:
        return False
    noun = asked.group(1).split()[-1].lower()
    return _NOT_PLURAL.isdisjoint(stems(noun)) and not noun.endswith(("ss", "us"))
