"""Sentence embeddings from packaged transformer weights.

The model runs in a process of its own (importing torch holds the interpreter for seconds);
here is only the talk with it. Nothing in this package imports torch except ``worker``, which
that process runs.
"""

from summarizers.embeddings.errors import EncoderUnavailable
from summarizers.embeddings.hashing import HashingEncoder
from summarizers.embeddings.packaged import general_vocabulary, installed, packaged_encoder
from summarizers.embeddings.transformer import TransformerEncoder

__all__ = [
    "EncoderUnavailable",
    "HashingEncoder",
    "TransformerEncoder",
    "general_vocabulary",
    "installed",
    "packaged_encoder",
]
