"""What Slack sends, as what somebody did and where. Pure.

Shapes: "Events API", "block_actions payload", "view_submission payload" and "Slash commands" on docs.slack.dev.
"""

from collections.abc import Mapping
from typing import Any

from adapters.slack import address, carried, heard
from adapters.slack.arrival import Arrival, Surface
from bot.chat.event import HomeOpened, Person, Place, Pressed, Said, Submitted, Uninstalled

Json = Mapping[str, Any]
WRITTEN = frozenset({None, "file_share", "me_message", "thread_broadcast"})
"""The subtypes of messages that people write; edits, deletions, joins, topics and the rest are none of those."""


class Malformed(Exception):
    """The body is not what Slack sends."""


def arrival(body: Json) -> Arrival | None:
    """What happened; None for what we take no notice of. Raises Malformed for what Slack does not send."""
    try:
        if "command" in body:
            return _command(body)
        match body["type"]:
            case "block_actions":
                return _pressed(body)
            case "view_submission":
                return _submitted(body)
            case "event_callback":
                return _event(body, body["event"])
            case _:
                return None
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as broken:
        raise Malformed(type(broken).__name__) from None


def house_of(body: Json) -> str:
    """The installation this request belongs to: neither where it happened nor where the person comes from, which differ
    in channels shared with other organisations ("Slack Connect", "Developing apps for enterprise organizations").
    """
    told = (body.get("authorizations") or (body,))[0]
    if told.get("is_enterprise_install") in (True, "true"):
        return address.house(_id(told.get("enterprise_id") or body["enterprise"]["id"]))
    view = body.get("view")
    opened_for = view.get("app_installed_team_id") if view else None
    return address.house(_id(opened_for or told.get("team_id") or body["team"]["id"]))


def _command(body: Json) -> Arrival:
    house, user, channel = house_of(body), _id(body["user_id"]), _id(body["channel_id"])
    # Never private: commands work in everybody's conversations, so a D… may be that of two people.
    place = Place(address.room(house, channel), private=False)
    return Arrival(
        _said(_person(house, user, ""), place, heard.plain(body.get("text", ""))),
        Surface.COMMAND,
        user,
        channel=channel,
        response_url=body.get("response_url", ""),
        trigger=body.get("trigger_id", ""),
    )


def _event(body: Json, event: Json) -> Arrival | None:
    house = house_of(body)
    once = (str(body["event_id"]),) if "event_id" in body else ()
    match event["type"]:
        case "app_mention":
            return _written(body, event, house, once, Surface.MENTION)
        case "message" if event.get("channel_type") == "im":
            return _written(body, event, house, once, Surface.DIRECT)
        case "app_home_opened" if event.get("tab") == "home":
            user = _id(event["user"])
            return Arrival(_home(_person(house, user, "")), Surface.PAGE, user, once)
        case "app_uninstalled":
            return _removed(body, house, once)
        case "tokens_revoked" if event["tokens"].get("bot"):
            return _removed(body, house, once)
        case _:
            return None


def _removed(body: Json, house: str, once: tuple[str, ...]) -> Arrival:
    at = float(body.get("event_time") or "inf")
    return Arrival(Uninstalled(Person("", house)), Surface.NOWHERE, keys=once, at=at)


def _written(body: Json, event: Json, house: str, once: tuple[str, ...], surface: Surface) -> Arrival | None:
    """Somebody's own, new message; bots, ourselves among them, have a bot_id."""
    bot = next((str(grant["user_id"]) for grant in body.get("authorizations") or () if grant.get("is_bot")), "")
    if event.get("subtype") not in WRITTEN or event.get("bot_id") or event.get("user", bot) == bot:
        return None
    user, channel, ts = _id(event["user"]), _id(event["channel"]), str(event["ts"])
    home = event.get("user_team") or event.get("team") if body.get("is_ext_shared_channel") else None
    person = _person(house, user, _foreign(home, house, body))
    place = Place(address.room(house, channel), private=surface is Surface.DIRECT)
    return Arrival(
        _said(person, place, heard.plain(heard.without_mention(event.get("text") or "", bot))),
        surface,
        user,
        # Slack tells of one message twice where two of our subscriptions fit it, under two event ids.
        keys=(*once, address.message(house, channel, ts)),
        channel=channel,
        thread=event.get("thread_ts") or "",
        ts=ts,
    )


