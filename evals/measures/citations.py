"""Citations: whether the quotes stand, whether they are the right ones, and what has none.

A share is taken of each answer and averaged over answers, so that a long answer counts no
more than a short one. The citations that count as right are those that match a gold place
and stand; papers that have no gold places ask a model instead whether a citation supports
its sentence.
"""

from evals.measures.measure import Measure
from evals.measures.places import is_among, is_cited
from evals.measures.retrieval import has_places
from evals.results import Gold, Observation, Reply

GROUP = "citations"
_VERIFIABILITY = "Liu et al. 2023, arXiv 2304.09848; ALCE: Gao et al. 2023, arXiv 2305.14627"


def right_citations(gold: Gold, reply: Reply) -> bool:
    """Whether one place of every group is cited."""
    return all(any(is_cited(one, reply.citations) for one in group) for group in gold.quotes)


def _validity(seen: Observation) -> float | None:
    if seen.reply is None or not (citations := seen.reply.citations):
        return None
    return sum(citation.stands for citation in citations) / len(citations)


def _recall(seen: Observation) -> float | None:
    if seen.reply is None or not has_places(seen):
        return None
    # Without supporting places of its own, the gold ones are the alternatives of all groups,
    # of which one each is enough.
    own = bool(seen.question.supporting) or not seen.gold.quotes
    groups = [[place] for place in seen.gold.supporting] if own else seen.gold.quotes
    citations = seen.reply.citations
    cited = sum(any(is_cited(place, citations) for place in group) for group in groups)
    return cited / len(groups)


def _precision(seen: Observation) -> float | None:
    if seen.reply is None or not has_places(seen) or not (citations := seen.reply.citations):
        return None
    right = sum(one.stands and is_among(one.place, seen.gold.supporting) for one in citations)
    return right / len(citations)


def _unsupported(seen: Observation) -> float | None:
    if seen.reply is None or not (sentences := seen.reply.sentences):
        return None
    bare = sum(not any(one.stands for one in sentence.citations) for sentence in sentences)
    return bare / len(sentences)


MEASURES = (
    Measure(
        key="citation_validity",
        title="citation validity",
        group=GROUP,
        formula="mean over answers with citations of the share of them whose quote is the "
        "document's text at their place",
        source="quotes verified word for word: Menick et al. 2022, arXiv 2203.11147",
        more_is_better=True,
        of=_validity,
    ),
    Measure(
        key="citation_recall",
        title="citation recall",
        group=GROUP,
        formula="mean over answered answerable questions of the share of supporting places "
        "(without any: of groups of alternative quotes) that a citation matches",
        source=_VERIFIABILITY,
        more_is_better=True,
        of=_recall,
    ),
    Measure(
        key="citation_precision",
        title="citation precision",
        group=GROUP,
        formula="mean over answered answerable questions with citations of the share of them "
        "that match a supporting place",
        source=_VERIFIABILITY,
        more_is_better=True,
        of=_precision,
    ),
    Measure(
        key="unsupported_sentences",
        title="sentences without support",
        group=GROUP,
        formula="mean over answers of the share of their sentences without a citation that stands",
        source="attribution: Rashkin et al. 2021, arXiv 2112.12870",
        more_is_better=False,
        of=_unsupported,
    ),
)
