"""What belongs to no single feature: home, and the kind sentences when something cannot be done."""

import difflib
from collections.abc import Sequence

from bot.chat import (
    Block,
    Button,
    Buttons,
    Divider,
    Heading,
    Message,
    Note,
    Strong,
    Text,
)
from bot.doors import GoHome
from bot.guide import allowed
from bot.kit import Feature, Tools
from bot.words import N_, _, spans
from storage.models import Role

HOME = (N_("home"), N_("what is next"), N_("next"))
"""The phrases that ask for it."""


def say(*sentences: str) -> Message:
    """A message of plain paragraphs."""
    return Message(tuple(Text((sentence,)) for sentence in sentences))


def welcome() -> Message:
    """The first words in a house."""
    return Message(
        (
            Heading(_("Welcome to Convener")),
            Text((_("I run your community of practice: sessions, answers, agendas and reminders, right here."),)),
            Text(
                spans(
                    _("To begin, go to the channel where session cards should stand and write %(what)s with the code "
                      "your facilitator sent you."),
                    what=Strong("join CODE"),
                )
            ),
        )
    )  # fmt: skip


def not_linked() -> Message:
    """For anybody in a house that belongs to no community: how to link it, and nothing of anybody's data."""
    return say(
        _("This workspace is not linked to a community yet."),
        _("Ask your facilitator for a join code, then write “join CODE” in the channel where cards should stand."),
    )


def refused(tools: Tools) -> Message:
    """They may not do this."""
    if tools.viewer.role is Role.STRANGER:
        return say(
            _("I do not know yet which place in the community is yours."),
            _("Ask your facilitator or coordinator for your personal code, then write me “join CODE”."),
            _("If they have noted your mail address for it, “join” alone is enough."),
        )
    return Message(
        (Text((_("Only facilitators can do that. If something should change, write to them: they will be glad."),)),)
    )


def failed() -> Message:
    """Something of ours went wrong."""
    return say(_("Sorry, that did not work, and it is our fault. Nothing was changed. Please try again in a moment."))


def stale(current: Message) -> Message:
    """The button is older than the last update; `current` is what stands there now."""
    note = Note((_("That button is from before my last update. Here is how things are now."),))
    return Message((note, *current.blocks), locale=current.locale)


def home_message(features: Sequence[Feature], tools: Tools) -> Message:
    """What is next for this person, put together from all features."""
    name = tools.viewer.name
    hello = _("Hello, %(name)s") % {"name": name} if name else _("Hello")
    parts: list[Block] = [Heading(hello)]
    for feature in features:
        for contribute in feature.homes:
            blocks = tuple(contribute(tools))
            if blocks:
                parts += [*([Divider()] if len(parts) > 1 else []), *blocks]
    if tools.viewer.role is Role.STRANGER:
        parts += refused(tools).blocks
    return Message(tuple(parts))


def not_understood(text: str, features: Sequence[Feature], tools: Tools) -> Message:
    """Nothing we know begins like this: say what comes closest, and how to see the rest."""
    usages = {_(phrase): _(command.usage) for command in allowed(features, tools) for phrase in command.phrases}
    first = text.split(maxsplit=1)[0].lower() if text.split() else ""
    close = difflib.get_close_matches(first, usages, n=1, cutoff=0.6)
    sentences = [Text((_("I did not understand that."),))]
    if close:
        sentences = [
            Text(spans(_("I did not understand that. Did you mean %(usage)s?"), usage=Strong(usages[close[0]])))
        ]
    return Message(
        (
            *sentences,
            Text(spans(_("Write %(help)s to see what I can do."), help=Strong(_("help")))),
            Buttons((Button(_("What is next for me"), GoHome()),)),
        )
    )
