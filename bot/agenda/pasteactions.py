"""What the buttons and forms mean by which an agenda is pasted, corrected as text, or taken off again."""

from dataclasses import dataclass

from bot.chat import Action


@dataclass(frozen=True)
class OpenPaste(Action, name="agenda.paste"):
    """Paste a whole agenda: opens a form, with `text` in it."""

    meeting: int
    text: str = ""


@dataclass(frozen=True)
class Paste(Action, name="agenda.pasted"):
    """The pasted text came back; `revision` is the agenda's as the form was opened."""

    meeting: int
    revision: int


@dataclass(frozen=True)
class UndoPaste(Action, name="agenda.unpaste"):
    """Take off the last `count` items, unless the agenda changed since `revision`."""

    meeting: int
    revision: int
    count: int


@dataclass(frozen=True)
class OpenText(Action, name="agenda.text"):
    """The agenda as text, one item a line: opens a form."""

    meeting: int


@dataclass(frozen=True)
class SaveText(Action, name="agenda.texted"):
    """The corrected text came back; `revision` is the agenda's as the form was opened."""

    meeting: int
    revision: int
