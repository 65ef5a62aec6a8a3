"""The rules of participation: reading them and setting them. `bot.threshold` holds everybody to them."""

from bot.chat import Message, Next, Pressed, Problems, Said, Submitted
from bot.kit import FACILITATORS, MEMBERS, Feature, Tools, Topic
from bot.people import cards
from bot.people.actions import OpenRules, SetRules
from bot.words import N_, _
from storage import membership
from storage import people as directory

people = Feature("people", Topic.PEOPLE)


@people.command("rules", may=MEMBERS, usage=N_("rules"), help=N_("the rules of participation"))
def rules(said: Said, rest: str, tools: Tools) -> Next:
    """The rules in force."""
    return _rules(tools)


@people.pressed(OpenRules, may=FACILITATORS)
def open_rules(pressed: Pressed, action: OpenRules, tools: Tools) -> Next:
    """The form to write them."""
    standing = membership.rules(tools.db, tools.viewer.community)
    return cards.rules_form(standing.text if standing else "")


@people.submitted(SetRules, may=FACILITATORS, done=N_("set the rules"))
def set_rules(submitted: Submitted, action: SetRules, tools: Tools) -> Next:
    """A new version, which whoever sets it accepts with it."""
    text = submitted.values.get("text", "")
    if len(text) > membership.LONGEST_RULES:
        sentence = _("Please use at most %(count)s characters.") % {"count": membership.LONGEST_RULES}
        return Problems(cards.rules_form(text), {"text": sentence})
    viewer = tools.viewer
    community = directory.community(tools.db, viewer.community)
    membership.set_rules(tools.db, community, text, tools.now, account=viewer.account)
    assert viewer.member is not None
    if community.rules:
        membership.accept(
            tools.db, viewer.member, community.rules, tools.now, account=viewer.account, house=viewer.house
        )
    return _rules(tools)


def _rules(tools: Tools) -> Message:
    standing = membership.rules(tools.db, tools.viewer.community)
    version = standing.version if standing else 0
    accepted = membership.accepted(tools.db, tools.viewer.community, version)
    return cards.rules(standing, accepted, tools.viewer)
