"""Slack keeps the promises every platform makes."""

from tests.adapters.contract import Contract


class TestSlack(Contract):
    pass
