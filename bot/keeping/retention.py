"""How long what is kept, purging by hand, and the certificates: for facilitators."""

from bot.chat import (
    Block,
    Bullets,
    Button,
    Buttons,
    ChoiceField,
    Facts,
    Form,
    Heading,
    Message,
    Moment,
    Next,
    Note,
    Option,
    Pressed,
    Problems,
    Said,
    Spans,
    Strong,
    Style,
    Submitted,
    Text,
)
from bot.doors import GoHome
from bot.keeping import periods, purges
from bot.keeping.actions import AskPurge, OpenRetention, Purge, SetRetention, ShowCertificates, ShowRetention
from bot.kit import FACILITATORS, Feature, Tools, Topic
from bot.lobby import say
from bot.words import N_, _, n_, spans, spoken
from storage import keeping
from storage.keeping import Kind

retention = Feature("retention", Topic.PRIVACY)
retention.due(purges.nightly)


@retention.command(
    "retention", may=FACILITATORS, usage=N_("retention"), help=N_("how long what is kept, and what would be purged")
)
def say_retention(said: Said, rest: str, tools: Tools) -> Next:
    """The periods, and what is older now."""
    return _shown(tools)


@retention.pressed(ShowRetention, may=FACILITATORS)
def show_retention(pressed: Pressed, action: ShowRetention, tools: Tools) -> Next:
    """The same by button."""
    return _shown(tools)


@retention.command(
    "keep",
    may=FACILITATORS,
    usage=N_("keep audit 24 months"),
    help=N_("set how long that is kept"),
    done=N_("set how long what is kept"),
)
def say_keep(said: Said, rest: str, tools: Tools) -> Next:
    """One period in a sentence."""
    read = periods.read(rest)
    if isinstance(read, str):
        return say(read)
    kind, months = read
    keeping.keep(tools.db, tools.viewer.community, kind, months)
    return _shown(tools, _("Saved."))


@retention.pressed(OpenRetention, may=FACILITATORS)
def open_retention(pressed: Pressed, action: OpenRetention, tools: Tools) -> Next:
    """The form with every period."""
    return _form(tools)


@retention.submitted(SetRetention, may=FACILITATORS, done=N_("set how long what is kept"))
def set_retention(submitted: Submitted, action: SetRetention, tools: Tools) -> Next:
    """All of them at once, or what is wrong by field."""
    form = _form(tools)
    offered = {
        field.key: [one.value for one in field.options] for field in form.fields if isinstance(field, ChoiceField)
    }
    given = {kind: submitted.values.get(kind.name.lower(), "") for kind in Kind}
    wrong = {
        kind.name.lower(): _("Please choose one of the answers.")
        for kind, value in given.items()
        if value not in offered[kind.name.lower()]
    }
    if wrong:
        return Problems(form.filled(submitted.values), wrong)
    standing = keeping.months(tools.db, tools.viewer.community)
    for kind, value in given.items():
        if int(value) != standing[kind]:
            keeping.keep(tools.db, tools.viewer.community, kind, int(value))
    return _shown(tools, _("Saved."))


@retention.command(
    "purge",
    may=FACILITATORS,
    usage=N_("purge"),
    help=N_("take away now what is too old; asks first"),
    done=N_("ordered a purge"),
)
def say_purge(said: Said, rest: str, tools: Tools) -> Next:
    """What would go, and the button."""
    return _asked(tools)


@retention.pressed(AskPurge, may=FACILITATORS)
def ask_purge(pressed: Pressed, action: AskPurge, tools: Tools) -> Next:
    """The same by button."""
    return _asked(tools)


@retention.pressed(Purge, may=FACILITATORS, done=N_("ordered a purge"))
def purge(pressed: Pressed, action: Purge, tools: Tools) -> Next:
    """It begins at once, and is done a little at a time beside everything else."""
    if not any(purges.due_now(tools.db, tools.viewer.community, tools.now).values()):
        return say(_("Nothing is too old."))
    keeping.plan(tools.db, tools.viewer.community, tools.now, purges.FACILITATOR)
    tools.outbox.wrote = True  # wakes whoever does it
    return Message(
        (
            Text((_("The purge has begun. In a moment its certificate is among the others."),)),
            Buttons((Button(_("Certificates"), ShowCertificates()), Button(_("Home"), GoHome()))),
        ),
        locale=spoken(),
    )


def _shown(tools: Tools, done: str = "") -> Message:
    old = purges.due_now(tools.db, tools.viewer.community, tools.now)
    rows: list[tuple[str, Spans]] = []
    for kind, months in keeping.months(tools.db, tools.viewer.community).items():
        line = f"{periods.length(months)} · {periods.explained(kind)}"
        rows.append((periods.kind_name(kind), (f"{line} · {_too_old(old[kind])}" if old[kind] else line,)))
    night = Moment(periods.next_night(tools.now, tools.viewer.community_zone), tools.viewer.community_zone,
                   city=tools.viewer.city)  # fmt: skip
    parts: list[Block] = [Text((Strong(done),))] if done else []
    buttons = (
        Button(_("Change…"), OpenRetention(), opens_form=True),
        Button(_("Purge now…"), AskPurge()),
        Button(_("Certificates"), ShowCertificates()),
        Button(_("Home"), GoHome()),
    )
    parts += [
        Heading(_("How long what is kept")),
        Facts(tuple(rows)),
        Note(spans(_("What is older is purged every night, next %(when)s, and a certificate counts it."), when=night)),
        Buttons(buttons),
    ]
    return Message(tuple(parts), locale=spoken())


def _asked(tools: Tools) -> Message:
    old = {kind: rows for kind, rows in purges.due_now(tools.db, tools.viewer.community, tools.now).items() if rows}
    if not old:
        return Message(
            (
                Text((_("Nothing is too old: a purge would take nothing away."),)),
                Buttons((Button(_("How long what is kept"), ShowRetention()), Button(_("Home"), GoHome()))),
            ),
            locale=spoken(),
        )
    lines: tuple[Spans, ...] = tuple(
        (Strong(periods.kind_name(kind)), f" · {_too_old(rows)} · {periods.explained(kind)}")
        for kind, rows in old.items()
    )
    return Message(
        (
            Text((_("Purge now? This goes for good:"),)),
            Bullets(lines),
            Buttons((Button(_("Purge now"), Purge(), Style.DANGER), Button(_("Keep it"), ShowRetention()))),
        ),
        locale=spoken(),
    )


def _too_old(rows: int) -> str:
    return n_("%(count)s row too old now", "%(count)s rows too old now", rows)


def _form(tools: Tools) -> Form:
    standing = keeping.months(tools.db, tools.viewer.community)
    return Form(
        title=_("How long what is kept"),
        intro=(_("Whatever is older goes in the coming night, for good."),),
        fields=tuple(
            ChoiceField(
                kind.name.lower(),
                periods.kind_name(kind).capitalize(),
                tuple(Option(str(count), periods.length(count)) for count in _offered(months)),
                value=str(months),
                hint=periods.explained(kind).capitalize(),
            )
            for kind, months in standing.items()
        ),
        then=SetRetention(),
        opener=OpenRetention(),
        submit=_("Save"),
    )


def _offered(standing: int) -> list[int]:
    others = [months for months in {*periods.OFFERED, standing} if months]
    return [*sorted(others), keeping.FOR_EVER]
