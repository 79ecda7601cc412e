"""A hall's published rules as data: the language of rulebook files, read and compiled.

A file is TOML. Its clauses restate published sentences under their own ids; what a clause *says* is
one or more typed terms. Calendar terms are judged by facilities' timetable, booking terms judge for
themselves, and a `shown` term is displayed only.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from booking.rules.alike import Place, places
from booking.rules.clauses import BookingTerm, Displayed, Grain, RegistrationShared, Setting, Statement, Term
from booking.rules.clauses.lottery import LotteryDraw
from booking.rules.clauses.points import Points
from booking.rules.clauses.reception import Reception
from booking.rules.documents import parsed
from booking.rules.mistakes import Mistake, Mistakes, explained, loose
from booking.rules.precedence import Precedence
from booking.rules.questions import Question
from booking.rules.references import dangling
from booking.rules.titles import Anchor, City, Named, Title
from facilities.rules.clauses import CalendarClause, CalendarTerm
from facilities.rules.days import Days, with_sets
from facilities.rules.halls import Hall, Key
from facilities.rules.listed import Listed
from facilities.rules.noted import NO_NOTES, SchoolDays, noted_in_place
from facilities.rules.stages import AgeMode
from facilities.rules.timetable import Timetable
from facilities.rules.words import Line, Words

LANGUAGE = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Clause(BaseModel):
    """One published sentence in our own words, and what it says as data."""

    model_config = LANGUAGE

    id: Anchor
    """How it is cited: C1."""
    ja: Annotated[Line, StringConstraints(min_length=1)]
    """The sentence, in your own words."""
    en: Annotated[Line, StringConstraints(min_length=1)]
    """The same in English."""
    source: Line = ""
    """Where this clause was found, if not where the file says."""
    sample: bool = False
    """It is made up: no hall publishes it."""
    from_: date | None = Field(default=None, alias="from")
    """For uses from this day on."""
    until: date | None = None
    """For uses up to this day, it too."""
    # Between clauses nothing is guessed: the rulebook says which of them stands (decision 18).
    over: Listed[str] | None = None
    """Clauses that give way where this one speaks."""
    conflicts: Listed[str] | None = None
    """Clauses that it contradicts: where one holds and the other is broken, the hall is asked."""
    # One sentence often says several things: the clause is cited, its terms are judged (decision 5).
    says: Listed[Annotated[CalendarTerm | BookingTerm, Field(discriminator="type")]]
    """What it says: one or more terms, each with its `type`."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.from_ and self.until and self.until < self.from_:
            raise ValueError("`until` is before `from`")
        list(self.terms)  # each must keep a day within these bounds
        return self

    @property
    def terms(self) -> Iterator[CalendarClause | Statement | Displayed]:
        """What it says, each for the days on which the clause holds."""
        for term in self.says:
            yield term.model_copy(update={"on": term.on.between(self.from_, self.until)})


class DaySet(BaseModel):
    """Days under a name (school terms, exam days): those of any of `days`. It names no other set."""

    model_config = LANGUAGE

    key: Key
    """How clauses name it."""
    name: Words
    """As people read it."""
    days: Listed[Days]
    """Its days: those of any of these."""

    @model_validator(mode="after")
    def _of_days(self) -> Self:
        try:
            with_sets(self.days, {})
        except KeyError as name:
            raise ValueError(f"names another day set ({name}): write its days here") from None
        return self


@dataclass(frozen=True)
class Rules:
    """A rulebook compiled for one of its halls: what the judge judges by."""

    hall: str
    setting: Setting
    timetable: Timetable
    calendar: tuple[tuple[str, CalendarClause], ...]
    statements: tuple[tuple[str, Statement], ...]
    precedence: Precedence

    @cached_property
    def terms(self) -> tuple[tuple[str, Term], ...]:
        """The statements that are judged, with their clauses' ids."""
        return tuple((key, said) for key, said in self.statements if isinstance(said, Term))

    def terms_of(self, grain: Grain) -> tuple[tuple[str, Term], ...]:
        """The terms whose findings depend on this much of a question, with their clauses' ids."""
        return self._by_grain[grain]

    @cached_property
    def _by_grain(self) -> dict[Grain, tuple[tuple[str, Term], ...]]:
        return {grain: tuple(said for said in self.terms if said[1].grain is grain) for grain in Grain}

    @cached_property
    def named(self) -> Mapping[str, frozenset[Place]]:
        """Where its statements name each room: by that rooms are alike."""
        return places(said for _, said in (*self.calendar, *self.statements))

    @property
    def zone(self) -> ZoneInfo:
        return self.setting.zone

    @property
    def mode(self) -> AgeMode:
        return self.setting.mode


