"""Agenda: drafted together, published in every house, kept in versions, and run on the day."""
