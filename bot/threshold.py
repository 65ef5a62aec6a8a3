"""The threshold: a member sees nothing of the community before they have accepted its rules of participation.

`bot.dispatch` and `bot.gallery` ask here, so that no feature has to think of it.
"""

from bot.chat import Button, Buttons, Event, Heading, Message, Note, Pressed, Said, Style, Submitted, Text, pack
from bot.doors import AcceptRules
from bot.kit import Tools, Viewer
from bot.words import N_, _, spoken
from storage import membership
from storage.database import Db

DEEDS = {AcceptRules.name: N_("accepted the rules")}
"""How the audit says what is done here."""
LONGEST_SAID = 400
"""Characters of what somebody wrote that are kept in the button, to be answered once they have accepted."""


def before(event: Event, tools: Tools) -> Message:
    """The rules, in place of what this person came for, which the button remembers."""
    match event:
        case Pressed():
            return message(tools.viewer, tools.db, then=event.action)
        case Said():
            return message(tools.viewer, tools.db, said=event.text[:LONGEST_SAID])
        case Submitted():
            note = _("What you typed in the form has not been kept: please send it again afterwards.")
            return message(tools.viewer, tools.db, note=note)
        case _:
            return message(tools.viewer, tools.db)


def message(viewer: Viewer, db: Db, *, then: str = "", said: str = "", note: str = "") -> Message:
    """The rules with the button to accept them."""
    rules = membership.rules(db, viewer.community)
    text = rules.text if rules else ""
    accept = AcceptRules(viewer.rules_due, then, said)
    try:
        pack(accept)
    except ValueError:
        accept = AcceptRules(viewer.rules_due)
    return Message(
        (
            Heading(_("Rules of participation")),
            Text((text,)),
            Note((note or _("Please read them and accept them; then you see what you came for."),)),
            Buttons((Button(_("I accept"), accept, Style.PRIMARY),)),
        ),
        locale=spoken(),
    )


def accept(version: int, tools: Tools) -> bool:
    """Record that this member accepts; False when there are newer rules than those they were shown."""
    viewer = tools.viewer
    if viewer.rules_due > version:
        return False
    if viewer.rules_due:
        assert viewer.member is not None
        membership.accept(
            tools.db, viewer.member, viewer.rules_due, tools.now, account=viewer.account, house=viewer.house
        )
    return True
