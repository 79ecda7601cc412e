"""What a term may know besides the question: the rulebook that it stands in, its clock and its calendar."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from facilities.rules.layers import Source
from facilities.rules.stages import AgeMode
from facilities.rules.timetable import Timetable
from facilities.rules.words import Words

WHOLE_HALL = ""  # the room of a question that names none: what is said of every room holds for it


@dataclass(frozen=True, slots=True)
class Setting:
    """`registry` is the rulebook's own; a registration with one of `shared` is as good.

    `names` are the rulebook's words for its own keys (courses, purposes, classes). `timetable` is the
    hall's, None where nobody asks about its calendar.
    """

    registry: str
    halls: frozenset[str]
    zone: ZoneInfo
    mode: AgeMode = AgeMode.LEGAL
    shared: frozenset[str] = frozenset()
    names: Mapping[str, Words] = field(default_factory=dict)
    timetable: Timetable | None = None

    def is_closed(self, day: date) -> bool:
        """Whether the rulebook closes the whole hall on a day."""
        return bool(self.closed_by(day))

    def closed_by(self, day: date) -> tuple[Source, ...]:
        """The clauses that close the whole hall on a day; none if it opens for any part of it."""
        if self.timetable is None:
            return ()
        plan = self.timetable.plan(WHOLE_HALL, day)
        return () if plan.openings else tuple(closing.source for closing in plan.closings)

    def named(self, role: str, key: str) -> dict[str, object]:
        """A key of the rulebook with its words, to fill a sentence: `course`, `course_ja`, `course_en`."""
        words = self.names.get(key)
        told: dict[str, object] = {role: key}
        return told | ({f"{role}_ja": words.ja, f"{role}_en": words.en} if words else {})
