"""Precis: a chat bot for briefing summaries."""
