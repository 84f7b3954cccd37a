"""Slash commands: parse, defer, call one use case, render, reply."""
