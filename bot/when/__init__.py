"""Dates as people write them: a moment, a day, a series, or a question back. Never a guess."""

from bot.when.listed import read_days
from bot.when.passes import repeated
from bot.when.reader import LONGEST, read, warm_up
from bot.when.result import Ask, Day, Reason, Result, Series, When

__all__ = ["LONGEST", "Ask", "Day", "Reason", "Result", "Series", "When", "read", "read_days", "repeated", "warm_up"]
