"""Sentence embeddings from packaged transformer weights."""
