"""Every feature of the product, in the order their parts stand in somebody's home."""

from bot.agenda.checking import checking
from bot.agenda.copying import copying
from bot.agenda.deciding import deciding
from bot.agenda.drafting import drafting
from bot.agenda.freezing import freezing
from bot.agenda.owning import owning
from bot.agenda.pasting import pasting
from bot.agenda.proposing import proposing
from bot.agenda.publishing import publishing
from bot.agenda.running import running
from bot.agenda.versions import versioning
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
from bot.signups.flow import signups
from bot.signups.looking import looking

FEATURES: tuple[Feature, ...] = (
    signups,
    planning,
    managing,
    looking,
    drafting,
    pasting,
    copying,
    checking,
    publishing,
    versioning,
    owning,
    proposing,
    deciding,
    freezing,
    running,
    disclosing,
    keeping,
    people,
    places,
    leaving,
    houses,
    profile,
    confirming,
    community,
)
