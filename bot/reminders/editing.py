"""Changing a ladder, of one session or of a kind, by a form or in a sentence; and the links people join at."""

import re

from bot.chat import ChoiceField, Form, Message, Next, Option, Pressed, Problems, Said, Submitted, TextField
from bot.finding import one_session
from bot.kit import FACILITATORS, Feature, Tools, Topic
from bot.lobby import say
from bot.moments import kind_name
from bot.reminders import flight
from bot.reminders.actions import OpenLadder, OpenLink, SaveLadder, SaveLink
from bot.reminders.ladders import BUILT_IN, of_session
from bot.reminders.meant import meant
from bot.reminders.rungs_said import NotRead, read_ladder, read_rungs, written
from bot.words import N_, _
from storage import ladders, programme, steps
from storage.ladders import Rule
from storage.models import Session

editing = Feature("editing", Topic.REMINDERS)

OWN, SESSION, KIND, USUAL = "own", "session", "kind", "usual"
_HTTPS = re.compile(r"https://[^\s<>|\"]{4,1000}")


@editing.pressed(OpenLadder, may=FACILITATORS)
def open_ladder(pressed: Pressed, action: OpenLadder, tools: Tools) -> Next:
    """The form, with the ladder as it stands."""
    session = programme.session(tools.db, tools.viewer.community, action.session)
    return flight.gone() if session is None else _form(session, tools)


@editing.submitted(SaveLadder, may=FACILITATORS, done=N_("changed reminders"))
def save_ladder(submitted: Submitted, action: SaveLadder, tools: Tools) -> Next:
    """Rungs as typed, or one of the ladders that come with the product, for this session or all of its kind."""
    session = programme.session(tools.db, tools.viewer.community, action.session)
    if session is None:
        return flight.gone()
    given = submitted.values
    chosen, wanted = given.get("ladder", OWN), given.get("whose", SESSION)
    if chosen in BUILT_IN:
        named = BUILT_IN[chosen]
        name, rules = named.name, named.rules
    else:
        read = read_ladder(given.get("rungs", ""))
        if isinstance(read, NotRead):
            return Problems(_form(session, tools).filled(given), {"rungs": read.sentence})
        standing = _standing(session, tools)
        # A rung that was left as it is keeps its name: whoever had it does not get it again.
        kept = {_what_of(rule): rule.key for rule in standing}
        rules = tuple(rule._replace(key=kept.get(_what_of(rule), rule.key)) for rule in read)
        name = session.title if wanted == SESSION else kind_name(session.kind)
    if wanted == USUAL:
        _usual(session, tools)
    else:
        _keep(session, name, rules, tools, whole_kind=wanted == KIND)
    return flight.replanned(session, tools)


@editing.command(
    "remind", may=FACILITATORS, first=FACILITATORS, usage=N_("remind those who have not answered a week before TITLE"),
    help=N_("add reminders to a session: whom, and how long before or after"), done=N_("changed reminders"),
)  # fmt: skip
def say_remind(said: Said, rest: str, tools: Tools) -> Next:
    """The rungs of the sentence are added to the ladder of the session it names, or of the only one."""
    found = meant(rest, tools)
    words = rest if isinstance(found, Message) else re.sub(re.escape(found.title), " ", rest, flags=re.I)
    read = read_rungs(words)
    if isinstance(read, NotRead):
        return say(read.sentence)
    if isinstance(found, Message):
        return found
    standing = _standing(found, tools)
    known = {_what_of(rule) for rule in standing}
    fresh = [rule for rule in read if _what_of(rule) not in known]
    _keep(found, found.title, tuple(sorted((*standing, *fresh), key=lambda rule: rule.minutes)), tools)
    return flight.replanned(found, tools)


@editing.pressed(OpenLink, may=FACILITATORS)
def open_link(pressed: Pressed, action: OpenLink, tools: Tools) -> Next:
    """Where do the meetings take place?"""
    session = programme.session(tools.db, tools.viewer.community, action.session)
    return flight.gone() if session is None else _link_form(session, tools)


@editing.submitted(SaveLink, may=FACILITATORS, done=N_("set where meetings take place online"))
def save_link(submitted: Submitted, action: SaveLink, tools: Tools) -> Next:
    """One address a meeting; an empty one takes it back."""
    session = programme.session(tools.db, tools.viewer.community, action.session)
    if session is None:
        return flight.gone()
    given = {key: value.strip() for key, value in submitted.values.items()}
    wrong = {key: _sentence() for key, value in given.items() if value and not _HTTPS.fullmatch(value)}
    if wrong:
        return Problems(_link_form(session, tools).filled(submitted.values), wrong)
    for meeting in programme.meetings(tools.db, action.session):
        if str(meeting.id) in given and meeting.id is not None:
            ladders.set_link(tools.db, [meeting.id], given[str(meeting.id)])
    return flight.replanned(session, tools)


