"""In: what the page sends, what people type and what they fill in, read into the world's terms. Pure."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from adapters.playground import words
from adapters.playground.house import Look, NotPossible
from bot.chat import ChoiceField, Form, TextField, WhenField

LONGEST_TEXT = 4000
"""Characters a person may write in one message."""

LONGEST_VALUE = 3000
"""Characters one field of a form holds; a TextField may allow fewer."""

Id = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class _Command(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Say(_Command):
    """Write to Convener."""

    person: Id
    text: Annotated[str, StringConstraints(max_length=LONGEST_TEXT)]
    in_room: bool = False


class Press(_Command):
    """Press a button: by the packed action it carries, or by its label."""

    person: Id
    message: Id
    action: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_VALUE)] | None = None
    label: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_VALUE)] | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> "Press":
        if (self.action is None) == (self.label is None):
            raise ValueError("a press needs its action or its label, one of them")
        return self


class Submit(_Command):
    """Send the form that is open."""

    person: Id
    values: dict[Id, Annotated[str, StringConstraints(max_length=LONGEST_VALUE)]]


class Home(_Command):
    """Look at Convener's own page."""

    person: Id


class Close(_Command):
    """Leave the form that is open."""

    person: Id


class Clock(_Command):
    """Move the clock by so many seconds, set it to a wall-clock time in a zone, or let it run as it is."""

    do: Literal["move", "set", "now"]
    seconds: Annotated[int, Field(ge=-(10**9), le=10**9)] = 0
    at: Annotated[str, StringConstraints(max_length=40)] = ""
    zone: Annotated[str, StringConstraints(max_length=60)] = "UTC"

    @property
    def by(self) -> timedelta:
        """How far to move it."""
        return timedelta(seconds=self.seconds)

    @property
    def instant(self) -> datetime:
        """The instant to set it to. Raises BadCommand."""
        try:
            return datetime.fromisoformat(self.at).replace(tzinfo=ZoneInfo(self.zone))
        except ZoneInfoNotFoundError as unknown:
            raise BadCommand(words.NO_ZONE.format(zone=self.zone)) from unknown
        except ValueError as unreadable:
            raise BadCommand(words.NOT_UNDERSTOOD.format(problem=unreadable)) from unreadable


Command = Say | Press | Submit | Home | Close | Clock
COMMANDS: Mapping[str, type[Command]] = {
    "say": Say,
    "press": Press,
    "submit": Submit,
    "home": Home,
    "close": Close,
    "clock": Clock,
}


class BadCommand(Exception):
    """What came is not what the page sends; the text says what is wrong with it."""


def command(kind: type[Command], body: str | bytes) -> Command:
    """Read one command. Raises BadCommand."""
    try:
        return kind.model_validate_json(body)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False, include_context=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        problem = f"{where}: {first['msg']}" if where else first["msg"]
        raise BadCommand(words.NOT_UNDERSTOOD.format(problem=problem)) from wrong


def heard(text: str, look: Look) -> tuple[str, bool]:
    """What Convener hears of what was written, and whether nobody else sees it was written (a slash command)."""
    text = text.strip()
    first, _, rest = text.partition(" ")
    if first == words.COMMAND and look == "slack":
        return rest.strip(), True
    if first.lower() == f"@{words.BOT}".lower():
        return rest.strip(), False
    return text, False


def typed(form: Form, values: Mapping[str, str]) -> dict[str, str]:
    """What the form's own widgets would let through. Raises NotPossible for a field or choice that is not there."""
    fields = {field.key: field for field in form.fields}
    read: dict[str, str] = {}
    for key, value in values.items():
        match fields.get(key):
            case None:
                raise NotPossible(words.NO_FIELD.format(key=key, keys=", ".join(fields)))
            case TextField(limit=limit):
                read[key] = value[:limit]
            case WhenField():
                read[key] = value[:LONGEST_VALUE]
            case ChoiceField(label=label, options=options):
                if value and value not in {option.value for option in options}:
                    choices = ", ".join(option.value for option in options)
                    raise NotPossible(words.NO_OPTION.format(value=value, label=label, options=choices))
                read[key] = value
    return read
