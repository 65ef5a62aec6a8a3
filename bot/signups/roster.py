"""Who is coming, and who can see my answer: as far as the viewer may know."""

from bot.chat import Block, Button, Buttons, Facts, Heading, Message, Note, Spans, Strong, Text
from bot.doors import ShowSession
from bot.moments import moment
from bot.signups.cards import Shown, choice_name
from bot.words import _, listing, n_, spans, spoken
from storage.look import Look
from storage.models import Choice, Roster


def roster(shown: Shown) -> Message:
    """Who is coming, as far as this viewer may know."""
    parts: list[Block] = [Heading(_("Who is coming")), Text((Strong(shown.session.title),))]
    for meeting in shown.session.meetings:
        if meeting.cancelled:
            continue
        parts.append(Text(spans(_("Meeting %(number)s, %(when)s"), number=str(meeting.number), when=moment(meeting))))
        rows = [(choice_name(choice), _entry(shown, meeting.id, choice)) for choice in shown.choices]
        rows = [row for row in rows if row[1]]
        if shown.seen.level is Roster.NOTHING:
            parts.append(Note((_("Who else is coming is not shown here."),)))
        elif not rows:
            parts.append(Note((_("Nobody has answered yet."),)))
        if rows:
            parts.append(Facts(tuple(rows)))
    parts.append(Buttons((_back(shown.session),)))
    return Message(tuple(parts), locale=spoken())


def who_sees(session: Look, sentence: str, *more: Block) -> Message:
    """The sentence behind “Who can see my answer?”."""
    said = Text((sentence,))
    return Message((Text((Strong(session.title),)), said, *more, Buttons((_back(session),))), aside=(said, *more))


def _back(session: Look) -> Button:
    return Button(_("Back to the session"), ShowSession(session.id))


def _entry(shown: Shown, meeting: int, choice: Choice) -> Spans:
    names = [member or organisation for organisation, member in shown.seen.names.get((meeting, choice), [])]
    unnamed = shown.seen.unnamed.get((meeting, choice), 0)
    match shown.seen.level:
        case Roster.NOTHING:
            return (listing(names),) if names else ()
        case Roster.COUNTS:
            if not shown.seen.count(meeting, choice).people:
                return ()
            counted = _counted(shown, meeting, choice)
            return (f"{counted}: {listing(names)}",) if names else (counted,)
        case Roster.COMPANIES:
            more = n_("%(count)s company that is not named", "%(count)s companies that are not named", unnamed)
        case Roster.NAMES:
            more = n_("%(count)s person who is not named", "%(count)s people who are not named", unnamed)
    everybody = [*names, *([more] if unnamed else [])]
    return (listing(everybody),) if everybody else ()


def _counted(shown: Shown, meeting: int, choice: Choice) -> str:
    count = shown.seen.count(meeting, choice)
    if not count.companies:
        return n_("%(count)s person", "%(count)s people", count.people)
    return n_("%(people)s from %(count)s company", "%(people)s from %(count)s companies", count.companies) % {
        "people": n_("%(count)s person", "%(count)s people", count.people)
    }
