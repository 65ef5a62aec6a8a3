"""Every feature of the product, in the order their parts stand in somebody's home."""

from bot.community.flow import community
from bot.kit import Feature
from bot.programme.flow import programme
from bot.signups.flow import signups

FEATURES: tuple[Feature, ...] = (signups, programme, community)
