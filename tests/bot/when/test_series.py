"""The moments of a series that are listed are those of its rule, as another reader of RFC 5545 lists them."""

from itertools import islice

import pytest
from dateutil.rrule import rrulestr

from bot.when import read
from bot.when.result import Series
from tests.bot.when.scoring import Phrase, own_set

PHRASES = tuple(own_set("series-phrases.txt"))


def _series(phrase: Phrase) -> Series | None:
    found = read(phrase.text, now=phrase.now, zone=phrase.zone, lang=phrase.lang)
    return found if isinstance(found, Series) else None


READ = tuple((phrase, found) for phrase in PHRASES if (found := _series(phrase)) is not None)


@pytest.mark.parametrize(("phrase", "found"), READ, ids=[phrase.text for phrase, _ in READ])
def test_the_moments_listed_are_those_of_the_rule(phrase: Phrase, found: Series) -> None:
    listed = tuple(islice(rrulestr(found.rrule, dtstart=found.first.start), len(found.dates) + 1))
    bounded = "UNTIL" in found.rrule or "COUNT" in found.rrule
    assert (listed if bounded else listed[:-1]) == tuple(moment.start for moment in found.dates)
    assert all(moment.start > phrase.now for moment in found.dates)
