"""What the courier tells of itself at /metrics: figures only, no house's name and nobody's."""

from collections import Counter as Counted
from collections.abc import Iterable
from datetime import datetime

from prometheus_client import Counter, Gauge, Histogram

from bot.chat import Verb
from storage.flights import Due, Kind
from storage.models import DeliveryState

CALL_ENDS = ("sent", "gone", "patience", "failed")
_BETWEEN = (DeliveryState.WAITING, DeliveryState.FLIGHT)
SECONDS = (0.1, 0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3600)

DELIVERIES = Counter("convener_deliveries", "Deliveries by what became of them.", ["state"])
LATENESS = Histogram(
    "convener_delivery_lateness_seconds", "From when a message was due until it was sent.", ["kind"], buckets=SECONDS
)
CALLS = Counter("convener_calls", "Calls to platforms, by what they came to.", ["verb", "came_to"])
CALL_SECONDS = Histogram("convener_call_seconds", "How long a platform took to answer.", ["verb"])
RETRIES = Counter("convener_retries", "Deliveries that are tried again because a call failed.")
LANES = Gauge("convener_lanes_held", "Houses that this process is serving right now.")
UNDER_WAY = Gauge("convener_deliveries_under_way", "Deliveries that were drawn and whose result is not written down.")
OPENED = Counter("convener_breakers_opened", "Times a house was left alone because calls to it failed.")
LOOK_SECONDS = Histogram("convener_look_seconds", "How long one look at all lanes took, drawing included.")
WAITING = Gauge("convener_deliveries_waiting", "Deliveries that are due and not sent, in the whole installation.")
PARKED = Gauge("convener_deliveries_parked", "Deliveries that failed every time and that somebody has to look at.")
OPEN = Gauge("convener_breakers_open", "Houses that are left alone because calls to them fail, in the installation.")

_ENDED = {state: DELIVERIES.labels(state.value) for state in DeliveryState if state not in _BETWEEN}
_LATE = {kind: LATENESS.labels(kind.value) for kind in Kind}
_TOOK = {verb: CALL_SECONDS.labels(verb.value) for verb in Verb}
_CAME_TO = {(verb, what): CALLS.labels(verb.value, what) for verb in Verb for what in CALL_ENDS}


def ended(deliveries: Iterable[tuple[Due, DeliveryState, datetime]]) -> None:
    """Deliveries came to their ends."""
    ends = Counted[DeliveryState]()
    for due, state, at in deliveries:
        ends[state] += 1
        if state is DeliveryState.SENT:
            _LATE[due.kind].observe(max((at - due.due).total_seconds(), 0))
    for state, count in ends.items():
        _ENDED[state].inc(count)


def took(verb: Verb, seconds: float) -> None:
    """A platform took so long to answer."""
    _TOOK[verb].observe(seconds)


def came_to(verb: Verb, what: str) -> None:
    """A call came to one of `CALL_ENDS`."""
    _CAME_TO[verb, what].inc()
