"""My data: everything that is kept of a person, for themselves, to read in the chat or as JSON."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from bot.chat import (
    Block,
    Bullets,
    Button,
    Buttons,
    Facts,
    Heading,
    LinkButton,
    Message,
    Moment,
    Next,
    Note,
    Pressed,
    Said,
    Spans,
    Strong,
    Text,
)
from bot.doors import GoHome
from bot.keeping.actions import AskForgetMe, MyDataFile, ShowMyData
from bot.kit import MEMBERS, Feature, File, Tools, Topic
from bot.lobby import say
from bot.words import N_, _, n_, spoken
from storage import holdings
from storage.database import Db

owndata = Feature("own data", Topic.YOU)

FILE_LASTS = timedelta(hours=1)
"""How long the address of the file works."""
PAGE = 12
"""Rows on one page."""

LABELS = {
    "member": N_("your place"),
    "account": N_("your chat accounts"),
    "answer": N_("your answers"),
    "answer_history": N_("how your answers came about"),
    "acknowledgement": N_("what you said to agendas that were made final"),
    "agenda_edit": N_("when you changed an agenda"),
    "agenda_item": N_("your items on agendas"),
    "agenda_seen": N_("agendas you looked at"),
    "agenda_version": N_("when you published an agenda"),
    "acceptance": N_("rules you accepted"),
    "advisor": N_("sessions you advise"),
    "audit": N_("what you did, or others for you"),
    "code": N_("codes for your place"),
    "confirmed": N_("nominees you confirmed"),
    "confirming": N_("when you asked for nominees to be confirmed"),
    "consent": N_("what you said about naming your company"),
    "delivery": N_("messages to you"),
    "departure": N_("accounts you no longer use"),
    "guest": N_("your invitations as a guest, and of guests"),
    "proposal": N_("topics you proposed"),
    "rules": N_("rules you wrote"),
}
"""What people call a table; one that is not here is called by its own name."""


@owndata.command("my data", may=MEMBERS, usage=N_("my data"), help=N_("everything I keep of you"))
def say_my_data(said: Said, rest: str, tools: Tools) -> Next:
    """The first page."""
    return _page(0, tools) if said.place.private else for_one_pair_of_eyes()


@owndata.pressed(ShowMyData, may=MEMBERS)
def show_my_data(pressed: Pressed, action: ShowMyData, tools: Tools) -> Next:
    """Another page."""
    return _page(action.page, tools) if pressed.place.private else for_one_pair_of_eyes()


@owndata.home
def at_home(tools: Tools) -> Iterable[Block]:
    """The way to one's own data."""
    return (Buttons((Button(_("My data"), ShowMyData()),)),) if tools.viewer.member is not None else ()


def for_one_pair_of_eyes() -> Message:
    """What is about one person is not said where others read it."""
    return say(_("That is for your eyes only. Please ask me in our own conversation."))


def as_json(db: Db, community: int, member: int, now: datetime) -> str | None:
    """Everything that is kept of this member of this community, as JSON; None where there is none."""
    kept = holdings.of_member(db, community, member)
    return None if kept is None else json.dumps({"made": now, **kept}, indent=2, ensure_ascii=False, default=_instant)


@owndata.serves(MyDataFile, may=MEMBERS)
def serve_my_data(action: MyDataFile, tools: Tools) -> File | None:
    """The same as a file, for nobody but the member it was made for."""
    member = tools.viewer.member
    text = None if member is None else as_json(tools.db, tools.viewer.community, member, tools.now)
    return None if text is None else File("application/json", partial(str.encode, text), "my-data.json")


def _page(page: int, tools: Tools) -> Message:
    viewer = tools.viewer
    assert viewer.member is not None
    kept = holdings.of_member(tools.db, viewer.community, viewer.member)
    assert kept is not None
    (own,) = kept.pop("member")
    lines = [_line(table, row, viewer.zone) for table, rows in kept.items() for row in rows]
    last = (len(lines) + PAGE - 1) // PAGE
    page = min(max(page, 0), last)
    parts: list[Block] = [Heading(_("What I keep of you"))]
    if page == 0:
        parts.append(Facts(tuple((_label(key), _value(value, viewer.zone)) for key, value in own.items())))
        counts = tuple(
            (f"{_label(table)}: ", n_("%(count)s row", "%(count)s rows", len(rows)))
            for table, rows in kept.items()
            if rows
        )
        parts += [Text((Strong(_("And besides")),)), Bullets(counts)] if counts else []
        parts.append(Note((_("This is all there is. Whoever runs this installation can give it to you as a file."),)))
        address = tools.links.to(MyDataFile(), viewer.member, tools.now + FILE_LASTS)
        parts += [Buttons((LinkButton(_("As a file (JSON)"), address),))] if address else []
    else:
        parts.append(Bullets(tuple(lines[(page - 1) * PAGE : page * PAGE])))
        parts.append(Note((_("Page %(page)s of %(last)s.") % {"page": page, "last": last},)))
    on = (Button(_("Show it all") if page == 0 else _("Further"), ShowMyData(page + 1)),) if page < last else ()
    back = (Button(_("Back"), ShowMyData(page - 1)),) if page else ()
    parts.append(Buttons((*on, *back, Button(_("Forget me…"), AskForgetMe()), Button(_("Home"), GoHome()))))
    return Message(tuple(parts), locale=spoken())


def _line(table: str, row: dict[str, Any], zone: str) -> Spans:
    found: list[Any] = [Strong(_label(table))]
    for key, value in row.items():
        if value not in (None, ""):
            found += [f" · {_label(key)}: ", *_value(value, zone)]
    return tuple(found)


def _value(value: Any, zone: str) -> Spans:
    match value:
        case datetime():
            return (Moment(value, zone),)
        case None | "":
            return ("–",)
        case bool():
            return (_("yes") if value else _("no"),)
        case _:
            return (str(value),)


def _label(name: str) -> str:
    return _(LABELS[name]) if name in LABELS else name.replace("_", " ")


def _instant(value: datetime) -> str:
    return value.astimezone(UTC).isoformat()
