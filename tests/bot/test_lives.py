"""Whoever takes part, whatever they do and whenever: reminders keep their promises, and the flight plan what it says."""

import asyncio
import shutil
from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import groupby, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.reminders.ladders import DAY
from bot.reminders.laying import ASKING, NEAR, lay_out
from bot.reminders.rungs_said import NotRead, read_ladder
from storage.ladders import Rule, What, Whom
from storage.models import Choice, Role, SessionKind
from tests.bot.lives import MINUTE, PLACES, Deed, Gathering, Life, Somebody, utc
from tests.bot.walking import Sent, Walk

pytestmark = pytest.mark.one_database

AFTERWARDS = timedelta(days=75)

somebody = st.builds(
    Somebody,
    role=st.sampled_from([Role.NOMINEE, Role.NOMINEE, Role.NOMINEE, Role.COORDINATOR, Role.PARTICIPANT]),
    zone=st.sampled_from([*PLACES]),
    begins=st.integers(6, 11),
    hours=st.integers(4, 12),
    days=st.sampled_from(["12345", "12347", "1234567"]),
    reached=st.sampled_from([True, True, True, False]),
)
distances = st.sampled_from(
    ["20 days", "10 days", "5 days", "4 days", "3 days", "2 days", "1 day", "6 hours", "2 hours", "30 minutes"]
)
WHOM = ("everyone", "those who have not answered", "those coming", "those who said maybe", "the other nominee",
        "coordinators", "facilitators")  # fmt: skip
lines = st.one_of(
    st.builds("{} before, {}".format, distances, st.sampled_from(WHOM)),
    st.builds("{} before each meeting, {}".format, distances, st.sampled_from(WHOM[2:4])),
    st.builds("{} before the deadline, {}".format, distances, st.sampled_from(WHOM[1:2])),
    st.just("15 minutes before, those coming"),
    st.just("1 day after, those coming"),
)


def _rules(said: list[str]) -> tuple[Rule, ...]:
    read = read_ladder("\n".join(said))
    assert not isinstance(read, NotRead), read
    return read


gathering = st.builds(
    Gathering,
    kind=st.sampled_from([*SessionKind]),
    days=st.integers(2, 30).map(lambda days: 32 - days),
    clock=st.sampled_from([time(2, 30), time(9), time(15), time(23)]),
    zone=st.sampled_from([*PLACES]),
    meetings=st.integers(1, 3),
    deadline=st.sampled_from([None, None, 2, 6]),
    rules=st.one_of(st.none(), st.lists(lines, min_size=4, max_size=9, unique=True).map(_rules)),
)
deed = st.builds(
    Deed,
    after=st.one_of(st.integers(1, 2 * DAY), st.integers(DAY, 30 * DAY), st.integers(20 * DAY, 45 * DAY)),
    what=st.sampled_from(
        [*["answer"] * 6, "move", "mute", "pause", "skip", "now", "hold", "release", *["snooze"] * 2, "look"]
    ),
    who=st.integers(1, 8),
    which=st.integers(0, 1),
    choice=st.sampled_from([Choice.COMING, Choice.COMING, Choice.MAYBE, Choice.NOT]),
    minutes=st.sampled_from([-3 * DAY, -60, 60, DAY, 4 * DAY, 10 * DAY]),
)
TEAM = (Somebody(Role.FACILITATOR),)
lives = st.builds(
    Life,
    begins=st.builds(utc, st.integers(2026, 2028), st.integers(1, 12), st.integers(1, 28)),
    companies=st.lists(st.lists(somebody, min_size=2, max_size=3).map(tuple), min_size=2, max_size=3).map(
        lambda companies: (TEAM, *companies)
    ),
    gatherings=st.one_of(
        st.tuples(gathering),
        st.tuples(gathering, gathering),
        gathering.map(lambda one: (one, replace(one, days=one.days + 1))),
    ),
    deeds=st.lists(deed, min_size=5, max_size=12).map(lambda deeds: tuple(sorted(deeds, key=lambda one: one.after))),
)


async def _lived(life: Life, url: str) -> list[str]:
    """What was wrong with it."""
    walk = Walk(url, life)
    wrong: list[str] = []
    try:
        draft = walk.promised()
        await walk.announce()
        for index, one in enumerate((*life.deeds, None)):
            promised = walk.promised() if index else draft
            began = walk.clock.now() + (MINUTE if index else -MINUTE)
            ends = life.begins + (AFTERWARDS if one is None else timedelta(minutes=one.after, seconds=13))
            await walk.until(max(ends, walk.clock.now()))
            put_off = walk.put_off
            came = {each.what for each in walk.sent() if began < each.at <= ends and each.what[-2:] not in put_off}
            said = {each for each in promised if began < each[-1] <= ends and each[-2:] not in put_off}
            wrong += [f"after deed {index}, promised and not sent: {each}" for each in said - came]
            wrong += [f"after deed {index}, sent and not promised: {each}" for each in came - said]
            if one is not None:
                await walk.do(one)
        return wrong + broken(walk)
    finally:
        await walk.product.stop()


