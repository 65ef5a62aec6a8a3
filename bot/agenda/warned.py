"""Warnings in words, and the words of the button that helps."""

from collections.abc import Sequence
from typing import assert_never

from bot.agenda.piece import Piece
from bot.agenda.warnings import Fix, Trouble, Warned
from bot.words import _, n_


def sentence(warned: Warned, items: Sequence[Piece]) -> str:
    """What is the matter and what may be done about it, as one or two plain sentences."""
    title = items[warned.item].title if warned.item is not None else ""
    values = {"title": title, "text": warned.text}
    match warned.trouble:
        case Trouble.OVER_TIME:
            return n_(
                "The items take %(count)s minute more than the meeting has.",
                "The items take %(count)s minutes more than the meeting has.",
                warned.minutes,
            )
        case Trouble.UNDER_TIME:
            return n_(
                "%(count)s minute of the meeting is not planned yet.",
                "%(count)s minutes of the meeting are not planned yet.",
                warned.minutes,
            )
        case Trouble.NO_MINUTES:
            return _("“%(title)s” has no minutes yet, so that what follows has no sure time.") % values
        case Trouble.NO_OWNER:
            return _("Nobody holds “%(title)s” yet.") % values
        case Trouble.OWNER_SILENT if warned.also is Trouble.SLOT_OPEN:
            return _("%(text)s holds “%(title)s” and has said yes neither to the meeting nor to the slot yet.") % values
        case Trouble.OWNER_SILENT:
            return _("%(text)s holds “%(title)s” and has not said yes to this meeting yet.") % values
        case Trouble.OWNER_DECLINED if warned.took:
            return _("%(text)s took “%(title)s”, but is not coming to this meeting.") % values
        case Trouble.OWNER_DECLINED if warned.also is Trouble.SLOT_OPEN:
            return (
                _("%(text)s holds “%(title)s”, is not coming to this meeting and never said yes to the slot.") % values
            )
        case Trouble.OWNER_DECLINED:
            return _("%(text)s holds “%(title)s” and is not coming to this meeting.") % values
        case Trouble.NO_BREAK:
            return (
                n_(
                    "%(count)s minute without a break: one before “%(title)s” would be in the middle.",
                    "%(count)s minutes without a break: one before “%(title)s” would be in the middle.",
                    warned.minutes,
                )
                % values
            )
        case Trouble.OPEN_TITLE:
            return (
                _("“%(title)s” leaves open what will be talked about. Companies that compete want it said in advance.")
                % values
            )
        case Trouble.COMPANY_NAMED:
            return _("“%(title)s” was proposed without a name, and yet it names %(text)s.") % values
        case Trouble.NOT_CONSENTED:
            return _("“%(title)s” names %(text)s, which has not agreed to be named.") % values
        case Trouble.PRE_READ_MISSING:
            return _("“%(title)s” speaks of something to read, and there is no link to it.") % values
        case Trouble.LINK_BROKEN:
            return _("The link of “%(title)s” cannot be opened: %(text)s") % values
        case Trouble.OWNER_UNKNOWN:
            return _("I know nobody called “%(text)s”, so I ask nobody; the name stands as you wrote it.") % values
        case Trouble.OWNERS_SEVERAL:
            return (
                _("Several hold “%(title)s”: %(text)s. I can ask one only; split it, or choose one of them.") % values
            )
        case Trouble.OWNER_AWAY:
            return _("Nobody of %(text)s, owner of “%(title)s”, has a chat account here, so I can ask nobody.") % values
        case Trouble.SLOT_DECLINED if warned.also is Trouble.OWNER_DECLINED:
            return _("%(text)s cannot take “%(title)s” and is not coming to this meeting.") % values
        case Trouble.SLOT_DECLINED:
            return _("%(text)s cannot take “%(title)s”.") % values
        case Trouble.SLOT_OPEN:
            return _("%(text)s was asked about “%(title)s” and has not said yes to the slot yet.") % values
        case _:
            assert_never(warned.trouble)


def offer(fix: Fix) -> str:
    """The words of the button that helps."""
    match fix:
        case Fix.SHORTEN:
            return _("Shorten the items")
        case Fix.ADD_DISCUSSION:
            return _("Add a discussion")
        case Fix.SET_MINUTES:
            return _("Say how long")
        case Fix.SET_OWNER:
            return _("Choose who holds it")
        case Fix.ASK_OWNER:
            return _("Ask them")
        case Fix.ADD_BREAK:
            return _("Add a break")
        case Fix.REWRITE:
            return _("Change the item")
        case Fix.ADD_LINK:
            return _("Add the link")
        case _:
            assert_never(fix)
