"""Models small enough to build in a test: random weights, real files, real code, a shape of each family."""

from __future__ import annotations

from pathlib import Path
from typing import Any

WORDS = "gas pipeline serbia russia bought sold built the a in of and from to company power plant energy . , %".split()
FAMILIES = ("bart", "t5", "pegasus", "llama", "chat")
"""The first three read and write (sequence to sequence), the others go on writing; "chat" takes no system's turn."""

POSITIONS = 128
"""Tokens that those with a table of positions can read."""

_NO_SYSTEM = (
    "{% for m in messages %}{% if m['role'] == 'system' %}{{ raise_exception('no system') }}{% endif %}"
    "{{ m['content'] }}\n{% endfor %}"
)


def build(folder: Path, family: str = "bart") -> Path:
    """Save a model of one tiny layer and its tokenizer, as any local model is saved."""
    import torch

    tokenizer, ids = _pieces() if family in ("t5", "pegasus") else _words()
    if family == "chat":
        tokenizer.chat_template = _NO_SYSTEM
    tokenizer.save_pretrained(folder)
    torch.manual_seed(3)
    _model(family, len(tokenizer), ids).save_pretrained(folder)
    return folder


def _model(family: str, size: int, ids: dict[str, int]) -> Any:
    import transformers as t

    common = {"vocab_size": size, "pad_token_id": ids["<pad>"], "eos_token_id": ids["</s>"]}
    layers = {
        "d_model": 16,
        "encoder_layers": 1,
        "decoder_layers": 1,
        "encoder_attention_heads": 2,
        "decoder_attention_heads": 2,
        "encoder_ffn_dim": 16,
        "decoder_ffn_dim": 16,
        "max_position_embeddings": POSITIONS,
    }
    if family == "bart":
        end = ids["</s>"]
        config = t.BartConfig(
            **common, **layers, bos_token_id=ids["<s>"], decoder_start_token_id=end, forced_eos_token_id=end
        )
        return t.BartForConditionalGeneration(config)
    if family == "pegasus":
        return t.PegasusForConditionalGeneration(
            t.PegasusConfig(**common, **layers, decoder_start_token_id=ids["<pad>"])
        )
    if family == "t5":
        return t.T5ForConditionalGeneration(
            t.T5Config(
                **common, d_model=16, d_kv=8, d_ff=16, num_layers=1, num_heads=2, decoder_start_token_id=ids["<pad>"]
            )
        )
    return t.LlamaForCausalLM(
        t.LlamaConfig(
            **common,
            bos_token_id=ids["<s>"],
            hidden_size=16,
            intermediate_size=16,
            num_hidden_layers=1,
            num_attention_heads=2,
            num_key_value_heads=2,
        )
    )


def _words() -> tuple[Any, dict[str, int]]:
    """A token a word."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    ids = {w: i for i, w in enumerate(["<s>", "<pad>", "</s>", "<unk>", *WORDS])}
    tokenizer = Tokenizer(models.WordLevel(ids, unk_token="<unk>"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    return _fast(tokenizer, bos_token="<s>"), ids


def _pieces() -> tuple[Any, dict[str, int]]:
    """As SentencePiece cuts: a mark for the space before a word, letters where no word is known."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors

    letters = list("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,%\u2581")
    pieces = ["<pad>", "</s>", "<unk>", *("\u2581" + w for w in WORDS if w.isalpha()), *letters]
    ids = {p: i for i, p in enumerate(pieces)}
    tokenizer = Tokenizer(models.Unigram([(p, -1.0 if len(p) > 1 else -5.0) for p in pieces], unk_id=2))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    tokenizer.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 1)])
    return _fast(tokenizer), ids


def _fast(tokenizer: Any, **special: str) -> Any:
    from transformers import PreTrainedTokenizerFast

    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="<pad>", eos_token="</s>", unk_token="<unk>", **special
    )
