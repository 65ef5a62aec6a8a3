"""Every feature of the product, in the order their parts stand in somebody's home."""

from bot.community.flow import community
from bot.kit import Feature
from bot.programme.managing import managing
from bot.programme.planning import planning
from bot.signups.flow import signups
from bot.signups.waiting import waiting

FEATURES: tuple[Feature, ...] = (signups, waiting, planning, managing, community)
