"""The generator's process: passages in, for each some sentences to choose from out.

Run as ``python -m summarizers.abstractive.worker JSON``, where JSON names the model (a folder, a
``.gguf`` file or a hub name), the threads and the limits.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from jinja2 import TemplateError

from summarizers.abstractive import prompt
from summarizers.abstractive.copying import Keeping, Line
from summarizers.workers.serving import serve

_MARGIN = 8
"""Tokens kept free for those that a tokenizer puts around a text, or needs where two pieces meet."""

PREFER = 0.5
"""How much (in log probability) it is worth to go on as the passage does."""


def load(options: dict[str, Any]) -> tuple[Callable[[list[list[str]]], bytes], dict[str, Any]]:
    """The model as a function from passages (lists of sentences) to a JSON list of lists of texts."""
    if options["megabytes"]:
        size = options["megabytes"] * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_DATA, (size, size))
    if hasattr(os, "nice"):
        os.nice(5)  # on a small machine the program that answers people comes first
    return opened(options)


def opened(options: dict[str, Any]) -> tuple[Callable[[list[list[str]]], bytes], dict[str, Any]]:
    """``load`` without limits on the process."""
    import torch
    from transformers import AutoConfig, AutoModelForCausalLM, AutoModelForSeq2SeqLM, AutoTokenizer

    torch.set_num_threads(options["threads"])
    name, extra = options["model"], {}
    if name.endswith(".gguf"):
        file = Path(name)
        name, extra = str(file.parent), {"gguf_file": file.name}
    config = AutoConfig.from_pretrained(name, **extra)
    tokenizer = AutoTokenizer.from_pretrained(name, **extra)
    family = AutoModelForSeq2SeqLM if config.is_encoder_decoder else AutoModelForCausalLM
    model = family.from_pretrained(name, dtype=torch.float32, **extra).eval()
    generator = Generator(torch, model, tokenizer, options)
    return generator.answer, {"kind": "seq2seq" if config.is_encoder_decoder else "causal"}


class Generator:
    """Decodes batches by beam search, so that the same passages give the same sentences."""

    def __init__(self, torch: Any, model: Any, tokenizer: Any, options: dict[str, Any]) -> None:
        self._torch = torch
        self._model = model
        self._tokenizer = tokenizer
        self._options = options
        self._causal = not model.config.is_encoder_decoder
        self._special = tuple(tokenizer.all_special_tokens)
        # what the family was trained to read before a text ("summarize: " for T5)
        tasks = getattr(model.config, "task_specific_params", None) or {}
        self._prefix = "" if self._causal else str(tasks.get("summarization", {}).get("prefix") or "")
        if tokenizer.pad_token is None:
            tokenizer.pad_token = tokenizer.eos_token
        if self._causal:
            tokenizer.padding_side = "left"
        positions = getattr(model.config, "max_position_embeddings", None) or 1_000_000
        self._new = min(options["new_tokens"], positions // 2)
        frame = len(self._tokens(self._framed(""))) + _MARGIN
        self._reads = min(options["input_tokens"] + frame, positions - (self._new if self._causal else 0))
        self._most = self._reads - frame
        if self._most < 1:
            raise ValueError(f"the model reads {positions} tokens at most; that is too few for a passage")

    def answer(self, passages: list[list[str]]) -> bytes:
        """JSON: texts for each passage, best first; none where time ran out before its turn."""
        until = time.monotonic() + self._options["seconds"]
        texts: list[list[str]] = [[] for _ in passages]
        order = sorted(range(len(passages)), key=lambda i: -sum(map(len, passages[i])))
        size = self._options["batch"]
        for start in range(0, len(order), size):
            left = until - time.monotonic()
            if left <= 0:
                break
            batch = order[start : start + size]
            for i, some in zip(batch, self._write([passages[i] for i in batch], left), strict=True):
                texts[i] = some
        return json.dumps(texts).encode()

    def _write(self, passages: Sequence[Sequence[str]], seconds: float) -> list[list[str]]:
        inputs = [self._framed(self._cut(prompt.passage(p, self._special))) for p in passages]
        beams = self._options["beams"]
        tokens = self._tokenizer(
            inputs,
            padding=True,
            truncation=True,
            max_length=self._reads,
            return_tensors="pt",
            add_special_tokens=not (self._causal and self._chats),
        )
        tokens.pop("token_type_ids", None)
        with self._torch.inference_mode():
            written = self._model.generate(
                **tokens,
                max_new_tokens=self._new,
                do_sample=False,
                num_beams=beams,
                num_return_sequences=beams,
                max_time=seconds,
                pad_token_id=self._tokenizer.pad_token_id,
                logits_processor=self._keeping(passages, tokens["input_ids"].shape[1] if self._causal else None),
            )
        if self._causal:
            written = written[:, tokens["input_ids"].shape[1] :]
        decoded = [str(t) for t in self._tokenizer.batch_decode(written, skip_special_tokens=True)]
        return [list(dict.fromkeys(decoded[i * beams : (i + 1) * beams])) for i in range(len(passages))]

    def _keeping(self, passages: Sequence[Sequence[str]], start: int | None) -> list[Keeping]:
        """What holds the model to the words of each passage; nothing where it may use its own."""
        if self._options["own_words"]:
            return []
        # a decoder of its own begins with one token that is not text
        special = frozenset(self._tokenizer.all_special_ids)
        lines = [Line(prompt.kept(p, self._special), self._tokens, self._end) for p in passages]
        return [Keeping(lines, 1 if start is None else start, self._options["beams"], PREFER, special)]

    @property
    def _end(self) -> int:
        """The token that ends a text."""
        end = self._model.generation_config.eos_token_id
        return int(end[0] if isinstance(end, list) else end if end is not None else self._tokenizer.eos_token_id)

    @property
    def _chats(self) -> bool:
        return bool(getattr(self._tokenizer, "chat_template", None))

    def _framed(self, material: str) -> str:
        """What the model reads: the material with what stands around it."""
        if not self._causal:
            return self._prefix + material
        if not self._chats:
            return prompt.plain(material)
        try:
            return self._turns(prompt.messages(material))
        except TemplateError:  # some families have no turn for the system
            return self._turns(prompt.one_turn(material))

    def _turns(self, messages: Sequence[dict[str, str]]) -> str:
        return str(self._tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True))

    def _tokens(self, text: str) -> list[int]:
        return list(self._tokenizer(text, add_special_tokens=False)["input_ids"])

    def _cut(self, material: str) -> str:
        """As much of the material as the model may read, so that the frame around it always stays whole."""
        ids = self._tokens(material)
        return (
            material
            if len(ids) <= self._most
            else str(self._tokenizer.decode(ids[: self._most], skip_special_tokens=True))
        )


if __name__ == "__main__":
    serve(lambda: load(json.loads(sys.argv[1])))
