"""The world as the page is told of it: everything at once, or one change."""

from collections import deque

from adapters.playground import render
from adapters.playground.changes import Change
from adapters.playground.clock import MovableClock
from adapters.playground.house import House
from adapters.playground.render import Data
from adapters.playground.world import World

PAGE_SHOWS = 200
"""Messages of one conversation the page is given at first."""


def whole(world: World, clock: MovableClock) -> Data:
    """Everything that stands anywhere now."""
    return {"clock": clock_face(clock), "houses": [_house(world, house) for house in world.scene.houses.values()]}


def changed(world: World, clock: MovableClock, change: Change) -> Data:
    """What a change left behind, as it is now: a later one may already be in it."""
    told: Data = {"kind": change.kind, "house": change.house, "address": change.address}
    match change.kind:
        case "message" | "home":
            shown = world.scene.find(change.id)
            return {**told, "message": render.shown(shown) if shown else None}
        case "form":
            form = world.scene.forms.get(change.address)
            return {**told, "form": render.form(form) if form else None}
        case "clock":
            return {**told, "clock": clock_face(clock)}
        case "house" | "reload":
            return told


def clock_face(clock: MovableClock) -> Data:
    """The instant it is, and whether time runs."""
    return {"now": clock.now().isoformat(timespec="milliseconds"), "runs": not clock.frozen}


def _house(world: World, house: House) -> Data:
    scene = world.scene
    people = [who for who in scene.people.values() if who.house == house]
    places = (house.room, *(who.id for who in people))
    return {
        **render.house(house, people),
        "messages": [render.shown(one) for place in places for one in deque(scene.standing(place), maxlen=PAGE_SHOWS)],
        "homes": {who.id: render.shown(scene.homes[who.id]) for who in people if who.id in scene.homes},
        "forms": {who.id: render.form(scene.forms[who.id]) for who in people if who.id in scene.forms},
    }
