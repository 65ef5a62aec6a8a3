"""An agenda to take away: as Markdown, as a page of its own, and as plain text for a calendar entry."""

from bot.agenda.writing.markdown import markdown
from bot.agenda.writing.paper import Paper
from bot.agenda.writing.plain import plain
from bot.agenda.writing.webpage import webpage

__all__ = ["Paper", "markdown", "plain", "webpage"]
