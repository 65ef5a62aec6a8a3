"""Signups: who comes to which meeting."""
