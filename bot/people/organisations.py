"""Organisations that take part: adding one, its kind and its seats for nominees, by form or in a sentence."""

import re
from collections.abc import Mapping

from bot.chat import ChoiceField, Form, Message, Next, Option, Pressed, Problems, Said, Submitted, TextField
from bot.kit import FACILITATORS, Feature, Tools, Topic
from bot.lobby import say
from bot.mail import LONGEST, mail_address
from bot.names import as_name
from bot.people import placecards, rules
from bot.people.actions import OpenOrganisation, SaveOrganisation
from bot.words import N_, _
from storage import membership
from storage.models import Organisation, OrganisationKind, Role

organisations = Feature("organisations", Topic.PEOPLE)

MOST_SEATS, USUAL = 50, "2"
"""Seats for nominees: each company is asked to name two."""
_SEATS = re.compile(r",?\s*(?:with\s+)?(\d{1,4})\s+seats?\b", re.IGNORECASE)
_MAIL = re.compile(r",?\s*(?:and\s+)?(?:coordinator|coordinated by)\s+(\S+@\S+)", re.IGNORECASE)
_KIND = re.compile(rf",\s*({'|'.join(OrganisationKind)})\b", re.IGNORECASE)


@organisations.command(
    "add company", "add organisation", "add organization", may=FACILITATORS,
    usage=N_("add company NAME, 2 seats, coordinator ADDRESS"), help=N_("a new organisation"),
    done=N_("added a company"),
)  # fmt: skip
def say_add(said: Said, rest: str, tools: Tools) -> Next:
    """All in one sentence, or the form for what is missing; whoever names a coordinator means the usual seats."""
    values = _read(rest)
    if not values["name"] or not (values["seats"] or values["mail"]):
        return _form(None, values)
    return _save(values | {"seats": values["seats"] or USUAL}, None, tools)


@organisations.command(
    "change company", "change organisation", "change organization", may=FACILITATORS,
    usage=N_("change company NAME, 3 seats"), help=N_("an organisation's seats and kind"), done=N_("changed a company"),
)  # fmt: skip
def say_change(said: Said, rest: str, tools: Tools) -> Next:
    """What is said is changed, everything else stays."""
    values = _read(rest)
    found = membership.organisation_called(tools.db, tools.viewer.community, values["name"])
    if found is None:
        return say(_("I know no organisation called “%(name)s”. Write “people” to see them all.") % values)
    said_so = {key: value for key, value in values.items() if value and key != "mail"}
    return _save(_as_it_is(found) | said_so, found, tools) if said_so.keys() - {"name"} else _form(found, {})


@organisations.pressed(OpenOrganisation, may=FACILITATORS)
def open_organisation(pressed: Pressed, action: OpenOrganisation, tools: Tools) -> Next:
    """The form."""
    if not action.organisation:
        return _form(None, {})
    found = membership.organisation(tools.db, tools.viewer.community, action.organisation)
    return _gone() if found is None else _form(found, {})


@organisations.submitted(SaveOrganisation, may=FACILITATORS, done=N_("changed a company"))
def save_organisation(submitted: Submitted, action: SaveOrganisation, tools: Tools) -> Next:
    """A new organisation, or a changed one."""
    found = None
    if action.organisation:
        found = membership.organisation(tools.db, tools.viewer.community, action.organisation)
        if found is None:
            return _gone()
    return _save(submitted.values, found, tools)


