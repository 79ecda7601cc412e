"""Questions to the judge as the tests mean them. The hall is in Tokyo; today is Wednesday 2 December 2026."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter

from booking.rules.ask import Ask, Group, Held, Party, Person, Registered, Step
from booking.rules.clauses import BookingTerm, Setting
from booking.rules.rulebook import Rulebook, Rules
from booking.rules.verdict import Reason
from facilities.rules.spans import Span, instant, wall_span
from facilities.rules.stages import Cohort, Stage
from facilities.rules.walltime import read_wall_time

TOKYO = ZoneInfo("Asia/Tokyo")
TODAY = date(2026, 12, 2)
FRIDAY = date(2026, 12, 4)
SETTING = Setting("higashi-rules", frozenset({"higashi"}), TOKYO)


def at(day: date, time: str) -> int:
    return instant(day, read_wall_time(time), TOKYO)


def use(day: date, start: str, end: str) -> Span:
    span = wall_span(day, read_wall_time(start), read_wall_time(end), TOKYO)
    assert span is not None
    return span


def a_term(kind: str, **parameters: Any) -> Any:
    return TypeAdapter(BookingTerm).validate_python({"type": kind, **parameters})


def aged(years: int, **facts: Any) -> Person:
    """Of whom only the age on 4 December 2026 is known, and what else is said."""
    return Person(born=Cohort.of_age(years, years, FRIDAY), **facts)


def at_school(stage: str, **facts: Any) -> Person:
    return Person(born=Cohort.of_stage(Stage(stage), FRIDAY), **facts)


def a_registration(
    on: date | None = None, until: date | None = None, registry: str = "higashi-rules"
) -> Registered:
    return Registered(registry, on, until)


def a_group(*registrations: Registered) -> Group:
    return Group(registrations)


def held(day: date, start: str, end: str, room: str = "band", hall: str = "higashi", **fields: Any) -> Held:
    return Held(hall, room, use(day, start, end), **fields)


def an_ask(
    *people: Person, day: date | None = FRIDAY, hours: tuple[str, str] | None = None, **fields: Any
) -> Ask:
    """To book the band room on 4 December, asked on the 2nd at noon; `hours` are wall times."""
    party_fields = {name: fields.pop(name) for name in ("group", "size", "history") if name in fields}
    defaults = {"step": Step.BOOK, "asked_at": at(TODAY, "12:00"), "hall": "higashi", "room": "band"}
    span = use(day, *hours) if day and hours else None
    party = Party(people=people, **party_fields)
    return Ask(**{**defaults, "day": day, "span": span, "party": party, **fields})


def said(reasons: Iterable[Reason]) -> list[str]:
    """Findings in short: "holds AGE_MIN", "unknown AGE_MIN: ages"."""
    return [" ".join([f"{r.finding} {r.code}" + (":" if r.lacking else ""), *r.lacking]) for r in reasons]


def found(term: Any, ask: Ask, setting: Setting = SETTING) -> list[str]:
    """What a term finds, in short; nothing if it does not speak of the question."""
    return said(term.find(ask, setting))


def a_document(*clauses: list[dict[str, Any]], **fields: Any) -> dict[str, Any]:
    """A rulebook of the hall with its band and craft rooms; C1, C2, ... each say the terms of one list."""
    name = {"ja": "東児童館", "en": "Higashi"}
    rooms = [{"key": key, "name": {"ja": key}} for key in ("band", "craft")]
    return {
        "format": 1,
        "key": "higashi-rules",
        "valid_from": "2026-04-01",
        "title": name,
        "city": name,
        "source": "https://example.org/higashi",
        "standing": {"ja": "見本"},
        "halls": [{"key": "higashi", "name": name, "kind": "childrens_hall", "rooms": rooms}],
        "clauses": [
            {"id": f"C{n}", "ja": "文", "en": "text", "says": says} for n, says in enumerate(clauses, 1)
        ],
        **fields,
    }


def rules_of(*clauses: list[dict[str, Any]], **fields: Any) -> Rules:
    return Rulebook.model_validate(a_document(*clauses, **fields)).for_hall("higashi")


def cited(reasons: Iterable[Reason]) -> list[str]:
    """Findings with their clauses, in short: "C2 broken CLOSED"."""
    return [f"{reason.clause or '-'} {reason.finding} {reason.code}" for reason in reasons]
