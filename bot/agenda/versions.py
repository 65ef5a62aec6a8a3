"""The versions of an agenda: what each changed, any two beside each other, and who has seen which."""

import re

from bot.agenda import cards, changecards
from bot.agenda.actions import Compare, OpenCompare, ShowDraft, ShowPublished, ShowVersions
from bot.agenda.diffs import changes, read_by
from bot.agenda.published import items_of, names_for, published
from bot.agenda.which import named
from bot.chat import (
    Block,
    Button,
    Buttons,
    ChoiceField,
    Form,
    Message,
    Moment,
    Next,
    Option,
    Pressed,
    Problems,
    Said,
    Spans,
    Submitted,
    Text,
)
from bot.kit import MEMBERS, Feature, Tools, Topic
from bot.lobby import say
from bot.words import N_, _, listing, n_, spans, spoken
from storage import agendas, people
from storage.agendas import AgendaVersion

versioning = Feature("agenda versions", Topic.AGENDA)

SHOWN = 15
_TWO = re.compile(r"(\d{1,4})\s+(?:and|to|with)\s+(\d{1,4})\s+of\s+(.+)", re.I | re.S)


@versioning.pressed(ShowVersions, may=MEMBERS)
def show_versions(pressed: Pressed, action: ShowVersions, tools: Tools) -> Next:
    """The list, the newest first."""
    return _list(action.meeting, tools)


@versioning.command(
    "versions of", "agenda versions of", may=MEMBERS, usage=N_("versions of TITLE"), help=N_("how its agenda changed")
)
def say_versions(said: Said, rest: str, tools: Tools) -> Next:
    """The same by its title."""
    found = named(rest, tools)
    return found if isinstance(found, Message) else _list(found.id, tools)


@versioning.pressed(OpenCompare, may=MEMBERS)
def open_compare(pressed: Pressed, action: OpenCompare, tools: Tools) -> Next:
    """Which two?"""
    numbers = _numbers(action.meeting, tools)
    return _form(action.meeting, numbers) if len(numbers) > 1 else _too_few()


@versioning.submitted(Compare, may=MEMBERS)
def compare_chosen(submitted: Submitted, action: Compare, tools: Tools) -> Next:
    """The two that were chosen."""
    numbers = _numbers(action.meeting, tools)
    if len(numbers) < 2:
        return _too_few()
    chosen = [submitted.values.get(key, "") for key in ("old", "new")]
    wrong = {
        key: _("Please choose a version.")
        for key, value in zip(("old", "new"), chosen, strict=True)
        if value not in map(str, numbers)
    }
    if wrong:
        return Problems(_form(action.meeting, numbers).filled(submitted.values), wrong)
    return _compared(Compare(action.meeting, *sorted(map(int, chosen))), tools)


@versioning.pressed(Compare, may=MEMBERS)
def compare(pressed: Pressed, action: Compare, tools: Tools) -> Next:
    """These two."""
    return _compared(action, tools)


@versioning.command(
    "compare versions", may=MEMBERS, usage=N_("compare versions 1 and 3 of TITLE"), help=N_("of its agenda, any two")
)
def say_compare(said: Said, rest: str, tools: Tools) -> Next:
    """The same in words."""
    asked = _TWO.fullmatch(rest)
    if asked is None:
        return say(_("Please write which two and of what: “compare versions 1 and 3 of TITLE”."))
    found = named(asked[3], tools)
    if isinstance(found, Message):
        return found
    return _compared(Compare(found.id, *sorted((int(asked[1]), int(asked[2])))), tools)


def _compared(action: Compare, tools: Tools) -> Message:
    old = published(tools, tools.viewer, action.meeting, action.old)
    new = published(tools, tools.viewer, action.meeting, action.new)
    if old is None or new is None:
        return say(_("There is no such version."))
    intro = _("From version %(old)s to version %(new)s") % {"old": action.old, "new": action.new}
    back = Button(_("All versions"), ShowVersions(action.meeting))
    names = names_for(tools, tools.viewer, action.meeting)
    found = read_by(changes(old.items, new.items), names.of)
    return changecards.changed(new, found, names, intro=intro, buttons=(back,))


def _numbers(meeting: int, tools: Tools) -> list[int]:
    if published(tools, tools.viewer, meeting) is None:
        return []
    return [one.number for one in agendas.versions(tools.db, tools.viewer.community, meeting)]


def _too_few() -> Message:
    return say(_("There are not two versions yet."))


def _list(meeting: int, tools: Tools) -> Message:
    now = published(tools, tools.viewer, meeting)
    if now is None:
        return say(_("Its agenda is not published yet."))
    every = agendas.versions(tools.db, tools.viewer.community, meeting)
    parts: list[Block] = [*cards.head(now.session, now.meeting)]
    for version in every[:SHOWN]:
        parts.append(Text(_line(version, tools)))
        if version.number > 1:
            about = _("What changed in version %(number)s") % {"number": version.number}
            before = Compare(meeting, version.number - 1, version.number)
            parts.append(Buttons((Button(_("What changed"), before, about=about),)))
    choose = (Button(_("Compare two…"), OpenCompare(meeting), opens_form=True),) if len(every) > 1 else ()
    back = Button(_("See the agenda"), ShowPublished(meeting))
    draft = (Button(_("Back to the draft"), ShowDraft(meeting)),) if tools.viewer.facilitates else ()
    return Message((*parts, Buttons((*choose, back, *draft))), locale=spoken())


def _line(version: AgendaVersion, tools: Tools) -> Spans:
    viewer = tools.viewer
    when = Moment(version.at, viewer.zone, city=viewer.city if viewer.zone == viewer.community_zone else "")
    count = n_("%(count)s item", "%(count)s items", len(items_of(version)))
    line = spans(_("Version %(number)s · %(when)s · %(items)s"), number=str(version.number), when=when, items=count)
    if not viewer.facilitates or version.id is None:
        return line
    seen = set(agendas.seen_by(tools.db, viewer.community, version.id))
    organisations = {one.organisation_id for one in people.members(tools.db, viewer.community) if one.id in seen}
    names = [one.name for one in people.organisations(tools.db, viewer.community) if one.id in organisations]
    by = _("opened by %(who)s") % {"who": listing(names)} if names else _("opened by nobody yet")
    return (*line, " · ", by)


def _form(meeting: int, numbers: list[int]) -> Form:
    options = [Option(str(number), _("Version %(number)s") % {"number": number}) for number in numbers]
    return Form(
        _("Compare two versions"),
        (
            ChoiceField("old", _("From"), tuple(options[:100]), value=str(numbers[1])),
            ChoiceField("new", _("To"), tuple(options[:100]), value=str(numbers[0])),
        ),
        Compare(meeting),
        OpenCompare(meeting),
        _("Compare"),
    )
