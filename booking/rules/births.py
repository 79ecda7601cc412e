"""A birth date as it is typed into three boxes, or stands in one cell of a list: full-width digits too, the
year also as 平成24 or H24."""

import re
import unicodedata
from datetime import date

OLDEST = 130  # years
# The year before the first of each era, and how many years it had (None: it goes on).
ERAS = {"明治": (1867, 45), "大正": (1911, 15), "昭和": (1925, 64), "平成": (1988, 31), "令和": (2018, None)}
LETTERS = dict(zip("MTSHR", ERAS, strict=True))
# 2012-06-20, 2012/6/20, 平成24年6月20日, H24.6.20.
CELL = re.compile(r"(.+?)\s*[-/.年]\s*(\d+)\s*[-/.月]\s*(\d+)\s*日?")
YEAR = re.compile(r"(?P<era>[MTSHR]|明治|大正|昭和|平成|令和)?(?P<year>\d{1,4}|元)年?")


class NoBirthDate(ValueError):
    """What was typed is not the birth date of anybody; `box` is the first that does not fit."""

    def __init__(self, box: str) -> None:
        super().__init__(box)
        self.box = box


def birth_date(year: str, month: str, day: str, today: date) -> date:
    """The day that was typed, up to `today`. NoBirthDate with "year", "month" or "day"."""
    typed = {"year": _year(year), "month": _number(month, "月"), "day": _number(day, "日")}
    for box, number in typed.items():
        if number is None:
            raise NoBirthDate(box)
    return _within(typed["year"] or 0, typed["month"] or 0, typed["day"] or 0, today)


def born_on(day: date, today: date) -> date:
    """The same of a day that is one already. NoBirthDate("year") for one that is no living person's."""
    return _within(day.year, day.month, day.day, today)


def written_birth_date(text: str, today: date) -> date:
    """The same in one cell, up to `today`. NoBirthDate with what does not fit; "year" where nothing does."""
    found = CELL.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        raise NoBirthDate("year")
    year, month, day = found.groups()
    return birth_date(year, month, day, today)


def _within(year: int, month: int, day: int, today: date) -> date:
    if not today.year - OLDEST <= year <= today.year:
        raise NoBirthDate("year")
    if not 1 <= month <= 12:
        raise NoBirthDate("month")
    try:
        born = date(year, month, day)
    except ValueError:
        raise NoBirthDate("day") from None
    if born > today:
        raise NoBirthDate("year")
    return born


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def _number(text: str, unit: str) -> int | None:
    digits = _plain(text).removesuffix(unit)
    return int(digits) if re.fullmatch(r"[0-9]{1,2}", digits) else None


def _year(text: str) -> int | None:
    found = YEAR.fullmatch(_plain(text))
    # 12 alone may be 2012 or 平成12: without an era all four figures are wanted.
    if found is None or (found["era"] is None and not re.fullmatch(r"[0-9]{4}", found["year"])):
        return None
    number = 1 if found["year"] == "元" else int(found["year"])
    if found["era"] is None:
        return number
    before, years = ERAS[LETTERS.get(found["era"], found["era"])]
    # A year that its era never had (平成40) is a slip, and not silently a year of the next.
    return before + number if 1 <= number <= (years or number) else None
