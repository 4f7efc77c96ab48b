"""Questions about a document as a whole: the sentences that together cover it.

Extractive summary in the manner of maximal marginal relevance (Carbonell & Goldstein 1998):
each next sentence is close to what the document says as a whole and far from what has been
chosen. The whole is the mean of the passage vectors, so that each part counts alike, and
the title, which names the subject. Sentences at the beginning and at the head of a passage
gain a little, as writers say there what follows.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.front_matter import author_quotes, title_quotes
from assistant.quoting import Headings, Quote, is_heading, is_quotable, sentence_quote
from vectorstore.passage_table import StoredPassage

_SENTENCES = 4
_NOVELTY = 1.0  # likeness to a chosen sentence takes away what likeness to the whole gives
_LEAD = 0.15  # what the head of a passage gains, and the document's beginning
_FEWEST_WORDS, _MOST_WORDS = 8, 60  # unless the document has no such sentences


def choose_overview(
    passages: Sequence[StoredPassage], most: int = _SENTENCES, headings: Headings = ()
) -> list[Quote]:
    """Up to `most` sentences that cover a document, in reading order.

    `passages` are all passages of one document, in reading order; `headings` tell of what comes.
    """
    sentences = [
        (passage.document_id, span, passage.text_of(span), number, vector)
        for number, passage in enumerate(passages)
        for span, vector in zip(passage.sentences, passage.sentence_vectors, strict=True)
    ]
    # What tells of the document and its authors doesn't tell what it says.
    front = [quote.span for quote in (*author_quotes(passages), *title_quotes(passages))]
    told = [
        sentence
        for sentence in sentences
        if is_quotable(sentence[2])
        and not is_heading(*sentence[:3], headings)
        and not any(sentence[1].start <= span.start < sentence[1].end for span in front)
    ]
    if not told:
        return [sentence_quote(*sentence[:3]) for sentence in sentences[:most]]
    middling = [s for s in told if _FEWEST_WORDS <= len(s[2].split()) <= _MOST_WORDS]
    told = middling if len(middling) >= most else told
    vectors = np.array([sentence[4] for sentence in told])
    whole = np.mean([passage.vector for passage in passages], axis=0) + sentences[0][4] / 2
    worth = vectors @ (whole / max(float(np.linalg.norm(whole)), 1e-9))
    seen: set[int] = set()
    for i, sentence in enumerate(told):
        number = sentence[3]
        worth[i] += _LEAD * (number not in seen) + _LEAD * (1 - number / len(passages))
        seen.add(number)
    chosen = _diverse(vectors, worth, min(most, len(told)))
    return [sentence_quote(*told[i][:3]) for i in sorted(chosen)]


def _diverse(vectors: NDArray[np.float32], worth: NDArray[np.float32], count: int) -> list[int]:
    chosen: list[int] = []
    for _ in range(count):
        likeness = (vectors @ vectors[chosen].T).max(axis=1) if chosen else np.zeros(len(worth))
        gain = worth - _NOVELTY * likeness
        gain[chosen] = -np.inf
        chosen.append(int(gain.argmax()))
    return chosen
