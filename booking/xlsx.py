"""Workbooks for a spreadsheet, a sheet for each table. The only door to openpyxl."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from booking.rules.spreadsheets import STARTS_A_FORMULA

LONGEST_TITLE = 31  # letters, as spreadsheets have it
NOT_IN_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
WIDEST = 48  # letters of a column


class Sheet(NamedTuple):
    """A table: its first line is its head."""

    title: str
    lines: Sequence[Sequence[str | int]]


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """The sheets as an .xlsx. Numbers are numbers; a text is a text, whatever it begins with."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, one in enumerate(sheets, start=1):
        # Numbered: two tables may have one title, which a workbook may not.
        sheet = book.create_sheet(f"{number} {one.title}".translate(NOT_IN_TITLES)[:LONGEST_TITLE])
        sheet.freeze_panes = "A2"
        for row, line in enumerate(one.lines, start=1):
            for column, told in enumerate(line, start=1):
                _write(sheet.cell(row, column), told, head=row == 1)
        for column, width in enumerate(_widths(one.lines), start=1):
            sheet.column_dimensions[get_column_letter(column)].width = width
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _write(cell: Cell, told: str | int, *, head: bool) -> None:
    cell.value = told
    if isinstance(told, str):
        # openpyxl would make a formula of "=1+1"; what people wrote is never more than text.
        cell.data_type = "s"
        # And typed into once more it stays one.
        cell.quotePrefix = told[:1] in STARTS_A_FORMULA
    if head:
        cell.font = Font(bold=True)


def _widths(lines: Iterable[Sequence[str | int]]) -> list[float]:
    """In letters; one of Japanese is two wide."""
    widest: dict[int, int] = {}
    for line in lines:
        for column, told in enumerate(line):
            wide = sum(1 + (letter > "\u2e80") for letter in str(told))
            widest[column] = max(widest.get(column, 0), wide)
    return [min(wide, WIDEST) + 2.0 for wide in widest.values()]
