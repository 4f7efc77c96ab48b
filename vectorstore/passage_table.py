"""Passages in the catalog: their text, their vectors, and the keyword index over them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vectorstore.database import Database
from vectorstore.embedding import PassageVectors
from vectorstore.records import PassageSpan, Span
from vectorstore.words import stems


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage as retrieval reads it. Sentence spans refer to the document's text."""

    id: int
    document_id: str
    title: str
    span: Span
    text: str
    sentences: tuple[Span, ...]
    terms: tuple[tuple[str, ...], ...]  # the stems of each sentence
    vector: NDArray[np.float32]  # (d,)
    sentence_vectors: NDArray[np.float32]  # (s, d)

    def text_of(self, sentence: Span) -> str:
        """The words of one of its sentences."""
        return self.text[sentence.start - self.span.start : sentence.end - self.span.start]


@dataclass(frozen=True, slots=True)
class TokenCodes:
    """A passage's token vectors, encoded, and the sentence that each token stands in."""

    codes: NDArray[np.uint8]  # (t, d / 4)
    scales: NDArray[np.float16]  # (t,)
    sentences: NDArray[np.uint16]  # (t,)


@dataclass(frozen=True, slots=True)
class Statistics:
    """What BM25 needs to know of the whole library."""

    passages: int
    average_terms: float


