"""How the rules of participation look to those who have accepted them, and to those who set them."""

from bot.chat import Block, Button, Buttons, Form, Heading, Message, Moment, Note, Text, TextField
from bot.doors import GoHome
from bot.kit import Viewer
from bot.people.actions import OpenRules, SetRules
from bot.words import _, spans, spoken
from storage.belonging import Rules
from storage.membership import LONGEST_RULES


def rules(rules: Rules | None, accepted: tuple[int, int], viewer: Viewer) -> Message:
    """The rules in force; facilitators see how many have accepted them, and may change them."""
    parts: list[Block] = [Heading(_("Rules of participation"))]
    if rules is None:
        parts.append(Text((_("This community has no rules of participation to accept."),)))
    else:
        since = Moment(rules.at, viewer.zone, clock=False)
        version = spans(_("Version %(version)s, since %(day)s"), version=str(rules.version), day=since)
        parts += [Text((rules.text,)), Note(version)]
    if rules is not None and viewer.facilitates:
        done, places = accepted
        parts.append(Note((_("%(done)s of %(places)s have accepted them.") % {"done": done, "places": places},)))
    more = (Button(_("Change…"), OpenRules(), opens_form=True),) if viewer.facilitates else ()
    parts.append(Buttons((*more, Button(_("Home"), GoHome()))))
    return Message(tuple(parts), locale=spoken())


def rules_form(text: str) -> Form:
    """The text of the rules."""
    return Form(
        title=_("Rules of participation"),
        fields=(
            TextField(
                "text",
                _("Rules"),
                text,
                hint=_("A changed text is a new version, which everybody is asked to accept. Empty: no rules."),
                lines=12,
                limit=LONGEST_RULES,
                optional=True,
            ),
        ),
        then=SetRules(),
        opener=OpenRules(),
        submit=_("Save"),
    )
