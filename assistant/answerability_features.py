"""What tells an answered question from an unanswered one, as numbers read off the evidence.

Four kinds: how near the best sentence is to the question, which of the question's words it
lacks, whether it contradicts the question in a word, and whether it offers the kind of
answer asked for. How many passages there were to choose from is a feature too: among many,
one that looks right by chance is likelier. The contradictions are those that adversarial
questions are made with (Rajpurkar et al. 2018, https://arxiv.org/abs/1806.03822, table 1):
negation, antonym, swapped entity or number.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.opposites import is_superlative, negated, opposed
from assistant.quantities import count_missing, other_number_told
from assistant.question_reading import WORD, QuestionReading, QuestionWord, read
from assistant.question_type import AnswerType, offered
from vectorstore.evidence import Evidence, ScoredPassage, ScoredSentence
from vectorstore.words import stems

_PASSAGES = 5  # the best sentence is looked for in so many
_MANY_PASSAGES = 400  # no larger library was fitted on; beyond it nothing is extrapolated
_USUAL = 0.6  # in place of a cosine where there is no word to take it of


@dataclass(frozen=True, slots=True)
class _Found:
    """The nearest sentence, the passage and the neighbours it stands in, and what was asked."""

    reading: QuestionReading
    about: tuple[QuestionWord, ...]
    passage: ScoredPassage
    window: tuple[ScoredSentence, ...]
    sentence: ScoredSentence
    told: frozenset[str]


def features(evidence: Evidence) -> dict[str, float]:
    """Named features of evidence with at least one passage, always in the same order."""
    found = _find(evidence)
    return {
        **_nearness(evidence, found),
        **_words(found),
        **_contradictions(evidence, found),
        **_offer(evidence, found),
    }


def _find(evidence: Evidence) -> _Found:
    passage, number = _nearest(evidence)
    reading = read(evidence)
    sentence = passage.sentences[number]
    return _Found(
        reading=reading,
        about=tuple(word for word in reading.words if word.asked_about),
        passage=passage,
        window=passage.sentences[max(0, number - 1) : number + 2],
        sentence=sentence,
        told=frozenset(_lower_words(sentence.text)),
    )


def _nearest(evidence: Evidence) -> tuple[ScoredPassage, int]:
    """The sentence that is nearest by its own words, in a passage that is near.

    The score that ranks sentences also counts what those before it say; here, where what a
    sentence lacks is to be told, that would hide it.
    """
    places = [(p, i) for p in evidence.passages[:_PASSAGES] for i in range(len(p.sentences))]
    scores = np.array([passage.score for passage, _ in places])
    rows = np.array([passage.sentences[i].alignment for passage, i in places])
    if rows.size:
        total = max(float(evidence.token_weights.sum()), 1e-9)
        scores += 0.5 * rows.mean(axis=1) + rows @ evidence.token_weights / total
    return places[int(scores.argmax())]


def _nearness(evidence: Evidence, found: _Found) -> dict[str, float]:
    """Cosines of the question, whole and token by token, with what was found."""
    window = np.max([sentence.alignment for sentence in found.window], axis=0)
    alignment = found.sentence.alignment
    rivals = [passage.dense for passage in evidence.passages if passage is not found.passage]
    # The root, because in a library of one article the idf of its main words is close to 0.
    weights = np.sqrt(evidence.token_weights)
    total = weights.sum()
    return {
        "alignment with the sentence and its neighbours": _mean(window),
        "alignment with the sentence, weighted": (
            float(alignment @ weights / total) if total > 0 else _mean(alignment)
        ),
        "alignment with the sentence, median": float(np.median(alignment)) if alignment.size else 0,
        "cosine with the sentence": found.sentence.dense,
        "cosine with the passage, above the next one's": (
            found.passage.dense - max(rivals) if rivals else 0.0
        ),
        "passages to choose from": math.log1p(min(evidence.library_passages, _MANY_PASSAGES)),
    }


def _words(found: _Found) -> dict[str, float]:
    """What stands there of the words asked about, and how much of it in a row."""
    passage, window = _stems_of(found.passage.sentences), _stems_of(found.window)
    title = frozenset(stems(found.passage.title))
    present = [word for word in found.about if _has(passage | title, word)]
    names = [word for word in found.about if word.is_name]
    words = found.reading.words
    run = _longest_run([word.lower for word in words], _lower_words(found.sentence.text))
    return {
        "worst aligned word of those in the passage": min(
            (_of(found.passage.alignment, word) for word in present), default=_USUAL
        ),
        "names": float(len(names)),
        "names not told nearby": float(sum(not _has(window | title, word) for word in names)),
        "longest common run of words": run / max(len(words), 1),
    }


def _contradictions(evidence: Evidence, found: _Found) -> dict[str, float]:
    """A negation on one side only, an opposite in a word's place, another number.

    A word that the passage holds elsewhere is not contradicted by its opposite.
    """
    asked = found.reading.lower
    new = asked - frozenset(_lower_words(found.passage.text))
    return {
        "negation asked, not told": float(found.reading.negated and not negated(found.told)),
        "opposite told": float(opposed(new, found.told)),
        "other number told": float(other_number_told(evidence.question, found.sentence.text)),
        "superlative asked, not told": float(any(is_superlative(word) for word in new)),
    }


def _offer(evidence: Evidence, found: _Found) -> dict[str, float]:
    """Whether the sentence offers the kind of answer asked for."""
    sentence, asked = found.sentence.text, frozenset(evidence.terms)
    no_date = found.reading.type == AnswerType.DATE and not offered(
        AnswerType.DATE, sentence, asked
    )
    return {
        "count asked, none told": float(count_missing(evidence.question, sentence, asked)),
        "date asked, none told": float(no_date),
        "opens as a request": float(found.reading.opens_as_request),
    }


def _lower_words(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text)]


def _stems_of(sentences: Sequence[ScoredSentence]) -> frozenset[str]:
    return frozenset(term for sentence in sentences for term in sentence.terms)


def _of(alignment: NDArray[np.float32], word: QuestionWord) -> float:
    return float(alignment[word.tokens].mean())


def _has(terms: frozenset[str], word: QuestionWord) -> bool:
    """Whether a text's stems hold the word; of a run of characters, at least half its pairs."""
    return bool(word.stems) and 2 * sum(s in terms for s in word.stems) >= len(word.stems)


def _mean(values: NDArray[np.float32]) -> float:
    return float(values.mean()) if values.size else 0.0


def _longest_run(left: Sequence[str], right: Sequence[str]) -> int:
    """The length of the longest run of words that two texts share, by dynamic programming."""
    best = 0
    row = [0] * (len(right) + 1)
    for word in left:
        above = 0
        for j, other in enumerate(right, start=1):
            above, row[j] = row[j], (above + 1 if word == other else 0)
            best = max(best, row[j])
    return best
