"""Agendas as people write them, read into items; what cannot be read is handed back, and nothing is dropped."""

from bot.agenda.reading.kinds import everybody, kind, leaves_open
from bot.agenda.reading.model import Kind, Reading, ReadItem
from bot.agenda.reading.reader import LONGEST, read

__all__ = ["LONGEST", "Kind", "ReadItem", "Reading", "everybody", "kind", "leaves_open", "read"]
