"""An agenda to take away: as Markdown, as a page of its own, and as plain text in an entry for the calendar."""

from bot.agenda.writing.calendar import calendar
from bot.agenda.writing.markdown import markdown
from bot.agenda.writing.paper import Paper
from bot.agenda.writing.plain import plain
from bot.agenda.writing.webpage import webpage

__all__ = ["Paper", "calendar", "markdown", "plain", "webpage"]
