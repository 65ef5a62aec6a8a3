"""What is said back before anything is done: which moment was meant, and whether to go on."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from bot.chat import Button, Buttons, Facts, Message, Moment, Note, Strong, Style, Text
from bot.chat.plain import city_of, moment_text, pass_text, range_text, short_day_text
from bot.doors import OpenPlan, ShowSession
from bot.moments import in_utc, moment
from bot.programme.actions import Cancel, ChooseLimits, ChooseStart, ChooseWhen, MoveTo, OpenEdit, OpenMove
from bot.programme.cards import to_card
from bot.programme.rules import Problems, Question
from bot.programme.starts import Start, typed
from bot.words import _, n_, spans, spoken
from storage.models import Meeting, Session


def which(values: Mapping[str, str], problems: Problems) -> Message | None:
    """The question with a button for each meaning, where nothing but a date is open; the start comes first."""
    if problems.readings:
        return which_start(values, problems)
    return which_deadline(values, problems) if problems.deadlines else None


def which_deadline(values: Mapping[str, str], problems: Problems) -> Message:
    """Which of these days is meant in the words about seats?"""
    plan = _typed(values)
    choose = tuple(Button(label, ChooseWhen(**{**plan, "seats": words})) for label, words in problems.deadlines)
    change = Button(_("Change…"), OpenPlan(**plan), opens_form=True)
    return Message((Text((problems.by_field["seats"],)), Buttons((*choose, change))))


def which_start(values: Mapping[str, str], problems: Problems) -> Message:
    """Which of these moments does the plan begin at? What else was typed rides along."""
    plan = _typed(values)
    choose = tuple(
        Button(_named(*starts), ChooseWhen(**{**plan, **_chosen(starts, plan["length"])}))
        for starts in problems.readings
    )
    change = Button(_("Change…"), OpenPlan(**plan), opens_form=True)
    return Message((Text((problems.by_field["when"],)), Buttons((*choose, change))))


def _typed(values: Mapping[str, str]) -> dict[str, str]:
    return {key: values.get(key, "") for key in ("kind", "title", "when", "meetings", "length", "rhythm", "seats")}


def _chosen(starts: Sequence[Start], length: str) -> dict[str, str]:
    """This reading as it would be typed: its end, where one was written, as the length of each meeting; a series as
    its days, which are understood in every language.
    """
    lasts = {"length": f"{starts[0].minutes} min"} if starts[0].minutes and not length else {}
    return {"when": typed(*starts), **lasts}


def carry(typed: Mapping[str, str]) -> str:
    """Fields and what was typed in them, as one text that rides in a button."""
    return "\n".join(f"{key}\t{' '.join(words.split())}" for key, words in typed.items())


def carried(text: str) -> dict[str, str]:
    """What `carry` wrote, read again."""
    return {key: words for key, tab, words in (line.partition("\t") for line in text.split("\n")) if tab}


def which_of_draft(
    session: Session, meeting: Meeting, typed: str, question: Question, rest: Mapping[str, str]
) -> Message:
    """Which of these moments does a draft's meeting begin at? What is clear is saved; the `rest` is asked next."""
    assert meeting.id is not None
    assert session.id is not None
    choose = tuple(
        Button(_named(one), ChooseStart(meeting.id, one.iso, one.zone, one.city, carry(rest)))
        for one in question.readings
    )
    saved = _("What is clear is saved.") if rest else _("Everything else is saved.")
    which = _("Meeting %(number)s:") % {"number": meeting.number}
    change = Button(_("Change…"), OpenEdit(session.id, carry({str(meeting.id): typed, **rest})), opens_form=True)
    return Message((Text((f"{saved} {which} {question.sentence}",)), Buttons((*choose, change))))


def which_limits(session: Session, typed: str, question: str, choices: Sequence[tuple[str, str]]) -> Message:
    """Which of these days is meant in a draft's words about seats? All else is saved."""
    assert session.id is not None
    choose = tuple(Button(label, ChooseLimits(session.id, words)) for label, words in choices)
    change = Button(_("Change…"), OpenEdit(session.id, carry({"seats": typed})), opens_form=True)
    saved = _("Everything else is saved.")
    return Message((Text((f"{saved} {question}",)), Buttons((*choose, change))))


def which_move(session: Session, meeting: Meeting, typed: str, question: Question) -> Message:
    """Which of these moments does the meeting move to? Changing begins with what was typed."""
    assert meeting.id is not None
    choose = tuple(Button(_named(one), MoveTo(meeting.id, one.iso, one.zone, one.city)) for one in question.readings)
    change = Button(_("Change…"), OpenMove(meeting.id, typed), opens_form=True)
    return Message((Text((question.sentence,)), Buttons((*choose, change, to_card(session)))))


def confirm_move(session: Session, meeting: Meeting, typed: str, start: Start, concerned: int) -> Message:
    """What was understood, to be confirmed before anybody hears of it."""
    assert meeting.id is not None
    assert session.id is not None
    until = start.at + timedelta(minutes=meeting.minutes)
    new = Moment(start.at, start.zone, until, start.city)
    return Message(
        (
            Text(
                spans(
                    _("Move meeting %(number)s of %(title)s?"), number=str(meeting.number), title=Strong(session.title)
                )
            ),
            Facts(((_("To"), (new, " · ", in_utc(new))), (_("From"), (moment(meeting),)))),
            Note((_told(concerned),)),
            Buttons(
                (
                    Button(_("Move it"), MoveTo(meeting.id, start.iso, start.zone, start.city), Style.PRIMARY),
                    Button(_("Change…"), OpenMove(meeting.id, typed), opens_form=True),
                    Button(_("Keep it"), ShowSession(session.id)),
                )
            ),
        ),
        locale=spoken(),
    )


def ask_cancel(session: Session, meeting: Meeting, concerned: int) -> Message:
    """Really?"""
    assert meeting.id is not None
    assert session.id is not None
    return Message(
        (
            Text(
                spans(
                    _("Cancel meeting %(number)s of %(title)s, %(when)s?"),
                    number=str(meeting.number),
                    title=Strong(session.title),
                    when=moment(meeting),
                )
            ),
            Note((_told(concerned),)),
            Buttons(
                (
                    Button(_("Cancel this meeting"), Cancel(meeting.id), Style.DANGER),
                    Button(_("Keep it"), ShowSession(session.id)),
                )
            ),
        ),
        locale=spoken(),
    )


def _told(concerned: int) -> str:
    if not concerned:
        return _("Nobody is concerned yet, so nobody will be told.")
    return n_("%(count)s person will be told.", "%(count)s people will be told.", concerned)


def _named(*starts: Start) -> str:
    """What a button is called: the moment, or the first days and the last of those that are meant, and their time."""
    first = next((one for one in starts if not one.twice), starts[0])
    until = first.at + timedelta(minutes=first.minutes) if first.minutes else None
    when = Moment(first.at, first.zone, until, first.city)
    if len(starts) == 1:
        return moment_text(when, spoken())
    days = [f"{short_day_text(one.at, one.zone, spoken())}{pass_text(one.at, one.zone, spoken())}" for one in starts]
    doubtful = [place for place, one in enumerate(starts) if one.twice]
    shown = range(len(days)) if len(days) < 4 else sorted({0, *(doubtful or [1]), len(days) - 1})
    gaps = (["…"] if place and place - 1 not in shown else [] for place in shown)
    named = [word for place, gap in zip(shown, gaps, strict=True) for word in (*gap, days[place])]
    return f"{', '.join(named)}, {range_text(when, spoken())} {city_of(when, spoken())}"
