"""Every feature of the product, in the order their parts stand in somebody's home."""

from bot.agenda.carrying import carrying
from bot.agenda.checking import checking
from bot.agenda.choosing import choosing
from bot.agenda.copying import copying
from bot.agenda.drafting import drafting
from bot.agenda.freezing import freezing
from bot.agenda.owning import owning
from bot.agenda.pasting import pasting
from bot.agenda.proposing import proposing
from bot.agenda.publishing import publishing
from bot.agenda.reusing import reusing
from bot.agenda.running import running
from bot.agenda.slots import slots
from bot.agenda.versions import versioning
from bot.agenda.weighing import weighing
from bot.community.flow import community
from bot.coverage.watching import coverage
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
from bot.people.accounts import accounts
from bot.people.confirming import confirming
from bot.people.flow import people
from bot.people.guests import guests
from bot.people.houses import houses
from bot.people.leaving import leaving
from bot.people.mailing import mailing
from bot.people.naming import naming
from bot.people.organisations import organisations
from bot.people.places import places
from bot.people.profile import profile
from bot.programme.drafts import drafts
from bot.programme.managing import managing
from bot.programme.planning import planning
from bot.programme.renaming import renaming
from bot.reminders.editing import editing
from bot.reminders.flight import flight
from bot.reminders.flow import reminding
from bot.reminders.joining import joining
from bot.reminders.sent import sent
from bot.reminders.stepping import stepping
from bot.reminders.stopping import stopping
from bot.reminders.wishing import wishing
from bot.signups.behalf import behalf
from bot.signups.flow import signups
from bot.signups.late import lateness
from bot.signups.looking import looking
from bot.signups.saying import saying
from bot.signups.substitutes import substitutes
from bot.signups.waiting import waiting
from bot.trouble.flow import trouble

FEATURES: tuple[Feature, ...] = (
    signups,
    saying,
    lateness,
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
    drafts,
    managing,
    renaming,
    looking,
    drafting,
    pasting,
    copying,
    reusing,
    checking,
    publishing,
    carrying,
    versioning,
    owning,
    slots,
    proposing,
    weighing,
    choosing,
    freezing,
    running,
    coverage,
    disclosing,
    keeping,
    reminding,
    flight,
    editing,
    joining,
    stepping,
    sent,
    wishing,
    stopping,
    people,
    places,
    naming,
    mailing,
    guests,
    organisations,
    leaving,
    houses,
    profile,
    accounts,
    confirming,
    owndata,
    forgetting,
    retention,
    certificates,
    trouble,
    community,
)
