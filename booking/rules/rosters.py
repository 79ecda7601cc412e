"""A group's members without a card: numbers by age band and tie to the city, read from a list or typed.

A list is CSV with a head line. What it says of one person is their band or birth date, and what ties
them to the city; every other column, a name above all, is passed over and kept nowhere.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from unicodedata import normalize

from booking.rules.bands import BANDS, band_of
from booking.rules.births import NoBirthDate, written_birth_date

Roster = Mapping[str, Mapping[str, int]]

TIES = ("lives", "works", "studies", "none")  # each person once, by the first that fits
# More is a slip of the finger, as no group of the city has a thousand of one age.
MOST = 999  # in one cell
# A list is read in the request that brings it; a whole school fits, a register of residents does not.
MOST_LINES = 2000
MOST_BYTES = 200_000
LONGEST_SHOWN = 20  # letters of what is wrong

BAND, BORN, TIE, COUNT = "band", "born", "tie", "count"
HEADS = {
    "年齢区分": BAND, "区分": BAND, "世代": BAND, "age": BAND, "生年月日": BORN, "born": BORN,
    "市とのつながり": TIE, "つながり": TIE, "tie": TIE, "人数": COUNT, "count": COUNT,
}  # fmt: skip
BAND_NAMES = {
    "未就学": "preschool", "未就学のお子さん": "preschool", "小学生": "elementary", "中学生": "junior_high",
    "高校生世代": "high_school", "高校生": "high_school", "おとな": "adult", "大人": "adult",
    "18-64歳": "adult", "おとな(18-64歳)": "adult", "65歳以上": "senior",
    **{band: band for band in BANDS},
}  # fmt: skip
TIE_NAMES = {
    "在住": "lives", "市内に住む": "lives", "在勤": "works", "市内で働く": "works", "在学": "studies",
    "市内の学校": "studies", "なし": "none", "市外": "none", "そのほか": "none", "": "none",
    **{tie: tie for tie in TIES},
}  # fmt: skip


class Wrong(StrEnum):
    """What is wrong with a line, or with the whole list."""

    NOT_TEXT = "not_text"  # neither UTF-8 nor Shift_JIS: a workbook, a picture
    TOO_LONG = "too_long"
    HEAD = "head"  # no line that names the columns
    TWICE = "twice"  # two columns that say the same of a person
    EMPTY = "empty"  # nobody in it
    BAND = "band"
    BORN = "born"
    TIE = "tie"
    COUNT = "count"
    SUM = "sum"  # each line may be right; together they are more than there are


@dataclass(frozen=True, slots=True)
class Fault:
    """Line 1 is the head line; 0 is the whole list. `text` is what was there."""

    line: int
    wrong: Wrong
    text: str = ""


class Faults(ValueError):
    """Everything that is wrong with a list; nothing of it was kept."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


def must_be_possible(roster: Roster) -> None:
    """ValueError for a band, a tie or a number that cannot be."""
    for band, ties in roster.items():
        for tie, count in ties.items():
            if band not in BANDS or tie not in TIES or not 0 < count <= MOST:
                raise ValueError(f"{count} of {band}, {tie}")


def read(data: bytes, day: date) -> dict[str, dict[str, int]]:
    """The numbers in a list as of `day`. Faults with all that is wrong in it."""
    lines = list(_lines(data))
    columns = [HEADS.get(_plain(name).casefold()) for name in lines[0][1]] if lines else []
    if BAND not in columns and BORN not in columns:
        raise Faults([Fault(0, Wrong.HEAD)])
    if twice := _twice(columns, lines[0][1]):
        raise Faults([Fault(1, Wrong.TWICE, twice)])
    found: dict[str, dict[str, int]] = {}
    faults: list[Fault] = []
    for number, cells in lines[1:]:
        # Not strict: spreadsheets leave empty columns to the right.
        said = {column: _plain(cell) for column, cell in zip(columns, cells, strict=False) if column}
        if any(said.values()):
            _add(found, faults, number, said, day)
    # An empty list would take everybody out who is counted, and was hardly meant to.
    if not faults and not found:
        faults = [Fault(0, Wrong.EMPTY)]
    if faults:
        raise Faults(faults)
    return found


def _twice(columns: Sequence[str | None], names: Sequence[str]) -> str:
    """The names of two columns of one kind, "" where there are none. Which of them is meant nobody can say:
    the later would win in silence, and an empty one make everybody a stranger."""
    first: dict[str, str] = {}
    for column, name in zip(columns, names, strict=True):
        if column in first:
            return "・".join(one.strip()[:LONGEST_SHOWN] for one in (first[column], name))
        if column is not None:
            first[column] = name
    return ""


def _add(
    found: dict[str, dict[str, int]], faults: list[Fault], line: int, said: dict[str, str], day: date
) -> None:
    """Counts one line, or notes all that is wrong with it."""
    band, tie, count = (
        _band(said, day),
        TIE_NAMES.get(said.get(TIE, "").casefold()),
        _count(said.get(COUNT, "")),
    )
    if band is None:
        column = BAND if said.get(BAND) or BORN not in said else BORN
        faults.append(Fault(line, Wrong(column), said.get(column, "")[:LONGEST_SHOWN]))
    if tie is None:
        faults.append(Fault(line, Wrong.TIE, said[TIE][:LONGEST_SHOWN]))
    # A line with one fault is looked at to its end: whoever mends the list is told everything at once.
    ties = found.setdefault(band, {}) if band and tie else {}
    total = ties.get(tie or "", 0) + (count or 0)
    if count is None:
        faults.append(Fault(line, Wrong.COUNT, said.get(COUNT, "")[:LONGEST_SHOWN]))
    elif total > MOST:
        faults.append(Fault(line, Wrong.SUM, str(total)))
    elif tie is not None:
        ties[tie] = total


def _band(said: dict[str, str], day: date) -> str | None:
    if said.get(BAND):
        return BAND_NAMES.get(said[BAND].casefold())
    try:
        return band_of(written_birth_date(said.get(BORN, ""), day), day)
    except NoBirthDate:
        return None


def _count(text: str) -> int | None:
    if not text:
        return 1
    return int(text) if text.isdecimal() and 0 < len(text) <= 3 and int(text) > 0 else None


def _lines(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """The lines that are not blank, each with its number."""
    if len(data) > MOST_BYTES:
        raise Faults([Fault(0, Wrong.TOO_LONG)])
    rows = csv.reader(_text(data).splitlines())
    try:
        # By the lines of the file, where whoever mends it will look.
        lines = [(rows.line_num, cells) for cells in rows if any(cell.strip() for cell in cells)]
    except csv.Error:
        raise Faults([Fault(0, Wrong.NOT_TEXT)]) from None
    if len(lines) > MOST_LINES:
        raise Faults([Fault(0, Wrong.TOO_LONG)])
    return iter(lines)


def _text(data: bytes) -> str:
    """As Excel saves it: UTF-8 with a mark in front, or Shift_JIS."""
    for encoding in ("utf-8-sig", "cp932"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        # Shift_JIS takes nearly any bytes: a workbook (a zip, hence PK) and a picture are known by other
        # marks.
        if "\0" not in text and not data.startswith(b"PK"):
            return text
    raise Faults([Fault(0, Wrong.NOT_TEXT)])


def _plain(cell: str) -> str:
    """Wide and narrow letters alike, a long dash like a short one; else as it was written, since a mistake
    is shown to whoever has to find it in the list."""
    return normalize("NFKC", cell).strip().replace("–", "-").replace("~", "-")
