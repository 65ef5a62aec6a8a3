"""Opening parts in a session, and offering one to an organisation or a person."""

from bot import cast, disclosure
from bot.chat import Form, Message, Next, Pressed, Problems, Said, Submitted
from bot.doors import SessionCard
from bot.kit import FACILITATORS, Feature, Tools
from bot.parts import forms, reach, rules, sentence, telling
from bot.parts.actions import OfferPart, OpenOffer, OpenParts, SetParts
from bot.parts.rules import Wanted
from bot.words import N_, _, n_
from storage import membership, people
from storage import parts as storage
from storage.look import Look
from storage.models import Organisation, Role, SessionState
from storage.parts import PartKind, PartState

opening = Feature("opening")


@opening.pressed(OpenParts, may=FACILITATORS)
def open_parts(pressed: Pressed, action: OpenParts, tools: Tools) -> Next:
    """How many of each kind?"""
    session = reach.visible(action.session, tools)
    return reach.gone() if session is None else _counts_form(session, tools)


@opening.submitted(SetParts, may=FACILITATORS, done=N_("set the parts of a session"))
def set_parts(submitted: Submitted, action: SetParts, tools: Tools) -> Next:
    """So many there are from now on; what is taken stays."""
    session = reach.visible(action.session, tools)
    if session is None:
        return reach.gone()
    form = _counts_form(session, tools).filled(submitted.values)
    values = {kind: submitted.values.get(forms.key(kind), "") for kind in PartKind}
    numbers = {forms.WHOLE, *(str(meeting.number) for meeting in session.meetings)}
    chosen = submitted.values.get("meeting") or forms.WHOLE
    options = {str(count) for count in range(rules.MOST_OF_A_KIND + 1)}
    wrong = {
        forms.key(kind): _("Please choose a number.") for kind, text in values.items() if text not in {"", *options}
    }
    if chosen not in numbers:
        wrong["meeting"] = _("Please choose one of the meetings.")
    if not wrong and not any(values.values()):
        wrong[""] = _("Please say how many there shall be of one kind at least.")
    if wrong:
        return Problems(form, wrong)
    number = None if chosen == forms.WHOLE else int(chosen)
    wanted = [Wanted(kind, int(text), number) for kind, text in values.items() if text]
    problem = _set(session, wanted, tools)
    if isinstance(problem, tuple):
        return Problems(form, {forms.key(problem[0]): problem[1]})
    return reach.view(session, tools, _("Saved."))


@opening.command(
    "open", "open parts", may=FACILITATORS, usage=N_("open 2 presenters, 1 note-taker at TITLE"),
    help=N_("say how many parts there are in a session"), done=N_("set the parts of a session"),
)  # fmt: skip
def say_open(said: Said, rest: str, tools: Tools) -> Next:
    """The same in a sentence; without any numbers, the form."""
    meant = sentence.read(rest)
    session = reach.titled(meant.rest if meant else rest, tools)
    if isinstance(session, Message):
        return session if meant else reach.how("open 2 presenters, 1 note-taker at TITLE")
    if meant is None:
        return _counts_form(session, tools)
    if meant.number is not None and meant.number not in {meeting.number for meeting in session.meetings}:
        none = _("“%(title)s” has no meeting %(number)s.") % {"title": session.title, "number": meant.number}
        return reach.view(session, tools, none)
    problem = _set(session, meant.wanted, tools)
    return reach.view(session, tools, problem[1] if problem else _("Saved."))


@opening.pressed(OpenOffer, may=FACILITATORS)
def open_offer(pressed: Pressed, action: OpenOffer, tools: Tools) -> Next:
    """Which one, to whom?"""
    session = reach.visible(action.session, tools)
    if session is None:
        return reach.gone()
    return _not_yet(session, tools) or _offer_form(session, tools)


@opening.submitted(OfferPart, may=FACILITATORS, done=N_("offered a part"))
def offer(submitted: Submitted, action: OfferPart, tools: Tools) -> Next:
    """They are asked."""
    session = reach.visible(action.session, tools)
    if session is None:
        return reach.gone()
    if stop := _not_yet(session, tools):
        return stop
    values = submitted.values
    form = _offer_form(session, tools).filled(values)
    options = forms.offered(disclosure.seen_parts(tools.db, tools.viewer, session.id))
    chosen = next((what for what, option in options.items() if option.value == values.get("part", "")), None)
    organisation = _organisation(values.get("organisation", ""), tools)
    person = " ".join(values.get("person", "").split())
    place = membership.called(tools.db, tools.viewer.community, person) if person else None
    wrong: dict[str, str] = {}
    if chosen is None:
        wrong["part"] = _("Please choose one of the parts.")
    if person and place is None:
        wrong["person"] = _("I know no place of this name. It is written as in “people”: “Cisco nominee 1”.")
    elif organisation is None and place is None:
        wrong["organisation"] = _("Please choose an organisation, or name a person.")
    elif chosen and place and not rules.may_have(chosen[0], Role(place.role)):
        wrong["person"] = _("Somebody in this role cannot have this part.")
    if wrong or chosen is None:
        return Problems(form, wrong)
    of = place.organisation if place else (organisation.id if organisation else None) or 0
    return _offer(session, chosen, of, place.member if place else None, tools)


