"""Years of the Japanese eras, as papers of a city write them."""

from datetime import date

from facilities.rules.stages import school_year

# The day from which each counts, the latest first (元号法, and the ordinances under it).
ERAS = (
    (date(2019, 5, 1), "令和"),
    (date(1989, 1, 8), "平成"),
    (date(1926, 12, 25), "昭和"),
)


def era_year(day: date) -> str:
    """「令和8」, 「令和元」. ValueError for a day before 25 December 1926."""
    for first, name in ERAS:
        if day >= first:
            year = day.year - first.year + 1
            return f"{name}{'元' if year == 1 else year}"
    raise ValueError(f"no era is known for {day}")


def era_date(day: date) -> str:
    """「令和8年12月2日」, whatever the reader's language: papers are in Japanese."""
    return f"{era_year(day)}年{day.month}月{day.day}日"


def fiscal_year_words(day: date) -> str:
    """「令和8年度」, the fiscal year (April to March) of a day."""
    # A year in which the era changed is called by the one in which it ended.
    return f"{era_year(date(school_year(day), 12, 31))}年度"
