"""Every feature of the product, one line each, in the order their parts stand in somebody's home."""

# ruff: noqa: F401, I001
# pyright: reportUnusedImport=false
from bot.signups.flow import signups
from bot.signups.saying import saying
from bot.signups.late import lateness
from bot.signups.substitutes import substitutes
from bot.signups.behalf import behalf
from bot.signups.waiting import waiting
from bot.parts.taking import taking
from bot.parts.swapping import swapping
from bot.parts.opening import opening
from bot.parts.deciding import deciding
from bot.parts.notices import notices
from bot.parts.ledger import ledger
from bot.programme.planning import planning
from bot.programme.drafts import drafts
from bot.programme.managing import managing
from bot.programme.renaming import renaming
from bot.signups.looking import looking
from bot.agenda.drafting import drafting
from bot.agenda.pasting import pasting
from bot.agenda.copying import copying
from bot.agenda.reusing import reusing
from bot.agenda.checking import checking
from bot.agenda.publishing import publishing
from bot.agenda.carrying import carrying
from bot.agenda.versions import versioning
from bot.agenda.owning import owning
from bot.agenda.slots import slots
from bot.agenda.proposing import proposing
from bot.agenda.weighing import weighing
from bot.agenda.choosing import choosing
from bot.agenda.freezing import freezing
from bot.agenda.running import running
from bot.coverage.watching import coverage
from bot.disclosing.flow import disclosing
from bot.keeping.flow import keeping
from bot.reminders.flow import reminding
from bot.reminders.flight import flight
from bot.reminders.editing import editing
from bot.reminders.joining import joining
from bot.reminders.stepping import stepping
from bot.reminders.sent import sent
from bot.reminders.wishing import wishing
from bot.reminders.stopping import stopping
from bot.people.flow import people
from bot.people.places import places
from bot.people.naming import naming
from bot.people.mailing import mailing
from bot.people.guests import guests
from bot.people.organisations import organisations
from bot.people.leaving import leaving
from bot.people.houses import houses
from bot.people.profile import profile
from bot.people.accounts import accounts
from bot.people.confirming import confirming
from bot.keeping.owndata import owndata
from bot.keeping.forgetting import forgetting
from bot.keeping.retention import retention
from bot.keeping.certificates import certificates
from bot.trouble.flow import trouble
from bot.community.flow import community

from bot.kit import Feature

FEATURES: tuple[Feature, ...] = tuple(one for one in [*globals().values()] if isinstance(one, Feature))
