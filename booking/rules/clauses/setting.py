"""What a term may know besides the question: the rulebook that it stands in, its clock and its calendar."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Protocol, TypeVar
from zoneinfo import ZoneInfo

from booking.rules.ask import Ask
from facilities.rules.layers import Source
from facilities.rules.noted import NO_NOTES, SchoolDays
from facilities.rules.stages import AgeMode
from facilities.rules.timetable import Timetable
from facilities.rules.words import Words

WHOLE_HALL = ""  # the room of a question that names none: what is said of every room holds for it
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Tariff:
    """What an event costs in penalty points, unless for one of some causes."""

    event: str
    points: Decimal
    unless_cause: frozenset[str] = frozenset()

    def points_for(self, event: str, cause: str | None) -> Decimal:
        counts = event == self.event and cause not in self.unless_cause
        return self.points if counts else Decimal()


class Draw(Protocol):
    """What a rulebook says of when uses are drawn."""

    def drawn_at(self, ask: Ask, at: "Setting") -> int | str | None:
        """The instant of the draw for a use; the name of the fact that is lacking to tell; None where it
        does not speak of the use."""


class Notes:
    """What terms have worked out of one party's history: a week's uses are judged by the same."""

    def __init__(self) -> None:
        self._noted: dict[tuple[int, date | None], Any] = {}

    def once(self, term: object, work_out: Callable[[], T], period: date | None = None) -> T:
        """What `work_out` gives for a term, which lives as long as these notes, worked out once; for a
        `period` by its first day, once for each."""
        # By identity: hashing a term goes through all of its fields.
        key = (id(term), period)
        if key not in self._noted:
            self._noted[key] = work_out()
        noted: T = self._noted[key]
        return noted


@dataclass(frozen=True, slots=True)
class Setting:
    """`registry` is the rulebook's own; a registration with one of `shared` is as good.

    `names` are the rulebook's words for its own keys (courses, purposes, classes). `timetable` is the
    hall's, None where nobody asks about its calendar. `tariffs` are what the rulebook's events cost.
    `draws` say when uses are drawn, `receptions` when applications are taken.
    `school_days` are what schools have on which days, as the hall knows it.
    `notes` are the judge's on the party that it judges for, None where only one use is asked about.
    """

    registry: str
    halls: frozenset[str]
    zone: ZoneInfo
    mode: AgeMode = AgeMode.LEGAL
    shared: frozenset[str] = frozenset()
    names: Mapping[str, Words] = field(default_factory=dict)
    timetable: Timetable | None = None
    tariffs: tuple[Tariff, ...] = ()
    draws: tuple[Draw, ...] = ()
    receptions: tuple[object, ...] = ()  # the terms themselves, which know each other
    school_days: SchoolDays = NO_NOTES
    # Not compared: settings are alike whatever has been worked out under them.
    notes: Notes | None = field(default=None, compare=False)

    def once(self, term: object, work_out: Callable[[], T], period: date | None = None) -> T:
        """What a term works out of the party's history, or of a period of it; the same for all uses that
        one judge is asked."""
        return work_out() if self.notes is None else self.notes.once(term, work_out, period)

    def points_for(self, event: str, cause: str | None) -> Decimal:
        """The penalty points that one such event costs."""
        return sum((tariff.points_for(event, cause) for tariff in self.tariffs), Decimal())

    def drawn_at(self, ask: Ask) -> int | str | None:
        """The instant of the draw for a use; the name of the fact that is lacking to tell; None where no
        draw is known of it."""
        told = [draw.drawn_at(ask, self) for draw in self.draws]
        known = [one for one in told if one is not None]
        return next((one for one in known if isinstance(one, int)), known[0] if known else None)

    def accepting(self, registry: str | None) -> frozenset[str]:
        """The registries of which a registration is as good as one with `registry` (None: the own one)."""
        return frozenset({registry}) if registry else self.shared | {self.registry}

    def is_closed(self, day: date) -> bool:
        """Whether the rulebook closes the whole hall on a day."""
        return bool(self.closed_by(day))

    def closed_by(self, day: date) -> tuple[Source, ...]:
        """The clauses that close the whole hall on a day; none if it opens for any part of it."""
        if self.timetable is None:
            return ()
        # Of no room: what closes one of them does not close the house.
        plan = self.timetable.plan(WHOLE_HALL, day)
        return () if plan.openings else tuple(closing.source for closing in plan.closings)

    def named(self, role: str, key: str) -> dict[str, object]:
        """A key of the rulebook with its words, to fill a sentence: `course`, `course_ja`, `course_en`."""
        words = self.names.get(key)
        told: dict[str, object] = {role: key}
        return told | ({f"{role}_ja": words.ja, f"{role}_en": words.en} if words else {})

    def listed(self, role: str, keys: Collection[str]) -> dict[str, object]:
        """The same of several: `proofs`, `proofs_ja`, `proofs_en`; a key stands for itself without words."""
        told: dict[str, object] = {role: list(keys)}
        words = [self.names.get(key) or Words(ja=key, en=key) for key in keys]
        if any(key in self.names for key in keys):
            told |= {f"{role}_ja": [one.ja for one in words], f"{role}_en": [one.en for one in words]}
        return told
