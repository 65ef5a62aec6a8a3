"""What facilitators hear of when messages do not arrive."""
