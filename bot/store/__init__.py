"""The store protocol and its SQLite implementation."""
