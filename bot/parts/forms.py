"""The forms a facilitator fills: how many parts there are, to whom one is offered, and why one is declined."""

from collections.abc import Sequence

from bot import cast
from bot.chat import ChoiceField, Form, Option, TextField
from bot.disclosure import SeenPart
from bot.parts import rules
from bot.parts.actions import DeclinePart, OfferPart, OpenDecline, OpenOffer, OpenParts, SetParts
from bot.words import _, n_
from storage.look import Look
from storage.models import Organisation
from storage.parts import PartKind, PartState

WHOLE = "0"
"""The whole session, where a meeting's number could stand."""


def counts_form(session: Look, seen: Sequence[SeenPart]) -> Form:
    """How many of each kind; what stays empty stays as it is."""
    numbers = tuple(Option(str(count), str(count)) for count in range(rules.MOST_OF_A_KIND + 1))
    fields = [
        ChoiceField(key(kind), cast.part_name(kind), numbers, hint=_now(kind, seen), optional=True) for kind in PartKind
    ]
    if len(session.meetings) > 1:
        fields.insert(0, ChoiceField("meeting", _("For"), _meetings(session), value=WHOLE))
    return Form(
        title=_("Open parts"),
        intro=(_("How many parts shall there be in “%s”? What stays empty stays as it is.") % session.title,),
        fields=tuple(fields),
        then=SetParts(session.id),
        opener=OpenParts(session.id),
        submit=_("Save"),
    )


def offer_form(session: Look, seen: Sequence[SeenPart], organisations: Sequence[Organisation]) -> Form:
    """Which part, to which organisation or person."""
    return Form(
        title=_("Offer a part"),
        intro=(session.title,),
        fields=(
            ChoiceField("part", _("Part"), tuple(offered(seen).values())),
            ChoiceField(
                "organisation",
                _("Organisation"),
                tuple(Option(str(one.id), one.name) for one in organisations[:100]),
                hint=_("Whoever speaks for it is asked; the first answer counts."),
                optional=True,
            ),
            TextField(
                "person",
                _("Or one person"),
                placeholder=_("Cisco nominee 1"),
                hint=_("As the community calls the place. Then only they are asked."),
                limit=200,
                optional=True,
            ),
        ),
        then=OfferPart(session.id),
        opener=OpenOffer(session.id),
        submit=_("Offer it"),
    )


def offered(seen: Sequence[SeenPart]) -> dict[tuple[PartKind, int | None], Option]:
    """What can be offered: the open parts first, and one of any other kind for the whole session."""
    still_open = [(part.kind, part.meeting) for part in seen if part.state is PartState.OPEN]
    choices = dict.fromkeys([*still_open, *((kind, None) for kind in PartKind)])
    return {
        (kind, number): Option(f"{key(kind)} {number or WHOLE}", cast.label(kind, number)) for kind, number in choices
    }


def decline_form(part: SeenPart, title: str) -> Form:
    """A sentence for whoever has it."""
    claimed = part.state is PartState.CLAIMED
    return Form(
        title=_("Decline") if claimed else _("Take back"),
        intro=(f"{cast.label(part.kind, part.meeting)} · {title} · {cast.holder(part)}",),
        fields=(
            TextField(
                "note",
                _("A sentence for them"),
                placeholder=_("Thank you! This time we need somebody who has not presented yet."),
                hint=_("It reaches them as you write it."),
                lines=3,
                limit=rules.LONGEST_NOTE,
                optional=True,
            ),
        ),
        then=DeclinePart(part.id),
        opener=OpenDecline(part.id),
        submit=_("Decline") if claimed else _("Take back"),
    )


def key(kind: PartKind) -> str:
    """The name of a kind's field."""
    return kind.name.lower()


def _now(kind: PartKind, seen: Sequence[SeenPart]) -> str:
    counts: dict[int | None, int] = {}
    for part in seen:
        if part.kind is kind:
            counts[part.meeting] = counts.get(part.meeting, 0) + 1
    items = [
        _("meeting %(number)s: %(count)s") % {"number": number, "count": count}
        if number
        else n_("%(count)s now", "%(count)s now", count)
        for number, count in sorted(counts.items(), key=lambda item: item[0] or 0)
    ]
    return ", ".join(items)


def _meetings(session: Look) -> tuple[Option, ...]:
    whole = Option(WHOLE, _("The whole session"))
    standing = [meeting for meeting in session.meetings if not meeting.cancelled]
    return (
        whole,
        *(Option(str(one.number), _("Meeting %(number)s") % {"number": one.number}) for one in standing),
    )
