"""Which compiled rules judge a hall on a day. Compiling takes a while, so each process does it once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from zoneinfo import ZoneInfo

from booking.rules.clauses import Setting
from booking.rules.precedence import Precedence
from booking.rules.rulebook import Rulebook, Rules
from facilities.models import Facility
from facilities.queries.outside import school_days_of
from facilities.queries.rulebooks import Version, documents, rulebook_rows
from facilities.rules.clauses import Closed
from facilities.rules.noted import NO_NOTES, SchoolDays
from facilities.rules.stages import AgeMode
from facilities.rules.timetable import Timetable

# Versions are never edited and few: what a process has compiled stays true as long as it lives.
_read: dict[tuple[int, str], Rulebook] = {}
_compiled: dict[tuple[int, str, str, str], Rules] = {}
# By their digests: what a hall knows of schools changes a few times a year.
_school_days: dict[str, SchoolDays] = {"": NO_NOTES}


@dataclass(frozen=True, slots=True)
class Versions:
    """The rulebook versions of one hall, earliest first, and its rules before the first of them."""

    versions: tuple[tuple[date, Rules], ...]
    before: Rules
    books: tuple[tuple[date, Rulebook], ...] = ()

    def on(self, day: date) -> Rules:
        """The rules that judge a use on `day`: of the versions that hold by then, the latest."""
        holding = (rules for valid_from, rules in reversed(self.versions) if valid_from <= day)
        return next(holding, self.before)

    def book_on(self, day: date) -> Rulebook | None:
        """Its words: the rulebook of which these are the rules; None before the first."""
        return next((book for valid_from, book in reversed(self.books) if valid_from <= day), None)


def rules_for(facility: Facility, day: date) -> Rules:
    """The rules that judge a use of the hall on `day`. One query, one more for a version not yet compiled."""
    return rules_of([facility])[facility.pk].on(day)


def rules_of(facilities: Sequence[Facility]) -> dict[int, Versions]:
    """By the halls' keys, their rules whatever the day. As many queries for one hall as for all."""
    rows = rulebook_rows(facility.pk for facility in facilities)
    _load(version for versions in rows.values() for version in versions)
    rows = _knowing(rows)
    return {facility.pk: _versions(facility, rows) for facility in facilities}


def _versions(facility: Facility, rows: Mapping[int, Iterable[Version]]) -> Versions:
    compiled = ((version.valid_from, _compile(version, facility.slug)) for version in rows[facility.pk])
    books = ((version.valid_from, _read[version.pk, version.digest]) for version in rows[facility.pk])
    return Versions(tuple(compiled), _closed(facility.slug, facility.timezone), tuple(books))


def _load(versions: Iterable[Version]) -> None:
    missing = [version for version in versions if (version.pk, version.digest) not in _read]
    found = documents(missing)
    for version in missing:
        _read[version.pk, version.digest] = Rulebook.model_validate(found[version.pk])


def _knowing(rows: Mapping[int, Sequence[Version]]) -> dict[int, list[Version]]:
    """The versions with what each hall knows of schools at hand. One query where a digest is new."""
    new = [
        hall for hall, versions in rows.items() if any(v.school_days not in _school_days for v in versions)
    ]
    found = school_days_of(new) if new else {}
    _school_days.update((days.digest, days) for days in found.values())
    # They may have changed since the digest was read: what was read last goes by its own digest, never by
    # the other's name.
    now = {hall: found.get(hall, NO_NOTES).digest for hall in new}
    return {
        hall: [replace(one, school_days=now.get(hall, one.school_days)) for one in versions]
        for hall, versions in rows.items()
    }


def _compile(version: Version, hall: str) -> Rules:
    # By the digest, too: a version may be corrected in place until somebody books under it (decision 13).
    key = (version.pk, version.digest, hall, version.school_days)
    if key not in _compiled:
        book = _read[version.pk, version.digest]
        _compiled[key] = book.for_hall(hall, _school_days[version.school_days])
    return _compiled[key]


@cache
def _closed(hall: str, timezone: str) -> Rules:
    """Nobody has published rules for that day yet: the hall is closed, rather than open to anything."""
    zone = ZoneInfo(timezone)
    terms = (("", Closed(type="closed")),)
    timetable = Timetable.compile(hall, zone, terms, AgeMode.LEGAL)
    return Rules(hall, Setting("", frozenset({hall}), zone), timetable, terms, (), Precedence())


def rulebook_on(facility: Facility, day: date) -> Rulebook | None:
    """The rulebook that judges a use of the hall on `day`, with its words; None before the first.
    One query, one more for a version not yet compiled."""
    return published(facility, day).book


@dataclass(frozen=True, slots=True)
class Published:
    """The version that holds on a day, to read and to judge by, and from when the next one holds, if one is
    published already."""

    book: Rulebook | None
    rules: Rules | None
    next_from: date | None


def published(facility: Facility, day: date) -> Published:
    """One query, one more for a version not yet compiled."""
    versions = _knowing(rulebook_rows([facility.pk]))[facility.pk]
    holding = [version for version in versions if version.valid_from <= day][-1:]
    _load(holding)
    return Published(
        book=next((_read[one.pk, one.digest] for one in holding), None),
        rules=next((_compile(one, facility.slug) for one in holding), None),
        next_from=next((version.valid_from for version in versions if version.valid_from > day), None),
    )
