"""Agendas: drafted together, posted in every house, edited in place."""
