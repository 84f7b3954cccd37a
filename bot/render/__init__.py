"""Answers to markdown, JSON, terminal and Discord parts."""