@opening.command(
    "offer", may=FACILITATORS, usage=N_("offer present at TITLE to COMPANY"),
    help=N_("ask a company or a person to take a part"), done=N_("offered a part"),
)  # fmt: skip
def say_offer(said: Said, rest: str, tools: Tools) -> Next:
    """The same in a sentence; without anybody named, the form."""
    community = tools.viewer.community
    places = {one.name: one for one in people.members(tools.db, community)}
    organisations = {one.name: one for one in people.organisations(tools.db, community)}
    head, name, _more = sentence.named(rest, "to", [*places, *organisations])
    meant = reach.read(head, "offer", tools)
    if isinstance(meant, Message):
        return meant
    session = reach.titled(meant.rest, tools)
    if isinstance(session, Message):
        return session
    if stop := _not_yet(session, tools):
        return stop
    if not name:
        return _offer_form(session, tools)
    place = places.get(name)
    if place and not rules.may_have(meant.kind, Role(place.role)):
        return reach.view(session, tools, _("Somebody in this role cannot have this part."))
    of = place.organisation_id if place else organisations[name].id or 0
    return _offer(session, (meant.kind, meant.number), of, place.id if place else None, tools)


def _set(session: Look, wanted: list[Wanted], tools: Tools) -> tuple[PartKind, str] | None:
    """Opens and takes off what differs; or nothing at all, and which kind cannot be so many and why."""
    seen = disclosure.seen_parts(tools.db, tools.viewer, session.id)
    changes = [(one, rules.differing(seen, one)) for one in wanted]
    total = len(seen)
    for one, change in changes:
        if change is None:
            return one.kind, _("More of these are taken already. Take one back first.")
        total += change[0] - len(change[1])
        if one.count > rules.MOST_OF_A_KIND or total > rules.MOST:
            most = _("At most %(kind)s of a kind and %(all)s in a session.")
            return one.kind, most % {"kind": rules.MOST_OF_A_KIND, "all": rules.MOST}
    meetings = {meeting.number: meeting.id for meeting in session.meetings}
    for one, change in changes:
        fresh, surplus = change or (0, [])
        for _number in range(fresh):
            meeting = meetings[one.number] if one.number else None
            storage.add(tools.db, tools.viewer.community, session.id, meeting, one.kind, tools.now)
        for part in surplus:
            gone = {"state": PartState.WITHDRAWN.value}
            storage.change(tools.db, part, [PartState.OPEN], tools.now, gone)
    tools.outbox.redraw(SessionCard(session.id))
    return None


def _offer(
    session: Look, what: tuple[PartKind, int | None], organisation: int, member: int | None, tools: Tools
) -> Message:
    kind, number = what
    community = tools.viewer.community
    if number is not None and number not in {meeting.number for meeting in session.meetings}:
        none = _("“%(title)s” has no meeting %(number)s.") % {"title": session.title, "number": number}
        return reach.view(session, tools, none)
    # Two facilitators who offer at once are told apart by this lock.
    found = membership.organisation(tools.db, community, organisation)
    if found is None:
        return reach.gone()
    same = [one for one in storage.of_session(tools.db, community, session.id) if one.kind == kind]
    meeting = next((one.id for one in session.meetings if one.number == number), None)
    same = [one for one in same if one.meeting_id == meeting]
    if any(one.organisation_id == organisation for one in same):
        had = _("%(name)s has this part already, or is asked.") % {"name": found.name}
        return reach.view(session, tools, had)
    asked = [member] if member else telling.speakers(organisation, tools)
    if not asked:
        return reach.view(session, tools, _("Nobody of %(name)s can be asked yet.") % {"name": found.name})
    values = {"state": PartState.OFFERED.value, "organisation_id": organisation, "member_id": member}
    still_open = [one.id for one in same if one.state == PartState.OPEN and one.id]
    part = next((p for p in still_open if storage.change(tools.db, p, [PartState.OPEN], tools.now, values)), None)
    if part is None:
        seen = disclosure.seen_parts(tools.db, tools.viewer, session.id)
        if len(same) >= rules.MOST_OF_A_KIND or len(seen) >= rules.MOST:
            return reach.view(session, tools, _("There are as many parts as there can be. Take one back first."))
        part = storage.add(tools.db, community, session.id, meeting, kind, tools.now, **values)
    told = telling.offered(part, asked, tools)
    tools.outbox.redraw(SessionCard(session.id))
    done = _("Offered to %(name)s: %(part)s.") % {"name": found.name, "part": cast.label(kind, number)}
    count = n_("%(count)s person is asked.", "%(count)s people are asked.", told)
    return reach.view(session, tools, f"{done} {count}" if told else f"{done} {_silent()}")


def _silent() -> str:
    return _("Nobody there has a chat account yet, so please write to them.")


def _not_yet(session: Look, tools: Tools) -> Message | None:
    if session.state == SessionState.DRAFT:
        return reach.view(session, tools, _("This is still a draft, which nobody else sees. Announce it first."))
    return None if rules.takes_parts(session, tools) else reach.view(session, tools)


def _organisation(chosen: str, tools: Tools) -> Organisation | None:
    known = people.organisations(tools.db, tools.viewer.community)
    return next((one for one in known if str(one.id) == chosen), None)


def _counts_form(session: Look, tools: Tools) -> Form:
    return forms.counts_form(session, disclosure.seen_parts(tools.db, tools.viewer, session.id))


def _offer_form(session: Look, tools: Tools) -> Form:
    seen = disclosure.seen_parts(tools.db, tools.viewer, session.id)
    return forms.offer_form(session, seen, people.organisations(tools.db, tools.viewer.community))
