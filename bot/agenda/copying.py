"""Copying an agenda: from an earlier meeting, from a template, and into one."""

from collections.abc import Sequence
from dataclasses import replace

from bot.agenda import editing, forms
from bot.agenda.actions import Copy, KeepTemplate, OpenCopy, OpenTemplate
from bot.agenda.board import Board, board
from bot.agenda.content import kept, read_back
from bot.agenda.drafting import gone, redrawn, too_many
from bot.agenda.items import Item
from bot.agenda.which import named
from bot.chat import Form, Message, Next, Option, Pressed, Problems, Said, Submitted, TextField
from bot.kit import FACILITATORS, Feature, Tools, Topic
from bot.lobby import say
from bot.words import N_, _, n_
from storage import agendas
from storage.agendas import AgendaTemplate

copying = Feature("agenda copying", Topic.AGENDA)

OFFERED = 40
"""Agendas and templates to choose from, the latest first."""
LONGEST_NAME = 60


@copying.pressed(OpenCopy, may=FACILITATORS)
def open_copy(pressed: Pressed, action: OpenCopy, tools: Tools) -> Next:
    """From where?"""
    found = board(tools, action.meeting)
    if found is None:
        return gone()
    return _form(found, tools) or say(_("There is no other agenda yet, and no template."))


@copying.command(
    "copy agenda to", "copy agenda for",
    may=FACILITATORS, usage=N_("copy agenda to TITLE"), help=N_("from another meeting or a template"),
    done=N_("copied an agenda"),
)  # fmt: skip
def say_copy(said: Said, rest: str, tools: Tools) -> Next:
    """The same by its title."""
    found = named(rest, tools)
    if isinstance(found, Message):
        return found
    return _form(found, tools) or say(_("There is no other agenda yet, and no template."))


@copying.submitted(Copy, may=FACILITATORS, done=N_("copied an agenda"))
def copy(submitted: Submitted, action: Copy, tools: Tools) -> Next:
    """Its items stand at the end, without links and notes of then, to be confirmed anew."""
    found = board(tools, action.meeting)
    form = _form(found, tools) if found else None
    if found is None or form is None:
        return gone()
    items = _chosen(submitted.values.get("choice", ""), tools)
    if items is None:
        return Problems(form, {"choice": _("Please choose one of them.")})
    if len(found.items) + len(items) > editing.MOST_ITEMS:
        return Problems(form, {"choice": too_many()})
    return copied(items, found, tools)


def copied(items: Sequence[Item], on: Board, tools: Tools) -> Message:
    """They stand at the end, without links and notes of then, to be confirmed anew."""
    if len(on.items) + len(items) > editing.MOST_ITEMS:
        return say(too_many())
    editing.add(tools, on, [replace(item, links=(), notes="", nameless=False) for item in items])
    return redrawn(on.id, tools, 10**6, n_("%(count)s item is copied.", "%(count)s items are copied.", len(items)))


@copying.pressed(OpenTemplate, may=FACILITATORS)
def open_template(pressed: Pressed, action: OpenTemplate, tools: Tools) -> Next:
    """Under which name?"""
    found = board(tools, action.meeting)
    return gone() if found is None else _name_form(found)


@copying.submitted(KeepTemplate, may=FACILITATORS, done=N_("kept an agenda as a template"))
def keep_template(submitted: Submitted, action: KeepTemplate, tools: Tools) -> Next:
    """A template of the same name is replaced."""
    found = board(tools, action.meeting)
    if found is None:
        return gone()
    name = " ".join(submitted.values.get("name", "").split())
    if not 0 < len(name) <= LONGEST_NAME:
        sentence = _("Please give it a name of at most %(count)s characters.") % {"count": LONGEST_NAME}
        return Problems(_name_form(found).filled(submitted.values), {"name": sentence})
    return kept_as(name, found, tools)


def kept_as(name: str, on: Board, tools: Tools) -> Message:
    """A template of the same name is replaced."""
    known = next((one for one in agendas.templates(tools.db, tools.viewer.community) if one.name == name), None)
    template = known or AgendaTemplate(community_id=tools.viewer.community, name=name, content="")
    template.content = kept(replace(item, id=0) for item in on.items)
    tools.db.add(template)
    return redrawn(on.id, tools, 1, _("Kept as “%(name)s”.") % {"name": name})


def _form(on: Board, tools: Tools) -> Form | None:
    community = tools.viewer.community
    options = [
        Option(f"template {one.id}", _("Template: %(name)s") % {"name": one.name})
        for one in agendas.templates(tools.db, community)
    ]
    for meeting in agendas.with_items(tools.db, community)[:OFFERED]:
        other = board(tools, meeting)
        if other is not None and meeting != on.id:
            words = _("%(title)s, meeting %(number)s") % {"title": other.session.title, "number": other.meeting.number}
            options.append(Option(f"meeting {meeting}", words))
    if not options:
        return None
    return forms.choice_form(_("Copy an agenda"), _("From"), options, Copy(on.id), OpenCopy(on.id), _("Copy"))


def _name_form(on: Board) -> Form:
    fields = (TextField("name", _("Name"), limit=LONGEST_NAME),)
    return Form(_("Keep as a template"), fields, KeepTemplate(on.id), OpenTemplate(on.id), _("Keep"))


def _chosen(value: str, tools: Tools) -> tuple[Item, ...] | None:
    kind, _space, number = value.partition(" ")
    if not number.isdecimal():
        return None
    if kind == "meeting":
        found = board(tools, int(number))
        return found.items if found else None
    templates = agendas.templates(tools.db, tools.viewer.community)
    return next((read_back(one.content) for one in templates if one.id == int(number)), None)
