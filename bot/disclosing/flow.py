"""Setting who sees what, and asking companies whether they may be named."""

from bot import disclosure
from bot.chat import Message, Next, Pressed, Problems, Said, Submitted
from bot.disclosing import cards
from bot.disclosing.actions import ConsentAsked, SayConsent, SetPolicy
from bot.doors import OpenPolicy, SessionCard, ShowConsent
from bot.finding import one_session
from bot.kit import FACILITATORS, Feature, Roles, Tools, Topic, Viewer
from bot.lobby import say
from bot.words import N_, _
from storage import people, policies, programme
from storage.models import OrganisationKind, Role, Roster, Session, SessionState
from storage.policies import Audience

disclosing = Feature("disclosing", Topic.PRIVACY)

SPEAKING: Roles = frozenset({Role.COORDINATOR, Role.NOMINEE})
"""Those who may say whether their company is named."""


@disclosing.command(
    "disclosure", may=FACILITATORS, usage=N_("disclosure"), help=N_("who sees how much of who answered")
)
def say_policy(said: Said, rest: str, tools: Tools) -> Next:
    """The form for the whole community, or for the session that is named."""
    if not rest:
        return _form(None, tools)
    found = one_session(tools.db, tools.viewer, rest)
    return found if isinstance(found, Message) else _form(found, tools)


@disclosing.pressed(OpenPolicy, may=FACILITATORS)
def open_policy(pressed: Pressed, action: OpenPolicy, tools: Tools) -> Next:
    """The same from a button."""
    session = _session(action.session, tools)
    return _gone() if session is None and action.session is not None else _form(session, tools)


@disclosing.submitted(SetPolicy, may=FACILITATORS, done=N_("set who sees what"))
def set_policy(submitted: Submitted, action: SetPolicy, tools: Tools) -> Next:
    """It holds at once: every card is redrawn, and companies that would be named are asked."""
    session = _session(action.session, tools)
    if session is None and action.session is not None:
        return _gone()
    given = {who: submitted.values.get(cards.key(who), "") for who in Audience}
    wrong = {
        cards.key(who): _("Please choose one of the answers.")
        for who, value in given.items()
        if value not in cards.offered(who) and not (session and value == "")
    }
    if wrong:
        return Problems(cards.policy_form(session, {}).filled(submitted.values), wrong)
    values = {who: Roster(value) for who, value in given.items() if value}
    _keep(session, values, tools)
    outside = (values.get(who) for who in (Audience.EXPERTS, Audience.OTHERS, Audience.GUESTS))
    named = any(level in (Roster.NAMES, Roster.COMPANIES) for level in outside)
    return cards.policy_set(session, values, _ask(tools) if named else 0)


@disclosing.command(
    "consent",
    may=SPEAKING,
    usage=N_("consent"),
    help=N_("whether other companies may read your company's name"),
    done=N_("said whether the company may be named"),
)
def say_consent(said: Said, rest: str, tools: Tools) -> Next:
    """How it stands, and the two answers; or the answer at once."""
    match rest.lower():
        case "yes" | "given":
            return _speak(tools, given=True)
        case "no" | "withdrawn" | "taken back":
            return _speak(tools, given=False)
        case _:
            return _consent(tools.viewer, tools) or _no_company()


@disclosing.command(
    "name us",
    may=SPEAKING,
    usage=N_("name us"),
    help=N_("others may read your company's name"),
    done=N_("said whether the company may be named"),
)
def say_name_us(said: Said, rest: str, tools: Tools) -> Next:
    """Yes."""
    return _speak(tools, given=True)


@disclosing.command(
    "do not name us", "don't name us", "don’t name us", "only count us", may=SPEAKING, usage=N_("do not name us"),
    help=N_("your company is counted, and not named"), done=N_("said whether the company may be named"),
)  # fmt: skip
def say_count_us(said: Said, rest: str, tools: Tools) -> Next:
    """No, or not any more."""
    return _speak(tools, given=False)


@disclosing.pressed(ShowConsent, may=SPEAKING)
def show_consent(pressed: Pressed, action: ShowConsent, tools: Tools) -> Next:
    """The same from a button."""
    return _consent(tools.viewer, tools) or _no_company()


@disclosing.pressed(SayConsent, may=SPEAKING, done=N_("said whether the company may be named"))
def consented(pressed: Pressed, action: SayConsent, tools: Tools) -> Next:
    """One of its people speaks for the company, and can take it back."""
    return _speak(tools, given=action.given)


def _speak(tools: Tools, *, given: bool) -> Message:
    viewer = tools.viewer
    if _consent(viewer, tools) is None:
        return _no_company()
    assert viewer.organisation is not None
    assert viewer.member is not None
    policies.set_consent(tools.db, viewer.organisation, given, viewer.member, tools.now)
    return _consent(viewer, tools) or _no_company()


@disclosing.draws(ConsentAsked)
def ask_consent(asked: ConsentAsked, viewer: Viewer, tools: Tools) -> Message | None:
    """Nothing is left to ask once somebody of the company has answered."""
    if viewer.organisation != asked.organisation or policies.consent(tools.db, asked.organisation) is not None:
        return None
    return _consent(viewer, tools)


def _keep(session: Session | None, values: dict[Audience, Roster], tools: Tools) -> None:
    community = tools.viewer.community
    if session is not None:
        policies.set_levels(tools.db, community, session.id, values)
        tools.outbox.redraw(SessionCard(session.id or 0))
        return
    others = values[Audience.OTHERS]
    usual = disclosure.levels((), others)
    differing = {who: level for who, level in values.items() if level is not usual[who]}
    policies.set_levels(tools.db, community, None, differing)
    policies.set_roster(tools.db, community, others)
    for one in programme.sessions(tools.db, community, SessionState.OPEN, SessionState.CLOSED):
        tools.outbox.redraw(SessionCard(one.id or 0))


def _ask(tools: Tools) -> int:
    viewer = tools.viewer
    for organisation, member in policies.undecided(tools.db, viewer.community, [*SPEAKING]):
        tools.outbox.tell(member, ConsentAsked(organisation), f"consent {organisation}", zone=viewer.community_zone)
    return len(policies.undecided(tools.db, viewer.community, [*SPEAKING]))


def _form(session: Session | None, tools: Tools) -> Next:
    community = tools.viewer.community
    standing = policies.standing(tools.db, community, session and session.id)
    if session is None:
        usual = disclosure.levels((), standing.get(Audience.OTHERS, Roster(tools.viewer.roster)))
        standing = {**usual, **standing}
    return cards.policy_form(session, standing)


def _consent(viewer: Viewer, tools: Tools) -> Message | None:
    mine = [one for one in people.organisations(tools.db, viewer.community) if one.id == viewer.organisation]
    if not mine or mine[0].kind != OrganisationKind.COMPANY or viewer.organisation is None:
        return None
    return cards.consent(mine[0].name, policies.consent(tools.db, viewer.organisation))


def _session(session: int | None, tools: Tools) -> Session | None:
    return None if session is None else programme.session(tools.db, tools.viewer.community, session)


def _no_company() -> Message:
    return say(_("Only companies are asked whether they may be named."))


def _gone() -> Message:
    return say(_("This session is not there any more. Write “sessions” to see the programme."))
