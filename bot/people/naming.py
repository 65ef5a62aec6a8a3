"""Managing people in plain sentences: what the buttons on a place do, by the place's name."""

import re

from bot.chat import Message, Next, Said
from bot.kit import FACILITATORS, Feature, Tools, Topic
from bot.lobby import say
from bot.people import guests, mailing, placecards, places, rules
from bot.words import N_, _, listing
from storage import membership
from storage import people as directory
from storage.membership import Place
from storage.models import Organisation, Role

naming = Feature("places in words", Topic.PEOPLE)

_ADD = re.compile(
    r"(?P<name>.+?)\s+as\s+(?:an?\s+)?(?P<role>[a-z]+)"
    r"(?:\s+(?:of|at|to|for|in)\s+(?P<organisation>[^,]+?))?(?:[\s,]+(?P<mail>\S+@\S+))?",
    re.I,
)


@naming.command(
    "invite",
    may=rules.MANAGING,
    usage=N_("invite NAME"),
    help=N_("a personal code for whoever takes this place"),
    done=N_("made a code"),
)
def say_invite(said: Said, rest: str, tools: Tools) -> Next:
    """A fresh code, the invitation by mail, or a guest's invitation to a session."""
    asked = guests.read(rest)
    if asked is not None:
        return guests.said(asked, tools)
    by_mail = mailing.BY_MAIL.search(rest)
    place = _called(rest[: by_mail.start()] if by_mail else rest, tools)
    if by_mail is not None and isinstance(place, Place):
        found = places.managed(place.member, tools)
        return found if isinstance(found, Message) else mailing.said(found, by_mail["mail"], tools)
    if isinstance(place, Message):
        return place
    return places.fresh_code(place.member, tools, private=said.place.private, replaces=False)


@naming.command(
    "replace", may=rules.CONFIRMING, usage=N_("replace NAME"), help=N_("somebody else takes a place; its seat stays")
)
def say_replace(said: Said, rest: str, tools: Tools) -> Next:
    """Asks before anything happens."""
    place = _called(tools.viewer.name if rest.lower() == _("me") else rest, tools)
    if isinstance(place, Message):
        return place
    found = places.replaceable(place.member, tools)
    return found if isinstance(found, Message) else placecards.ask_replace(found, tools.viewer)


@naming.command(
    "add person", "add", may=rules.MANAGING, usage=N_("add NAME as nominee of COMPANY"),
    help=N_("a new place; a mail address may follow"), done=N_("added a place"),
)  # fmt: skip
def say_add(said: Said, rest: str, tools: Tools) -> Next:
    """A new place in one sentence, or the form for what is missing."""
    asked = _ADD.fullmatch(rest)
    name = asked["name"] if asked else rest
    organisation = _meant((asked and asked["organisation"]) or "", name, tools)
    if isinstance(organisation, Message):
        return organisation
    if asked is None:
        return placecards.add_form(organisation, tools.viewer).filled({"name": name} if name else {})
    values = {"name": name, "role": _role(asked["role"]), "mail": asked["mail"] or ""}
    return places.added(organisation, values, tools)


@naming.command(
    "role of",
    may=FACILITATORS,
    usage=N_("role of NAME is expert"),
    help=N_("what somebody is"),
    done=N_("changed a role"),
)
def say_role(said: Said, rest: str, tools: Tools) -> Next:
    """Another role, or the form to choose it."""
    name, _is, wanted = rest.partition(_(" is "))
    place = _called(name, tools)
    if isinstance(place, Message):
        return place
    if not wanted:
        return placecards.role_form(place)
    organisation = places.organisation_of(place.organisation, tools)
    if isinstance(organisation, Message):
        return organisation
    role = _role(wanted)
    if not role:
        return say(_("Please choose one of these: %(roles)s.") % {"roles": listing(map(rules.role_name, _given()))})
    problem = places.role_problem(place, role, organisation, tools)
    return say(problem) if problem else places.with_role(place, Role(role), tools)


def _called(name: str, tools: Tools) -> Place | Message:
    """The place of this name that this viewer manages or holds; to others it is not there."""
    place = membership.called(tools.db, tools.viewer.community, name.strip()) if name.strip() else None
    if place is None or not (rules.manages(tools.viewer, place) or place.member == tools.viewer.member):
        return say(
            _("I know no place called “%(name)s” that is yours to manage.") % {"name": name},
            _("Write “people” to see those there are."),
        )
    return place


def _meant(wanted: str, name: str, tools: Tools) -> Organisation | Message:
    """The organisation that is named; else a coordinator's own, or the one whose name the new place begins with."""
    viewer = tools.viewer
    if not viewer.facilitates and viewer.organisation is not None and not wanted:
        return places.organisation_of(viewer.organisation, tools)
    known = sorted(directory.organisations(tools.db, viewer.community), key=lambda one: -len(one.name))
    low = wanted.strip().casefold()
    for one in known:
        if one.id is not None and (low == one.name.casefold() if low else f"{name} ".startswith(f"{one.name} ")):
            return places.organisation_of(one.id, tools)
    return say(_("Of which organisation? Please write it like “add Cisco nominee 3 as nominee of Cisco”."))


def _role(word: str) -> str:
    """The role of this name, "" when there is none."""
    wanted = word.strip(" .!").casefold()
    return next((role.value for role in _given() if wanted in (role.value, rules.role_name(role).casefold())), "")


def _given() -> tuple[Role, ...]:
    return rules.GIVEN_BY_FACILITATORS