def broken(walk: Walk) -> list[str]:
    """The promises that the reminders of this life did not keep."""
    sent = walk.sent()
    wrong = [f"{promise.__name__}: {one}" for one in sent for promise in PROMISES if not promise(walk, one)]
    once = [(one.session, one.key, one.meeting, one.member, walk.at(one.done).starts(one)) for one in sent]
    wrong += [f"twice: {one}" for one in set(once) if once.count(one) > 1]
    calm = sorted((one for one in sent if walk.rule(one).what is not What.LINK), key=lambda one: (one.member, one.at))
    for _member, theirs in groupby(calm, key=lambda one: one.member):
        for first, second in pairwise(theirs):
            near = timedelta() < second.at - first.at <= NEAR
            if near and not any(first.at <= at <= second.at for at in walk.changes):
                wrong.append(f"not merged: {first} and {second}")
    posts = walk.posts()
    return wrong + [f"two messages at once: {post}" for post in set(posts) if posts.count(post) > 1]


def in_their_hours(walk: Walk, one: Sent) -> bool:
    """Nothing at night or on a free day, but the link."""
    return walk.rule(one).what is What.LINK or walk.life.people[one.member - 1].works(one.done)


def in_time(walk: Walk, one: Sent) -> bool:
    """Nothing once it helps nobody any more."""
    rule, then = walk.rule(one), walk.at(one.done)
    if rule.what is What.FEEDBACK:
        return one.done > then.starts(one)
    if rule.what in ASKING and (deadline := then.answer_by[one.session]) is not None and one.done >= deadline:
        return False
    return one.done < then.starts(one)


def still_wanted(walk: Walk, one: Sent) -> bool:
    """Whoever answered is not asked; nobody is asked for a company that is covered; who comes hears of what they need."""
    rule, then = walk.rule(one), walk.at(one.done)
    meetings = then.meetings(one)
    given = [then.choices.get((meeting, one.member)) for meeting in meetings]
    if rule.whom is Whom.COMING:
        return Choice.COMING in given
    if rule.whom is Whom.MAYBE:
        return Choice.MAYBE in given
    if rule.whom in (Whom.NOT_ANSWERED, Whom.OTHER_NOMINEE, Whom.COORDINATORS) and walk.covered(one):
        return False
    return rule.whom in (Whom.COORDINATORS, Whom.FACILITATORS) or None in given


PROMISES = (in_their_hours, in_time, still_wanted)


@settings(
    max_examples=12, deadline=None, derandomize=True, phases=[Phase.generate], suppress_health_check=[*HealthCheck]
)
@given(life=lives)
def test_reminders_keep_their_promises_whatever_happens(migrated_file: Path, life: Life) -> None:
    with TemporaryDirectory() as folder:
        shutil.copy(migrated_file, f"{folder}/convener.db")
        assert asyncio.run(_lived(life, f"sqlite:///{folder}/convener.db")) == []


async def _forgotten(life: Life, url: str) -> list[str]:
    """Whom a rung that asks did not reach, although they worked while it would have helped; nobody answers here."""
    walk = Walk(url, life)
    try:
        rungs = [
            (session.id, standing)
            for session in walk.data().sessions
            for standing in lay_out(session, walk.data().chosen[session.id].rules)
            if standing.rule.whom is Whom.NOT_ANSWERED
        ]
        await walk.announce()
        await walk.until(life.begins + AFTERWARDS)
        reached = {(one.session, one.key, one.member) for one in walk.sent()}
        return [
            f"member {number} by {standing}"
            for session, standing in rungs
            for number, one in enumerate(life.people, 1)
            if one.reached and one.role in (Role.NOMINEE, Role.PARTICIPANT)
            if standing.nominal > life.begins and _any_work(one, standing.nominal, standing.latest)
            if (session, standing.rule.key, number) not in reached
        ]
    finally:
        await walk.product.stop()


def _any_work(one: Somebody, begins: datetime, ends: datetime) -> bool:
    quarters = int((ends - begins) / timedelta(minutes=15)) + 1
    return any(one.works(begins + timedelta(minutes=15 * number)) for number in range(quarters))


@settings(
    max_examples=6, deadline=None, derandomize=True, phases=[Phase.generate], suppress_health_check=[*HealthCheck]
)
@given(life=lives)
def test_whoever_is_silent_and_works_in_time_is_asked(migrated_file: Path, life: Life) -> None:
    with TemporaryDirectory() as folder:
        shutil.copy(migrated_file, f"{folder}/convener.db")
        assert asyncio.run(_forgotten(life, f"sqlite:///{folder}/convener.db")) == []