@editing.command(
    "link of", "link for", "the link of", may=FACILITATORS, usage=N_("link of TITLE is https://…"),
    help=N_("where the meetings of a session take place online"), done=N_("set where meetings take place online"),
)  # fmt: skip
def say_link(said: Said, rest: str, tools: Tools) -> Next:
    """For all meetings of the session, or “meeting 2 of TITLE”."""
    address = _HTTPS.search(said.text)
    if address is None:
        return say(_sentence())
    words = re.split(r"\s+(?:is|are)\b|\s*:?\s*https:", rest, maxsplit=1)[0].strip()
    number = re.match(r"meeting\s+(\d+)\s+of\s+", words, re.I)
    found = one_session(tools.db, tools.viewer, words[number.end() :] if number else words)
    if isinstance(found, Message):
        return found
    meetings = [
        one.id
        for one in programme.meetings(tools.db, found.id or 0)
        if one.id is not None and (number is None or one.number == int(number[1]))
    ]
    if not meetings:
        return say(_("“%(title)s” has no such meeting.") % {"title": found.title})
    ladders.set_link(tools.db, meetings, address[0])
    return flight.replanned(found, tools)


def _sentence() -> str:
    return _("Please write a whole address that begins with https://.")


def _what_of(rule: Rule) -> tuple[object, ...]:
    return rule.minutes, rule.anchor, rule.whom, rule.what


def _standing(session: Session, tools: Tools) -> tuple[Rule, ...]:
    owns = ladders.own(tools.db, tools.viewer.community, [session.id or 0])
    return of_session(owns, session.id or 0, session.kind).rules


def _keep(session: Session, name: str, rules: tuple[Rule, ...], tools: Tools, *, whole_kind: bool = False) -> None:
    home, one = tools.viewer.community, None if whole_kind else session.id
    if whole_kind:
        ladders.forget(tools.db, home, session.id, "")
    ladders.keep(tools.db, home, one, session.kind if whole_kind else "", name, rules)
    steps.lay_again(tools.db, home, one, session.kind)
    steps.lay_again(tools.db, home, session.id, session.kind)


def _usual(session: Session, tools: Tools) -> None:
    ladders.forget(tools.db, tools.viewer.community, session.id, "")
    steps.lay_again(tools.db, tools.viewer.community, session.id, session.kind)


def _form(session: Session, tools: Tools) -> Form:
    assert session.id is not None
    kind = kind_name(session.kind)
    built_in = tuple(Option(key, _("Ladder “%(name)s”") % {"name": _(one.name)}) for key, one in BUILT_IN.items())
    return Form(
        title=_("Reminders"),
        intro=(session.title,),
        fields=(
            TextField("rungs", _("One reminder a line"), written(_standing(session, tools)), lines=10, limit=3000,
                      hint=_("When and to whom, like “a week before, those who have not answered” or “2 days before "
                             "the deadline, facilitators”; your own words after a colon."), optional=True),
            ChoiceField("ladder", _("Which ones?"), (Option(OWN, _("As written above")), *built_in), OWN),
            ChoiceField("whose", _("For what?"), (
                Option(SESSION, _("This session")),
                Option(KIND, _("Every %(kind)s without reminders of its own") % {"kind": kind}),
                Option(USUAL, _("Back to what every %(kind)s has") % {"kind": kind}),
            ), SESSION),
        ),
        then=SaveLadder(session.id),
        opener=OpenLadder(session.id),
        submit=_("Save"),
    )  # fmt: skip


def _link_form(session: Session, tools: Tools) -> Form:
    assert session.id is not None
    links = ladders.links(tools.db, [session.id])
    return Form(
        title=_("Links"),
        intro=(session.title,),
        fields=tuple(
            TextField(
                str(one.id), _("Meeting %(number)s") % {"number": one.number}, links.get(one.id or 0, ""),
                placeholder="https://", limit=1000, optional=True,
            )
            for one in programme.meetings(tools.db, session.id)
        ),
        then=SaveLink(session.id),
        opener=OpenLink(session.id),
        submit=_("Save"),
    )  # fmt: skip
