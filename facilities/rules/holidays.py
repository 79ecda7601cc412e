"""The national holidays of Japan: which days they are, and by which name."""

from datetime import date
from enum import StrEnum
from functools import lru_cache

import jpholiday


class HolidayName(StrEnum):
    """The national holidays one by one (国民の祝日に関する法律2条・3条)."""

    NEW_YEAR = "new_year"
    COMING_OF_AGE = "coming_of_age"
    FOUNDATION = "foundation"
    EMPEROR = "emperor"
    VERNAL_EQUINOX = "vernal_equinox"
    SHOWA = "showa"
    CONSTITUTION = "constitution"
    GREENERY = "greenery"
    CHILDREN = "children"
    MARINE = "marine"
    MOUNTAIN = "mountain"
    RESPECT_FOR_AGED = "respect_for_aged"
    AUTUMNAL_EQUINOX = "autumnal_equinox"
    SPORTS = "sports"
    CULTURE = "culture"
    LABOUR = "labour"
    SUBSTITUTE = "substitute"  # the day off for a holiday on a Sunday
    CITIZENS = "citizens"  # the day between two holidays


SUBSTITUTE = "振替休日"
HOLIDAYS = {
    "元日": HolidayName.NEW_YEAR,
    "成人の日": HolidayName.COMING_OF_AGE,
    "建国記念の日": HolidayName.FOUNDATION,
    "天皇誕生日": HolidayName.EMPEROR,
    "春分の日": HolidayName.VERNAL_EQUINOX,
    "昭和の日": HolidayName.SHOWA,
    "憲法記念日": HolidayName.CONSTITUTION,
    "みどりの日": HolidayName.GREENERY,
    "こどもの日": HolidayName.CHILDREN,
    "海の日": HolidayName.MARINE,
    "山の日": HolidayName.MOUNTAIN,
    "敬老の日": HolidayName.RESPECT_FOR_AGED,
    "秋分の日": HolidayName.AUTUMNAL_EQUINOX,
    "スポーツの日": HolidayName.SPORTS,
    "体育の日": HolidayName.SPORTS,  # its name until 2019
    "文化の日": HolidayName.CULTURE,
    "勤労感謝の日": HolidayName.LABOUR,
    "国民の休日": HolidayName.CITIZENS,
}


# Asked for every clause and day that a page shows; half a century of days is more than anybody looks at.
@lru_cache(maxsize=50 * 366)
def is_holiday(day: date) -> bool:
    """National holidays with 振替休日 and 国民の休日 (国民の祝日に関する法律)."""
    # It agrees with another library (holidays) on every date from 2015 to 2040.
    return bool(jpholiday.is_holiday(day))


@lru_cache(maxsize=50 * 366)
def holiday_name(day: date) -> HolidayName | None:
    """Which national holiday it is; None if it is none, or one that was decreed for a single year."""
    # A substitute may be named after the holiday that it stands for, so its own word is looked for within.
    name = jpholiday.is_holiday_name(day)
    if name and SUBSTITUTE in name:
        return HolidayName.SUBSTITUTE
    return HOLIDAYS.get(name or "")
