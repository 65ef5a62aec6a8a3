"""`convener work`, with a clock that somebody else can set: the seconds it is wrong by stand in a file.

python -m tests.chaos.worker FILE; everything else comes from the environment, as for the command itself.
"""

import logging
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import uvloop

from adapters import server, settings
from adapters.playground.clock import MovableClock


def main() -> None:
    """Works until told to stop."""
    wrong_by = Path(sys.argv[1])
    logging.basicConfig(level=logging.CRITICAL, format="%(asctime)s %(process)s %(levelname)s %(name)s %(message)s")

    def real() -> datetime:
        return datetime.now(UTC) + timedelta(seconds=float(wrong_by.read_text() or 0))

    uvloop.run(server.work(settings.load(), MovableClock(real=real)))


if __name__ == "__main__":
    main()
