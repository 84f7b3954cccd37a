"""Digests on their way to channels: due, claimed, composed, posted, recorded."""
