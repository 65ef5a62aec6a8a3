"""Joining, codes, and where a house's cards stand."""

from datetime import timedelta

from bot import rooms
from bot.chat import Block, Button, Buttons, Heading, Message, Moment, Next, Note, Said, Strong, Text
from bot.community.codes import (
    HOUSE_CODE_LIVES,
    HOUSE_CODE_USES,
    PERSONAL_CODE_LIVES,
    PERSONAL_CODE_USES,
    house_code,
    personal_code,
)
from bot.daytime import WORKWEEK
from bot.doors import GoHome, PlaceHandedOver
from bot.kit import ANYONE, FACILITATORS, MEMBERS, Feature, Tools, Topic
from bot.lobby import say
from bot.words import N_, _, n_, spans, spoken
from bot.working import usual_days
from storage import codes, mailboxes, membership, people
from storage.belonging import Code
from storage.models import Member, Organisation

community = Feature("community", Topic.HOUSE)


@community.command(
    "join",
    may=ANYONE,
    usage=N_("join CODE"),
    help=N_("link this workspace, or take your own place"),
    done=N_("used a code to join"),
)
def join(said: Said, rest: str, tools: Tools) -> Next:
    """A house code links the house and makes this its room; a personal code gives a person their place, and so does
    their mail address, where the place is meant for it and the house vouches that it is theirs.
    """
    if tools.viewer.by_mail:
        return say(
            _("You are here by mail already. A code belongs into your organisation's chat: write it to me there."),
            _("You keep your place and every answer, and then hear from me in the chat instead."),
        )
    if not rest:
        return _join_by_mail(said, tools)
    code = codes.find(tools.db, rest, tools.now)
    if code is None:
        return _unknown()
    return _join_house(said, code, tools) if code.organisation_id else _join_person(said, code, tools)


def _join_house(said: Said, code: Code, tools: Tools) -> Next:
    house = people.house(tools.db, said.person.house)
    if house is not None and house.community_id not in (None, code.community_id):
        return say(_("This workspace already belongs to another community. Its facilitators can release it."))
    if house is not None and house.organisation_id not in (None, code.organisation_id):
        return say(
            _("This workspace already belongs to another organisation of this community, so nothing was changed."),
            _("If that is a mistake, a facilitator can release it: “houses” lists them. The code still works."),
        )
    if not codes.use(tools.db, code, tools.now):
        return _unknown()
    assert code.organisation_id is not None
    people.see_house(tools.db, said.person.house, "")
    room = "" if said.place.private else said.place.address
    people.link_house(tools.db, said.person.house, code.community_id, code.organisation_id, room)
    organisation = tools.db.get_one(Organisation, code.organisation_id)
    where = (
        Text((_("Session cards will stand in this channel."),))
        if room
        else Text(
            spans(
                _("One thing is left: write %(what)s in the channel where session cards should stand."),
                what=Strong(_("cards here")),
            )
        )
    )
    if room:
        rooms.settle(tools.db, tools.outbox, code.community_id, said.person.house)
    return Message(
        (
            Heading(_("Welcome, %(organisation)s") % {"organisation": organisation.name}),
            Text((people.community(tools.db, code.community_id).name,)),
            where,
            Text(
                spans(
                    _("Everybody who takes part now writes me %(what)s with their own code."), what=Strong("join CODE")
                )
            ),
        )
    )


def _unknown() -> Message:
    return say(
        _("I do not know this code, or it has been used up or has expired."),
        _("Please check it for a slip, or ask whoever sent it for a new one."),
    )


def _join_by_mail(said: Said, tools: Tools) -> Next:
    house = people.house(tools.db, said.person.house)
    own = house.organisation_id if house is not None else None
    member = membership.by_mail(tools.db, own, said.person.mail) if own is not None else None
    if member is None:
        return say(
            _("Please write the code after the word: “join K7QM-2XWP-9RTA”."),
            _("Without a code I only know a place that is meant for the mail address of your account here."),
        )
    return _settle(said, tools.db.get_one(Member, member), tools)


def _join_person(said: Said, code: Code, tools: Tools) -> Next:
    house = people.house(tools.db, said.person.house)
    if house is None or house.community_id != code.community_id:
        return say(
            _("This is a personal code, and this workspace is not linked to its community yet."),
            _("First somebody writes “join” with the code for the whole workspace; then yours works."),
        )
    member = tools.db.get_one(Member, code.member_id)
    if house.organisation_id != member.organisation_id:
        return say(_("This code belongs to another organisation. Please use it in that organisation's workspace."))
    if not codes.use(tools.db, code, tools.now):
        return _unknown()
    if code.replaces:
        _take_over(said.person.id, member, tools)
    return _settle(said, member, tools)


