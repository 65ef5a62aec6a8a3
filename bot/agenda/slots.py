"""One's own slots by their titles, in plain sentences: taken, declined, handed to a colleague, given a link."""

from bot.agenda.board import Board, board
from bot.agenda.owning import all_slots, answered, asking_whom, colleagues, handed, linked, owned
from bot.agenda.which import called, parted
from bot.chat import Next, Said
from bot.kit import ANSWERING, Feature, Tools, Topic
from bot.lobby import say
from bot.words import N_, _
from storage.agendas import AgendaItem

slots = Feature("agenda slots", Topic.AGENDA)


@slots.command("take slot", "take my slot", may=ANSWERING, usage=N_("take slot ITEM"), help=N_("yes, you present it"))
def say_take(said: Said, rest: str, tools: Tools) -> Next:
    """Without a title, the only one there is."""
    found = _one(rest, tools)
    return all_slots(tools) if found is None else answered(*found, tools, yes=True)


@slots.command(
    "decline slot", "decline my slot", may=ANSWERING, usage=N_("decline slot ITEM"), help=N_("you cannot present it")
)
def say_decline(said: Said, rest: str, tools: Tools) -> Next:
    """The facilitators hear of it."""
    found = _one(rest, tools)
    return all_slots(tools) if found is None else answered(*found, tools, yes=False)


@slots.command(
    "hand slot", "hand my slot",
    may=ANSWERING, usage=N_("hand slot ITEM to NAME"), help=N_("a colleague presents it, once they said yes"),
)  # fmt: skip
def say_hand(said: Said, rest: str, tools: Tools) -> Next:
    """Without a name, a form asks to whom."""
    for title, name in parted(rest, r"(?:^|\s)to\s"):
        found = _one(title, tools)
        if found is None:
            continue
        others = called(name, colleagues(tools), lambda one: one.name)
        return handed(*found, others[0], tools) if len(others) == 1 else asking_whom(found[1], tools)
    found = _one(rest, tools)
    return all_slots(tools) if found is None else asking_whom(found[1], tools)


@slots.command(
    "slides for", "pre-read for", may=ANSWERING, usage=N_("slides for ITEM: https://…"), help=N_("what to read before")
)
def say_slides(said: Said, rest: str, tools: Tools) -> Next:
    """It stands on the agenda once it is published next."""
    for title, link in parted(rest, r":\s|\s(?=https?://)"):
        found = _one(title, tools)
        if found is not None and link:
            return linked(*found, link, tools)
    return say(_("Please write for which item and where it is: “slides for ITEM: https://…”."))


def _one(words: str, tools: Tools) -> tuple[Board, AgendaItem] | None:
    """The one slot of theirs that is meant."""
    found = called(words.strip(" :"), owned(tools), lambda row: row.title)
    on = board(tools, found[0].meeting_id) if len(found) == 1 else None
    return None if on is None else (on, found[0])