def _pressed(body: Json) -> Arrival | None:
    action = body["actions"][0]
    if action["type"] != "button" or "value" not in action:
        return None  # a link button or a choice in a form, of which Slack tells too
    user, house, packed = _id(body["user"]["id"]), house_of(body), str(action["value"])
    person = _person(house, user, _foreign(body["user"].get("team_id"), house, body), body["user"].get("name", ""))
    trigger, response_url = body.get("trigger_id", ""), body.get("response_url", "")
    container = body["container"]
    if container["type"] == "view":
        return _pressed_in_view(body["view"], person, user, packed, trigger)
    channel, ts = _id(container["channel_id"]), str(container["message_ts"])
    whispered = container.get("is_ephemeral") is True
    private = not whispered and channel.startswith("D")
    thread = container.get("thread_ts", "")
    return Arrival(
        Pressed(
            person,
            Place(address.room(house, channel), private),
            packed,
            "" if whispered else address.message(house, channel, ts),
            beside=not whispered and not private,
        ),
        Surface.WHISPER if whispered else Surface.LETTER if private else Surface.CARD,
        user,
        channel=channel,
        thread="" if thread == ts else thread,  # the first message of a thread stands in the channel
        ts=ts,
        response_url=response_url,
        trigger=trigger,
    )


def _pressed_in_view(view: Json, person: Person, user: str, packed: str, trigger: str) -> Arrival:
    if view["type"] == "home":
        place = Place(person.address, private=True)
        return Arrival(Pressed(person, place, packed), Surface.HOME, user, trigger=trigger)
    origin = carried.unpack(view["private_metadata"])
    return Arrival(
        Pressed(person, origin.place, packed),
        Surface.MODAL,
        user,
        channel=address.channel_in(origin.place.address),
        thread=origin.thread,
        trigger=trigger,
        view=view["id"],
        hash=view.get("hash", ""),
    )


def _submitted(body: Json) -> Arrival:
    view = body["view"]
    user, house = _id(body["user"]["id"]), house_of(body)
    person = _person(house, user, _foreign(body["user"].get("team_id"), house, body), body["user"].get("name", ""))
    origin = carried.unpack(view["private_metadata"])
    typed: Mapping[str, Mapping[str, Json]] = view["state"]["values"]
    values = {key: _value(answer) for key, by_action in typed.items() for answer in by_action.values()}
    inputs = (block["block_id"] for block in view.get("blocks", ()) if block["type"] == "input")
    return Arrival(
        Submitted(person, origin.place, origin.then, values),
        Surface.FORM,
        user,
        channel=address.channel_in(origin.place.address),
        thread=origin.thread,
        view=view["id"],
        hash=view.get("hash", ""),
        first=next(inputs, "") or next(iter(values), ""),
    )


def _value(answer: Json) -> str:
    """What stands in one input: words, or the option chosen."""
    chosen = answer.get("selected_option")
    return str(chosen["value"]) if chosen else answer.get("value") or ""


def _said(person: Person, place: Place, text: str) -> Said | HomeOpened:
    return Said(person, place, text) if text else HomeOpened(person, place)


def _home(person: Person) -> HomeOpened:
    return HomeOpened(person, Place(person.address, private=True))


def _person(house: str, user: str, home: str, name: str = "") -> Person:
    return Person(address.person(house, user, home), house, address.room(house, user), name)


def _foreign(home: str | None, house: str, body: Json) -> str:
    """The workspace this person belongs to, if it is not the installation's own: their id is only unique with it.

    An organisation's installation serves all its workspaces, so there nobody's workspace is foreign.
    """
    enterprise = body["enterprise"]["id"] if body.get("enterprise") else ""
    own = (None, "", house.partition(":")[2], enterprise)
    organisation_wide = house.startswith(address.house("E"))
    return "" if organisation_wide or home in own else _id(home)


def _id(value: object) -> str:
    """One of Slack's ids, which are what addresses are made of. Raises ValueError for anything else."""
    if isinstance(value, str) and value.isalnum() and value.isascii():
        return value
    raise ValueError("not an id")