def _settle(said: Said, member: Member, tools: Tools) -> Message:
    """This account speaks for this member from now on."""
    assert member.id is not None
    people.see_account(
        tools.db,
        said.person.id,
        said.person.house,
        address=said.person.address,
        zone=said.person.zone,
        locale=said.person.locale,
    )
    if not people.accounts(tools.db, member.id) and member.workdays == WORKWEEK:
        member.workdays = usual_days(member.zone or said.person.zone)
        tools.db.add(member)
    people.claim(tools.db, said.person.id, member.id)
    tools.outbox.behalf = member.id
    house = people.house(tools.db, said.person.house)
    if house is not None and house.community_id == member.community_id and house.room:
        rooms.fill(tools.db, tools.outbox, house)
    mails = mailboxes.of(tools.db, member.id)
    here = _("From now on I write to you here and not by mail. Your answers are the same in both.")
    others = len(people.accounts(tools.db, member.id)) - len(mails) - 1
    too = n_("You have one more chat account here: your answers are the same in both.",
             "You have %(count)s more chat accounts here: your answers are the same in all.", others)  # fmt: skip
    return Message(
        (
            Heading(_("Welcome")),
            Text(spans(_("You are %(name)s from now on."), name=Strong(member.name))),
            *([Text((too,))] if others > 0 else []),
            *([Text((here,))] if mails else []),
            Buttons((Button(_("What is next for me"), GoHome()),)),
        )
    )


def _take_over(person: str, member: Member, tools: Tools) -> None:
    """Whoever held the place holds it no longer, and is told; the seat and its answers stay."""
    assert member.id is not None
    held = membership.vacate(tools.db, member.id, keep=person)
    for account in held:
        zone = people.community(tools.db, member.community_id).zone
        tools.outbox.tell_former(account, PlaceHandedOver(member.id), zone=zone)


@community.command(
    "cards here",
    may=MEMBERS,
    usage=N_("cards here"),
    help=N_("let session cards stand in this channel"),
    done=N_("chose the channel for cards"),
)
def cards_here(said: Said, rest: str, tools: Tools) -> Next:
    """Makes this conversation the house's room."""
    if not tools.viewer.linked:
        return say(_("This workspace is not linked to a community yet. Write “join CODE” first."))
    if said.place.private:
        return say(_("This is our own conversation. Please write it in the channel where cards should stand."))
    people.set_room(tools.db, said.person.house, said.place.address)
    rooms.settle(tools.db, tools.outbox, tools.viewer.community, said.person.house)
    return say(_("Session cards will stand in this channel from now on."))


@community.command(
    "code",
    may=FACILITATORS,
    first=FACILITATORS,
    usage=N_("code NAME"),
    help=N_("a join code for a company or a person"),
    done=N_("made a code"),
)
def code(said: Said, rest: str, tools: Tools) -> Next:
    """A fresh code for the organisation or member of this name."""
    if not said.place.private:
        return say(_("Codes are for one pair of eyes. Please ask me in our own conversation."))
    wanted = rest.casefold()
    for organisation in people.organisations(tools.db, tools.viewer.community):
        if organisation.name.casefold() == wanted:
            return _fresh(
                organisation.name,
                house_code(tools.db, organisation, tools.now),
                HOUSE_CODE_LIVES,
                HOUSE_CODE_USES,
                tools,
            )
    for member in people.members(tools.db, tools.viewer.community):
        if member.name.casefold() == wanted:
            return _fresh(
                member.name, personal_code(tools.db, member, tools.now), PERSONAL_CODE_LIVES, PERSONAL_CODE_USES, tools
            )
    names = [item.name for item in people.organisations(tools.db, tools.viewer.community)]
    return say(
        _("I know no company or person called “%(name)s”.") % {"name": rest} if rest else _("For whom is the code?"),
        _("Companies: %(names)s. People are named like “Cisco nominee 1”.") % {"names": ", ".join(names)},
    )


def _fresh(name: str, fresh: str, lives: timedelta, uses: int, tools: Tools) -> Message:
    until = Moment(tools.now + lives, tools.viewer.community_zone, city=tools.viewer.city)
    blocks: tuple[Block, ...] = (
        Text(spans(_("The code for %(name)s is %(code)s"), name=name, code=Strong(fresh))),
        Text(spans(_("They write %(what)s, each where they work."), what=Strong(f"join {fresh}"))),
        Note(spans(_("It works %(uses)s times, until %(when)s. I keep no copy of it."), uses=str(uses), when=until)),
    )
    return Message(blocks, locale=spoken())
