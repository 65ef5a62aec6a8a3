"""What somebody can ask for: first what most people want, and all of a topic behind its button."""

from collections.abc import Iterable, Sequence

from bot.chat import Block, Bullets, Button, Buttons, Heading, Message, Note, Spans, Strong, Text
from bot.doors import GoHome, ShowHelp
from bot.kit import Command, Feature, Tools, Topic
from bot.words import N_, _, spans

HELP = (N_("help"), N_("what can you do"), N_("what can i say"), N_("how does this work"), "?")
"""The phrases that ask for it; the name of a topic may follow."""


def asked(spoken: str) -> ShowHelp | None:
    """What “help” or “help agendas” asks for; None when these are other words. `spoken` is in small letters."""
    for phrase in map(_, HELP):
        rest = spoken.removeprefix(phrase)
        if rest == spoken or rest[:1].isalnum():
            continue
        wanted = rest.strip()
        # Whoever writes “help me” wants the beginning, not what has “me” in its name.
        near = [topic for topic in Topic if wanted and f" {_(topic).lower()}".count(f" {wanted}")]
        return ShowHelp(near[0].name if near else "")
    return None


def draw(action: ShowHelp, features: Sequence[Feature], tools: Tools) -> Message:
    """What this person can say, and nothing they may not; an unknown topic shows the beginning."""
    topics = [topic for topic in Topic if _rows(features, topic, tools)]
    topic = next((topic for topic in topics if topic.name == action.topic), None)
    others = Buttons(tuple(Button(_(one), ShowHelp(one.name)) for one in topics if one is not topic))
    if topic is not None:
        rows = _rows(features, topic, tools)
        return Message((Heading(_(topic)), Bullets(tuple(map(_line, rows))), *_last(others)))
    leading = [
        command for one in topics for command in _rows(features, one, tools) if tools.viewer.role in command.first
    ]
    blocks: list[Block] = [
        Heading(_("What you can ask me")),
        Text(spans(_("%(usage)s shows what is next for you."), usage=Strong(_("home")))),
        *([Bullets(tuple(map(_line, leading)))] if leading else []),
        Note((_("Plain sentences are fine. Everything can also be done with the buttons on a card. More about:"),)),
    ]
    return Message((*blocks, *_last(others)))


def allowed(features: Sequence[Feature], tools: Tools) -> Iterable[Command]:
    """The commands this person may use."""
    every = (command for feature in features for command in feature.commands if tools.viewer.role in command.may)
    return (command for command in every if tools.mail or not command.by_mail)


def _rows(features: Sequence[Feature], topic: Topic, tools: Tools) -> list[Command]:
    return list(allowed([feature for feature in features if feature.topic is topic], tools))


def _line(command: Command) -> Spans:
    return spans("%(usage)s · %(help)s", usage=Strong(_(command.usage)), help=_(command.help))


def _last(others: Buttons) -> tuple[Block, ...]:
    home = Buttons((Button(_("What is next for me"), GoHome()),))
    return (others, home) if others.buttons else (home,)
