"""Every feature of the product, in the order their parts stand in somebody's home."""

from bot.community.flow import community
from bot.disclosing.flow import disclosing
from bot.keeping.certificates import certificates
from bot.keeping.flow import keeping
from bot.keeping.forgetting import forgetting
from bot.keeping.owndata import owndata
from bot.keeping.retention import retention
from bot.kit import Feature
from bot.parts.deciding import deciding
from bot.parts.ledger import ledger
from bot.parts.notices import notices
from bot.parts.opening import opening
from bot.parts.swapping import swapping
from bot.parts.taking import taking
from bot.people.confirming import confirming
from bot.people.flow import people
from bot.people.houses import houses
from bot.people.leaving import leaving
from bot.people.places import places
from bot.people.profile import profile
from bot.programme.managing import managing
from bot.programme.planning import planning
from bot.signups.behalf import behalf
from bot.signups.flow import signups
from bot.signups.looking import looking
from bot.signups.substitutes import substitutes
from bot.signups.waiting import waiting

FEATURES: tuple[Feature, ...] = (
    signups,
    substitutes,
    behalf,
    waiting,
    taking,
    swapping,
    opening,
    deciding,
    notices,
    ledger,
    planning,
    managing,
    looking,
    disclosing,
    keeping,
    people,
    places,
    leaving,
    houses,
    profile,
    confirming,
    owndata,
    forgetting,
    retention,
    certificates,
    community,
)
