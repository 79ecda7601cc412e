"""A workbook has a sheet for each table; what people wrote in it never starts a formula."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from booking.xlsx import Sheet, workbook


def read(*sheets: Sheet) -> list[Worksheet]:
    return load_workbook(BytesIO(workbook(sheets))).worksheets


def test_numbers_are_numbers_and_texts_are_texts() -> None:
    (sheet,) = read(Sheet("月", [["月", "人"], ["2026-04", 12]]))
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [["月", "人"], ["2026-04", 12]]
    assert [cell.data_type for cell in sheet[2]] == ["s", "n"]
    assert sheet["A1"].font.bold


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x")'])
def test_a_text_that_looks_like_a_formula_is_a_text_and_stays_one(text: str) -> None:
    (sheet,) = read(Sheet("表", [[text]]))
    assert (sheet["A1"].value, sheet["A1"].data_type, sheet["A1"].quotePrefix) == (text, "s", True)


def test_titles_fit_a_spreadsheet_and_two_of_one_title_are_two_sheets() -> None:
    sheets = read(Sheet("館/部屋:" + "長" * 40, []), Sheet("表", []), Sheet("表", []))
    titles = [sheet.title for sheet in sheets]
    assert titles[1:] == ["2 表", "3 表"]
    assert len(titles[0]) == 31
    assert "/" not in titles[0]
