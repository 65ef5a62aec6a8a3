"""Whom a rung is for, from the answers as they are."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from bot.invited import BY_NAME, Invited, kept
from bot.reminders.data import Data
from bot.reminders.laying import Standing
from storage.ladders import What, Whom
from storage.models import Choice, Role, Roster
from storage.remindable import Reader

ASKED = frozenset({Role.NOMINEE, Role.PARTICIPANT})
"""Whoever is expected to answer; experts are, where they advise. The team and coordinators are not chased."""


class Circle:
    """The people of a session, for rungs about these meetings of it."""

    def __init__(self, data: Data, session: int, standing: Standing) -> None:
        self._data = data
        self._session = session
        self._audience = next((kept(held.roles, held.kinds) for held in data.sessions if held.id == session), Invited())
        self._meetings = [sitting.id for sitting in standing.sittings]
        self._what = standing.rule.what
        self._invites = self._what is What.INVITATION

    def members(self, whom: Whom) -> list[Reader]:
        """Whom the rung names, by id; with an executive whoever answers for them, once."""
        named = self._named(whom)
        ids = {one.id for one in named}
        helping = [one for one in self._data.readers.values() if one.id not in ids and self._among(named, one)]
        return sorted([*named, *helping], key=lambda one: one.id) if helping else named

    def executives(self, whom: Whom, member: int) -> list[Reader]:
        """For whom this member hears of it: the executives they answer for, where it is not for themselves."""
        named, one = self._named(whom), self._data.readers.get(member)
        return [] if one is None or one in named else self._among(named, one)

    def _among(self, named: list[Reader], assistant: Reader) -> list[Reader]:
        """The executives among these that the assistant answers for; of the link of a meeting hears only who has it for
        an executive whom nothing reaches.
        """
        if not self._audience.stands_in(assistant.role, assistant.kind):
            return []
        theirs = [one for one in named if one.role is Role.EXECUTIVE and one.organisation == assistant.organisation]
        return [one for one in theirs if not one.house] if self._what is What.LINK else theirs

    def _named(self, whom: Whom) -> list[Reader]:
        readers = self._data.readers.values()
        match whom:
            case Whom.EVERYONE:
                invited = [one for one in readers if self._asked(one) or self._coordinates(one)]
                return [one for one in invited if not self._invites or self._silent(one)]
            case Whom.NOT_ANSWERED:
                return [one for one in readers if self._asked(one) and self.open(one)]
            case Whom.COMING:
                return [one for one in readers if self._said(one, Choice.COMING)]
            case Whom.MAYBE:
                return [one for one in readers if self._said(one, Choice.MAYBE) and not self._said(one, Choice.COMING)]
            case Whom.OTHER_NOMINEE:
                return [one for one in readers if self._second(one) and self.open(one)]
            case Whom.COORDINATORS:
                coordinators = [one for one in readers if one.role is Role.COORDINATOR and one.is_company]
                coordinators = [one for one in coordinators if self._meant(one)]
                return [one for one in coordinators if one.organisation not in self._covered]
            case Whom.FACILITATORS:
                return [one for one in readers if one.role is Role.FACILITATOR]
            case Whom.OWNERS | Whom.PRESENTERS | Whom.EXPERTS:
                named = self._data.named.get(whom, {}).get(self._session, frozenset[int]())
                return [one for one in readers if one.id in named]

    def is_one(self, whom: Whom, member: int) -> bool:
        """Whether the rung names this member."""
        return any(one.id == member for one in self.members(whom))

    def open(self, one: Reader) -> bool:
        """Whether their answer is still wanted: they gave none to some meeting, and nobody comes for their company."""
        if one.is_company and one.organisation in self._covered:
            return False
        return self._silent(one)

    def lists_nothing(self, level: Roster) -> bool:
        """Whether a list by company has nothing to say to those who see so much: every company comes to each of these
        meetings, or (where they see only counts) has answered. Never so for part of a community.
        """
        if level is Roster.COUNTS:
            readers, choices = self._data.readers, self._data.choices
            answered = {readers[member].organisation for _meeting, member in choices if member in readers}
            return self._data.companies <= answered
        return self._data.companies <= self._covered

    @cached_property
    def _covered(self) -> frozenset[int]:
        """The organisations of which somebody comes to each of these meetings."""
        coming: dict[int, set[int]] = {}
        for (meeting, member), choice in self._data.choices.items():
            one = self._data.readers.get(member)
            if one is not None and choice is Choice.COMING and meeting in self._meetings:
                coming.setdefault(one.organisation, set()).add(meeting)
        return frozenset(company for company, meetings in coming.items() if len(meetings) == len(self._meetings))

    def _asked(self, one: Reader) -> bool:
        if one.role is Role.EXPERT:
            return one.id in self._data.named.get(Whom.EXPERTS, {}).get(self._session, frozenset[int]())
        return (one.role in ASKED or one.role in BY_NAME) and self._meant(one)

    def _coordinates(self, one: Reader) -> bool:
        return one.role is Role.COORDINATOR and self._meant(one)

    def _meant(self, one: Reader) -> bool:
        """Whether the session is for somebody like them; a coordinator hears of what is for others of their people."""
        if one.role is Role.GUEST and one.id in self._data.guests:
            return self._data.guests[one.id] == self._session
        asks = replace(self._audience, roles=()) if one.role is Role.COORDINATOR else self._audience
        return asks.admits(one.role, one.kind)

    def _silent(self, one: Reader) -> bool:
        """Whether they have left some meeting without an answer: whoever answered needs no invitation."""
        return any((meeting, one.id) not in self._data.choices for meeting in self._meetings)

    def _said(self, one: Reader, choice: Choice) -> bool:
        return any(self._data.choices.get((meeting, one.id)) is choice for meeting in self._meetings)

    def _second(self, one: Reader) -> bool:
        """A company's nominee beside the one who is asked first: its first nominee who has not said no."""
        return (
            self._asked(one)
            and one.role is Role.NOMINEE
            and one.is_company
            and self._asked_first.get(one.organisation) != one.id
        )

    @cached_property
    def _asked_first(self) -> Mapping[int, int]:
        first: dict[int, int] = {}
        for one in self._data.readers.values():
            if one.role is Role.NOMINEE and one.organisation not in first:
                # Whoever answered without coming has had their turn: the others are the other nominees then.
                first[one.organisation] = one.id if self._silent(one) else 0
        return first
