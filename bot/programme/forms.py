"""The forms to plan, change and move with, filled with what is known."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot import limits
from bot.chat import ChoiceField, Form, Option, Strong, TextField, WhenField
from bot.doors import OpenPlan
from bot.kit import Viewer
from bot.moments import kind_name, length, moment
from bot.programme.actions import Move, OpenEdit, OpenMove, PlanSession, SaveEdit
from bot.programme.rules import LONGEST_TITLE, MOST_MEETINGS
from bot.when.rules_of_time import offset_of, shows_twice
from bot.when.zones import understood
from bot.words import _, spans
from storage.models import Meeting, Session, SessionKind
from storage.programme import local_of

WHEN_HINT_EXAMPLE = "4 March 2027 15:00 Geneva time"


def plan_form(opener: OpenPlan) -> Form:
    """Everything a session needs, on one page, filled with what is known."""
    counts = tuple(str(n) for n in range(1, MOST_MEETINGS + 1))
    begun = opener != OpenPlan()  # by a sentence: what it left out is asked, not assumed
    return Form(
        title=_("Plan a session"),
        fields=(
            ChoiceField(
                "kind",
                _("What is it?"),
                tuple(Option(kind.value, kind_name(kind)) for kind in SessionKind),
                value=opener.kind or ("" if begun else SessionKind.CORE_SESSION),
            ),
            TextField("title", _("Title"), opener.title, limit=LONGEST_TITLE, placeholder=_("Access to remedy")),
            WhenField("when", _("First meeting begins"), opener.when, hint=_("For instance: %s") % WHEN_HINT_EXAMPLE),
            TextField("length", _("Each meeting takes"), opener.length or _("2 h"), limit=20),
            ChoiceField(
                "meetings",
                _("How many meetings?"),
                tuple(Option(count, count) for count in counts),
                value=opener.meetings if opener.meetings in counts else "" if begun else "1",
            ),
            ChoiceField(
                "rhythm", _("How far apart?"), tuple(_rhythms()), value=opener.rhythm or "weekly", optional=True
            ),
            limits.field(opener.seats),
        ),
        then=PlanSession(),
        opener=opener,
        submit=_("Show me the plan"),
    )


def edit_form(session: Session, meetings: Sequence[Meeting], viewer: Viewer) -> Form:
    """A draft's title and the time of each of its meetings."""
    assert session.id is not None
    return Form(
        title=_("Change the draft"),
        fields=(
            TextField("title", _("Title"), session.title, limit=LONGEST_TITLE),
            *(WhenField(str(m.id), _("Meeting %(number)s begins") % {"number": m.number}, typed(m)) for m in meetings),
            TextField("length", _("Each meeting takes"), length(meetings[0].minutes) if meetings else "", limit=20),
            limits.field(limits.typed(limits.limits_of(session), viewer)),
        ),
        then=SaveEdit(session.id),
        opener=OpenEdit(session.id),
        submit=_("Save"),
    )


def move_form(session: Session, meeting: Meeting, when: str = "") -> Form:
    """When should it be instead? `when` is what was typed already."""
    assert meeting.id is not None
    return Form(
        title=_("Move a meeting"),
        intro=spans(
            _("Meeting %(number)s of %(title)s, now %(when)s"),
            number=str(meeting.number),
            title=Strong(session.title),
            when=moment(meeting),
        ),
        fields=(
            WhenField("when", _("It begins"), when or typed(meeting), hint=_("For instance: %s") % WHEN_HINT_EXAMPLE),
        ),
        then=Move(meeting.id),
        opener=OpenMove(meeting.id, when),
        submit=_("Check the date"),
    )


def typed(meeting: Meeting) -> str:
    """A meeting's time as somebody would type it, so that a form can be sent back unchanged."""
    at = local_of(meeting).replace(tzinfo=ZoneInfo(meeting.zone))
    named = understood(meeting.city, meeting.zone)
    zone = _("%(city)s time") % {"city": meeting.city} if named else meeting.zone
    which = f" {offset_of(at)}" if shows_twice(at) else ""
    return f"{at.day} {at:%B %Y} {at:%H:%M} {zone}{which}"


def _rhythms() -> list[Option]:
    return [
        Option("weekly", _("every week")),
        Option("fortnightly", _("every two weeks")),
        Option("four-weekly", _("every four weeks")),
        Option("daily", _("every day")),
    ]