def _save(values: Mapping[str, str], found: Organisation | None, tools: Tools) -> Next:
    form = _form(found, values)
    problems: dict[str, str] = {}
    name = as_name(values.get("name", ""))
    other = membership.organisation_called(tools.db, tools.viewer.community, name)
    if not 0 < len(name) <= rules.LONGEST_NAME:
        problems["name"] = _("Please give the organisation a name.")
    elif other is not None and (found is None or other.id != found.id):
        problems["name"] = _("There is an organisation of this name already.")
    seats = values.get("seats", "").strip()
    if not seats.isdecimal() or int(seats) > MOST_SEATS:
        problems["seats"] = _("Please write a number from 0 to %(most)s.") % {"most": MOST_SEATS}
    kind = values.get("kind", "")
    if kind not in list(OrganisationKind):
        problems["kind"] = _("Please choose what it is.")
    typed = values.get("mail", "").strip()
    mail = mail_address(typed) if typed else ""
    if mail is None:
        problems["mail"] = placecards.no_address()
    if problems or mail is None:
        return Problems(form, problems)
    kept = membership.keep_organisation(
        tools.db, tools.viewer.community, found, name=name, kind=OrganisationKind(kind), seats=int(seats)
    )
    if mail:
        title = _("%(name)s coordinator") % {"name": name}
        membership.set_mail(tools.db, membership.add(tools.db, kept, title, Role.COORDINATOR), mail)
    done = _("Saved.") if found else _("Added. “code %(name)s” makes the join code for its workspace.") % {"name": name}
    if mail and tools.mail:
        done += " " + _(
            "Until its IT has approved the app, “invite %(name)s coordinator by mail” is enough to begin."
        ) % {"name": name}
    return placecards.people(
        kept, membership.places(tools.db, tools.viewer.community, kept.id or 0), tools.viewer, done, mail=tools.mail
    )


def _form(found: Organisation | None, values: Mapping[str, str]) -> Form:
    action = SaveOrganisation((found and found.id) or 0)
    mail = TextField(
        "mail",
        _("Their coordinator's mail address"),
        hint=_("Whoever has it takes the place by writing “join”. A coordinator manages their own people."),
        limit=LONGEST,
        optional=True,
    )
    form = Form(
        title=_("Change an organisation") if found else _("Add an organisation"),
        fields=(
            TextField("name", _("Name"), limit=rules.LONGEST_NAME),
            ChoiceField(
                "kind", _("What is it?"), tuple(Option(kind.value, kind_name(kind)) for kind in OrganisationKind)
            ),
            TextField("seats", _("Seats for nominees"), limit=2),
            *(() if found else (mail,)),
        ),
        then=action,
        opener=OpenOrganisation(action.organisation),
        submit=_("Save") if found else _("Add"),
    )
    usual = {"kind": OrganisationKind.COMPANY.value, "seats": USUAL} if found is None else _as_it_is(found)
    return form.filled(usual | {key: value for key, value in values.items() if value})


def _as_it_is(found: Organisation) -> dict[str, str]:
    return {"name": found.name, "kind": found.kind, "seats": str(found.seats)}


def _read(text: str) -> dict[str, str]:
    """Name, kind, seats and the coordinator's address, as far as they are said; what is left is the name."""
    values = {"kind": OrganisationKind.COMPANY.value, "seats": "", "mail": ""}
    for key, pattern in (("mail", _MAIL), ("seats", _SEATS), ("kind", _KIND)):
        if found := pattern.search(text):
            values[key] = found[1]
            text = text[: found.start()] + text[found.end() :]
    spelled = {kind.casefold(): kind.value for kind in OrganisationKind}
    return values | {"kind": spelled[values["kind"].casefold()], "name": text.strip(" ,.\"'“”")}


def kind_name(kind: OrganisationKind) -> str:
    """What people call such an organisation."""
    match kind:
        case OrganisationKind.COMPANY:
            return _("company")
        case OrganisationKind.EXPERT_BODY:
            return _("expert body")
        case OrganisationKind.STATE:
            return _("State")
        case OrganisationKind.CIVIL_SOCIETY:
            return _("civil society organisation")
        case OrganisationKind.INVESTOR:
            return _("investor")
        case OrganisationKind.UN:
            return _("UN")
        case OrganisationKind.OUTSIDE:
            return _("company from outside, whose people come as guests")


def _gone() -> Message:
    return say(_("This organisation is not there any more. Write “people” to see those there are."))
