"""What follows a verb: a date, a reason, an object; and what of it a question can keep."""

import re

from assistant.suggesting.noun_phrases import PREPOSITIONS, is_untold
from assistant.suggesting.verbs import AUXILIARIES, FORMS

MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
YEAR = r"(?:\d{3,4}(?:s| BCE?| AD| CE)?|AD \d{1,4})"
DATE = (
    rf"(?:(?:early|late|mid)[ -])?(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH},? ?{YEAR}?"
    rf"|{MONTH}(?: \d{{1,2}}(?:st|nd|rd|th)?(?!\d))?(?:,? {YEAR})?"
    rf"|the (?:(?:early|late|mid)[ -])?(?:\w+ century(?: {YEAR})?|\d{{4}}s)|{YEAR})"
)
"""A date as a pattern, without "in" or "on" before it."""
# After a date comes no noun: "in 2012 dollars" is none.
_NO_NOUN = (
    r"(?=$|[,;.]| (?:and|by|as|when|after|before|at|in|on|for|with|from|to|under|during|because"
    r"|while|where|but|until|following|the|through|near|against)\b)"
)
WHEN = re.compile(rf"^(.*?) ?\b(?:in|on) ({DATE}){_NO_NOUN}")
WHY = re.compile(r"^(.+?),? (?:because|due to|in order to|so that|owing to)\b")
OBJECT = re.compile(
    r"^(?:(?:the|a|an|its|his|her|their|several|many|two|three|four|five|six|seven|eight|nine|ten)"
    r" (?!own\b)\w|[A-Z]|\d)"
)
_NOT_LAST = PREPOSITIONS | frozenset(
    "the a an and or but that which who not no very more most less also is are was were".split()
)
_VERB_JOINED = re.compile(
    rf"\b(?:and|or|but) (?:\d|\w+(?:ed|ing)\b|(?:{'|'.join(sorted(AUXILIARIES | set(FORMS)))})\b)"
)
_UNFIT = re.compile(
    r"[^\w\s'’.,$%€£-]|\b(?:he|him|his|she|her|it|they|them|their|we|us|our|i|my|you|your|this"
    r"|that|these|those|such|here|there|former|latter|same|other|others|another|then|also|however"
    r"|thus|therefore|following|above|below|respectively|one|ones|itself|themselves|himself"
    r"|herself|later|previously|earlier|who|which|whom|whose|where|when|while|because)\b",
    re.IGNORECASE,
)


def is_kept(text: str, most: int = 8) -> bool:
    """Whether words that follow a verb can stand at the end of a question as they are."""
    words = text.split()
    if not words:
        return True
    unfit = _UNFIT.search(text) or _VERB_JOINED.search(text) or is_untold(text)
    return len(words) <= most and not unfit and words[-1].lower() not in _NOT_LAST
