"""The figures of the whole installation, which are asked of the database when somebody looks."""

from datetime import datetime

from bot.courier import breaker, figures
from storage import deliveries, lanes
from storage.database import Db
from storage.models import DeliveryState


def look(db: Db, now: datetime) -> None:
    """Bring them up to date."""
    figures.WAITING.set(deliveries.due(db, now))
    figures.PARKED.set(sum(deliveries.failed(db, DeliveryState.PARKED).values()))
    figures.OPEN.set(len(lanes.open_breakers(db, breaker.OPENS_AFTER)))
