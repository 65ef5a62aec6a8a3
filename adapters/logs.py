"""The log: sentences for people, or one JSON object a line for machines. Never what anybody wrote, nor who they are."""

import json
import logging
from datetime import UTC, datetime

ABOUT = ("delivery", "house")
"""What a line may say beside its sentence: ids of ours and of platforms."""


class JsonLines(logging.Formatter):
    """One JSON object a line: at (UTC), level, logger, message, and `ABOUT` and error where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {name: value for name in ABOUT if (value := getattr(record, name, None)) is not None}
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class Sentences(logging.Formatter):
    """The same to be read by people."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:
        """The line, with what it is about at its end."""
        about = [f"{name}={value}" for name in ABOUT if (value := getattr(record, name, None)) is not None]
        return " ".join((super().formatMessage(record), *about))


def begin(level: str, *, as_json: bool) -> None:
    """From now on everything is logged to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if as_json else Sentences())
    logging.basicConfig(level=level, handlers=[handler])
    logging.getLogger("alembic").setLevel(logging.WARNING)
