"""Numbers as forms and addresses write them: plain digits, and no more of them than somebody would type."""

from collections.abc import Mapping

SEEN = 9  # digits, of a version


def whole(text: str, digits: int) -> int | None:
    """From 0, of so many digits at most; None for what is no such number."""
    # isascii: 「²」 and 「３」 are digits to Python, the first of which int() does not read.
    return int(text) if text.isascii() and text.isdigit() and len(text) <= digits else None


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
