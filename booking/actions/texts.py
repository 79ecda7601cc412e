"""Texts from outside that a verb is about to store."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from booking.rules.plain_text import as_seen, unwanted

LONGEST_PHONE = 20
# Loose on purpose: extensions in brackets and numbers abroad are dialled by people, not by us.
PHONE = re.compile(r"\+?\(?[0-9][0-9() -]{4,18}")


class Unfit(ValueError):
    """A text that cannot be stored: `field` is its name, `letters` what is refused in it (U+202E ...).

    Without letters it is too long: `longest` says how long it may be.
    """

    def __init__(self, field: str, letters: tuple[str, ...] = (), longest: int | None = None) -> None:
        super().__init__(f"{field}: {' '.join(letters) or f'longer than {longest}'}")
        self.field, self.letters, self.longest = field, letters, longest


def plain(text: str, field: str, longest: int) -> str:
    """The text without blanks at its ends. Unfit for control characters, bidi overrides, too much of it."""
    # Before it is looked through letter by letter: what is far too long costs nothing.
    if len(text) > longest:
        # Counted here: SQLite stores what is longer than its column, and PostgreSQL fails on it.
        raise Unfit(field, longest=longest)
    # Refused on the way in: one control character that is stored takes down every feed that tells it.
    if letters := unwanted(text):
        raise Unfit(field, letters)
    return text.strip()


class NoAddress(ValueError):
    """A text that is no mail address; `field` is its name."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class NoNumber(ValueError):
    """A text that is no telephone number; `field` is its name."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class Missing(ValueError):
    """A text that is needed and of which nothing can be seen; `field` is its name."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def needed(text: str, field: str, longest: int) -> str:
    """The same as `plain`. Missing if nothing of it can be seen."""
    text = plain(text, field, longest)
    if not as_seen(text):
        raise Missing(field)
    return text


def lines(text: str, field: str, longest: int) -> str:
    """A text of several lines, each as `plain` leaves it; `longest` is of all of them together. Unfit."""
    # A line's end may be sent as two letters, and is stored as one.
    if len(text) > 2 * longest:
        raise Unfit(field, longest=longest)
    # Line by line: what ends a line is a letter that a text of one line may not hold.
    told = "\n".join(plain(line, field, longest) for line in text.splitlines()).strip("\n")
    if len(told) > longest:
        raise Unfit(field, longest=longest)
    return told


def needed_lines(text: str, field: str, longest: int) -> str:
    """The same as `lines`. Missing if nothing of it can be seen."""
    text = lines(text, field, longest)
    if not as_seen(text):
        raise Missing(field)
    return text


def mail_address(text: str, field: str, longest: int = 254) -> str:
    """A mail address, or "" for none. NoAddress, and Unfit as for `plain`."""
    text = plain(text, field, longest)
    if text:
        try:
            validate_email(text)
        except ValidationError as error:
            raise NoAddress(field) from error
    return text


def phone_number(text: str, field: str) -> str:
    """A number as one dials it, or "" for none; dashes of every kind are taken for hyphens. NoNumber, and
    Unfit as for `plain`."""
    phone = plain(unicodedata.normalize("NFKC", text), field, LONGEST_PHONE)
    phone = re.sub("[\u2010-\u2015\u2212\u30fc]", "-", phone)
    if phone and not PHONE.fullmatch(phone):
        raise NoNumber(field)
    return phone
