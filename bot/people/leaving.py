"""Leaving, being replaced, and two places that are one person's."""

from bot import hall
from bot.chat import Message, Next, Pressed, Problems, Said, Submitted
from bot.doors import PlaceHandedOver
from bot.kit import FACILITATORS, MEMBERS, Feature, Tools, Topic, Viewer
from bot.lobby import say
from bot.people import placecards, places, rules
from bot.people.actions import AskMerge, Leave, Merge, OpenMerge, PlaceLeft
from bot.people.places import last_facilitator, managed
from bot.words import N_, _
from storage import answers, membership, merging, parts
from storage.membership import Place
from storage.models import Role

leaving = Feature("leaving", Topic.PEOPLE)


@leaving.command("leave", may=MEMBERS, usage=N_("leave"), help=N_("leave the community"), done=N_("left the community"))
def ask_leave(said: Said, rest: str, tools: Tools) -> Next:
    """Asks before anything happens."""
    return placecards.ask_leave(tools.viewer.name)


@leaving.pressed(Leave, may=MEMBERS, done=N_("left the community"))
def leave(pressed: Pressed, action: Leave, tools: Tools) -> Next:
    """The place is free, and whoever manages it hears of it."""
    viewer = tools.viewer
    assert viewer.member is not None
    place = membership.place(tools.db, viewer.community, viewer.member)
    assert place is not None
    if last_facilitator(place, tools):
        return say(_("A community needs a facilitator: make somebody else one first."))
    leaver = hall.Who(place.member, place.organisation, viewer.account)
    hall.leave(tools.db, tools.outbox, viewer.community, leaver)
    parts.leave(tools.db, place.member, tools.now)
    membership.vacate(tools.db, place.member)
    for manager in _managers(place, tools):
        tools.outbox.tell(manager, PlaceLeft(place.member), f"left {place.member}", zone=viewer.community_zone)
    return say(
        _("You have left the community. Thank you for taking part."),
        _("If that was a slip, ask your facilitator or coordinator for a new code."),
    )


@leaving.draws(PlaceLeft)
def draw_left(left: PlaceLeft, viewer: Viewer, tools: Tools) -> Message | None:
    """Nothing is left to say once somebody holds the place again, or to whoever manages it no longer."""
    place = membership.place(tools.db, viewer.community, left.member)
    return None if place is None or place.accounts or not rules.manages(viewer, place) else placecards.left(place)


@leaving.draws(PlaceHandedOver)
def draw_handed(handed: PlaceHandedOver, viewer: Viewer, tools: Tools) -> Message | None:
    """The last message to whoever held a place, which was one of their own organisation's, or one they held by mail."""
    place = membership.place(tools.db, viewer.community, handed.member)
    held_by_mail = viewer.by_mail and viewer.member is None
    if place is None or not (held_by_mail or place.organisation == viewer.organisation):
        return None
    return say(
        _("Somebody else is %(name)s now, so this account speaks for nobody any more.") % {"name": place.name},
        _("If that is a mistake, please write to your facilitator or coordinator."),
    )


@leaving.command(
    "merge",
    may=FACILITATORS,
    usage=N_("merge NAME into NAME"),
    help=N_("two places that are one person's"),
    done=N_("made two places one"),
)
def say_merge(said: Said, rest: str, tools: Tools) -> Next:
    """Asks before anything happens."""
    drop, _into, keep = rest.partition(_(" into "))
    found = [membership.called(tools.db, tools.viewer.community, name.strip()) for name in (keep, drop)]
    if found[0] is None or found[1] is None:
        return say(_("Please name both places as they are called: “merge Cisco nominee 2 into Cisco nominee 1”."))
    return _asked(found[0], found[1], tools)


@leaving.pressed(OpenMerge, may=FACILITATORS)
def open_merge(pressed: Pressed, action: OpenMerge, tools: Tools) -> Next:
    """The form with the other places of the organisation."""
    place = managed(action.member, tools)
    if isinstance(place, Message):
        return place
    others = _others(place, tools)
    return placecards.merge_form(place, others) if others else say(_("There is no other place in this organisation."))


@leaving.submitted(AskMerge, may=FACILITATORS)
def ask_merge(submitted: Submitted, action: AskMerge, tools: Tools) -> Next:
    """Asks before anything happens."""
    place = managed(action.member, tools)
    if isinstance(place, Message):
        return place
    others = _others(place, tools)
    other = next((one for one in others if str(one.member) == submitted.values.get("other")), None)
    if other is None:
        return Problems(placecards.merge_form(place, others), {"other": _("Please choose a place.")})
    return _asked(place, other, tools)


@leaving.pressed(Merge, may=FACILITATORS, done=N_("made two places one"))
def merge(pressed: Pressed, action: Merge, tools: Tools) -> Next:
    """One place with everything of both."""
    keep, drop = managed(action.keep, tools), managed(action.drop, tools)
    if isinstance(keep, Message):
        return keep
    if isinstance(drop, Message):
        return drop
    if not _can_be_one(keep, drop, tools):
        return _asked(keep, drop, tools)
    if last_facilitator(drop, tools):
        membership.set_role(tools.db, keep.member, Role.FACILITATOR)
    meetings = merging.merge(tools.db, keep.member, drop.member)
    for session in answers.sessions_of(tools.db, meetings):
        hall.refill(tools.db, tools.outbox, tools.viewer.community, session)
    merged = membership.place(tools.db, tools.viewer.community, keep.member)
    assert merged is not None
    done = _("%(drop)s is %(keep)s now; no answer is lost.") % {"drop": drop.name, "keep": keep.name}
    return places.card(merged, tools, done)


def _asked(keep: Place, drop: Place, tools: Tools) -> Message:
    if drop.member == tools.viewer.member:
        hint = _("%(name)s is your own place. Keep that one and merge the other into it.") % {"name": drop.name}
        return say(hint)
    if not _can_be_one(keep, drop, tools):
        return say(_("Only two places of the same organisation can be one person's."))
    return placecards.ask_merge(keep, drop)


def _can_be_one(keep: Place, drop: Place, tools: Tools) -> bool:
    """Nobody merges away the place they act from: the record of it would name somebody who is not there."""
    return keep.organisation == drop.organisation and drop.member not in (keep.member, tools.viewer.member)


def _others(place: Place, tools: Tools) -> list[Place]:
    found = membership.places(tools.db, tools.viewer.community, place.organisation)
    return [one for one in found if one.member != place.member][:100]


def _managers(place: Place, tools: Tools) -> list[int]:
    """The organisation's coordinators, or the facilitators where there is none."""
    community = tools.viewer.community
    coordinators = membership.holders(tools.db, community, Role.COORDINATOR, place.organisation)
    others = [member for member in coordinators if member != place.member]
    return others or [m for m in membership.holders(tools.db, community, Role.FACILITATOR) if m != place.member]
