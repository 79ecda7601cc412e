"""The words that a rulebook gives to its own keys: rooms, purposes, courses, day sets."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from booking.rules.rulebook import Rulebook
from facilities.labels import days_words, in_english, listed
from facilities.rules.days import Days
from facilities.rules.halls import Name
from facilities.rules.words import Words


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A key without words stands for itself: better a strange word than a sentence with a hole."""

    names: Mapping[str, Words] = field(default_factory=dict)
    rooms: Mapping[str, Name] = field(default_factory=dict)
    day_sets: Mapping[str, Words] = field(default_factory=dict)

    @classmethod
    def of(cls, book: Rulebook, hall: str) -> "Vocabulary":
        """As one of the rulebook's halls speaks; two halls may have a room of the same key."""
        elsewhere = {room.key: room.name for place in book.halls for room in place.rooms}
        own = {room.key: room.name for place in book.halls if place.key == hall for room in place.rooms}
        return cls(book.names, elsewhere | own, {days.key: days.name for days in book.day_sets})

    def word(self, key: str) -> str:
        words = self.names.get(key)
        return key if words is None else said(words)

    def words(self, keys: Iterable[str]) -> str:
        return listed(self.word(key) for key in keys)

    def room(self, key: str) -> str:
        name = self.rooms.get(key)
        return key if name is None else said(name)

    def room_names(self, keys: Iterable[str]) -> str:
        return listed(self.room(key) for key in keys)

    def days(self, days: Days) -> str:
        """ "" for every day."""
        return days_words(days, self.day_sets)


def said(words: Words | Name) -> str:
    """In the reader's language, or else in Japanese, which is never missing."""
    return (in_english() and words.en) or words.ja
