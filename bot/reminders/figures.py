"""What reminders tell of themselves at /metrics: figures only, nobody's name.

A transaction that had to run twice counts twice.
"""

from prometheus_client import Counter, Histogram

from storage.ladders import What

WRITTEN = Counter("convener_reminders", "Reminders written down to be sent, by what they say.", ["what"])
PUT_OFF = Counter("convener_reminders_put_off", "Reminders that their reader wanted to have later.")
UNREACHED = Counter("convener_reminders_unreached", "Reminders that did not arrive, of which facilitators were told.")
LAID = Counter("convener_steps_laid", "Sessions whose reminders were laid out, at first or because something changed.")
PLANNING = Histogram(
    "convener_reminders_seconds", "How long it took to work out and write down whom what is due reminds."
)

for _what in What:
    WRITTEN.labels(_what.value)
