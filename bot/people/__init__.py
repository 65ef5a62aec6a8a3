"""People: rules of participation, places and who holds them, profiles, and confirming nominees."""
