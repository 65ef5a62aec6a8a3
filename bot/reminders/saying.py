"""The words of a rung: how long before, whom, what; and why a message comes when it does, or not at all."""

from bot.reminders.ladders import DAY, HOUR, usual_anchor
from bot.reminders.laying import Standing
from bot.reminders.plan import Why
from bot.words import _, n_
from storage.ladders import Anchor, Rule, What, Whom


def distance(minutes: int) -> str:
    """ "21 days", "2 hours", "15 minutes"."""
    count = abs(minutes)
    if count and not count % DAY:
        return n_("%(count)s day", "%(count)s days", count // DAY)
    if count and not count % HOUR:
        return n_("%(count)s hour", "%(count)s hours", count // HOUR)
    return n_("%(count)s minute", "%(count)s minutes", count)


def when(rule: Rule) -> str:
    """ "10 days before", "2 days before the deadline", "15 minutes before each meeting"."""
    return _said(rule, rule.anchor) % {"long": distance(rule.minutes)}


def _said(rule: Rule, anchor: Anchor) -> str:
    after = rule.minutes > 0
    match anchor:
        case Anchor.DEADLINE:
            return _("%(long)s after the deadline") if after else _("%(long)s before the deadline")
        case Anchor.MEETING:
            return _("%(long)s after each meeting") if after else _("%(long)s before each meeting")
        case Anchor.SESSION if usual_anchor(rule.what) is not anchor:
            return _("%(long)s after the session") if after else _("%(long)s before the session")
        case Anchor.SESSION:
            return _("%(long)s after") if after else _("%(long)s before")


def when_of(standing: Standing) -> str:
    """ "1 day before meeting 2"."""
    rule = standing.rule
    if rule.anchor is not Anchor.MEETING:
        return when(rule)
    said = _("%(long)s after meeting %(number)s") if rule.minutes > 0 else _("%(long)s before meeting %(number)s")
    return said % {"long": distance(rule.minutes), "number": standing.sittings[0].number}


def whom(one: Whom) -> str:
    """The people a rung is for."""
    match one:
        case Whom.EVERYONE:
            return _("everyone invited")
        case Whom.NOT_ANSWERED:
            return _("those who have not answered")
        case Whom.COMING:
            return _("those who come")
        case Whom.MAYBE:
            return _("those who said maybe")
        case Whom.OWNERS:
            return _("owners of agenda items")
        case Whom.PRESENTERS:
            return _("presenters")
        case Whom.EXPERTS:
            return _("expert advisors")
        case Whom.OTHER_NOMINEE:
            return _("the company's other nominee")
        case Whom.COORDINATORS:
            return _("coordinators of companies without anybody coming")
        case Whom.FACILITATORS:
            return _("facilitators")


def what(one: What) -> str:
    """What they are told."""
    match one:
        case What.INVITATION:
            return _("invitation")
        case What.QUESTION:
            return _("please answer")
        case What.ESCALATION:
            return _("your company is still missing")
        case What.LIST:
            return _("list by company")
        case What.AGENDA:
            return _("agenda and link")
        case What.LINK:
            return _("the link")
        case What.FEEDBACK:
            return _("how was it?")


def why(one: Why) -> str:
    """Why it comes then, or does not come."""
    match one:
        case Why.ON_TIME:
            return _("on time")
        case Why.AT_ONCE:
            return _("at once: its time has passed, and it still helps")
        case Why.MORNING:
            return _("waits for their next working hours")
        case Why.EARLIER:
            return _("earlier: later would be too late to help")
        case Why.TOGETHER:
            return _("together with another one due soon")
        case Why.NO_ACCOUNT:
            return _("not sent: no chat account yet")
        case Why.TOO_LATE:
            return _("not sent: no working hours are left in which it helps")
        case Why.DEADLINE:
            return _("not sent: the deadline to answer is over by then")
        case Why.MISSED:
            return _("not sent: announced or moved after this was due")
        case Why.CLOSED:
            return _("not sent: sign-up is closed")
        case Why.MUTED:
            return _("not sent: they muted this session")
        case Why.PAUSED:
            return _("not sent: they asked for a pause")
        case Why.UNWANTED:
            return _("not sent: they do not want this kind")
        case Why.SKIPPED:
            return _("not sent: skipped by a facilitator")
        case Why.HELD:
            return _("not sent: reminders are held back")
        case Why.HIDDEN:
            return _("not sent: the policy does not let facilitators see who answers")
