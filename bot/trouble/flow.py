"""When a house cannot be served, its community's facilitators hear of it: once a day at most, with what to do."""

from dataclasses import dataclass

from bot.chat import Action, Button, Buttons, Heading, Message, Note, Text
from bot.doors import GoHome
from bot.kit import Feature, Tools, Topic, Viewer
from bot.outbox import Outbox
from bot.words import _, n_, spoken
from storage import lanes, membership, people
from storage.database import Db
from storage.mailboxes import is_mail
from storage.models import Role

trouble = Feature("trouble", Topic.HOUSE)


@dataclass(frozen=True)
class HouseTrouble(Action, name="tell.trouble"):
    """Tells a facilitator that messages to a house do not arrive."""

    house: str


@trouble.due
def notice(db: Db, outbox: Outbox) -> None:
    """Everything that nobody has heard of yet."""
    for house in lanes.untold(db):
        lanes.mark_told(db, house, outbox.now)
        found = people.house(db, house)
        if found is None or found.community_id is None:
            continue
        zone = people.community(db, found.community_id).zone
        for member in membership.holders(db, found.community_id, Role.FACILITATOR):
            outbox.tell(member, HouseTrouble(house), f"trouble {house}", zone=zone)


@trouble.draws(HouseTrouble)
def draw_trouble(told: HouseTrouble, viewer: Viewer, tools: Tools) -> Message | None:
    """Nothing is left to say once everything has arrived after all."""
    found = people.house(tools.db, told.house)
    if not viewer.facilitates or found is None or found.community_id != viewer.community:
        return None
    parked, failing = lanes.trouble(tools.db, told.house)
    if not parked and not failing:
        return None
    linked = people.linked_houses(tools.db, viewer.community)
    organisation = next((name for house, name in linked if house.id == found.id), "")
    named = found.name and found.name != organisation
    where = _("%(organisation)s (%(house)s)") if named else "%(organisation)s"
    where %= {"organisation": organisation, "house": found.name}
    ask = _("Please ask there whether the app is still installed and allowed to write.")
    if is_mail(found.id):
        where = _("people who have only mail")
        ask = _("Please ask whoever runs Convener to look at its mail server: “convener doctor” says what is wrong.")
    what = (
        n_(
            "%(count)s message to %(where)s could not be delivered, although it was tried again and again.",
            "%(count)s messages to %(where)s could not be delivered, although they were tried again and again.",
            parked,
        )
        if parked
        else _("%(where)s has not answered for some minutes. What is due there waits, and is tried again.")
    )
    return Message(
        (
            Heading(_("Messages do not arrive")),
            Text((what % {"where": where},)),
            Text((ask,)),
            Note((_("Nothing is lost: whoever runs Convener can see the reason and send it again."),)),
            Buttons((Button(_("Home"), GoHome()),)),
        ),
        locale=spoken(),
    )
