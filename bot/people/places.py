"""Places and who holds them: seeing, adding, inviting, replacing, and what a member is."""

from collections.abc import Mapping

from bot.chat import Message, Next, Pressed, Problems, Said, Submitted
from bot.kit import FACILITATORS, Feature, Tools, Topic
from bot.lobby import refused, say
from bot.mail import mail_address
from bot.names import as_name
from bot.people import placecards, rules
from bot.people.actions import (
    AddPlace,
    AskReplace,
    Invite,
    OpenAdd,
    OpenMail,
    OpenRole,
    Replace,
    SetMail,
    SetRole,
    ShowPeople,
    ShowPlace,
)
from bot.words import N_, _
from storage import codes, deliveries, mailboxes, membership
from storage import people as directory
from storage.membership import Place
from storage.models import Organisation, Role

places = Feature("places", Topic.PEOPLE)


@places.command(
    "people",
    may=rules.MANAGING,
    first=rules.MANAGING,
    usage=N_("people"),
    help=N_("add, invite and replace the people of an organisation"),
)
def people(said: Said, rest: str, tools: Tools) -> Next:
    """A coordinator's own people; for a facilitator those of the organisation or place of this name."""
    viewer = tools.viewer
    if not viewer.facilitates and viewer.organisation is not None:
        return _people(viewer.organisation, tools)
    known = directory.organisations(tools.db, viewer.community)
    meant = [one for one in known if one.name.casefold() == rest.casefold()]
    if meant and meant[0].id is not None:
        return _people(meant[0].id, tools)
    place = membership.called(tools.db, viewer.community, rest) if rest else None
    return placecards.organisations(known) if place is None else card(place, tools)


@places.pressed(ShowPeople, may=rules.MANAGING)
def show_people(pressed: Pressed, action: ShowPeople, tools: Tools) -> Next:
    """The people of one organisation."""
    return _people(action.organisation, tools)


@places.pressed(ShowPlace, may=rules.MANAGING)
def show_place(pressed: Pressed, action: ShowPlace, tools: Tools) -> Next:
    """One place."""
    place = managed(action.member, tools)
    return place if isinstance(place, Message) else card(place, tools)


@places.pressed(OpenAdd, may=rules.MANAGING, done=N_("added a place"))
def open_add(pressed: Pressed, action: OpenAdd, tools: Tools) -> Next:
    """The form for a new place."""
    organisation = organisation_of(action.organisation, tools)
    return organisation if isinstance(organisation, Message) else placecards.add_form(organisation, tools.viewer)


@places.submitted(AddPlace, may=rules.MANAGING, done=N_("added a place"))
def add_place(submitted: Submitted, action: AddPlace, tools: Tools) -> Next:
    """The new place, as long as the organisation has a seat for it."""
    organisation = organisation_of(action.organisation, tools)
    if isinstance(organisation, Message):
        return organisation
    return added(organisation, submitted.values, tools)


def added(organisation: Organisation, values: Mapping[str, str], tools: Tools) -> Next:
    """The place that these values describe, or the form with what is wrong."""
    form = placecards.add_form(organisation, tools.viewer).filled(dict(values))
    name, role = as_name(values.get("name", "")), values.get("role", "")
    problems: dict[str, str] = {}
    if not 0 < len(name) <= rules.LONGEST_NAME:
        problems["name"] = _("Please give the place a name.")
    elif membership.called(tools.db, tools.viewer.community, name):
        problems["name"] = _("There is a place of this name already.")
    if role not in rules.given_by(tools.viewer):
        problems["role"] = _("Please choose a role.")
    elif role == Role.NOMINEE and (full := _full(organisation, tools)):
        problems["role"] = full
    typed = values.get("mail", "").strip()
    mail = mail_address(typed) if typed else ""
    if mail is None:
        problems["mail"] = placecards.no_address()
    if problems or mail is None:
        return Problems(form, problems)
    member = membership.add(tools.db, organisation, name, Role(role))
    membership.set_mail(tools.db, member, mail)
    place = managed(member, tools)
    return place if isinstance(place, Message) else card(place, tools, _("Added."))


