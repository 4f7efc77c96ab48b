"""Token vectors in two bits a dimension: small enough to keep, near enough to compare.

Late interaction (ColBERT, https://arxiv.org/abs/2004.12832) compares every token of a
question with every token of a passage, and so needs all token vectors of all passages.
Stored as float16 a 150-token passage would take 115 kB; here it takes 15 kB. Each
component is put in one of four equal steps around zero, the step being the vector's own
root mean square, and the code is scaled so that a vector's product with its own code is
exact, which makes products with other vectors nearly unbiased (the estimator of RaBitQ,
https://arxiv.org/abs/2405.12497, without its random rotation).
"""

import numpy as np
from numpy.typing import NDArray

_LEVELS = np.array([-1.5, -0.5, 0.5, 1.5], dtype=np.float32)
# All four components packed into a byte, for each of the 256 bytes.
_UNPACKED = _LEVELS[(np.arange(256)[:, None] >> np.array([0, 2, 4, 6])) & 3]


def encode(vectors: NDArray[np.float32]) -> tuple[NDArray[np.uint8], NDArray[np.float16]]:
    """Codes (n, ceil(dimensions / 4)) and scales (n,) of unit vectors (n, dimensions)."""
    n, dimensions = vectors.shape
    if n == 0:
        return np.zeros((0, -(-dimensions // 4)), np.uint8), np.zeros(0, np.float16)
    step = 1 / np.sqrt(dimensions)  # the root mean square of a unit vector's components
    levels = np.clip(np.floor(vectors / step), -2, 1).astype(np.int8) + 2
    product = np.einsum("nd,nd->n", vectors, _LEVELS[levels])
    padded = np.zeros((n, -(-dimensions // 4) * 4), np.uint8)
    padded[:, :dimensions] = levels
    quads = padded.reshape(n, -1, 4)
    codes = quads[..., 0] | quads[..., 1] << 2 | quads[..., 2] << 4 | quads[..., 3] << 6
    return codes, (1 / np.maximum(product, 1e-3)).astype(np.float16)


def similarities(
    queries: NDArray[np.float32], codes: NDArray[np.uint8], scales: NDArray[np.float16]
) -> NDArray[np.float32]:
    """Estimated cosines (m, n) of unit vectors (m, dimensions) with n encoded vectors."""
    # In torch, which has threads at work already: numpy's own would fight them for the
    # processor, and make a question ten times as slow.
    import torch

    table = torch.from_numpy(_UNPACKED)
    unpacked = torch.nn.functional.embedding(torch.from_numpy(codes).int(), table)
    vectors = unpacked.view(len(codes), 4 * codes.shape[1])[:, : queries.shape[1]]
    products = torch.from_numpy(queries) @ vectors.T
    cosines: NDArray[np.float32] = products.numpy() * scales.astype(np.float32)
    return cosines
