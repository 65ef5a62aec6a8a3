"""How a session looks: in a house's room, to one person, and as a roster."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from bot.chat import (
    Block,
    Button,
    Buttons,
    ChoiceField,
    Facts,
    Form,
    Heading,
    Link,
    LinkButton,
    Message,
    Note,
    Option,
    Spans,
    Strong,
    Style,
    Text,
)
from bot.disclosure import Seen
from bot.doors import GoHome, ManageSession, OpenProposal, ShowAgenda, ShowParts, ShowSession
from bot.finding import answerable, ends
from bot.kit import Viewer
from bot.limits import limits_of
from bot.moments import kind_name, meetings_of, moment, on_both_clocks
from bot.signups import own_cards, rules
from bot.signups.actions import AnswerByMeeting, AnswerSession, OpenBehalf, OpenByMeeting, WhoIsComing, WhoSees
from bot.signups.own_cards import Mine
from bot.signups.seat_cards import free_seats, limits_note
from bot.words import _, n_, spans, spoken
from storage.look import Look, Sitting
from storage.models import Choice, Roster, SessionState


@dataclass(frozen=True)
class Shown:
    """A session with everything its card may show."""

    session: Look
    seen: Seen
    now: datetime
    free: Mapping[int, int] = field(default_factory=dict[int, int])
    """Seats nobody holds, by meeting, where seats are limited and this viewer may know."""
    cast: tuple[Block, ...] = ()
    """Where to join and who does what in it, where that was asked for."""

    @property
    def id(self) -> int:
        """The session's id."""
        return self.session.id

    @cached_property
    def open_meetings(self) -> list[int]:
        """The meetings that can be answered now."""
        return answerable(self.session, self.now)

    @property
    def late(self) -> bool:
        """Whether the deadline has passed, so that one can only say no."""
        return limits_of(self.session).late(self.now)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The answers there are, with the waiting list where there can be one."""
        return tuple(Choice) if limits_of(self.session).limited else rules.GIVEN


def room_card(shown: Shown, viewer: Viewer) -> Message:
    """The card that stands in every house: the same state everywhere."""
    return Message((*_about(shown), *_buttons(shown, viewer), *_small_print(shown, viewer)), locale=spoken())


def personal_card(shown: Shown, viewer: Viewer, own: Mine, *, answered: bool = False) -> Message:
    """The same card for one person, with their own answer; `answered` right after they gave it."""
    return Message(
        (
            *_about(shown, own.choices),
            *own_cards.answered(shown.session, own, shown.now),
            *_buttons(shown, viewer),
            *own_cards.substitutes(shown.session, own, shown.now),
            *_small_print(shown, viewer),
        ),
        aside=own_cards.thanks(shown.session, own, shown.now) if answered else (),
        locale=spoken(),
    )


def home_entry(shown: Shown, own: Mine) -> tuple[Block, ...]:
    """A session in somebody's home: the next meeting, their answer, and the buttons to give it."""
    upcoming = [meeting for meeting in shown.session.meetings if meeting.id in shown.open_meetings]
    title: Spans = (Strong(shown.session.title), f" · {kind_name(shown.session.kind)}")
    first: Spans = spans(_("Next: %(when)s"), when=moment(upcoming[0])) if upcoming else ()
    answered = all(meeting in own.choices for meeting in shown.open_meetings)
    answer = own_cards.answered(shown.session, own, shown.now) or (Text((_("You have not answered yet."),)),)
    return (
        Text(title),
        *([Text(first)] if first else []),
        *answer,
        Buttons(
            (
                *(() if answered else _choices(shown)),
                Button(_("Details"), ShowSession(shown.id), about=shown.session.title),
            )
        ),
    )


def by_meeting_form(session: Look, open_meetings: Sequence[int], own: Mapping[int, Choice], zone: str) -> Form:
    """One question per meeting that can still be answered, for a reader in this zone."""
    options = tuple(Option(choice.value, choice_name(choice)) for choice in rules.GIVEN)
    return Form(
        title=_("By meeting"),
        intro=(session.title,),
        fields=tuple(
            ChoiceField(
                str(meeting.id),
                _("Meeting %(number)s · %(when)s")
                % {"number": meeting.number, "when": on_both_clocks(moment(meeting), zone)},
                options,
                value=rules.given(own.get(meeting.id)),
                optional=True,
            )
            for meeting in session.meetings
            if meeting.id in open_meetings
        ),
        then=AnswerByMeeting(session.id),
        opener=OpenByMeeting(session.id),
        submit=_("Save"),
    )


def where_to_join(session: Look, links: Mapping[int, str], now: datetime) -> tuple[Block, ...]:
    """The links of what is not over; one that several meetings have stands there once."""
    ahead = [meeting for meeting in session.meetings if links.get(meeting.id) and ends(meeting) > now]
    if not ahead:
        return ()
    first = links[ahead[0].id]
    join = Buttons((LinkButton(_("Join"), first),))
    if all(links[meeting.id] == first for meeting in ahead):
        return (Text(spans(_("Join at %(link)s"), link=Link(first, first))), join)
    rows = ((_("Join meeting %(number)s") % {"number": one.number}, links[one.id]) for one in ahead)
    return (Facts(tuple((label, (Link(link, link),)) for label, link in rows)), join)


def nothing_planned() -> tuple[Block, ...]:
    """An empty home."""
    return (Text((_("Nothing is planned that needs your answer. I will write to you when something is."),)),)


