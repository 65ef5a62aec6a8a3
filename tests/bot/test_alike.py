"""Slips of the pen are found as `difflib` finds them, though most of what is unlike is never put before it."""

import difflib
import re

from hypothesis import given
from hypothesis import strategies as st

from bot.alike import CLOSE, SAME, Heard
from bot.features import FEATURES

PHRASES = sorted({phrase for feature in FEATURES for command in feature.commands for phrase in command.phrases})
letters = st.text("aeinost ", max_size=3)
slips = st.builds(
    lambda phrase, at, cut, put: phrase[:at] + put + phrase[at + cut :],
    st.sampled_from(PHRASES),
    st.integers(0, 20),
    st.integers(0, 3),
    letters,
)


def as_difflib_says(phrase: str, text: str) -> float:
    """The same the long way: everything compared with everything."""
    wanted, words = re.findall(r"\w+", phrase), re.findall(r"\w+", text)
    beginning = alike(" ".join(wanted), " ".join(words[: len(wanted)]))
    telling = [word for word in wanted if len(word) > 3]
    if telling and all(any(alike(word, one) > SAME for one in words) for word in telling):
        beginning = max(beginning, CLOSE + len(telling) / 100)
    return beginning if beginning >= CLOSE else 0


def alike(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other).ratio()


@given(said=st.lists(slips, min_size=1, max_size=2), phrases=st.lists(st.sampled_from(PHRASES), min_size=9, max_size=9))
def test_what_is_alike_is_what_difflib_calls_so(said: list[str], phrases: list[str]) -> None:
    text = " ".join(said)
    heard = Heard(text)
    assert [heard.likeness(one) for one in phrases] == [as_difflib_says(one, text) for one in phrases]


def test_a_slip_in_every_phrase_is_found() -> None:
    long = [phrase for phrase in PHRASES if len(phrase) > 4]
    assert long
    assert [one for one in long if Heard(one[:2] + one[3:]).likeness(one) < CLOSE] == []
