"""Reminders: who hears what, when, from a ladder; once each, in their own working hours, until they have answered."""
