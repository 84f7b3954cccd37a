"""The generator's process: passages in, one written sentence each out.

Run as ``python -m summarizers.abstractive.worker JSON``, where JSON names the model (a folder, a
``.gguf`` file or a hub name), the threads and the limits.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from summarizers.abstractive import prompt
from summarizers.workers.serving import serve


def load(options: dict[str, Any]) -> tuple[Callable[[list[list[str]]], bytes], dict[str, Any]]:
    """The model as a function from passages (lists of sentences) to a JSON list of texts."""
    if options["megabytes"]:
        size = options["megabytes"] * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_DATA, (size, size))
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
    """Decodes batches greedily, so that the same passages give the same sentences."""

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
        """JSON: a text per passage, "" where time ran out before its turn."""
        until = time.monotonic() + self._options["seconds"]
        texts = [""] * len(passages)
        order = sorted(range(len(passages)), key=lambda i: -sum(map(len, passages[i])))
        size = self._options["batch"]
        for start in range(0, len(order), size):
            left = until - time.monotonic()
            if left <= 0:
                break
            batch = order[start : start + size]
            for i, text in zip(batch, self._write([passages[i] for i in batch], left), strict=True):
                texts[i] = text
        return json.dumps(texts).encode()

    def _write(self, passages: Sequence[Sequence[str]], seconds: float) -> list[str]:
        inputs = [self._prompt(p) for p in passages]
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
                num_beams=1,
                max_time=seconds,
                pad_token_id=self._tokenizer.pad_token_id,
            )
        if self._causal:
            written = written[:, tokens["input_ids"].shape[1] :]
        return [str(t) for t in self._tokenizer.batch_decode(written, skip_special_tokens=True)]

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
