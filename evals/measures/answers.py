"""Words: whether an answer says what is accepted, and nothing that is forbidden."""

import re
import string
from collections import Counter

from evals.measures.measure import Measure
from evals.questions.record import SHORT_ANSWER, Question
from evals.results import Observation, Reply

GROUP = "answers"
_SQUAD = "Rajpurkar et al. 2016, arXiv 1606.05250"
_SAME_MARKS = str.maketrans("’‘“”–—", "''\"\"--")
_MARKER = re.compile(r"\s*\[\d+\]")
_ARTICLE = re.compile(r"\b(?:a|an|the)\b")
_NO_PUNCTUATION = str.maketrans("", "", string.punctuation)


def words_of(reply: Reply) -> str:
    """A reply without the markers of its citations, which are numbers but say none."""
    return _MARKER.sub("", reply.text)


def says(text: str, phrase: str) -> bool:
    """Whether a text has a phrase in it, whatever its case, spaces, quotation marks and dashes.

    A number counts only whole: "44" isn't said by "1944", "44,000" or "0.44".
    """
    said, wanted = _plain(text), _plain(phrase).strip()
    before = r"(?<!\d)(?<!\d[.,])" if wanted[:1].isdigit() else ""
    after = r"(?![.,]?\d)" if wanted[-1:].isdigit() else ""
    return re.search(before + re.escape(wanted) + after, said) is not None


def _plain(text: str) -> str:
    return " ".join(text.translate(_SAME_MARKS).casefold().split())


def right_words(question: Question, reply: Reply) -> bool:
    """Whether a reply has one alternative of every group and nothing forbidden."""
    said = words_of(reply)
    return all(any(says(said, one) for one in group) for group in question.accepted) and not any(
        says(said, phrase) for phrase in question.forbidden
    )


def squad_tokens(text: str) -> list[str]:
    """Words as SQuAD compares them: lower case, without punctuation and English articles."""
    return _ARTICLE.sub(" ", text.lower().translate(_NO_PUNCTUATION)).split()


def token_f1(said: str, wanted: str) -> float:
    """The harmonic mean of precision and recall of the words, counted with repetition."""
    ours, gold = Counter(squad_tokens(said)), Counter(squad_tokens(wanted))
    if not ours or not gold:
        return float(ours == gold)
    return 2 * (ours & gold).total() / (ours.total() + gold.total())


def _accepted(seen: Observation) -> float | None:
    if seen.reply is None or not seen.question.answerable or not seen.question.accepted:
        return None
    return float(right_words(seen.question, seen.reply))


def _short_answers(question: Question) -> list[str] | None:
    has_one_group = question.answerable and len(question.accepted) == 1
    return question.accepted[0] if has_one_group and SHORT_ANSWER in question.tags else None


def _exact_match(seen: Observation) -> float | None:
    wanted = _short_answers(seen.question)
    if wanted is None:
        return None
    if seen.reply is None:
        return 0.0
    said = squad_tokens(words_of(seen.reply))
    return float(any(said == squad_tokens(one) for one in wanted))


def _f1(seen: Observation) -> float | None:
    wanted = _short_answers(seen.question)
    if wanted is None:
        return None
    if seen.reply is None:
        return 0.0
    said = words_of(seen.reply)
    return max(token_f1(said, one) for one in wanted)


MEASURES = (
    Measure(
        key="accepted",
        title="accepted answer, when answered",
        group=GROUP,
        formula="share of answers with one accepted alternative of every group and nothing "
        "forbidden, of the answerable questions that were answered",
        source="answer patterns: Voorhees & Tice 2000, SIGIR; "
        "STR-EM: Stelmakh et al. 2022, arXiv 2204.06092",
        more_is_better=True,
        of=_accepted,
    ),
    Measure(
        key="exact_match",
        title="exact match, short answers",
        group=GROUP,
        formula="share of short-answer questions whose answer is one of the alternatives and "
        "nothing more, after SQuAD's normalisation; 0 where it abstained",
        source=_SQUAD,
        more_is_better=True,
        of=_exact_match,
    ),
    Measure(
        key="f1",
        title="F1, short answers",
        group=GROUP,
        formula="mean over short-answer questions of the best F1 of the answer's words with an "
        "alternative's, after SQuAD's normalisation; 0 where it abstained",
        source=_SQUAD,
        more_is_better=True,
        of=_f1,
    ),
)
