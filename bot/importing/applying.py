"""Brings a community to what a plan says: creates what is new, changes what differs, deletes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from bot import hall
from bot.importing import dates, parts
from bot.importing.plan import CommunityPlan, OrganisationPlan, Plan, SessionPlan
from bot.limits import limits_of
from bot.outbox import Outbox
from bot.programme import changes
from bot.programme.starts import Start
from storage import mailboxes, membership, people, planning, programme
from storage.database import Db
from storage.models import Community, Meeting, Member, Organisation, Record, Session, SessionState

Row = TypeVar("Row", bound=Record)


@dataclass(frozen=True)
class Change:
    """One line of what an import does: "create", "change" or "keep" (in the community, but not in the file)."""

    verb: str
    what: str
    detail: str = ""


def apply(db: Db, plan: Plan, now: datetime) -> list[Change]:
    """Apply the plan in this transaction and say what it did; nothing to say means nothing changed.

    A meeting that moves in the file moves as if a facilitator had moved it: whoever is concerned is told once.
    """
    run = _Run(db, plan, Outbox(db, now), [])
    community = run.community(plan.community)
    members: dict[str, int] = {}
    for organisation in plan.organisations:
        members |= run.organisation(community, organisation)
    for session in plan.sessions:
        run.session(community, session, members)
    run.keep(community, plan)
    run.outbox.close()
    return run.done


@dataclass(frozen=True)
class _Run:
    db: Db
    plan: Plan
    outbox: Outbox
    done: list[Change]

    def community(self, plan: CommunityPlan) -> Community:
        found = planning.community(self.db, plan.key)
        values = {"name": plan.name, "zone": plan.zone, "city": plan.city, "roster": plan.roster.value}
        if found is None:
            fresh = Community(key=plan.key, name=plan.name, zone=plan.zone, city=plan.city, roster=plan.roster.value)
            found = self._create(fresh, f"community {plan.name}")
        else:
            self._change(found, values, f"community {plan.name}")
        if plan.rules is not None and membership.set_rules(self.db, found, plan.rules, self.outbox.now, account=""):
            detail = f"version {found.rules}" if found.rules else "withdrawn"
            self.done.append(Change("change", "rules of participation", detail))
        return found

    def organisation(self, community: Community, plan: OrganisationPlan) -> dict[str, int]:
        assert community.id is not None
        found = planning.organisation(self.db, community.id, plan.key)
        if found is None:
            fresh = Organisation(
                community_id=community.id, key=plan.key, name=plan.name, kind=plan.kind.value, seats=plan.seats
            )
            found = self._create(fresh, f"{plan.kind} {plan.name}", f"{len(plan.members)} people")
        else:
            values = {"name": plan.name, "kind": plan.kind.value, "seats": plan.seats}
            self._change(found, values, f"{plan.kind} {plan.name}")
        assert found.id is not None
        ids: dict[str, int] = {}
        for place in plan.members:
            member = planning.member(self.db, community.id, place.key)
            if member is None:
                fresh_member = Member(
                    community_id=community.id,
                    organisation_id=found.id,
                    key=place.key,
                    name=place.name,
                    role=place.role.value,
                    mail=place.mail or "",
                )
                member = self._create(fresh_member, f"{place.role} {place.name}")
            else:
                values = {"name": place.name, "role": place.role.value, "organisation_id": found.id}
                values |= {} if place.mail is None else {"mail": place.mail}
                self._change(member, values, f"{place.role} {place.name}")
                mailboxes.keep_only(self.db, member.id or 0, member.mail)
            assert member.id is not None
            ids[place.key] = member.id
        return ids

    def session(self, community: Community, plan: SessionPlan, members: dict[str, int]) -> None:
        assert community.id is not None
        what = f"{plan.kind} {plan.title}"
        starts = [start for start in dates.starts(self.plan, plan, self.outbox.now) if isinstance(start, Start)]
        limits = dates.limits(self.plan, plan, self.outbox.now)
        found = planning.session(self.db, community.id, plan.key)
        if found is None:
            fresh = Session(
                community_id=community.id, key=plan.key, kind=plan.kind.value, title=plan.title, about=plan.about
            )
            limits.set_on(fresh)
            sittings = [_meeting(s, m.minutes, 0) for s, m in zip(starts, plan.meetings, strict=True)]
            found = programme.add(self.db, fresh, sittings)
            self.done.append(
                Change("create", what, "; ".join(dates.in_words(start, self.outbox.now) for start in starts))
            )
        else:
            values = {"kind": plan.kind.value, "title": plan.title, "about": plan.about, **limits.columns()}
            before = limits_of(found)
            self._change(found, values, what)
            if limits_of(found) != before:
                assert found.id is not None
                hall.refill(self.db, self.outbox, community.id, found.id)
            self._meetings(community, found, plan, starts)
        assert found.id is not None
        wanted = {members[key] for key in plan.advisors}
        if planning.set_advisors(self.db, found.id, wanted):
            self.done.append(Change("change", what, f"{len(wanted)} expert advisors"))
        organisations = {one.key: one.id or 0 for one in people.organisations(self.db, community.id)}
        if fresh_parts := parts.bring(self.db, found, plan, organisations, members, self.outbox.now):
            self.done.append(Change("change", what, "parts: " + ", ".join(fresh_parts)))
            changes.redraw(self.outbox, found)

    def _meetings(self, community: Community, session: Session, plan: SessionPlan, starts: list[Start]) -> None:
        assert session.id is not None
        standing = programme.meetings(self.db, session.id)
        for number, (start, sitting) in enumerate(zip(starts, plan.meetings, strict=True), 1):
            what = f"meeting {number} of {plan.title}"
            if number > len(standing):
                fresh = _meeting(start, sitting.minutes, number)
                fresh.session_id = session.id
                self._create(fresh, what, dates.in_words(start, self.outbox.now))
                continue
            meeting = standing[number - 1]
            was = Start(programme.local_of(meeting), meeting.zone, meeting.city)
            if (was, was.at) != (start, start.at):
                detail = f"{dates.in_words(was)} to {dates.in_words(start, self.outbox.now)}"
                changes.move(self.db, self.outbox, session, meeting, start, community.zone)
                self.done.append(Change("change", what, detail))
            self._change(meeting, {"minutes": sitting.minutes}, what)
        for meeting in standing[len(starts) :]:
            what = f"meeting {meeting.number} of {plan.title}"
            self.done.append(Change("keep", what, "cancel it in chat if it is off"))
        if session.state != SessionState.DRAFT and self.done:
            changes.redraw(self.outbox, session)

    def keep(self, community: Community, plan: Plan) -> None:
        assert community.id is not None
        named = (
            {organisation.key for organisation in plan.organisations},
            {member.key for organisation in plan.organisations for member in organisation.members},
            {session.key for session in plan.sessions},
        )
        for what in planning.not_named(self.db, community.id, *named):
            self.done.append(Change("keep", what))

    def _create(self, row: Row, what: str, detail: str = "") -> Row:
        self.db.add(row)
        self.db.flush()
        self.done.append(Change("create", what, detail))
        return row

    def _change(self, row: Row, values: Mapping[str, object], what: str) -> Row:
        differs = {key: value for key, value in values.items() if getattr(row, key) != value}
        for key, value in differs.items():
            setattr(row, key, value)
        if differs:
            self.db.add(row)
            self.db.flush()
            self.done.append(Change("change", what, ", ".join(f"{key}: {value}" for key, value in differs.items())))
        return row


def _meeting(start: Start, minutes: int, number: int) -> Meeting:
    return Meeting(
        session_id=0,
        number=number,
        local=start.local,
        zone=start.zone,
        city=start.city,
        minutes=minutes,
        starts=start.at,
    )
