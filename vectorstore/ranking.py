"""How passages and sentences are scored for a question, given everything kept about them.

Two stages. The first fuses what is cheap: the passage vector's cosine, the best sentence
vector's, and BM25 (Robertson & Zaragoza 2009, with Lucene's always positive idf), each
standardised over the candidates. The second looks at the best of these token by token, over
the whole question and weighted by idf. All its parts are cosines or shares, so they are added
as they are: standardised, a part in which all candidates are alike would count as much as one
that tells them apart. The weights are rounded from a fit on the tuning data
(docs/measurements.md).
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vectorstore import alignment
from vectorstore.alignment import Scores
from vectorstore.embedding import QuestionVectors
from vectorstore.evidence import Evidence, ScoredPassage, ScoredSentence
from vectorstore.passage_table import Statistics, StoredPassage, TokenCodes
from vectorstore.words import stems

# Lucene's and SQLite's defaults.
_K1, _B = 1.2, 0.75

_SECOND_STAGE = 32
_CONTEXT = 0.5  # what a word asked before weighs beside one of the question's own
_OPENING = 2  # as in "Who built", "How many"
# A passage near what was asked before gains so much a unit of cosine, past what any two texts
# on different topics may have. Weights of 0.3 to 1 do alike for follow-ups; larger ones drag a
# question back that turns to another part of a document.
_CONTINUES, _RELATED = 0.3, 0.2
_WORD = re.compile(r"\w+(?:['’]\w+)?")


@dataclass(frozen=True, slots=True)
class Question:
    """A question as ranking reads it: vectors, stems, and how much each stem weighs."""

    vectors: QuestionVectors
    terms: tuple[str, ...]
    idf: dict[str, float]
    token_weights: Scores
    emphasis: Scores  # (t,): 1 for the question's own tokens, less for those of its context
    opening: Scores  # (t,): 1 for the first of its own tokens, which say what kind of answer
    library_passages: int


def read_question(
    vectors: QuestionVectors,
    frequencies: dict[str, int],
    statistics: Statistics,
    own_from: int = 0,
) -> Question:
    """Weigh a question's words by how rare they are in the library.

    What stands before character `own_from` is context: what was asked before a follow-up.
    It counts, but for less than the question's own words.
    """
    terms = tuple(dict.fromkeys(stems(vectors.text)))
    idf = {term: _idf(frequencies.get(term, 0), statistics.passages) for term in terms}
    own = set(stems(vectors.text[own_from:]))
    weights = np.zeros(len(vectors.token_spans), np.float32)
    read_to = max((span.end for span in vectors.token_spans), default=0)
    for word in _WORD.finditer(vectors.text):
        if word.start() >= read_to:
            break  # past the model's length no token is left to weigh
        weight = max((idf.get(stem, 0.0) for stem in stems(word.group())), default=0.0)
        pieces = [
            i
            for i, span in enumerate(vectors.token_spans)
            if word.start() <= span.start < word.end()
        ]
        weights[pieces] = weight / max(len(pieces), 1)
    emphasis = np.array(
        [1.0 if span.start >= own_from else _CONTEXT for span in vectors.token_spans], np.float32
    )
    own_tokens = [i for i, span in enumerate(vectors.token_spans) if span.start >= own_from]
    opening = np.zeros(len(weights), np.float32)
    opening[own_tokens[:_OPENING]] = 1
    return Question(
        vectors,
        terms,
        {term: weight if term in own else weight * _CONTEXT for term, weight in idf.items()},
        weights * emphasis,
        emphasis,
        opening,
        statistics.passages,
    )


def _idf(passages_with_term: int, passages: int) -> float:
    return math.log(1 + (passages - passages_with_term + 0.5) / (passages_with_term + 0.5))


def rank(
    question: Question,
    candidates: Sequence[StoredPassage],
    statistics: Statistics,
    codes_of: Callable[[Sequence[int]], list[TokenCodes]],
    before: Sequence[Scores] = (),
) -> Evidence:
    """Score candidates in two stages; `codes_of` fetches token vectors for the second.

    `before` are vectors (d,) of what was asked before the question.
    """
    if not candidates:
        return _evidence(question, ())
    vector = question.vectors.vector
    dense = np.array([passage.vector @ vector for passage in candidates])
    lexical = np.array([bm25(question.idf, passage, statistics) for passage in candidates])
    sentence_dense = [passage.sentence_vectors @ vector for passage in candidates]
    best_sentence = np.array([scores.max() for scores in sentence_dense])

    first = standard(dense) + standard(lexical) + standard(best_sentence)
    chosen = np.argsort(-first, kind="stable")[:_SECOND_STAGE]
    rows = alignment.align(
        question.vectors.tokens,
        codes_of([candidates[i].id for i in chosen]),
        [len(candidates[i].sentences) for i in chosen],
    )
    passages = [candidates[i] for i in chosen]
    score = _passage_scores(question, passages, best_sentence[chosen], rows)
    score = score + _continuing(passages, before)
    sentence_scores = _sentence_scores(question, rows, score)
    scored = [
        ScoredPassage(
            id=passage.id,
            document_id=passage.document_id,
            title=passage.title,
            span=passage.span,
            text=passage.text,
            sentences=_sentences(passage, sentence_dense[i], rows[n], sentence_scores[n]),
            dense=float(dense[i]),
            lexical=float(lexical[i]),
            alignment=rows[n].max(axis=0),
            score=float(score[n]),
        )
        for n, (i, passage) in enumerate(zip(chosen, passages, strict=True))
    ]
    return _evidence(question, sorted(scored, key=lambda p: (-p.score, p.id)))


def _continuing(passages: Sequence[StoredPassage], before: Sequence[Scores]) -> Scores:
    """What each passage gains by being near one of the questions asked before.

    By cosine, not standardised: after a turn to another topic no passage found is near, and
    standardising would make a difference of what is noise.
    """
    gains = np.zeros(len(passages), np.float32)
    for vector in before:
        cosines = np.array([passage.vector @ vector for passage in passages], np.float32)
        gains = np.maximum(gains, _CONTINUES * (cosines - _RELATED))
    return gains


def bm25(idf: dict[str, float], passage: StoredPassage, statistics: Statistics) -> float:
    """BM25 of a passage for stems of the given idf."""
    counts = Counter(term for sentence in passage.terms for term in sentence if term in idf)
    length = sum(map(len, passage.terms)) / statistics.average_terms
    return sum(
        idf[term] * n * (_K1 + 1) / (n + _K1 * (1 - _B + _B * length))
        for term, n in sorted(counts.items())
    )


def standard(scores: NDArray[np.floating]) -> NDArray[np.floating]:
    """Scores minus their mean, over their standard deviation; zeros if all are alike."""
    deviation = scores.std()
    return (scores - scores.mean()) / deviation if deviation > 1e-9 else np.zeros_like(scores)


def _passage_scores(
    question: Question, passages: Sequence[StoredPassage], best_sentence: Scores, rows: list[Scores]
) -> Scores:
    """Alignment of the whole passage, that of its best sentence, its cosine, shared words."""
    whole = np.array([sentences.max(axis=0) for sentences in rows])
    return np.asarray(
        alignment.mean(whole, question.emphasis)
        + 0.75 * np.array([_by_idf(question, sentences).max() for sentences in rows])
        + 0.25 * best_sentence
        + 0.1 * np.array([_coverage(question, passage) for passage in passages]),
        np.float32,
    )


def _sentence_scores(
    question: Question, rows: Sequence[Scores], passage_scores: Scores
) -> list[Scores]:
    """Alignment in context, of all tokens, by idf and of the opening, and the passage's score."""
    context = np.concatenate([alignment.in_context(sentences) for sentences in rows])
    counts = [len(sentences) for sentences in rows]
    fused = (
        0.5 * alignment.mean(context, question.emphasis)
        + _by_idf(question, context)
        + 0.3 * alignment.mean(context, question.opening)
        + 0.5 * np.repeat(passage_scores, counts)
    )
    return np.split(standard(fused).astype(np.float32), np.cumsum(counts)[:-1])


def _by_idf(question: Question, rows: Scores) -> Scores:
    return alignment.mean(rows, question.token_weights, question.emphasis)


def _coverage(question: Question, passage: StoredPassage) -> float:
    """The share, by idf, of the question's stems that stand in a passage."""
    there = {term for sentence in passage.terms for term in sentence}
    total = sum(question.idf.values())
    return sum(w for term, w in question.idf.items() if term in there) / total if total else 0.0


def _sentences(
    passage: StoredPassage, dense: Scores, rows: Scores, scores: Scores
) -> tuple[ScoredSentence, ...]:
    return tuple(
        ScoredSentence(
            span=span,
            text=passage.text_of(span),
            terms=passage.terms[i],
            dense=float(dense[i]),
            alignment=rows[i],
            score=float(scores[i]),
        )
        for i, span in enumerate(passage.sentences)
    )


def _evidence(question: Question, passages: Sequence[ScoredPassage]) -> Evidence:
    return Evidence(
        question=question.vectors.text,
        terms=question.terms,
        idf=question.idf,
        token_spans=question.vectors.token_spans,
        token_weights=question.token_weights,
        library_passages=question.library_passages,
        passages=tuple(passages),
    )
