"""Proof by clients we did not write: see README.md beside this file."""
