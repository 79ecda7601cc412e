"""Lists that grow with the years go on by a cursor: each row once, in its order, by known filters."""

from base64 import b64encode
from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from django.db.models import Model
from django.test import Client

from booking.models import (
    ActivityDay,
    AimState,
    Article,
    Entry,
    Grant,
    GrantStep,
    Introduction,
    LectureRequest,
    Meeting,
    Partner,
    Person,
    Programme,
    Reporter,
    Round,
    Suggestion,
    SupportedGroup,
    Talent,
    TalentListState,
)
from booking.models.keys import sealed
from facilities.models import Facility, Room
from tests.booking.activities import the_office
from tests.booking.api.callers import get, signed_in
from tests.booking.api.rows_of_city import RowsOfCity, RowsOfOffice
from tests.factories import NOW, TODAY
from tests.people import a_band, a_manager
from tests.rounds import CLOSES, OPENS, a_round

MANY = 53  # a page has fifty
HERE = "offices/public-relations/"


class Case(NamedTuple):
    """Where a list is, of what, by which field it stands, and what tells a row from others."""

    at: str
    rows: str
    of: type[Model]
    by: str
    told: str = "id"
    is_told: Callable[[Any], str] = lambda one: one.public_id
    oldest_first: bool = False


OFFICE = [
    Case("activity-days/", "activity_days", ActivityDay, "sent_at", oldest_first=True),
    Case("activity-days/decided/", "activity_days_decided", ActivityDay, "day"),
    Case("lecture-requests/", "lecture_requests", LectureRequest, "asked_at", oldest_first=True),
    Case("lecture-requests/answered/", "lecture_requests_answered", LectureRequest, "asked_at"),
    Case("articles/", "articles", Article, "sent_at", oldest_first=True),
    Case(
        "supported-groups/",
        "supported_groups",
        SupportedGroup,
        "asked_at",
        is_told=lambda one: one.group.public_id,
        oldest_first=True,
    ),
    Case(
        "supported-groups/confirmed/",
        "supported_groups_confirmed",
        SupportedGroup,
        "asked_at",
        is_told=lambda one: one.group.public_id,
    ),
    Case("reporters/", "reporters", Reporter, "made_on"),
    Case("meetings/", "meetings", Meeting, "start"),
    Case("talents/", "talents", Talent, "reached_at"),
    Case("talents/waiting/", "talents_waiting", Talent, "reached_at", oldest_first=True),
    Case(
        "talents/state/",
        "talents_state",
        TalentListState,
        "said_at",
        "day",
        lambda one: one.day.isoformat(),
    ),
    Case("programmes/", "programmes", Programme, "made_at"),
    Case("introductions/", "introductions", Introduction, "made_at"),
    Case("aims/public-relations/", "aims", AimState, "said_at", is_told=lambda one: sealed("aim", one.pk)),
    Case("grants/", "grants", GrantStep, "entered_at", is_told=lambda one: one.grant.public_id),
]
MEMBER = [
    Case("suggestions/", "suggestions", Suggestion, "sent_at"),
    Case("lecture-requests/", "lecture_requests", LectureRequest, "asked_at"),
    Case(
        "groups/{group}/partnerships/",
        "partnerships",
        Partner,
        "invited_at",
        "programme",
        lambda one: one.programme.public_id,
    ),
]


class RowsOfMember(RowsOfCity):
    def __init__(self, hall: Facility, room: Room, person: Person) -> None:
        self.hall, self.room, self.person, self.band = hall, room, person, a_band(person)


@pytest.fixture
def office() -> Person:
    return the_office("public-relations")


@pytest.fixture
def as_office(office: Person) -> Client:
    return signed_in(office)


@pytest.mark.parametrize("case", OFFICE, ids=lambda one: one.at)
def test_a_list_of_an_office_is_walked_page_by_page(case: Case, office: Person, as_office: Client) -> None:
    rows: Callable[[int], None] = getattr(RowsOfOffice(office), case.rows)
    _is_walked(as_office, case, HERE + case.at, rows)


@pytest.mark.parametrize("case", MEMBER, ids=lambda one: one.at)
def test_a_list_of_ones_own_is_walked_page_by_page(
    case: Case, hall: Facility, room: Room, teen: Person, as_teen: Client
) -> None:
    of = RowsOfMember(hall, room, teen)
    _is_walked(as_teen, case, case.at.format(group=of.band.public_id), getattr(of, case.rows))


def test_ones_entries_are_walked_from_the_round_that_closes_last(
    hall: Facility, teen: Person, as_teen: Client
) -> None:
    def entered(_number: int) -> None:
        told = {"headcount": 1, "channel": "web", "received_at": NOW, "changed_at": NOW}
        Entry.objects.create(round=a_round(hall), person=teen, **told)

    case = Case("entries/", "", Round, "closes_at", "round")
    _is_walked(as_teen, case, case.at, entered, CLOSES)


def test_a_hall_reads_also_the_rounds_before_its_last_thirty(hall: Facility, room: Room) -> None:
    def planned(_number: int) -> None:
        a_round(hall)

    desk, here = signed_in(a_manager(hall)), f"desk/{hall.slug}/lotteries/"
    _is_walked(desk, Case(here, "", Round, "opens_at"), here, planned, OPENS)
    assert get(desk, here, state="drawn").json()["results"] == []


