"""What the buttons and forms of drafting and publishing mean. The wire names are for ever."""

from dataclasses import dataclass

from bot.chat import Action


@dataclass(frozen=True)
class ShowDraft(Action, name="agenda.draft"):
    """The agenda as it is drafted, a page of it."""

    meeting: int
    page: int = 1


@dataclass(frozen=True)
class ShowItem(Action, name="agenda.item"):
    """All that can be done with one item."""

    item: int


@dataclass(frozen=True)
class OpenAddItem(Action, name="agenda.add"):
    """A new item: opens a form."""

    meeting: int


@dataclass(frozen=True)
class AddItem(Action, name="agenda.added"):
    """The form of a new item came back."""

    meeting: int


@dataclass(frozen=True)
class OpenEditItem(Action, name="agenda.edit"):
    """Change an item: opens a form."""

    item: int


@dataclass(frozen=True)
class SaveItem(Action, name="agenda.save"):
    """The form came back; `revision` is the one it was filled with, `meeting` where the item goes if it is gone."""

    item: int
    revision: int
    meeting: int


@dataclass(frozen=True)
class MoveItem(Action, name="agenda.shift"):
    """Earlier (-1) or later (1), from where it stood when the button was drawn."""

    item: int
    position: int
    by: int


@dataclass(frozen=True)
class SplitItem(Action, name="agenda.split"):
    """Make two of it, of half the length; `revision` makes a second click harmless."""

    item: int
    revision: int


@dataclass(frozen=True)
class MergeItem(Action, name="agenda.merge"):
    """Make one of it and the item after it."""

    item: int
    revision: int


@dataclass(frozen=True)
class DropItem(Action, name="agenda.drop"):
    """Take it off."""

    item: int
    revision: int


@dataclass(frozen=True)
class OpenCopy(Action, name="agenda.copy"):
    """Copy from another meeting or a template: opens a form."""

    meeting: int


@dataclass(frozen=True)
class Copy(Action, name="agenda.copied"):
    """The form came back with what to copy."""

    meeting: int


@dataclass(frozen=True)
class OpenTemplate(Action, name="agenda.template"):
    """Keep this agenda as a template: opens a form."""

    meeting: int


@dataclass(frozen=True)
class KeepTemplate(Action, name="agenda.templated"):
    """The form came back with the template's name."""

    meeting: int


@dataclass(frozen=True)
class CheckAgenda(Action, name="agenda.check"):
    """What should be looked at before publishing."""

    meeting: int


@dataclass(frozen=True)
class FitAgenda(Action, name="agenda.fit"):
    """Shorten the longest items until everything fits the meeting."""

    meeting: int
    revision: int


@dataclass(frozen=True)
class FillAgenda(Action, name="agenda.fill"):
    """Use the time that is left for a discussion."""

    meeting: int
    revision: int


@dataclass(frozen=True)
class AddBreak(Action, name="agenda.pause"):
    """A break of ten minutes after this item."""

    item: int
    revision: int


@dataclass(frozen=True)
class AskOwner(Action, name="agenda.ask"):
    """Ask whoever holds this item whether the slot suits them."""

    item: int


@dataclass(frozen=True)
class Publish(Action, name="agenda.publish"):
    """Show this revision in every house."""

    meeting: int
    revision: int


@dataclass(frozen=True)
class ShowPublished(Action, name="agenda.page"):
    """A page of the agenda as it was published."""

    meeting: int
    page: int = 1


@dataclass(frozen=True)
class TakeAgenda(Action, name="agenda.take"):
    """The published agenda to take away."""

    meeting: int


@dataclass(frozen=True)
class AgendaFile(Action, name="file.agenda"):
    """The published agenda behind an address: a "page", "md" or "ics"."""

    meeting: int
    kind: str


@dataclass(frozen=True)
class ShowVersions(Action, name="agenda.versions"):
    """Every version that was published, and who has seen it."""

    meeting: int


@dataclass(frozen=True)
class OpenCompare(Action, name="agenda.choose"):
    """Which two versions to compare: opens a form."""

    meeting: int


@dataclass(frozen=True)
class Compare(Action, name="agenda.compare"):
    """The difference between two versions; without them, the form came back with which."""

    meeting: int
    old: int = 0
    new: int = 0


@dataclass(frozen=True)
class AgendaChanged(Action, name="tell.agenda"):
    """Tells somebody what changed for them since version `since`."""

    meeting: int
    since: int


@dataclass(frozen=True)
class AgendaNews(Action, name="thread.agenda"):
    """Lists, in the thread of a published agenda, what changed on it since version `since`."""

    meeting: int
    since: int


@dataclass(frozen=True)
class SlotAsked(Action, name="tell.slot"):
    """Asks an owner to confirm their slots."""

    meeting: int


@dataclass(frozen=True)
class SlidesAsked(Action, name="tell.slides"):
    """Reminds an owner to send what others should read."""

    meeting: int


@dataclass(frozen=True)
class SlotDeclined(Action, name="tell.slot_declined"):
    """Tells facilitators that an owner cannot take their slot."""

    item: int


@dataclass(frozen=True)
class ShowSlots(Action, name="slot.mine"):
    """Every slot of mine on the agendas to come."""


@dataclass(frozen=True)
class AnswerSlot(Action, name="slot.answer"):
    """An owner takes their slot, or cannot."""

    item: int
    yes: bool


@dataclass(frozen=True)
class OpenHandOver(Action, name="slot.hand"):
    """Hand the slot to a colleague: opens a form."""

    item: int


@dataclass(frozen=True)
class HandOver(Action, name="slot.handed"):
    """The form came back with the colleague."""

    item: int


@dataclass(frozen=True)
class OpenLink(Action, name="slot.link"):
    """Add the address of one's slides: opens a form."""

    item: int


@dataclass(frozen=True)
class AddLink(Action, name="slot.linked"):
    """The form came back with the address."""

    item: int
