"""Whose mail address the tenant vouches for."""

import pytest

from tests.adapters.teams.rig import TENANT, USER, TeamsRig

ADDRESS = {"email": "Nominee@Cisco.example", "tenantId": TENANT, "userRole": "user"}


@pytest.mark.parametrize(
    ("told", "mail"),
    [
        (ADDRESS, "nominee@cisco.example"),
        (ADDRESS | {"email": "", "userPrincipalName": "one@cisco.example"}, "one@cisco.example"),
        (ADDRESS | {"userRole": "guest"}, ""),
        (ADDRESS | {"tenantId": "another"}, ""),
        ({}, ""),
    ],
    ids=["member", "without mailbox", "guest", "another tenant", "nothing said"],
)
async def test_an_address_counts_where_the_tenant_gave_it(rig: TeamsRig, told: dict[str, str], mail: str) -> None:
    rig.connector.people[USER["id"]] = told
    await rig.send(rig.activity("message", text="join"))
    assert [event.person.mail for event in rig.events] == [mail]


async def test_the_tenant_is_asked_once(rig: TeamsRig) -> None:
    rig.connector.people[USER["id"]] = ADDRESS
    for _ in range(3):
        await rig.send(rig.activity("message", text="join"))
    assert rig.connector.calls["member"] == 1


async def test_whoever_the_tenant_does_not_know_is_answered_all_the_same(rig: TeamsRig) -> None:
    await rig.send(rig.activity("message", text="join"))
    assert [event.person.mail for event in rig.events] == [""]