@places.pressed(Invite, may=rules.MANAGING, done=N_("made a code"))
def invite(pressed: Pressed, action: Invite, tools: Tools) -> Next:
    """A fresh code for whoever holds or is to hold this place."""
    return fresh_code(action.member, tools, private=pressed.place.private, replaces=False)


@places.command(
    "mail of",
    may=rules.MANAGING,
    usage=N_("mail of NAME is ADDRESS"),
    help=N_("whose mail address takes a place without a code"),
    done=N_("noted a mail address for a place"),
)
def say_mail(said: Said, rest: str, tools: Tools) -> Next:
    """The same as the form, in a sentence."""
    name, _is, typed = rest.partition(_(" is "))
    found = membership.called(tools.db, tools.viewer.community, name.strip())
    if found is None:
        return say(_("Please name the place as it is called: “mail of Cisco nominee 1 is nominee@example.com”."))
    place = managed(found.member, tools)
    if isinstance(place, Message):
        return place
    mail = mail_address(typed) if typed.strip() else place.mail
    return say(placecards.no_address()) if mail is None else _with_mail(place, mail, tools)


@places.pressed(OpenMail, may=rules.MANAGING)
def open_mail(pressed: Pressed, action: OpenMail, tools: Tools) -> Next:
    """The form with the address."""
    place = managed(action.member, tools)
    return place if isinstance(place, Message) else placecards.mail_form(place)


@places.submitted(SetMail, may=rules.MANAGING, done=N_("noted a mail address for a place"))
def set_mail(submitted: Submitted, action: SetMail, tools: Tools) -> Next:
    """Whoever has this address in their own organisation's chat takes the place by “join”."""
    place = managed(action.member, tools)
    if isinstance(place, Message):
        return place
    typed = submitted.values.get("mail", "").strip()
    mail = mail_address(typed) if typed else ""
    if mail is None:
        return Problems(placecards.mail_form(place).filled(submitted.values), {"mail": placecards.no_address()})
    return _with_mail(place, mail, tools)


@places.pressed(AskReplace, may=rules.CONFIRMING)
def ask_replace(pressed: Pressed, action: AskReplace, tools: Tools) -> Next:
    """Asks before anything happens."""
    place = replaceable(action.member, tools)
    return place if isinstance(place, Message) else placecards.ask_replace(place, tools.viewer)


@places.pressed(Replace, may=rules.CONFIRMING, done=N_("made a code to hand a place over"))
def replace(pressed: Pressed, action: Replace, tools: Tools) -> Next:
    """A code that hands the place over when it is used."""
    return fresh_code(action.member, tools, private=pressed.place.private, replaces=True)


@places.pressed(OpenRole, may=FACILITATORS)
def open_role(pressed: Pressed, action: OpenRole, tools: Tools) -> Next:
    """The form with the roles."""
    place = managed(action.member, tools)
    return place if isinstance(place, Message) else placecards.role_form(place)


@places.submitted(SetRole, may=FACILITATORS, done=N_("changed a role"))
def set_role(submitted: Submitted, action: SetRole, tools: Tools) -> Next:
    """Another role, as far as there are seats and a facilitator remains."""
    place = managed(action.member, tools)
    if isinstance(place, Message):
        return place
    organisation = organisation_of(place.organisation, tools)
    if isinstance(organisation, Message):
        return organisation
    role = submitted.values.get("role", "")
    problem = role_problem(place, role, organisation, tools)
    if problem:
        return Problems(placecards.role_form(place).filled(submitted.values), {"role": problem})
    return with_role(place, Role(role), tools)


