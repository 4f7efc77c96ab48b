"""Texts to vectors: one forward pass gives a passage's vector, its sentences' and its tokens'.

The mean over all token vectors is the passage vector, the mean over a sentence's tokens is
that sentence's vector in the light of its passage (late chunking,
https://arxiv.org/abs/2409.04701), and the token vectors themselves serve late interaction.
"""

import os
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from vectorstore import token_codes, weights
from vectorstore.errors import ModelUnusable
from vectorstore.records import PassageSpan, Span

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vector = NDArray[np.float32]

# Batches of 8 to 16 are the fastest on a CPU: larger ones fall out of its cache.
_BATCH = 16
# For every shape that it has not seen, torch keeps buffers: few shapes, little memory.
_PADDED_TO = 32
_MOST_PIECES = 256


@dataclass(frozen=True, slots=True)
class PassageVectors:
    """All vectors of one passage of s sentences and t word tokens, unit length, d dimensions."""

    passage: NDArray[np.float16]  # (d,)
    sentences: NDArray[np.float16]  # (s, d)
    token_codes: NDArray[np.uint8]  # (t, d / 4), in reading order
    token_scales: NDArray[np.float16]  # (t,)
    token_sentences: NDArray[np.uint16]  # (t,): which sentence a token stands in


@dataclass(frozen=True, slots=True)
class QuestionVectors:
    """A question's vector (d,), those of its t tokens (t, d), and where the tokens stand."""

    text: str
    vector: Vector
    tokens: Vector
    token_spans: tuple[Span, ...]


class Embedder(Embeddings):
    """A sentence-transformers model; usable as LangChain `Embeddings` anywhere.

    `model` is a model's name, a folder, or None for the packaged all-MiniLM-L6-v2, which
    never touches the network. Loading takes seconds and happens at first use. Threads may
    share one embedder.
    """

    def __init__(self, model: str | None = None) -> None:
        self.name = model or weights.PACKAGED
        self._model_source = model
        # The fast tokenizer answers "Already borrowed" to two threads at once.
        self._lock = threading.Lock()

    @cached_property
    def _model(self) -> "SentenceTransformer":
        if self._model_source is None:
            os.environ.setdefault("HF_HUB_OFFLINE", "1")
            source = str(weights.verified_packaged_folder())
        else:
            source = self._model_source
        import torch
        import transformers
        from sentence_transformers import SentenceTransformer

        transformers.utils.logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        kind = torch.bfloat16 if _has_bfloat16() else torch.float32
        try:
            model = SentenceTransformer(source, model_kwargs={"dtype": kind})
        except Exception as error:
            raise ModelUnusable(
                f"The embedding model {source!r} could not be loaded "
                f"({type(error).__name__}); check its name, or leave it out for the packaged one."
            ) from error
        model.eval()
        return model

    @property
    def dimensions(self) -> int:
        with self._lock:
            return int(self._model.get_embedding_dimension() or 0)

    @property
    def passage_pieces(self) -> int:
        """How many word pieces of text a passage may have: past that the model sees nothing."""
        with self._lock:
            reads = self._model.max_seq_length or _MOST_PIECES
            special = self._model.tokenizer.num_special_tokens_to_add()
            return int(min(reads, _MOST_PIECES) - special)

    def piece_spans(self, texts: Sequence[str]) -> list[list[tuple[int, int]]]:
        """For each text the character spans of its word pieces."""
        if not texts:
            return []
        with self._lock:
            encoded = self._model.tokenizer(
                list(texts),
                add_special_tokens=False,
                return_offsets_mapping=True,
                return_attention_mask=False,
                verbose=False,
            )
        return list(encoded["offset_mapping"])

    def embed_passages(self, text: str, passages: Sequence[PassageSpan]) -> list[PassageVectors]:
        """The vectors of passages of one text, in the order given."""
        return self.embed_passages_of([(text, passage) for passage in passages])

    def embed_passages_of(
        self, passages: Sequence[tuple[str, PassageSpan]]
    ) -> list[PassageVectors]:
        """The vectors of passages of any texts: each comes with the text that its spans are of."""
        prompt = self._prompt("document", "passage")
        # Like lengths together: padding is work thrown away.
        order = sorted(
            range(len(passages)), key=lambda i: passages[i][1].span.end - passages[i][1].span.start
        )
        done: dict[int, PassageVectors] = {}
        for first in range(0, len(order), _BATCH):
            batch = order[first : first + _BATCH]
            texts = [prompt + passages[i][1].span.of(passages[i][0]) for i in batch]
            for i, forward, body in zip(batch, self._forward(texts), texts, strict=True):
                done[i] = _passage_vectors(passages[i][1], forward, body, len(prompt))
        return [done[i] for i in range(len(passages))]

    def embed_question(self, text: str) -> QuestionVectors:
        """A question's vector and its tokens' vectors; past the model's length it is cut."""
        prompt = self._prompt("query")
        (forward,) = self._forward([prompt + text])
        keep = forward.spans[:, 1] > len(prompt)
        spans = tuple(
            Span(max(int(start) - len(prompt), 0), int(end) - len(prompt))
            for start, end in forward.spans[keep]
        )
        return QuestionVectors(text, forward.pooled, _unit(forward.tokens[keep]), spans)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """LangChain's door for texts: one vector each, cut at the model's length."""
        prompt = self._prompt("document", "passage")
        vectors: list[list[float]] = []
        for first in range(0, len(texts), _BATCH):
            batch = [prompt + text for text in texts[first : first + _BATCH]]
            vectors += [forward.pooled.tolist() for forward in self._forward(batch)]
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """LangChain's door for a question."""
        vector: list[float] = self.embed_question(text).vector.tolist()
        return vector

    def _prompt(self, *names: str) -> str:
        """What the model wants before a text, where it was trained with such a prefix."""
        with self._lock:
            prompts = self._model.prompts or {}
        return next((prompt for name in names if (prompt := prompts.get(name))), "")

    def _forward(self, texts: list[str]) -> Iterator["_Forward"]:
        import torch

        with self._lock:
            model = self._model
            longest = model.max_seq_length or _MOST_PIECES
            features: dict[str, Any] = dict(
                model.tokenizer(
                    texts,
                    padding=True,
                    pad_to_multiple_of=None if longest % _PADDED_TO else _PADDED_TO,
                    truncation=True,
                    max_length=longest,
                    return_offsets_mapping=True,
                    return_tensors="pt",
                )
            )
            spans = features.pop("offset_mapping").numpy()
            features = {name: value.to(model.device) for name, value in features.items()}
            with torch.inference_mode():
                output = model(features)
            tokens = output["token_embeddings"].float().cpu().numpy()
            pooled = _unit(output["sentence_embedding"].float().cpu().numpy())
            mask = features["attention_mask"].cpu().numpy()
        for i in range(len(texts)):
            # Special tokens and padding have empty spans.
            real = (spans[i, :, 1] > spans[i, :, 0]) & (mask[i] > 0)
            yield _Forward(pooled[i], tokens[i, real], spans[i, real])