class Rulebook(BaseModel):
    """One version of the rules of one or more halls; it holds for uses from `valid_from` on."""

    model_config = LANGUAGE

    format: Literal[1]
    """Always 1."""
    key: Key
    """The file's own name; also of its registry."""
    # Of the versions that name a hall the one with the latest day judges, and none are merged (decision 4).
    valid_from: date
    """It holds for uses from this day on. If the hall names no day: 1 April of this fiscal year, said in
    `note`."""
    sample: bool = False
    """The whole file is made up."""
    # Halls seldom say how they count: it is as the law does unless they do.
    age_mode: AgeMode = AgeMode.LEGAL
    """When an age is reached: the day before the birthday, as the law counts, or on the birthday."""
    title: Title
    """As people read it."""
    city: City
    """Which city it is."""
    source: Annotated[Line, StringConstraints(min_length=1)]
    """Where it was found."""
    standing: Words
    """How far the source can be trusted, and how old it is."""
    note: Words | None = None
    """What is left out, and what was read how."""
    names: dict[Named, Words] = {}
    """Words for the keys of your own."""
    halls: Listed[Hall]
    """The halls for which it speaks."""
    day_sets: tuple[DaySet, ...] = ()
    """Days under a name."""
    clauses: Listed[Clause]
    """The rules."""
    questions: tuple[Question, ...] = ()
    """Worked questions: cases with their answers."""

    def for_hall(self, hall: str, known: SchoolDays = NO_NOTES) -> Rules:
        """Compiled for one of its halls; `known` is what schools have on which days, as that hall knows it.
        KeyError if it does not speak for that hall."""
        zone = {place.key: place.zone for place in self.halls}[hall]
        # Doors open for everybody alike, so they go by any school; what is asked of a party goes by its own.
        said = ((key, term) for key, term in self.said if isinstance(term, CalendarClause))
        calendar = [(key, noted_in_place(term, known)) for key, term in said]
        timetable = Timetable.compile(hall, zone, calendar, self.age_mode, self._precedence)
        statements = tuple(
            (key, term) for key, term in self.said if isinstance(term, Statement) and term.speaks_for(hall)
        )
        return Rules(
            hall=hall,
            setting=Setting(
                registry=self.key,
                halls=frozenset(place.key for place in self.halls),
                zone=zone,
                mode=self.age_mode,
                shared=self._shared(hall),
                names=self.names,
                timetable=timetable,
                receptions=tuple(term for _, term in statements if isinstance(term, Reception)),
                draws=tuple(term for _, term in statements if isinstance(term, LotteryDraw)),
                school_days=known,
                tariffs=tuple(term.tariff for _, term in statements if isinstance(term, Points)),
            ),
            timetable=timetable,
            calendar=tuple(term for term in calendar if term[1].speaks_for(hall)),
            statements=statements,
            precedence=self._precedence,
        )

    @cached_property
    def said(self) -> tuple[tuple[str, CalendarClause | Statement | Displayed], ...]:
        """What its clauses say, each with its clause's id and the days of the day sets that it names."""
        sets = {days.key: days.days for days in self.day_sets}
        return tuple((clause.id, with_sets(term, sets)) for clause in self.clauses for term in clause.terms)

    @cached_property
    def _precedence(self) -> Precedence:
        pairs = ((clause.id, other) for clause in self.clauses for other in clause.conflicts or ())
        return Precedence(
            over={clause.id: frozenset(clause.over) for clause in self.clauses if clause.over},
            conflicts=frozenset(frozenset(pair) for pair in pairs),
        )

    def _shared(self, hall: str) -> frozenset[str]:
        """The registries of which a registration is as good as one with the rulebook's own."""
        terms = [term for clause in self.clauses for term in clause.says]
        shared = [term for term in terms if isinstance(term, RegistrationShared) and term.speaks_for(hall)]
        return frozenset(registry for term in shared for registry in term.registries or ())

    def clause(self, clause_id: str) -> Clause:
        """KeyError if there is none of that id."""
        return self._by_id[clause_id]

    @cached_property
    def _by_id(self) -> dict[str, Clause]:
        return {clause.id: clause for clause in self.clauses}

    @property
    def judged(self) -> int:
        """How many of its terms are judged."""
        return sum(len(clause.says) for clause in self.clauses) - self.shown.total()

    @property
    def shown(self) -> Counter[str]:
        """How many of its terms are only shown or a step of the desk's, by topic."""
        return Counter(
            str(term.topic) for clause in self.clauses for term in clause.says if isinstance(term, Displayed)
        )

    @cached_property
    def document(self) -> dict[str, Any]:
        """What was written, as JSON can hold it; `Rulebook.model_validate` reads it back."""
        return self.model_dump(mode="json", by_alias=True, exclude_unset=True)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the document, whatever its layout and comments were. 64 hex digits."""
        text = json.dumps(self.document, ensure_ascii=False, separators=(",", ":"))
        return sha256(text.encode()).hexdigest()


def read(text: str, name: str) -> Rulebook:
    """The rulebook in a TOML text. Raises Mistakes with everything that is wrong; `name` is the file's."""
    raw = parsed(text, name)
    rulebook = checked(raw, name)
    # What is stored is JSON, where a day is a text; a file has days of its own.
    if mistakes := list(loose(name, raw, rulebook)):
        raise Mistakes(mistakes)
    return rulebook


def checked(raw: dict[str, Any], name: str) -> Rulebook:
    """The rulebook in a parsed document. Raises Mistakes with everything that is wrong with it."""
    try:
        mistakes = dangling(name, raw)
        rulebook = Rulebook.model_validate(raw)
    except ValidationError as error:
        found = [*explained(name, raw, Rulebook, error), *mistakes]
        raise Mistakes(found, error.error_count() + len(mistakes)) from None
    except RecursionError:
        raise Mistakes([Mistake(name, "", "", "is nested too deeply")]) from None
    if mistakes:
        raise Mistakes(mistakes)
    return rulebook