def role_problem(place: Place, role: str, organisation: Organisation, tools: Tools) -> str:
    """Why this place cannot be that, or ""."""
    if role not in rules.GIVEN_BY_FACILITATORS:
        return _("Please choose a role.")
    if role == Role.NOMINEE != place.role:
        return _full(organisation, tools)
    if last_facilitator(place, tools) and role != Role.FACILITATOR:
        return _("A community needs a facilitator: make somebody else one first.")
    return ""


def with_role(place: Place, role: Role, tools: Tools) -> Message:
    """The place is this from now on."""
    membership.set_role(tools.db, place.member, role)
    changed = membership.place(tools.db, tools.viewer.community, place.member)
    assert changed is not None
    return card(changed, tools, _("Saved."))


def _with_mail(place: Place, mail: str, tools: Tools) -> Message:
    membership.set_mail(tools.db, place.member, mail)
    changed = membership.place(tools.db, tools.viewer.community, place.member)
    return card(changed or place, tools, _("Saved."))


def card(place: Place, tools: Tools, done: str = "") -> Message:
    """One place as this viewer sees it."""
    house = mailboxes.house_of(tools.viewer.community)
    lost = deliveries.refused(tools.db, house, place.member) if place.mails else None
    return placecards.place(place, tools.viewer, done, mail=tools.mail, lost=lost)


def managed(member: int, tools: Tools) -> Place | Message:
    """The place, if it is this community's and this viewer manages it; else what to say."""
    place = membership.place(tools.db, tools.viewer.community, member)
    if place is None:
        return say(_("This place is not there any more. Write “people” to see those there are."))
    return place if rules.manages(tools.viewer, place) else refused(tools)


def replaceable(member: int, tools: Tools) -> Place | Message:
    """The place, if this viewer manages it, or holds it and nobody else would hand it over."""
    place = membership.place(tools.db, tools.viewer.community, member)
    if place is not None and place.member == tools.viewer.member:
        coordinators = membership.holders(tools.db, tools.viewer.community, Role.COORDINATOR, place.organisation)
        if rules.hands_over(tools.viewer, place, len(coordinators)):
            return place
    return managed(member, tools)


def last_facilitator(place: Place, tools: Tools) -> bool:
    """Whether nobody would facilitate without them."""
    return membership.holders(tools.db, tools.viewer.community, Role.FACILITATOR) == [place.member]


def organisation_of(organisation: int, tools: Tools) -> Organisation | Message:
    """The organisation, if this viewer manages its people; else what to say."""
    if not tools.viewer.facilitates and organisation != tools.viewer.organisation:
        return refused(tools)
    found = membership.organisation(tools.db, tools.viewer.community, organisation)
    return found or say(_("This organisation is not there any more. Write “people” to see those there are."))


def _people(organisation: int, tools: Tools) -> Message:
    found = organisation_of(organisation, tools)
    if isinstance(found, Message):
        return found
    known = membership.places(tools.db, tools.viewer.community, organisation)
    return placecards.people(found, known, tools.viewer, mail=tools.mail)


def _full(organisation: Organisation, tools: Tools) -> str:
    taken = membership.holders(tools.db, tools.viewer.community, Role.NOMINEE, organisation.id)
    if len(taken) < organisation.seats:
        return ""
    return _("All %(seats)s seats of %(name)s for nominees are taken.") % {
        "seats": organisation.seats,
        "name": organisation.name,
    }


def fresh_code(member: int, tools: Tools, *, private: bool, replaces: bool) -> Message:
    """A code for this place, told to nobody but whoever asked; one that `replaces` is the only one from then on."""
    if not private:
        return say(_("Codes are for one pair of eyes. Please ask me in our own conversation."))
    place = replaceable(member, tools) if replaces else managed(member, tools)
    if isinstance(place, Message):
        return place
    if replaces:
        codes.revoke_personal(tools.db, place.member)
    fresh = codes.new(
        tools.db, tools.viewer.community, tools.now + rules.CODE_LIVES, member=place.member, replaces=replaces
    )
    return placecards.code(place, fresh, tools.viewer, replaces=replaces)
