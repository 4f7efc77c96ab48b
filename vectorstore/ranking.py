"""How passages and sentences are scored for a question, given everything kept about them.

Two stages. The first fuses what is cheap: the passage vector's cosine, the best sentence
vector's, and BM25 (Robertson & Zaragoza 2009, with Lucene's always positive idf). The
second looks at the best of these token by token: late interaction as in ColBERT
(https://arxiv.org/abs/2004.12832), over the whole question and weighted by idf. Scores of
different kinds are brought to one scale by standardising them over the candidates, and
added. The weights were chosen on the tuning data (docs/measurements.md).
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vectorstore import token_codes
from vectorstore.embedding import QuestionVectors
from vectorstore.evidence import Evidence, ScoredPassage, ScoredSentence
from vectorstore.passage_table import Statistics, StoredPassage, TokenCodes
from vectorstore.words import stems

Scores = NDArray[np.float32]

# Lucene's and SQLite's defaults.
_K1, _B = 1.2, 0.75

_SECOND_STAGE = 32
_CONTEXT = 0.5  # what a word asked before weighs beside one of the question's own
_WORD = re.compile(r"\w+(?:['’]\w+)?")


@dataclass(frozen=True, slots=True)
class Question:
    """A question as ranking reads it: vectors, stems, and how much each stem weighs."""

    vectors: QuestionVectors
    terms: tuple[str, ...]
    idf: dict[str, float]
    token_weights: Scores
    emphasis: Scores  # (t,): 1 for the question's own tokens, less for those of its context
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
    weights = np.zeros(len(vectors.token_spans), np.float32)
    for word in _WORD.finditer(vectors.text):
        weight = max((idf.get(stem, 0.0) for stem in stems(word.group())), default=0.0)
        pieces = [
            i
            for i, span in enumerate(vectors.token_spans)
            if word.start() <= span.start < word.end()
        ]
        weights[pieces] = weight / max(len(pieces), 1)
        own = set(stems(vectors.text[own_from:]))
    emphasis = np.array(
        [1.0 if span.start >= own_from else _CONTEXT for span in vectors.token_spans], np.float32
    )
    return Question(
        vectors,
        terms,
        {term: weight if term in own else weight * _CONTEXT for term, weight in idf.items()},
        weights * emphasis,
        emphasis,
        statistics.passages,
    )


def _idf(passages_with_term: int, passages: int) -> float:
    return math.log(1 + (passages - passages_with_term + 0.5) / (passages_with_term + 0.5))


def rank(
    question: Question,
    candidates: Sequence[StoredPassage],
    statistics: Statistics,
    codes_of: Callable[[Sequence[int]], list[TokenCodes]],
) -> Evidence:
    """Score candidates in two stages; `codes_of` fetches token vectors for the second."""
    if not candidates:
        return _evidence(question, ())
    vector = question.vectors.vector
    dense = np.array([passage.vector @ vector for passage in candidates])
    lexical = np.array([bm25(question.idf, passage, statistics) for passage in candidates])
    sentence_dense = [passage.sentence_vectors @ vector for passage in candidates]
    best_sentence = np.array([scores.max() for scores in sentence_dense])

    first = standard(dense) + standard(lexical) + standard(best_sentence)
    chosen = np.argsort(-first, kind="stable")[:_SECOND_STAGE]
    alignments = _align(
        question,
        codes_of([candidates[i].id for i in chosen]),
        [len(candidates[i].sentences) for i in chosen],
    )

    whole = np.array([sentences.max(axis=0) for sentences in alignments])
    score = (
        2 * standard(_mean(question, whole))
        + standard(np.array([_weighted(question, rows).max() for rows in alignments]))
        + 0.5 * standard(lexical[chosen])
        + 0.5 * standard(best_sentence[chosen])
    )
    sentence_scores = _sentence_scores(question, alignments, score)
    passages = [
        ScoredPassage(
            id=candidates[i].id,
            document_id=candidates[i].document_id,
            title=candidates[i].title,
            span=candidates[i].span,
            text=candidates[i].text,
            sentences=_sentences(
                candidates[i], sentence_dense[i], alignments[n], sentence_scores[n]
            ),
            dense=float(dense[i]),
            lexical=float(lexical[i]),
            alignment=whole[n],
            score=float(score[n]),
        )
        for n, i in enumerate(chosen)
    ]
    return _evidence(question, sorted(passages, key=lambda p: (-p.score, p.id)))


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


def _align(
    question: Question, codes: Sequence[TokenCodes], sentences: Sequence[int]
) -> list[Scores]:
    """For each passage, its sentences' (rows) best cosines with each question token (columns)."""
    offsets = np.cumsum([0, *sentences])
    tokens = question.vectors.tokens
    best = np.zeros((offsets[-1], len(tokens)), np.float32)
    # One product for all passages: many small ones would spend their time on calls.
    packed = np.concatenate([code.codes for code in codes])
    if len(packed) and len(tokens):
        scales = np.concatenate([code.scales for code in codes])
        of_sentence = np.concatenate(
            [code.sentences + first for code, first in zip(codes, offsets, strict=False)]
        )
        cosines = token_codes.similarities(tokens, packed, scales)
        starts = np.flatnonzero(np.diff(of_sentence, prepend=-1))
        best[of_sentence[starts]] = np.maximum.reduceat(cosines, starts, axis=1).T
    return np.split(best, offsets[1:-1])


def _mean(question: Question, alignments: Scores) -> Scores:
    """The mean (n,) over the tokens of each alignment (n, t); context counts for less."""
    means: Scores = alignments @ question.emphasis / max(float(question.emphasis.sum()), 1e-9)
    return means


def _weighted(question: Question, alignments: Scores) -> Scores:
    """The same, with each token weighing as much as its word."""
    total = float(question.token_weights.sum())
    if total <= 0:
        return _mean(question, alignments)
    means: Scores = alignments @ question.token_weights / total
    return means


def _sentence_scores(
    question: Question, alignments: Sequence[Scores], passage_scores: NDArray[np.floating]
) -> list[Scores]:
    """Half alignment, half weighted alignment, half passage: standardised, added, split again."""
    rows = np.concatenate(alignments)
    counts = [len(sentences) for sentences in alignments]
    fused = (
        standard(_mean(question, rows))
        + standard(_weighted(question, rows))
        + np.repeat(standard(passage_scores), counts)
    ) / 2
    return np.split(fused.astype(np.float32), np.cumsum(counts)[:-1])


def _sentences(
    passage: StoredPassage, dense: Scores, alignments: Scores, scores: Scores
) -> tuple[ScoredSentence, ...]:
    return tuple(
        ScoredSentence(
            span=span,
            text=passage.text_of(span),
            terms=passage.terms[i],
            dense=float(dense[i]),
            alignment=alignments[i],
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
