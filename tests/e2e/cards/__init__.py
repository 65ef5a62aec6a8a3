"""Adaptive Cards, checked by the library Teams itself grew from."""
