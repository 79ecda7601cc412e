"""What new rules would change: which days, and which bookings that are there already."""

from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from booking.queries.rule_previews import dated_openings, month_of, refused_by
from booking.queries.rulebooks import shelf
from booking.rules.drafts import holding_from, shaped, with_clause
from booking.rules.lifecycle import State
from booking.rules.rulebook import Rules
from facilities.models import Facility
from tests.factories import NOW, a_booking, an_evening, span, the_room
from tests.people import a_band, a_high_schooler, staff

pytestmark = pytest.mark.django_db
FIRST = date(2027, 1, 5)  # a Tuesday


def with_terms(hall: Facility, *terms: dict[str, Any], instead_of: str = "") -> Rules:
    document = holding_from(hall.rulebooks.get().document, FIRST)
    clause = {"id": instead_of or "N1", "ja": "新しい。", "en": "New.", "says": list(terms)}
    return shaped(with_clause(document, clause, instead_of)).for_hall("higashi")


def evenings(*days: str, to: str = "21:00") -> dict[str, Any]:
    teens = {"from_stage": "junior_high", "to_stage": "high_school"}
    return {"type": "evening", "from": "17:00", "to": to, "on": {"days": list(days)}, "admits": teens}


def versions(hall: Facility) -> Any:
    return shelf(hall, staff(hall), NOW).versions


def booked(hall: Facility, day: str, start: str, end: str, **fields: Any) -> str:
    person = a_high_schooler()
    booking = a_booking(the_room(hall, "band"), span(day, start, end), person, **fields)
    booking.people.set([person])
    return booking.public_id


def refused(hall: Facility, rules: Rules, until: date | None = None) -> dict[str, list[str]]:
    hits = refused_by(hall, versions(hall), rules, FIRST, until, NOW)
    return {hit.booking.public_id: [reason.clause for reason in hit.reasons] for hit in hits.found}


def test_a_month_is_marked_where_any_room_opens_otherwise(hall: Facility) -> None:
    days = month_of(
        hall, versions(hall), with_terms(hall, evenings("wed", "thu", "fri"), instead_of="H2"), FIRST
    )
    assert len(days) == 28
    assert [str(one.day) for one in days if one.differs] == [
        "2027-01-07",
        "2027-01-14",
        "2027-01-21",
        "2027-01-28",
    ]
    thursday = days[2]
    assert (thursday.before[-1].end, thursday.after[-1].end) == (
        span("2027-01-07", "10:00", "17:00").end,
        span("2027-01-07", "10:00", "21:00").end,
    )


def test_bookings_that_the_new_rules_would_refuse_are_named_with_the_clause(hall: Facility) -> None:
    late = booked(hall, "2027-01-06", "19:00", "21:00")
    booked(hall, "2027-01-06", "17:00", "19:00")
    short = {"type": "leave_by", "ages": {"to_stage": "high_school"}, "time": "20:00"}
    assert refused(hall, with_terms(hall, short)) == {late: ["N1"]}


def test_what_the_old_rules_refuse_as_well_is_no_news(hall: Facility) -> None:
    booked(hall, "2027-01-11", "10:00", "12:00")  # a Monday, on which the desk let them in
    up_to_high_school = {"type": "who", "ages": {"to_stage": "high_school"}}
    assert refused(hall, with_terms(hall, up_to_high_school)) == {}


@pytest.mark.parametrize(
    ("day", "state", "until"),
    [
        ("2026-12-30", State.BOOKED, None),
        ("2027-01-06", State.CANCELLED, None),
        ("2027-01-06", State.BOOKED, date(2027, 1, 6)),
    ],
)
def test_only_what_is_promised_while_the_new_rules_hold(
    day: str, state: State, until: date | None, hall: Facility
) -> None:
    booked(hall, day, "10:00", "12:00", state=state)
    children = {"type": "who", "ages": {"to_stage": "elementary"}}
    assert refused(hall, with_terms(hall, children), until) == {}


def test_many_bookings_cost_as_many_queries_as_one(
    hall: Facility, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rules, known = with_terms(hall, {"type": "headcount", "least": 5}), versions(hall)
    for day in ("2027-01-06", "2027-01-07", "2027-01-08"):
        booked(hall, day, "10:00", "12:00")
    band = a_band()
    group = a_booking(the_room(hall, "craft"), span("2027-01-08", "10:00", "12:00"), group=band, headcount=3)
    group.people.set([one.person for one in band.memberships.all()])
    with django_assert_num_queries(5):
        hits = refused_by(hall, known, rules, FIRST, None, NOW)
    assert (len(hits.found), hits.judged, hits.more) == (4, 4, False)


def pieces(*times: tuple[str, str]) -> dict[str, Any]:
    return {"type": "bands", "rooms": ["craft"], "bands": [{"from": one, "to": two} for one, two in times]}


def test_a_room_that_is_lent_in_other_pieces_shows_which_go_and_which_come(hall: Facility) -> None:
    days = month_of(hall, versions(hall), with_terms(hall, pieces(("10:00", "12:00"))), FIRST)
    (craft,) = days[2].lent  # a Thursday
    assert craft.room.slug == "craft"
    assert craft.come == (span("2027-01-07", "10:00", "12:00"),)
    assert craft.gone
    assert (days[2].before, days[2].differs) == (days[2].after, True)


def test_pieces_that_stay_are_no_news(hall: Facility) -> None:
    known = shelf(hall, staff(hall), NOW).versions
    days = month_of(hall, known, known.on(FIRST), FIRST)
    assert not any(one.lent or one.differs for one in days)


def test_the_evenings_that_a_hall_has_opened_by_date_are_known_lately_and_to_come(hall: Facility) -> None:
    for day in ("2026-09-01", "2026-11-20", "2027-03-05"):
        an_evening(hall, span(day, "17:00", "21:00"))
    assert [one.span.start for one in dated_openings(hall, date(2026, 12, 2))] == [
        span("2026-11-20", "17:00", "21:00").start,
        span("2027-03-05", "17:00", "21:00").start,
    ]
