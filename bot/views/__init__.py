"""Persistent buttons and Components V2 layouts."""
