"""Rules for spans of the clock: "3-5pm", "de 15h à 17h", "下午3点到5点"."""

from bot.when.calendar import calendar_day
from bot.when.clock import Clock, figure, span
from bot.when.grammar import Rule, Said, bad, rule, words_of
from bot.when.result import Reason
from bot.when.tokens import CLOCK, NUMBER, SPAN, Token


def _span(parts: list[Token], said: Said) -> Token | None:
    ends = [part for part in parts if part.kind in (CLOCK, NUMBER)]
    clocks = [_as_clock(part) for part in ends]
    if len(clocks) != 2 or clocks[0] is None or clocks[1] is None:
        return None
    made = span(clocks[0], clocks[1])
    return bad(Reason.AMBIGUOUS_TIME, parts) if made is None else Token(SPAN, made, words_of(parts))


def _as_clock(part: Token) -> Clock | None:
    if part.kind == CLOCK:
        return part.value
    if len(part.text) > 2 and part.text.isdigit():
        return None
    return figure(part.value, 0, zero=part.text.startswith("0")) if part.value <= 24 else None


def _span_in_part(parts: list[Token], said: Said) -> list[Token] | None:
    """ "Friday afternoon 2-4"."""
    made = _span([part for part in parts if part.kind != "g"], said)
    return None if made is None else [parts[0], made]


_FREE = r"(?![.,o]*[M1-7h'd])"

IN_PART: tuple[Rule, ...] = (rule(r"g[.,@]*[Fo]?N[-]N(?![.,o]*[M1-7h'd])", _span_in_part, "g"),)
"""Before single hours are read beside a part of the day."""


def _military(part: Token) -> Token:
    """ "1500" as a time, unless it may be a year."""
    if part.kind != NUMBER or len(part.text) != 4 or 1900 <= part.value <= 2199:
        return part
    made = figure(part.value // 100, part.value % 100, zero=True)
    return part if made is None else Token(CLOCK, made, part.text)


def _span_beside_day(parts: list[Token], said: Said) -> list[Token] | None:
    """ "tomorrow 11-12": hours, where the weekday does not also fit a day of that number."""
    numbers = [part for part in parts if part.kind == "N"]
    weekday = next((part.value for part in parts if part.kind == "W"), None)
    day = calendar_day(numbers[0].value, said.now.date())
    if weekday is not None and day is not None and day.weekday() == weekday:
        return None
    made = _span([_military(part) for part in parts if part.kind in "N-"], said)
    if made is None or made.kind == "%":
        return None
    kept = [part for part in parts if part.kind in "DW"]
    return [*kept, made] if parts[0].kind in "DW" else [made, *kept]


def _four_figures(parts: list[Token], said: Said) -> list[Token] | None:
    """ "tomorrow 0900"."""
    made = _military(parts[-1])
    return None if made.kind != CLOCK or made.value is None else [*parts[:-1], made]


BESIDE_DAY: tuple[Rule, ...] = (
    rule(r"[DW] N(?=[.,]*(?:$|[zZG(]))", _four_figures, "N"),
    rule(r"[DW] N-N(?![.,o]*[M1-7h'd])", _span_beside_day, "-"),
    rule(r"(?<![#?*Ml])N-N[.,@y]*[DW]", _span_beside_day, "-"),
)
"""Only where nothing else is a time."""


def _french(parts: list[Token], said: Said) -> Token | None:
    """ "14h à 16h"."""
    return _span(parts, said) if said.language.code == "fr" else None


SPANS: tuple[Rule, ...] = (
    rule(r"[Fo]?[.@y]*T [-][.@,]*T", _span, "T"),
    rule(r"F[.@]*[TN] &[.@]*T", _span, "&"),
    rule(r"F[.@]*T &[.@]*N[2h]?" + _FREE, _span, "&"),
    rule(r"F[.@]*N &[.@]*N[2h]?" + _FREE, _span, "&"),
    rule(r"[oF][.@]*[TN] @ T", _span, "@"),
    rule(r"T@T", _french, "@"),
    rule(r"(?<!M)(?<!M[.,])[Fo]?[.@]*N[.@h]*[-][.@]*T", _span, "T"),
    rule(r"[Fo]?[.@]*T [-][.@]*N[2h]?" + _FREE, _span, "T"),
    rule(r"[Fo][.@]*N[2h]? [-][.@]*N[2h]?" + _FREE, _span, "-"),
    rule(r"(?<!M)N[-]N[2h](?![.,o]*M)", _span, "-"),
)
