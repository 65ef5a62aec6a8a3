"""What was shown, and what had to be read for it: only that has to be drawn again when something else has changed."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from bot.chat import Form
from storage.database import Db
from storage.models import Answer


@dataclass
class Seen:
    """What one viewer is shown, by what it is; which of it could not be drawn without reading any answer; and the
    forms that each led to, by where they are sent.
    """

    texts: dict[str, str] = field(default_factory=dict[str, str])
    reading: set[str] = field(default_factory=set[str])
    forms: dict[str, dict[str, Form]] = field(default_factory=dict[str, dict[str, Form]])

    def untouched(self, label: str) -> bool:
        """Whether answers may change as they like: this was drawn without them, and would be the same again."""
        return label in self.texts and label not in self.reading

    def opened(self) -> dict[str, Form]:
        """The forms somebody could send, each as it was opened first."""
        found: dict[str, Form] = {}
        for then, form in (pair for forms in self.forms.values() for pair in forms.items()):
            found.setdefault(then, form)
        return found


class Watch:
    """Sees every statement that reaches the database, also those that go past SQLAlchemy: `read` says whether one of
    them named the table of answers.
    """

    def __init__(self) -> None:
        self.read = False

    def __call__(self, statement: str) -> None:
        """Called by SQLite itself, before it begins."""
        self.read = self.read or ANSWERS.search(statement) is not None


ANSWERS = re.compile(rf"\b{Answer.__tablename__}\b")


@contextmanager
def watching(db: Db) -> Iterator[Watch]:
    """Watches what this open transaction reads, on SQLite."""
    watch, driver = Watch(), db.connection().connection.dbapi_connection
    assert driver is not None
    driver.set_trace_callback(watch)
    try:
        yield watch
    finally:
        driver.set_trace_callback(None)
