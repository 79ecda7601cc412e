"""Numbers as forms and addresses write them: digits, and no more of them than somebody would type.

In whatever script: a Japanese keyboard writes them twice as wide, and 「１２」 is read as 12.
"""

from collections.abc import Mapping

SEEN = 9  # digits, of a version


def whole(text: str, digits: int) -> int | None:
    """From 0, of so many digits at most; None for what is no such number."""
    # Asked before it is read: int() takes its time with a million digits, and refuses more than 4300.
    if len(text) > digits:
        return None
    # isdecimal: 「²」 is a digit to Python as well, which int() does not read.
    return int(text) if text.isdecimal() else None


def number_of(text: str, most: int) -> int | None:
    """From 0 to `most`, with blanks around it or without; None for what is no such number."""
    number = whole(text.strip(), 6)
    return number if number is not None and number <= most else None


def seen_in(given: Mapping[str, str], name: str = "seen") -> int:
    """Which version the form showed. One that does not say has shown nothing: nothing is at -1."""
    seen = whole(given.get(name, ""), SEEN)
    return -1 if seen is None else seen


def year_in(given: Mapping[str, str], this: int) -> int:
    """The year that the address asks for in `y`, in four digits; else this one."""
    asked = given.get("y", "")
    year = whole(asked, 4) if len(asked) == 4 else None
    return this if year is None else year
