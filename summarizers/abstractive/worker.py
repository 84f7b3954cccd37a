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

from summarizers.abstractive import prompt
from summarizers.abstractive.copying import Keeping, Line
from summarizers.workers.serving import serve

PREFER = 0.5
"""How much (in log probability) it is worth to go on as the passage does."""


def load(options: dict[str, Any]) -> tuple[Callable[[list[list[str]]], bytes], dict[str, Any]]:
    """The model as a function from passages (lists of sentences) to a JSON list of lists of texts."""
    if options["megabytes"]:
        size = options["megabytes"] * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_DATA, (size, size))
    if hasattr(os, "nice"):
        os.nice(5)  # on a small machine the program that answers people comes first
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
        if tokenizer.pad_token is None:
            tokenizer.pad_token = tokenizer.eos_token
        if self._causal:
            tokenizer.padding_side = "left"

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
        inputs = [self._prompt(p) for p in passages]
        beams = self._options["beams"]
        longest = self._options["input_tokens"] + (0 if not self._causal else 256)  # room for the frame around it
        tokens = self._tokenizer(
            inputs,
            padding=True,
            truncation=True,
            max_length=longest,
            return_tensors="pt",
            add_special_tokens=not (self._causal and self._chats),
        )
        tokens.pop("token_type_ids", None)
        with self._torch.inference_mode():
            written = self._model.generate(
                **tokens,
                max_new_tokens=self._options["new_tokens"],
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
        lines = [Line(prompt.kept(p, self._special), self._encode, self._end) for p in passages]
        return [Keeping(lines, 1 if start is None else start, self._options["beams"], PREFER, special)]

    def _encode(self, text: str) -> list[int]:
        return list(self._tokenizer(text, add_special_tokens=False)["input_ids"])

    @property
    def _end(self) -> int:
        """The token that ends a text."""
        end = self._model.generation_config.eos_token_id
        return int(end[0] if isinstance(end, list) else end if end is not None else self._tokenizer.eos_token_id)

    @property
    def _chats(self) -> bool:
        return bool(getattr(self._tokenizer, "chat_template", None))

    def _prompt(self, sentences: Sequence[str]) -> str:
        material = self._cut(prompt.passage(sentences, self._special))
        if not self._causal:
            return material
        if not self._chats:
            return prompt.plain(material)
        return str(
            self._tokenizer.apply_chat_template(prompt.messages(material), tokenize=False, add_generation_prompt=True)
        )

    def _cut(self, material: str) -> str:
        """At most ``input_tokens`` of the material, so that the frame around it always stays whole."""
        ids = self._tokenizer(material, add_special_tokens=False)["input_ids"]
        most = self._options["input_tokens"]
        return material if len(ids) <= most else str(self._tokenizer.decode(ids[:most], skip_special_tokens=True))


if __name__ == "__main__":
    serve(lambda: load(json.loads(sys.argv[1])))
