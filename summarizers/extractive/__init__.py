"""Extractive methods, one algorithm per file.

Those behind sumy's slugs choose the same sentences as sumy 0.13 does, given the same tokens;
they are written over whole arrays, which is what makes them fast.
"""
