"""How answering for somebody else looks: the form, what was done, and what the person is told."""

from collections.abc import Mapping, Sequence

from bot.chat import Block, Button, Buttons, ChoiceField, Facts, Form, Message, Note, Option, Strong, Text, TextField
from bot.chat.plain import moment_text
from bot.doors import ShowSession
from bot.moments import moment
from bot.signups import own_cards, rules
from bot.signups.actions import OpenBehalf, SaveBehalf
from bot.signups.cards import choice_name
from bot.signups.seat_cards import own_places
from bot.words import _, listing, spans, spoken
from storage.look import Look
from storage.models import Choice, Member

MOST_LISTED = 100
"""Options of one choice (Slack's static_select); beyond that a name is typed."""
WHOLE = "all"
"""The option that means every meeting that can still be answered."""


def form(session: Look, people: Sequence[Member], open_meetings: Sequence[int]) -> Form:
    """For whom, and what they answer."""
    listed = tuple(Option(str(one.id), one.name) for one in people)
    hint = _("What the community calls them, like “Cisco nominee 1”.")
    who = (
        ChoiceField("person", _("For whom?"), listed)
        if len(listed) <= MOST_LISTED
        else TextField("person", _("For whom?"), hint=hint)
    )
    meetings = [
        Option(
            str(meeting.id),
            _("Meeting %(number)s · %(when)s")
            % {"number": meeting.number, "when": moment_text(moment(meeting), spoken())},
        )
        for meeting in session.meetings
        if meeting.id in open_meetings
    ]
    which = ChoiceField("which", _("Which meeting?"), (Option(WHOLE, _("all of them")), *meetings), WHOLE)
    return Form(
        title=_("Answer for somebody"),
        intro=(Strong(session.title),),
        fields=(
            who,
            ChoiceField("choice", _("Their answer"), tuple(Option(one.value, choice_name(one)) for one in rules.GIVEN)),
            *((which,) if len(meetings) > 1 else ()),
        ),
        then=SaveBehalf(session.id),
        opener=OpenBehalf(session.id),
        submit=_("Answer"),
    )


def done(session: Look, member: Member, choices: Mapping[int, Choice], told: bool | None) -> Message:
    """What stands now; `told` is None where there was nothing to tell."""
    rows = tuple(
        (_("Meeting %(number)s") % {"number": meeting.number}, (choice_name(choices[meeting.id]),))
        for meeting in session.meetings
        if meeting.id in choices
    )
    match told:
        case None:
            more = _("That is how it was before, so nobody is told.")
        case True:
            more = _("They are told, and can undo it with one click.")
        case False:
            more = _("They have no chat account yet, so please tell them yourself.")
    again = Button(_("Answer for somebody else…"), OpenBehalf(session.id), opens_form=True)
    return Message(
        (
            Text(spans(_("You answered for %(name)s in %(title)s."), name=Strong(member.name), title=session.title)),
            Facts(rows),
            Note((more,)),
            Buttons((again, Button(_("See the card"), ShowSession(session.id)))),
        ),
        locale=spoken(),
    )


def told(session: Look, mine: own_cards.Mine, sentence: str) -> Message:
    """Tells somebody that another person answered for them."""
    parts: tuple[Block, ...] = (
        Text(spans(_("%(names)s answered for you in %(title)s."), names=listing(mine.by), title=Strong(session.title))),
        Text((Strong(sentence),)),
        *own_places(session.meetings, mine.waits, mine.zone),
        Buttons((own_cards.undo(session), Button(_("See and answer"), ShowSession(session.id)))),
    )
    return Message(parts, locale=spoken())