class PassageTable:
    """The passages of one catalog; only those of ready documents are ever read."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._statistics: tuple[int, Statistics] | None = None

    def statistics(self) -> Statistics:
        """How many passages there are, and how long they are; counted once after each change."""
        changes = self._database.changes
        if self._statistics is None or self._statistics[0] != changes:
            ((count, average),) = self._database.rows(
                "SELECT count(*), avg(term_count) FROM passages JOIN documents d"
                " ON d.id = document_id WHERE d.state = 'ready'"
            )
            self._statistics = (changes, Statistics(count, average or 1.0))
        return self._statistics[1]

    def add(self, passages: Iterable[tuple[str, str, PassageSpan, PassageVectors]]) -> list[int]:
        """Put passages in: (document id, document's text, spans, vectors). Returns their ids."""
        ids: list[int] = []
        with self._database.transaction() as db:
            for document_id, text, passage, vectors in passages:
                terms = [stems(sentence.of(text)) for sentence in passage.sentences]
                cursor = db.execute(
                    "INSERT INTO passages (document_id, start, end, text, sentences, terms,"
                    " term_count, vector, sentence_vectors) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        document_id,
                        passage.span.start,
                        passage.span.end,
                        passage.span.of(text),
                        np.array([(s.start, s.end) for s in passage.sentences], np.int32).tobytes(),
                        "\n".join(" ".join(words) for words in terms),
                        sum(map(len, terms)),
                        vectors.passage.tobytes(),
                        vectors.sentences.tobytes(),
                    ),
                )
                assert cursor.lastrowid is not None
                ids.append(cursor.lastrowid)
                db.execute(
                    "INSERT INTO token_vectors VALUES (?, ?, ?, ?)",
                    (
                        cursor.lastrowid,
                        vectors.token_codes.tobytes(),
                        vectors.token_scales.tobytes(),
                        vectors.token_sentences.tobytes(),
                    ),
                )
        return ids

    def keyword_search(
        self, terms: Sequence[str], limit: int, documents: Collection[str] = ()
    ) -> list[int]:
        """Ids of the passages with the highest BM25 for the given stems.

        With `documents`, of theirs alone; how rare a stem is, is told by the whole library.
        """
        if not terms:
            return []
        match = " OR ".join(f'"{term}"' for term in dict.fromkeys(terms))
        marks = ",".join("?" * len(documents))
        chosen = f" AND rowid IN (SELECT id FROM passages WHERE document_id IN ({marks}))"
        rows = self._database.rows(
            f"SELECT rowid FROM keywords WHERE keywords MATCH ?{chosen if documents else ''}"
            " ORDER BY rank, rowid LIMIT ?",
            (match, *documents, limit),
        )
        return [row[0] for row in rows]

    def frequencies(self, terms: Iterable[str]) -> dict[str, int]:
        """In how many ready passages each stem stands."""
        wanted = list(dict.fromkeys(terms))
        marks = ",".join("?" * len(wanted))
        return dict(
            self._database.rows(
                f"SELECT term, doc FROM keyword_counts WHERE term IN ({marks})", wanted
            )
        )

    def get(self, ids: Iterable[int]) -> list[StoredPassage]:
        """The passages with these ids, those of ready documents, in the order of their ids."""
        wanted = list(ids)
        marks = ",".join("?" * len(wanted))
        return self._stored(f"p.id IN ({marks}) ORDER BY p.id", wanted)

    def of(self, document_id: str) -> list[StoredPassage]:
        """A ready document's passages, in reading order."""
        return self._stored("p.document_id = ? ORDER BY p.start", (document_id,))

    def since(self, document_id: str, start: int, most: int) -> list[StoredPassage]:
        """Passages of a ready document, in reading order: that at character `start`, and on."""
        return self._stored(
            'p.document_id = ? AND p."end" > ? ORDER BY p.start LIMIT ?',
            (document_id, start, most),
        )

    def _stored(self, condition: str, values: Sequence[object]) -> list[StoredPassage]:
        rows = self._database.rows(
            "SELECT p.id, p.document_id, d.title, p.start, p.end, p.text, p.sentences, p.terms,"
            " p.vector, p.sentence_vectors FROM passages p JOIN documents d ON d.id ="
            f" p.document_id WHERE d.state = 'ready' AND {condition}",
            values,
        )
        return [_stored(*row) for row in rows]

    def token_codes(self, passage_ids: Sequence[int], dimensions: int) -> list[TokenCodes]:
        """The encoded token vectors of passages, in the order of the ids given.

        Empty for a passage that was removed in the meantime.
        """
        marks = ",".join("?" * len(passage_ids))
        rows = self._database.rows(
            "SELECT passage_id, codes, scales, sentences FROM token_vectors"
            f" WHERE passage_id IN ({marks})",
            passage_ids,
        )
        found = {
            row[0]: TokenCodes(
                np.frombuffer(row[1], np.uint8).reshape(-1, -(-dimensions // 4)),
                np.frombuffer(row[2], np.float16),
                np.frombuffer(row[3], np.uint16),
            )
            for row in rows
        }
        nothing = TokenCodes(
            np.zeros((0, -(-dimensions // 4)), np.uint8),
            np.zeros(0, np.float16),
            np.zeros(0, np.uint16),
        )
        return [found.get(i, nothing) for i in passage_ids]

    def spans(self, document_id: str) -> set[Span]:
        """Where the passages of a document stand, also of one that is pending."""
        rows = self._database.rows(
            'SELECT start, "end" FROM passages WHERE document_id = ?', (document_id,)
        )
        return {Span(*row) for row in rows}

    def pending_vectors(
        self, document_ids: Sequence[str], after: int, limit: int
    ) -> list[tuple[int, str, NDArray[np.float32]]]:
        """(passage id, document id, vector) of passages of pending documents, past an id."""
        marks = ",".join("?" * len(document_ids))
        rows = self._database.rows(
            "SELECT p.id, p.document_id, p.vector FROM passages p JOIN documents d ON d.id ="
            f" p.document_id WHERE d.state = 'pending' AND d.id IN ({marks}) AND p.id > ?"
            " ORDER BY p.id LIMIT ?",
            (*document_ids, after, limit),
        )
        return [(row[0], row[1], _floats(row[2])) for row in rows]

    def vectors(self, after: int, limit: int) -> list[tuple[int, str, NDArray[np.float32]]]:
        """(passage id, document id, vector) of ready passages past an id: what Chroma copies."""
        rows = self._database.rows(
            "SELECT p.id, p.document_id, p.vector FROM passages p JOIN documents d ON d.id ="
            " p.document_id WHERE d.state = 'ready' AND p.id > ? ORDER BY p.id LIMIT ?",
            (after, limit),
        )
        return [(row[0], row[1], _floats(row[2])) for row in rows]

    def sample_vectors(self, most: int) -> dict[int, NDArray[np.float32]]:
        """Vectors of ready passages by id, evenly spread from the oldest to the newest."""
        ids = self._database.rows(
            "SELECT p.id FROM passages p JOIN documents d ON d.id = p.document_id"
            " WHERE d.state = 'ready' ORDER BY p.id"
        )
        chosen = {ids[round(i)][0] for i in np.linspace(0, len(ids) - 1, most)} if ids else set()
        marks = ",".join("?" * len(chosen))
        rows = self._database.rows(
            f"SELECT id, vector FROM passages WHERE id IN ({marks})", [*chosen]
        )
        return {row[0]: _floats(row[1]) for row in rows}


def _floats(blob: bytes) -> NDArray[np.float32]:
    return np.frombuffer(blob, np.float16).astype(np.float32)


def _stored(
    id_: int, document_id: str, title: str, start: int, end: int, text: str,
    sentences: bytes, terms: str, vector: bytes, sentence_vectors: bytes,
) -> StoredPassage:  # fmt: skip
    spans = np.frombuffer(sentences, np.int32).reshape(-1, 2).tolist()
    passage = _floats(vector)
    return StoredPassage(
        id_,
        document_id,
        title,
        Span(start, end),
        text,
        tuple(Span(*span) for span in spans),
        tuple(tuple(line.split(" ")) if line else () for line in terms.split("\n")),
        passage,
        _floats(sentence_vectors).reshape(-1, len(passage)),
    )
