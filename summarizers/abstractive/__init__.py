"""Transformer generators, loaded when first used."""
