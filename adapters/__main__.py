"""`python -m adapters` is `convener`."""

from adapters.cli import app

app()
