"""Every list that the description names costs the same number of queries with ten rows and with a hundred."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from booking.actions.rule_drafts import draft_rules
from booking.models import (
    Act,
    Booking,
    Choice,
    Coming,
    CourseDate,
    Entry,
    Group,
    HandoverNote,
    Headcount,
    Invitation,
    Issue,
    KeyLoan,
    Kiosk,
    Membership,
    Notice,
    Occurrence,
    OnDuty,
    Partner,
    PartyParticulars,
    Payment,
    Person,
    Post,
    Programme,
    Registration,
    Request,
    Round,
    RulebookDraft,
    Session,
    SignUp,
    Subscription,
    Wait,
    Wish,
)
from booking.rules.staff import Role
from facilities.models import (
    Closure,
    Department,
    Equipment,
    Evening,
    Facility,
    Fault,
    OutsideCalendar,
    OutsideEvent,
    Room,
    WeatherWarning,
)
from tests.booking.activities import the_office
from tests.booking.api.callers import get, signed_in
from tests.booking.api.rows_of_city import (
    RowsOfCity,
    RowsOfOffice,
    a_committee,
    a_meeting,
    a_public_programme,
    a_suggestion,
)
from tests.factories import NOW, a_booking, a_facility, a_room, span
from tests.people import a_band, a_guardian, a_high_schooler, a_manager, staff
from tests.rounds import a_round

MOST = 12
MOST_OF_A_YEAR = 30
DESCRIBED = yaml.safe_load((Path(__file__).parents[3] / "docs" / "openapi.yaml").read_text())
LISTS = sorted(
    path.removeprefix("/api/v1/")
    for path, methods in DESCRIBED["paths"].items()
    # A search answers with two lists, and is described as one thing.
    if methods.get("get", {}).get("operationId", "").endswith("_list") or path.endswith("/search/")
)


class City(RowsOfCity):
    """Of everything that is listed, as much as one asks for."""

    def __init__(self, hall: Facility, room: Room, person: Person) -> None:
        self.hall, self.room, self.person = hall, room, person
        self.band = a_band(person)

    def halls(self, number: int) -> None:
        a_facility(f"hall-{number}")

    def search(self, number: int) -> None:
        """Rooms that the same rules lend: each is one more place to look."""
        a_room(self.hall, f"found-{number}")

    def rooms(self, number: int) -> None:
        a_room(self.hall, f"room-{number}")

    def bookings(self, number: int) -> None:
        day = date(2026, 1, 1) + timedelta(days=number)
        a_booking(self.room, span(day.isoformat(), "10:00", "12:00"), self.person)

    def waits(self, number: int) -> None:
        day = date(2026, 12, 4) + timedelta(days=number)
        wish = Wish.objects.create(
            first_on=day,
            last_on=day,
            weekdays=[day.weekday()],
            from_minute=1020,
            until_minute=1140,
            seconds=7200,
        )
        wish.rooms.add(self.room)
        Wait.objects.create(
            person=self.person, group=self.band if number % 2 else None, headcount=1, wish=wish, made_at=NOW
        )

    def groups(self, number: int) -> None:
        group = Group.objects.create(name=f"band {number}", kind="band")
        Membership.objects.create(group=group, person=self.person, role="leader")

    def invitations(self, number: int) -> None:
        Invitation.objects.create(
            group=self.band, made_by=self.person, token_hash=f"i{number}", places=1, made_at=NOW,
            ends_at=NOW + 9999,
        )  # fmt: skip

    def courses(self, number: int) -> None:
        start = NOW + 86400 * (number + 1)
        CourseDate.objects.create(
            facility=self.hall, course="studio", start=start, end=start + 3600, places=5
        )

    def lotteries(self, _number: int) -> None:
        a_round(self.hall)

    def entries(self, _number: int) -> None:
        lottery = a_round(self.hall)
        Round.objects.filter(pk=lottery.pk).update(state=Round.State.OPEN)
        entry = Entry.objects.create(
            round=lottery, person=self.person, headcount=1, channel="web", received_at=NOW, changed_at=NOW
        )
        Choice.objects.create(entry=entry, slot=lottery.slots.all()[0], rank=1)

    def subscriptions(self, number: int) -> None:
        Subscription.objects.create(
            person=self.person, group=self.band, name=str(number), token_hash=f"s{number}", made_at=NOW
        )

    def notices(self, number: int) -> None:
        Notice.objects.create(person=self.person, kind="closed", subject=str(number), body="", made_at=NOW)

    def registrations(self, number: int) -> None:
        """They are as many as the rules ask for; each hall may ask."""
        a_facility(f"asks-{number}")

    def guardians(self, number: int) -> None:
        a_guardian(self.person, name=str(number), token_hash=f"g{number}")

    def consents(self, number: int) -> None:
        """They are as many as the rules ask for; each hall may ask."""
        a_facility(f"asks-{number}")

    def acts(self, _number: int) -> None:
        Act.objects.create(
            at=NOW, actor=self.person, verb="rename", subject="group", subject_id=self.band.public_id
        )


class Desk:
    """The same of what a hall's staff read."""

    def __init__(self, hall: Facility, room: Room, person: Person) -> None:
        self.hall, self.room, self.person = hall, room, person

    def desk(self, number: int) -> None:
        """Where one serves."""
        Post.objects.create(person=self.person, facility=a_facility(f"hall-{number}"), role=Role.DESK)

    def bookings(self, number: int) -> None:
        day = date(2026, 1, 1) + timedelta(days=number)
        teen = a_high_schooler()
        made = a_booking(self.room, span(day.isoformat(), "10:00", "12:00"), teen, group=a_band(teen))
        Headcount.objects.create(booking=made, part="part", band="adult", count=number)
        KeyLoan.objects.create(booking=made, room=self.room, out_at=NOW)

    def keys(self, number: int) -> None:
        self.bookings(number)

    def walk_ins(self, number: int) -> None:
        a_room(self.hall, f"room-{number}")

    def notes(self, number: int) -> None:
        HandoverNote.objects.create(
            facility=self.hall, room=self.room, text=str(number), by=self.person, at=NOW
        )

    def things(self, number: int) -> None:
        self.faults(number)

    def faults(self, number: int) -> None:
        thing = Equipment.objects.create(room=self.room, slug=f"thing-{number}", name_ja="もの", stock=1)
        Fault.objects.create(equipment=thing, what="silent", way="desk", at=NOW)

    def occurrences(self, _number: int) -> None:
        Occurrence.objects.create(
            facility=self.hall, room=self.room, kind="noise", text="a", at=NOW, made_at=NOW, by=self.person
        )

    def closures(self, number: int) -> None:
        start = NOW + number * 3600
        made = Closure.objects.create(facility=self.hall, start=start, end=start + 3600, reason_ja="a")
        made.rooms.add(self.room)

    def outside_calendars(self, number: int) -> None:
        made = OutsideCalendar.objects.create(facility=self.hall, name=f"school {number}", brought_at=NOW)
        OutsideEvent.objects.create(
            calendar=made, key="a", becomes="exam", title="考査", start=NOW + 1, end=NOW + 2
        )

    def evenings(self, number: int) -> None:
        start = NOW + number * 3600
        made = Evening.objects.create(facility=self.hall, start=start, end=start + 3600)
        made.rooms.add(self.room)

    def warnings(self, number: int) -> None:
        start = NOW + number * 3600
        WeatherWarning.objects.create(facility=self.hall, key="storm", start=start, end=start + 3600)

    def duty(self, number: int) -> None:
        day = date(2026, 12, 2) + timedelta(days=number % 90)
        OnDuty.objects.create(facility=self.hall, day=day, person=staff(self.hall))

    def duties(self, _number: int) -> None:
        """They are what the service does, and no more."""

    def staff(self, _number: int) -> None:
        staff(self.hall)

    posts = staff

    def doors(self, number: int) -> None:
        Kiosk.objects.create(room=self.room, name=str(number), key_hash=f"k{number}", made_at=NOW)

    def queue(self, number: int) -> None:
        """Of every queue that a test can fill by the dozen."""
        teen, day = a_high_schooler(), date(2027, 1, 1) + timedelta(days=number)
        held = a_booking(self.room, span(day.isoformat(), "10:00", "12:00"), teen, state="provisional")
        Booking.objects.filter(pk=held.pk).update(lapses_at=held.start - 3600)
        Request.objects.create(booking=held, said="a", made_at=NOW)
        Notice.objects.create(
            person=teen, booking=held, kind="moved", subject="a", body="", made_at=NOW, call="due"
        )
        Registration.objects.create(
            person=teen, registry=self.hall.rulebooks.all()[0].key, state="applied", registered_on=day
        )
        if number < 10:
            # They are due first: more of them and the page of fifty would hold nothing else, and ask less.
            over = a_booking(self.room, span(f"2026-11-{number + 15}", "10:00", "11:00"), teen)
            Booking.objects.filter(pk=over.pk).update(state="used")

    def payments(self, number: int) -> None:
        """Each is struck out, the odd one by the next."""
        made = self._one()
        entry = Payment.objects.create(booking=made, yen=300, at=NOW, staff=self.person)
        if number % 2:
            Payment.objects.create(booking=made, yen=-300, at=NOW, staff=self.person, strikes=entry)

    def papers(self, number: int) -> None:
        Issue.objects.create(
            booking=self._one(), facility=self.hall, kind="permit", year=2026, number=number + 1, at=NOW,
            staff=self.person,
        )  # fmt: skip

    def _one(self) -> Booking:
        return Booking.objects.first() or a_booking(
            self.room, span("2026-12-04", "17:00", "19:00"), self.person
        )

    def acts(self, _number: int) -> None:
        made = self._one()
        Act.objects.create(
            at=NOW, actor=self.person, verb="check_in", hall=self.hall, subject="booking",
            subject_id=made.public_id, before={"room_id": self.room.pk},
        )  # fmt: skip

    acts_all = acts

    def courses(self, number: int) -> None:
        start = NOW + 3600 * (number + 1)
        CourseDate.objects.create(
            facility=self.hall, course="studio", start=start, end=start + 3600, places=5
        )

    def lotteries(self, _number: int) -> None:
        a_round(self.hall)

    def programmes(self, number: int) -> None:
        a_public_programme(self.hall, number)

    def programmes_partners(self, number: int) -> None:
        programme, _date = self._date()
        group = Group.objects.create(name=f"band {number}", kind="band")
        Partner.objects.create(programme=programme, group=group, invited_by=self.person, invited_at=NOW)

    def programmes_sessions_parties(self, number: int, state: str = "coming") -> None:
        programme, held = self._date()
        teen = a_high_schooler()
        told = {"party": [["high_school", 11]], "made_at": NOW}
        comes = SignUp.objects.create(programme=programme, person=teen, group=a_band(teen), **told)
        Coming.objects.create(signup=comes, session=held, state=state, since=NOW + number)
        PartyParticulars.objects.create(signup=comes, names="a")

    def programmes_sessions_taken_out(self, number: int) -> None:
        self.programmes_sessions_parties(number, "cancelled")
        _programme, held = self._date()
        Act.objects.create(
            at=NOW, actor=self.person, verb="take_out", subject="signup", hall=self.hall,
            subject_id=SignUp.objects.latest("pk").public_id, after={"session": held.public_id},
        )  # fmt: skip

    def _date(self) -> tuple[Programme, Session]:
        """The one that the addresses name."""
        made = Programme.objects.first() or a_public_programme(self.hall, 0)
        when = span("2026-12-12", "14:00", "16:00")
        held, _new = Session.objects.get_or_create(programme=made, start=when.start, end=when.end)
        return made, held

    @property
    def named(self) -> dict[str, str]:
        programme, held = self._date()
        return {"id": programme.public_id, "session": held.public_id}

    def committees(self, number: int) -> None:
        a_committee(self.hall, number)

    def suggestions(self, number: int) -> None:
        a_suggestion(self.hall, self.person, number)

    def meetings(self, number: int) -> None:
        office, _new = Department.objects.get_or_create(slug="children", defaults={"name_ja": "児童青少年課"})
        a_meeting(office, a_room(self.hall, f"meets-{number}"), number, self.hall)

    def meetings_sorts(self, _number: int) -> None:
        """They are what the plan tells apart, and no more."""

    def talents(self, number: int) -> None:
        City(self.hall, self.room, self.person).talents(number)

    def rules_draft_questions(self, number: int) -> None:
        if number == 0:
            draft_rules(facility=self.hall, valid_from=date(2027, 1, 5), actor=self.person, now=NOW)
        draft = RulebookDraft.objects.get()
        asked = {"asked": "2026-12-02T12:00:00", "step": "book", "room": "band", "day": "2026-12-07"}
        hours = {"from": "10:00", "to": "12:00", "answer": "allow"}
        draft.document.setdefault("questions", []).append({"id": f"Q{number}", **asked, **hours})
        draft.save()


