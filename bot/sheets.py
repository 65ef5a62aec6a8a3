"""Tables as files that people open in a spreadsheet: CSV and XLSX. A name in them stays a name."""

# xlsxwriter says only some of its types:
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime

import xlsxwriter

CSV, XLSX = "csv", "xlsx"
MEDIA_TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 -- as some spreadsheets read them
"""What a formula begins with (OWASP, "CSV Injection")."""

_WIDEST = 60
"""Characters that a column of a spreadsheet is wide at most."""


def harmless(text: str) -> str:
    """A text that a spreadsheet would run as a formula stays a text."""
    return f"'{text}" if text.lstrip(" ").startswith(_STARTS) else text


def as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """The rows as CSV; it begins as it must so that a spreadsheet takes it for UTF-8."""
    text = io.StringIO(newline="")
    lines = csv.writer(text)
    lines.writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig", errors="replace")


def as_xlsx(rows: Iterable[Sequence[str]], name: str, made: datetime) -> bytes:
    """The rows as a workbook of one sheet, the first row its heading, with a filter in every column.

    Cells are written as texts, which are never run, whatever they begin with.
    """
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.set_properties({"created": made.replace(tzinfo=None)})
    sheet = book.add_worksheet(name)
    strong = book.add_format({"bold": True})
    widths: list[int] = []
    last = 0
    for last, row in enumerate(rows):
        widths += [8] * (len(row) - len(widths))
        for column, cell in enumerate(row):
            sheet.write_string(last, column, cell, strong if last == 0 else None)
            widths[column] = min(max(widths[column], len(cell) + 2), _WIDEST)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, max(len(widths) - 1, 0))
    book.close()
    return file.getvalue()
