"""Extractive methods, one algorithm per file."""
