"""Changing a draft: what is clear in its form is saved at once; what is doubtful is asked, one date at a time."""

from collections.abc import Mapping, Sequence

from bot import limits
from bot.chat import Message, Next, Pressed, Problems, Submitted
from bot.kit import FACILITATORS, Feature, Tools, Topic
from bot.programme import asking, cards, forms, rules, starts
from bot.programme.actions import ChooseLimits, ChooseStart, OpenEdit, SaveEdit
from bot.words import N_, _
from storage import people
from storage import programme as sessions
from storage.models import Meeting, Session, SessionState

drafts = Feature("drafts", Topic.PROGRAMME)

SEATS = "seats"
MOST_CARRIED = 900
"""Characters of what is still doubtful that ride in a button; where there are more, the form says it all at once."""


@drafts.pressed(OpenEdit, may=FACILITATORS)
def open_edit(pressed: Pressed, action: OpenEdit, tools: Tools) -> Next:
    """A draft can be changed in every part; what was typed and is doubtful stands in its field, with what to ask."""
    session = _draft(action.session, tools)
    if session is None:
        return not_a_draft(sessions.session(tools.db, tools.viewer.community, action.session))
    meetings = sessions.meetings(tools.db, action.session)
    form, typed = forms.edit_form(session, meetings, tools.viewer), asking.carried(action.typed)
    problems = {key: asked for key, words in typed.items() if (asked := _asked(key, words, len(meetings), tools)[0])}
    return Problems(form.filled(typed), problems) if problems else form


@drafts.submitted(SaveEdit, may=FACILITATORS, done=N_("changed a draft"))
def save_edit(submitted: Submitted, action: SaveEdit, tools: Tools) -> Next:
    """The draft with its changes, or what is wrong with them; dates that may be two are asked afterwards."""
    session = _draft(action.session, tools)
    if session is None:
        return not_a_draft(sessions.session(tools.db, tools.viewer.community, action.session))
    meetings = sessions.meetings(tools.db, action.session)
    problems: dict[str, str] = {}
    title = " ".join(submitted.values.get("title", "").split())
    if not title or len(title) > rules.LONGEST_TITLE:
        problems["title"] = _("Please give the session a title of at most %s characters.") % rules.LONGEST_TITLE
    minutes = rules.read_minutes(submitted.values.get("length", ""))
    if isinstance(minutes, str):
        problems["length"] = minutes
    typed = {key: submitted.values.get(key, "") for key in (*(str(meeting.id) for meeting in meetings), SEATS)}
    asked = {key: _asked(key, words, len(meetings), tools) for key, words in typed.items()}
    doubtful = {key: typed[key] for key, (_sentence, settles) in asked.items() if settles}
    wrong = problems | {key: sentence for key, (sentence, settles) in asked.items() if sentence and not settles}
    if wrong or isinstance(minutes, str) or len(asking.carry(doubtful)) > MOST_CARRIED:
        problems |= {key: sentence for key, (sentence, _settles) in asked.items() if sentence}
        return Problems(forms.edit_form(session, meetings, tools.viewer).filled(submitted.values), problems)
    session.title = title
    for meeting in meetings:
        meeting.minutes = minutes
    return _settle(session, meetings, typed, tools)


@drafts.pressed(ChooseStart, may=FACILITATORS, done=N_("changed a draft"))
def choose_start(pressed: Pressed, action: ChooseStart, tools: Tools) -> Next:
    """The draft, with the reading that was meant, or the next question about it."""
    found = sessions.meeting(tools.db, tools.viewer.community, action.meeting)
    if found is None or found[0].state != SessionState.DRAFT:
        return not_a_draft(found and found[0])
    session, meeting = found
    assert session.id is not None
    start = starts.chosen(action.local, action.zone, action.city, tools.now)
    meetings = sessions.meetings(tools.db, session.id)
    if start is None:
        return forms.edit_form(session, meetings, tools.viewer)
    sessions.set_start(meeting, start.local, start.zone, start.city)
    return _settle(session, meetings, asking.carried(action.doubtful), tools)


@drafts.pressed(ChooseLimits, may=FACILITATORS, done=N_("changed a draft"))
def choose_limits(pressed: Pressed, action: ChooseLimits, tools: Tools) -> Next:
    """The draft, with the meaning of its words about seats that was chosen."""
    session = _draft(action.session, tools)
    if session is None:
        return not_a_draft(sessions.session(tools.db, tools.viewer.community, action.session))
    meetings = sessions.meetings(tools.db, action.session)
    sentence, settles = _asked(SEATS, action.seats, len(meetings), tools)
    if sentence and not settles:
        form = forms.edit_form(session, meetings, tools.viewer)
        return Problems(form.filled({SEATS: action.seats}), {SEATS: sentence})
    return _settle(session, meetings, {SEATS: action.seats}, tools)


def draft_of(session: Session, meetings: Sequence[Meeting], tools: Tools) -> Message:
    """What would be announced."""
    kinds = limits.limits_of(session).invited.kinds
    houses = len(people.houses(tools.db, tools.viewer.community, kinds))
    return cards.draft(session, meetings, houses, limits.told(limits.limits_of(session), tools.viewer, tools.now))


def not_a_draft(session: Session | None) -> Message:
    """Why this cannot be changed as a draft."""
    if session is None:
        return cards.gone()
    sentence = _("“%s” is announced: move or cancel its meetings instead.") % session.title
    return cards.done(sentence, cards.to_card(session))


def _draft(session_id: int, tools: Tools) -> Session | None:
    session = sessions.session(tools.db, tools.viewer.community, session_id)
    return session if session is not None and session.state == SessionState.DRAFT else None


def _asked(key: str, words: str, meetings: int, tools: Tools) -> tuple[str, bool]:
    """What to ask about the words of this field, "" where they are clear; and whether buttons can settle it."""
    if key != SEATS:
        start = rules.read_start(words, tools.now, tools.viewer)
        return (start.sentence, bool(start.readings)) if isinstance(start, rules.Question) else ("", False)
    seats = limits.read(words, tools.now, tools.viewer)
    if isinstance(seats, str):
        return seats, bool(limits.choices(words, tools.now, tools.viewer))
    return seats.beyond(meetings), False


def _settle(session: Session, meetings: Sequence[Meeting], typed: Mapping[str, str], tools: Tools) -> Message:
    """Keep what is clear of the fields as they were typed, and ask about the first that is not."""
    doubtful: dict[str, str] = {}
    for key, words in typed.items():
        meeting = next((meeting for meeting in meetings if str(meeting.id) == key), None)
        read = limits.read(words, tools.now, tools.viewer) if key == SEATS else None
        start = None if meeting is None else rules.read_start(words, tools.now, tools.viewer)
        if isinstance(read, limits.Limits):
            read.set_on(session)
        elif meeting is not None and isinstance(start, starts.Start):
            sessions.set_start(meeting, start.local, start.zone, start.city)
        elif key == SEATS or meeting is not None:
            doubtful[key] = words
    for row in (session, *meetings):
        tools.db.add(row)
    tools.db.flush()
    for key, words in doubtful.items():
        rest = {other: left for other, left in doubtful.items() if other != key}
        if key == SEATS:
            choices = limits.choices(words, tools.now, tools.viewer)
            return asking.which_limits(session, words, str(limits.read(words, tools.now, tools.viewer)), choices)
        meeting = next(meeting for meeting in meetings if str(meeting.id) == key)
        question = rules.read_start(words, tools.now, tools.viewer)
        assert isinstance(question, rules.Question)
        return asking.which_of_draft(session, meeting, words, question, rest)
    return draft_of(session, meetings, tools)
