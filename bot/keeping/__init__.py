"""Keeping: what is kept of what people did, and who may read it."""
