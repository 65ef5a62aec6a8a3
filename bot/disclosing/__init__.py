"""Disclosing: what a community lets whom see, and which companies agree to be named."""
