"""Forms: what to ask, what it means when it comes back, and what was wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.chat.action import Action
from bot.chat.message import Spans


@dataclass(frozen=True)
class TextField:
    """Words. `lines` above 1 asks for a paragraph; `limit` is in characters (Slack's plain_text_input: 3,000)."""

    key: str
    label: str
    value: str = ""
    hint: str = ""
    placeholder: str = ""
    lines: int = 1
    limit: int = 3000
    optional: bool = False


@dataclass(frozen=True)
class WhenField:
    """A date as people write it ("first Tuesday of March 4pm Geneva time"), read by `bot.when`."""

    key: str
    label: str
    value: str = ""
    hint: str = ""
    placeholder: str = ""
    optional: bool = False


@dataclass(frozen=True)
class Option:
    """One choice: the value that comes back and the words people read."""

    value: str
    label: str


@dataclass(frozen=True)
class ChoiceField:
    """One of several options. `value` is the option chosen beforehand, "" for none."""

    key: str
    label: str
    options: tuple[Option, ...]
    value: str = ""
    hint: str = ""
    optional: bool = False


Field = TextField | WhenField | ChoiceField


@dataclass(frozen=True)
class Form:
    """What to ask. `then` rides along and says what the answers are for.

    `opener` is the action that opens this very form: where a platform cannot open one right now (a message in
    Slack carries no trigger), it shows a button with it instead.
    """

    title: str
    fields: tuple[Field, ...]
    then: Action
    opener: Action
    submit: str
    intro: Spans = ()

    def filled(self, values: Mapping[str, str]) -> "Form":
        """The same form with what the person typed in it."""
        return replace(
            self, fields=tuple(replace(field, value=values.get(field.key, field.value)) for field in self.fields)
        )


@dataclass(frozen=True)
class Problems:
    """The form stays open, filled as it was typed; each sentence stands at its field ("" is the form as a whole)."""

    form: Form
    by_field: Mapping[str, str]