@lru_cache(maxsize=2)
def shared_embedder(model: str | None = None) -> Embedder:
    """The process's embedder for a model: weights are loaded once, however many libraries."""
    return Embedder(model)


@dataclass(frozen=True, slots=True)
class _Forward:
    """What the model says of one text of t tokens: pooled (d,), tokens (t, d), spans (t, 2)."""

    pooled: Vector
    tokens: Vector
    spans: NDArray[np.int64]


def _passage_vectors(
    passage: PassageSpan, forward: _Forward, body: str, prompt_length: int
) -> PassageVectors:
    # Spans in the text the model read, which starts with the prompt.
    shift = passage.span.start - prompt_length
    starts = np.array([sentence.start - shift for sentence in passage.sentences])
    of_sentence = np.searchsorted(starts, forward.spans[:, 0], side="right") - 1
    sentences = np.empty((len(starts), len(forward.pooled)), np.float32)
    for i in range(len(starts)):
        own = forward.tokens[of_sentence == i]
        sentences[i] = own.mean(axis=0) if len(own) else forward.pooled
    is_word = np.array([body[end - 1].isalnum() for _, end in forward.spans], dtype=bool) & (
        of_sentence >= 0
    )
    codes, scales = token_codes.encode(_unit(forward.tokens[is_word]))
    return PassageVectors(
        passage=forward.pooled.astype(np.float16),
        sentences=_unit(sentences).astype(np.float16),
        token_codes=codes,
        token_scales=scales,
        token_sentences=of_sentence[is_word].astype(np.uint16),
    )


def _unit(vectors: Vector) -> Vector:
    norms = np.linalg.norm(vectors, axis=-1, keepdims=True)
    result: Vector = (vectors / np.maximum(norms, 1e-12)).astype(np.float32)
    return result


def _has_bfloat16() -> bool:
    """Whether matrix products in bfloat16 are the processor's own, and so twice as fast."""
    import torch

    if torch.cuda.is_available():
        return bool(torch.cuda.is_bf16_supported())
    check = getattr(torch.cpu, "_is_avx512_bf16_supported", None)
    return bool(check and check())