@pytest.mark.parametrize("path", [one for one in LISTS if not one.startswith(("desk/", "offices/", "plan/"))])
def test_a_hundred_rows_cost_what_ten_cost(
    path: str, hall: Facility, room: Room, teen: Person, as_teen: Client
) -> None:
    city = City(hall, room, teen)
    more: Callable[[int], None] = getattr(city, name_of(path))
    _costs_alike(as_teen, path.format(hall=hall.slug, id=city.band.public_id), more)


@pytest.mark.parametrize("path", [one for one in LISTS if one.startswith("desk/")])
def test_a_hundred_rows_of_the_desk_cost_what_ten_cost(path: str, hall: Facility, room: Room) -> None:
    manager = a_manager(hall)
    rows = Desk(hall, room, manager)
    named = rows.named if "{id}" in path else {}
    more: Callable[[int], None] = getattr(rows, name_of(path))
    _costs_alike(signed_in(manager), path.format(hall=hall.slug, **named), more)


@pytest.mark.parametrize("path", [one for one in LISTS if one.startswith("offices/")])
def test_a_hundred_rows_of_an_office_cost_what_ten_cost(path: str) -> None:
    person = the_office("public-relations")
    more: Callable[[int], None] = getattr(RowsOfOffice(person), name_of(path))
    named = {"department": "public-relations", "row": "public-relations", "year": 2026}
    _costs_alike(signed_in(person), path.format(**named), more)


