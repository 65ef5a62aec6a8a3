"""Coverage: who is covered, at risk or silent: as a picture, a table, a file, and a word when it worsens."""
