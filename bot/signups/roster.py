"""Who is coming, and who can see an answer."""

from bot import disclosure
from bot.chat import Block, Button, Buttons, Facts, Heading, Message, Note, Strong, Text
from bot.doors import ShowSession
from bot.kit import Viewer
from bot.moments import moment
from bot.signups.cards import Shown, choice_name
from bot.words import _, listing, n_, spans, spoken
from storage.models import Choice, Roster


def roster(shown: Shown) -> Message:
    """Who is coming, as far as this viewer may know."""
    parts: list[Block] = [Heading(_("Who is coming")), Text((Strong(shown.session.title),))]
    for meeting in shown.meetings:
        if meeting.cancelled or meeting.id is None:
            continue
        parts.append(Text(spans(_("Meeting %(number)s, %(when)s"), number=str(meeting.number), when=moment(meeting))))
        match shown.seen.level:
            case Roster.NOTHING:
                parts.append(Note((_("Only facilitators see who is coming."),)))
            case Roster.COUNTS:
                parts.append(Facts(tuple((choice_name(c), (_counted(shown, meeting.id, c),)) for c in shown.choices)))
            case Roster.NAMES | Roster.COMPANIES:
                parts.append(Facts(tuple((choice_name(c), (_named(shown, meeting.id, c),)) for c in shown.choices)))
    parts.append(Buttons((_back(shown),)))
    return Message(tuple(parts), locale=spoken())


def who_sees(shown: Shown, viewer: Viewer) -> Message:
    """The sentence behind “Who can see my answer?”."""
    sentence = Text((disclosure.who_sees_my_answer(viewer),))
    return Message(
        (
            Text((Strong(shown.session.title),)),
            sentence,
            Buttons((Button(_("Back to the session"), ShowSession(shown.id)),)),
        ),
        aside=(sentence,),
    )


def _back(shown: Shown) -> Button:
    return Button(_("Back to the session"), ShowSession(shown.id))


def _counted(shown: Shown, meeting: int, choice: Choice) -> str:
    count = shown.seen.count(meeting, choice)
    if not count.companies:
        return n_("%(count)s person", "%(count)s people", count.people)
    return n_("%(people)s from %(count)s company", "%(people)s from %(count)s companies", count.companies) % {
        "people": n_("%(count)s person", "%(count)s people", count.people)
    }


def _named(shown: Shown, meeting: int, choice: Choice) -> str:
    names = shown.seen.names.get((meeting, choice), [])
    return listing(member or organisation for organisation, member in names) if names else _("nobody")