def choice_name(choice: Choice) -> str:
    """The answer as its button says it."""
    match choice:
        case Choice.COMING:
            return _("Coming")
        case Choice.WAITING:
            return _("On the waiting list")
        case Choice.MAYBE:
            return _("Maybe")
        case Choice.NOT:
            return _("Not this time")


def _about(shown: Shown, own: Mapping[int, Choice] | None = None) -> tuple[Block, ...]:
    session, count = shown.session, len(shown.session.meetings)
    facts = [kind_name(session.kind), meetings_of(count, shown.session.meetings[0].minutes)] if count else []
    if shown.session.advisors:
        facts.append(n_("%(count)s expert advisor", "%(count)s expert advisors", shown.session.advisors))
    several = own is not None and rules.same_for_all(own, shown.open_meetings) is None
    return (
        Heading(session.title),
        Note((" · ".join(facts),)),
        *([Text((session.about,))] if session.about else []),
        Facts(tuple(_meeting_row(shown, meeting, own if several else None) for meeting in shown.session.meetings)),
        *_answered(shown),
        *shown.cast,
    )


def _meeting_row(shown: Shown, meeting: Sitting, own: Mapping[int, Choice] | None) -> tuple[str, Spans]:
    label = _("Meeting %(number)s") % {"number": meeting.number}
    value: Spans = (moment(meeting),)
    if meeting.cancelled:
        return label, (*value, " · ", Strong(_("cancelled")))
    if shown.seen.level is not Roster.NOTHING and shown.session.state != SessionState.DRAFT:
        value = (*value, " · ", Strong(_tally(shown, meeting.id)))
    if meeting.id in shown.free:
        value = (*value, " · ", free_seats(shown.free[meeting.id]))
    if own and meeting.id in own:
        value = (*value, " · ", _("you: %(answer)s") % {"answer": choice_name(own[meeting.id])})
    return label, value


def _tally(shown: Shown, meeting: int) -> str:
    coming = shown.seen.count(meeting, Choice.COMING).people
    maybe = shown.seen.count(meeting, Choice.MAYBE).people
    waiting = shown.seen.count(meeting, Choice.WAITING).people
    text = n_("%(count)s coming", "%(count)s coming", coming)
    if waiting:
        text = f"{text}, {n_('%(count)s waiting', '%(count)s waiting', waiting)}"
    return f"{text}, {n_('%(count)s maybe', '%(count)s maybe', maybe)}" if maybe else text


def _answered(shown: Shown) -> tuple[Block, ...]:
    if shown.seen.level is Roster.NOTHING or shown.session.state == SessionState.DRAFT:
        return ()
    sentence = _("%(answered)s of %(companies)s companies have answered.") % {
        "answered": shown.seen.answered,
        "companies": shown.seen.companies,
    }
    return (Text((sentence,)),)


def _choices(shown: Shown) -> tuple[Button, ...]:
    return tuple(
        Button(
            choice_name(choice),
            AnswerSession(shown.id, choice),
            Style.PRIMARY if choice is Choice.COMING else Style.PLAIN,
            about=_("%(answer)s: %(title)s") % {"answer": choice_name(choice), "title": shown.session.title},
        )
        for choice in ((Choice.NOT,) if shown.late else rules.GIVEN)
    )


def _buttons(shown: Shown, viewer: Viewer) -> tuple[Block, ...]:
    if shown.session.state == SessionState.DRAFT:
        more: tuple[Button, ...] = ()
    else:
        more = (
            Button(_("Who is coming?"), WhoIsComing(shown.id)),
            Button(_("Who can see my answer?"), WhoSees(shown.id)),
            Button(_("Agenda"), ShowAgenda(shown.id)),
            Button(_("Propose a topic…"), OpenProposal(shown.id), opens_form=True),
        )
    if shown.session.open_parts and shown.open_meetings:
        more = (*more, Button(_("Take a part"), ShowParts(shown.id)))
    if viewer.facilitates:
        more = (*more, Button(_("Manage…"), ManageSession(shown.id)))
    if viewer.role in rules.FOR_OTHERS and shown.open_meetings:
        more = (*more, Button(_("Answer for somebody…"), OpenBehalf(shown.id), opens_form=True))
    if viewer.member is not None:
        more = (*more, Button(_("Home"), GoHome()))
    if not shown.open_meetings:
        return (Buttons(more),) if more else ()
    several = len(shown.open_meetings) > 1 and not shown.late
    by_meeting = (Button(_("By meeting…"), OpenByMeeting(shown.id), opens_form=True),) if several else ()
    return (Buttons((*_choices(shown), *by_meeting)), Buttons(more))


def _small_print(shown: Shown, viewer: Viewer) -> tuple[Block, ...]:
    if shown.session.state == SessionState.CLOSED:
        return (Note((_("Sign-up is closed."),)),)
    if shown.session.state == SessionState.DRAFT:
        return (Note((_("A draft: nobody but facilitators sees it."),)),)
    if not shown.open_meetings:
        return (Note((_("All meetings are over."),)),)
    limits = limits_note(shown.session, viewer, shown.now)
    if shown.late:
        return (*limits, Note((_("The time to answer is over. If you cannot come, you can still say so."),)))
    if len(shown.open_meetings) == 1:
        return (*limits, Note((_("One click answers, and you can change it at any time."),)))
    return (*limits, Note((_("One click answers for all meetings, and you can change it at any time."),)))
