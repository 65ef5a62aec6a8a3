"""Every feature of the product, in the order their parts stand in somebody's home."""

from bot.community.flow import community
from bot.disclosing.flow import disclosing
from bot.keeping.flow import keeping
from bot.kit import Feature
from bot.people.confirming import confirming
from bot.people.flow import people
from bot.people.houses import houses
from bot.people.leaving import leaving
from bot.people.places import places
from bot.people.profile import profile
from bot.programme.managing import managing
from bot.programme.planning import planning
from bot.reminders.editing import editing
from bot.reminders.flight import flight
from bot.reminders.flow import reminding
from bot.reminders.sent import sent
from bot.reminders.stepping import stepping
from bot.reminders.wishing import wishing
from bot.signups.flow import signups
from bot.signups.looking import looking

FEATURES: tuple[Feature, ...] = (
    signups,
    planning,
    managing,
    looking,
    disclosing,
    keeping,
    reminding,
    flight,
    editing,
    stepping,
    sent,
    wishing,
    people,
    places,
    leaving,
    houses,
    profile,
    confirming,
    community,
)
