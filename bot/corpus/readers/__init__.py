"""Bytes to decoded original text, one format per file."""
