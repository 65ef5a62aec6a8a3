"""Agendas used again, in plain sentences: from another meeting, kept as a template, from a template."""

from collections.abc import Sequence

from bot.agenda.content import read_back
from bot.agenda.copying import LONGEST_NAME, copied, kept_as
from bot.agenda.drafting import redrawn
from bot.agenda.which import called, named, parted
from bot.chat import Block, Bullets, Button, Buttons, Message, Next, Said, Strong, Text
from bot.doors import GoHome
from bot.kit import FACILITATORS, Feature, Tools, Topic
from bot.lobby import say
from bot.words import N_, _, n_, spoken
from storage import agendas
from storage.agendas import AgendaTemplate

reusing = Feature("agenda used again", Topic.AGENDA)


@reusing.command(
    "copy agenda of", "copy agenda from",
    may=FACILITATORS, usage=N_("copy agenda of TITLE to TITLE"), help=N_("its items once more, to be confirmed anew"),
)  # fmt: skip
def say_copy_of(said: Said, rest: str, tools: Tools) -> Next:
    """From one meeting to another; titles may hold a “to” themselves."""
    asked: Message | None = None
    for source, target in parted(rest, r"\s(?:to|for)\s"):
        first, second = named(source, tools), named(target, tools)
        if isinstance(first, Message) or isinstance(second, Message):
            asked = asked or (first if isinstance(first, Message) else second if isinstance(second, Message) else None)
        elif not first.items:
            return say(_("“%(title)s” has no agenda that could be copied.") % {"title": first.session.title})
        else:
            return copied(first.items, second, tools)
    return asked or say(_("Please write from where to where: “copy agenda of TITLE to meeting 2 of TITLE”."))


@reusing.command(
    "keep agenda of", "save agenda of",
    may=FACILITATORS, usage=N_("keep agenda of TITLE as NAME"), help=N_("a template for the next of its kind"),
)  # fmt: skip
def say_keep(said: Said, rest: str, tools: Tools) -> Next:
    """A template of the same name is replaced."""
    for title, name in parted(rest, r"\sas\s"):
        found, name = named(title, tools), " ".join(name.strip(" \"'“”‘’«»").split())
        if isinstance(found, Message):
            continue
        if not found.items:
            return redrawn(found.id, tools)
        if not 0 < len(name) <= LONGEST_NAME:
            return say(_("Please give it a name of at most %(count)s characters.") % {"count": LONGEST_NAME})
        return kept_as(name, found, tools)
    return say(_("Please write which and under which name: “keep agenda of TITLE as NAME”."))


@reusing.command(
    "use template",
    may=FACILITATORS,
    usage=N_("use template NAME for TITLE"),
    help=N_("its items at the end of a draft"),
)
def say_use(said: Said, rest: str, tools: Tools) -> Next:
    """The items of a template; without a meeting, the list of them."""
    every = agendas.templates(tools.db, tools.viewer.community)
    for name, title in parted(rest, r"\s(?:for|to)\s"):
        found = called(name, every, lambda one: one.name) if name else []
        if len(found) != 1:
            continue
        on = named(title, tools)
        return on if isinstance(on, Message) else copied(read_back(found[0].content), on, tools)
    return _listed(every)


@reusing.command("templates", may=FACILITATORS, usage=N_("templates"), help=N_("the agendas that are kept to be used"))
def say_templates(said: Said, rest: str, tools: Tools) -> Next:
    """By name."""
    return _listed(agendas.templates(tools.db, tools.viewer.community))


def _listed(every: Sequence[AgendaTemplate]) -> Message:
    parts: list[Block] = []
    if every:
        lines = tuple(
            (Strong(one.name), " · ", n_("%(count)s item", "%(count)s items", len(read_back(one.content))))
            for one in every
        )
        parts = [Bullets(lines), Text((_("Write “use template NAME for TITLE” to put one on a draft."),))]
    else:
        parts = [Text((_("No template is kept yet. Write “keep agenda of TITLE as NAME”."),))]
    return Message((*parts, Buttons((Button(_("Home"), GoHome()),))), locale=spoken())
