"""When a company is covered, at risk or silent. Values in, values out.

The unit is the company: it is asked to take part in all meetings of a session, whoever of its people comes. What counts
are the meetings still to come, cancelled ones left out; when all are over, those that took place.

- A company is COVERED when at least one of its people is coming to every meeting that counts: two nominees may share
  the meetings between them.
- It is SILENT when none of its people has answered any meeting that counts.
- It is AT RISK in every other case: to some meeting there is only a maybe, or a no (who was coming is not any more), or
  no answer yet.

Only "coming" covers: whoever waits for a seat does not sit. Answers of everybody who may answer for the company count
alike, and it does not matter who gave them on whose behalf.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.finding import still_to_come
from storage.look import Look, Sitting


class State(StrEnum):
    """How a company stands in a session, the one that most needs somebody first."""

    SILENT = "silent"
    AT_RISK = "at risk"
    COVERED = "covered"


class Cell(StrEnum):
    """How a company stands in one meeting: the best of its people's answers, which are called alike, best first."""

    COMING = "coming"
    WAITING = "waiting"
    MAYBE = "maybe"
    NOT = "not"
    NONE = "none"


@dataclass(frozen=True)
class Standing:
    """One company's line: by meeting that counts, how it stands there and how many people say so."""

    organisation: int
    name: str
    cells: tuple[tuple[Cell, int], ...]

    @property
    def state(self) -> State:
        """See the head of this module."""
        cells = {cell for cell, _ in self.cells}
        if cells <= {Cell.NONE}:
            return State.SILENT
        return State.COVERED if cells == {Cell.COMING} else State.AT_RISK


@dataclass(frozen=True)
class Sheet:
    """Companies by meetings. `lines` are in order of need, then by name; `nameless` where only counts may be shown."""

    session: Look
    meetings: tuple[Sitting, ...]
    lines: tuple[Standing, ...]
    nameless: bool = False

    def having(self, state: State) -> list[Standing]:
        """The companies that stand so."""
        return [line for line in self.lines if line.state is state]


def counting(session: Look, now: datetime) -> tuple[Sitting, ...]:
    """The meetings that count, in order."""
    held = tuple(meeting for meeting in session.meetings if not meeting.cancelled)
    return tuple(meeting for meeting in held if still_to_come(meeting.starts, meeting.cancelled, now)) or held


def is_ahead(session: Look, now: datetime) -> bool:
    """Whether anything is still to come of it."""
    return any(still_to_come(meeting.starts, meeting.cancelled, now) for meeting in session.meetings)


def standing(organisation: int, name: str, meetings: Iterable[int], answers: Mapping[tuple[int, str], int]) -> Standing:
    """One company's line, from how many of its people gave which answer to which meeting."""
    return Standing(organisation, name, tuple(_cell(meeting, answers) for meeting in meetings))


def sheet(session: Look, meetings: tuple[Sitting, ...], lines: Iterable[Standing], *, nameless: bool = False) -> Sheet:
    """The whole sheet in its order."""
    order = list(State)
    ranked = sorted(lines, key=lambda line: (order.index(line.state), line.name.casefold()))
    return Sheet(session, meetings, tuple(ranked), nameless)


def is_covered(meetings: Sequence[int], covered: Iterable[int]) -> bool:
    """Whether somebody comes to each of the meetings, given those to which somebody does."""
    return bool(meetings) and set(meetings) <= set(covered)


def _cell(meeting: int, answers: Mapping[tuple[int, str], int]) -> tuple[Cell, int]:
    given = {str(choice): count for (of, choice), count in answers.items() if of == meeting and count}
    best = next((cell for cell in Cell if cell.value in given), Cell.NONE)
    return best, given.get(best.value, 0)