@pytest.mark.parametrize(
    "path",
    ["plan/2026/", "plan/2026/evidence/B1/child-rearing/0/", "offices/child-rearing/years/2026/"],
)
def test_a_report_of_a_year_costs_with_a_hundred_records_what_it_costs_with_ten(path: str) -> None:
    """No list: each kind of record of the plan is asked for once, however few of them there are."""
    person = the_office("child-rearing")
    _costs_alike(signed_in(person), path, RowsOfOffice(person).years, of_a_year=True)


def name_of(path: str) -> str:
    """What the city calls the rows of a list: its address without the ids, from the last list on."""
    parts = [part for part in path.split("/") if part and not part.startswith("{")]
    name = "_".join(parts[1:] or parts) if parts[0] in ("desk", "groups", "offices") else parts[-1]
    return name.replace("-", "_")


def _costs_alike(
    client: Client, address: str, more: Callable[[int], None], *, of_a_year: bool = False
) -> None:
    counts = []
    for numbers in (range(10), range(10, 100)):
        for number in numbers:
            more(number)
        get(client, address)  # what a process reads once and keeps
        counts.append(_cost(client, address))
    assert counts[0] == counts[1] <= (MOST_OF_A_YEAR if of_a_year else MOST)


def _cost(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        answer: Any = get(client, address)
    assert answer.status_code == 200, answer.content
    # Of what no rules of the city ask there is nothing to list.
    told = answer.json()
    found = told.get("results") or told.get("rows") or told.get("records")
    assert found or address.endswith(("consents/", "registrations/"))
    return len(asked)
