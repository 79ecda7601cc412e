"""利用者区分: a choice among the classes that the hall's rulebook tells apart, in its own words."""

from django.utils.translation import gettext as _

from booking.rules.classes import classes_of
from booking.rules.rulebook import Rulebook
from booking.web.desk.door import Desk
from facilities.labels import in_english


class NoSuchClass(ValueError):
    """A class that no rule of the hall knows would let nobody in, and nobody would know why."""


def classes(desk: Desk, current: str = "") -> list[tuple[str, str]]:
    """Key and words of each; [] where the rules tell none apart. What is noted already can stay."""
    books = _books(desk)
    keys = list(dict.fromkeys([*classes_of(books), *([current] if current else [])]))
    return [("", _("区分なし")), *((key, _words(key, books)) for key in keys)] if keys else []


def chosen_class(desk: Desk, given: str, current: str = "") -> str:
    """NoSuchClass for one that was not to be chosen."""
    if given and given not in dict(classes(desk, current)):
        raise NoSuchClass(given)
    return given


def _books(desk: Desk) -> list[Rulebook]:
    """The version that holds today, and those that will: registering may look ahead to them."""
    now, later = desk.rules.book_on(desk.today), desk.rules.books
    return [*([now] if now else []), *(book for day, book in later if day > desk.today)]


def _words(key: str, books: list[Rulebook]) -> str:
    words = next((book.names[key] for book in books if key in book.names), None)
    if words is None:
        return key
    return words.en if in_english() else words.ja