def _is_walked(
    client: Client, case: Case, address: str, more: Callable[[int], None], last: int = NOW
) -> None:
    for number in range(MANY):
        more(number)
    for number, one in enumerate(case.of._default_manager.order_by("-pk")):
        # A day apart, or a minute: in an order that is not that of their keys alone.
        place = number * 7 % MANY
        apart = TODAY - timedelta(days=place) if case.by in ("day", "made_on") else last - place * 60
        values = {case.by: apart, **({"end": apart + 30} if case.by == "start" else {})}
        case.of._default_manager.filter(pk=one.pk).update(**values)
    newest_first = [case.is_told(one) for one in case.of._default_manager.order_by(f"-{case.by}")]
    assert len(set(newest_first)) == MANY
    walked = _walked(client, get(client, address), case.told)
    assert walked == (newest_first[::-1] if case.oldest_first else newest_first)


def _walked(client: Client, answer: Any, told: str) -> list[str]:
    """What is told on the pages of a list, as `next` leads on."""
    found, pages = list[str](), 0
    while True:
        page = answer.json()
        found += [one[told] for one in page["results"]]
        pages += 1
        if page["next"] is None:
            assert pages == 2
            return found
        answer = client.get(page["next"])


@pytest.mark.parametrize("position", ["5", "2026-13-01", "x", "", "9" * 30])
@pytest.mark.parametrize("at", ["articles/", "activity-days/decided/", "reporters/", "grants/"])
def test_a_cursor_that_was_made_up_does_no_harm(as_office: Client, at: str, position: str) -> None:
    for cursor in (position, b64encode(f"p={position}".encode()).decode()):
        answer = get(as_office, HERE + at, cursor=cursor)
        assert answer.status_code in (200, 422)
        assert answer.status_code == 200 or list(answer.json()["errors"]) == ["cursor"]


@pytest.mark.parametrize(
    ("at", "asked", "refused"),
    [
        ("articles/", {"stat": "sent"}, "stat"),
        ("articles/", {"state": "eaten"}, "state"),
        ("articles/", {"year": "2026"}, "year"),
        ("articles/", {"ordering": "pen_name"}, "ordering"),
        ("grants/", {"scheme": "a"}, "scheme"),
        ("grants/", {"year": "last"}, "year"),
        ("introductions/", {"answer": "taken_back"}, "answer"),
        ("talents/", {"skil": "go"}, "skil"),
    ],
)
def test_a_filter_that_does_not_exist_is_refused_by_its_name(
    office: Person, as_office: Client, at: str, asked: dict[str, str], refused: str
) -> None:
    RowsOfOffice(office).talents_state(0)
    answer = get(as_office, HERE + at, **asked)
    assert (answer.status_code, list(answer.json()["errors"])) == (400, [refused])


def test_a_filter_holds_on_every_page(office: Person, as_office: Client) -> None:
    rows = RowsOfOffice(office)
    for number in range(2 * MANY):
        rows.articles(number)
    declined = Article.objects.filter(pk__in=[*Article.objects.values_list("pk", flat=True)[::2]])
    declined.update(state="declined")
    first = get(as_office, f"{HERE}articles/", state="declined", ordering="-sent_at")
    walked = _walked(as_office, first, "state")
    assert walked == ["declined"] * MANY
    assert get(as_office, f"{HERE}articles/", state="accepted").json()["results"] == []


def test_days_are_narrowed_by_what_was_decided_and_lectures_by_what_was_answered(
    office: Person, as_office: Client
) -> None:
    rows = RowsOfOffice(office)
    rows.activity_days(1, "confirmed")
    rows.activity_days(2, "returned")
    decided = f"{HERE}activity-days/decided/"
    assert [one["place"] for one in get(as_office, decided, state="returned").json()["results"]] == ["2"]
    assert get(as_office, decided, state="sent").status_code == 400, "what waits is another list"
    rows.lecture_requests(1, "declined")
    rows.lecture_requests(2, "withdrawn")
    answered = get(as_office, f"{HERE}lecture-requests/answered/", state="withdrawn").json()["results"]
    assert [one["expected"] for one in answered] == [2]


def test_a_year_is_one_fiscal_year_on_every_page(office: Person, as_office: Client) -> None:
    rows = RowsOfOffice(office)
    for number in range(MANY):
        rows.grants(number)
    Grant.objects.filter(body="0").update(year=2025)
    assert len(get(as_office, f"{HERE}grants/", year="2025").json()["results"]) == 1
    walked = _walked(as_office, get(as_office, f"{HERE}grants/", year="2026"), "year")
    assert walked == [2026] * (MANY - 1)


def test_a_grant_whose_application_was_taken_back_is_nobodys(office: Person, as_office: Client) -> None:
    RowsOfOffice(office).grants(1)
    assert len(get(as_office, f"{HERE}grants/").json()["results"]) == 1
    GrantStep.objects.update(over_at=NOW)
    assert get(as_office, f"{HERE}grants/").json()["results"] == []
