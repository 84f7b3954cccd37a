"""What can go wrong with a model."""

from __future__ import annotations


class EncoderUnavailable(RuntimeError):
    """The model failed to load, its process died twice, or it was closed; the message says which."""
