"""同じ内容でもう一度: one tap, a date that the button says, and what is told when it cannot be."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from booking.models import Booking, Person
from booking.rules.lifecycle import State
from facilities.rules.spans import Span
from tests.booking.web.conftest import text_of
from tests.factories import SAMPLE, a_booking, a_closure, a_hall, at, span, the_room
from tests.people import a_high_schooler

pytestmark = pytest.mark.django_db
# The clock of these tests stands at Wednesday, 2 December, 16:10.
TODAY, NEXT, LATER = (span(f"2026-12-{day:02}", "15:00", "17:00") for day in (2, 9, 16))


@pytest.fixture
def person() -> Person:
    return a_high_schooler()


@pytest.fixture
def last(person: Person) -> Booking:
    """Of this Wednesday a week ago."""
    made = a_booking(
        the_room(a_hall(SAMPLE), "band"),
        span("2026-11-25", "15:00", "17:00"),
        person,
        made_at=1,
        changed_at=1,
    )
    made.people.add(person)
    return made


@pytest.fixture
def owner(as_member: Callable[..., Client], last: Booking) -> Client:
    return as_member(last.person)


def form_of(page: str, booking: Booking) -> dict[str, str]:
    """What the button of a booking sends."""
    (form,) = re.findall(rf'action="/b/{booking.public_id}/again/".*?</form>', page, re.DOTALL)
    return dict(re.findall(r'name="(s|key)" value="([^"]*)"', form))


def tap(client: Client, page: str, booking: Booking) -> str:
    answer = client.post(f"/b/{booking.public_id}/again/", form_of(page, booking))
    assert answer.status_code == 302
    return str(answer.headers["Location"])


@pytest.mark.parametrize("page", ["/", "/me/", "/b/{}/"])
def test_one_tap_books_the_day_that_the_button_says_and_can_be_undone(
    owner: Client, last: Booking, page: str
) -> None:
    shown = owner.get(page.format(last.public_id)).content.decode()
    assert "12月9日(水)にもう一度予約する" in text_of(shown)
    address = tap(owner, shown, last)
    made = Booking.objects.latest("pk")
    assert (address, made.start, made.end) == (f"/b/{made.public_id}/", NEXT.start, NEXT.end)
    done = text_of(owner.get(address).content.decode())
    assert "予約できました" in done
    assert "10分以内なら、すぐに取り消せます" in done


def test_the_booking_itself_names_the_next_day_that_the_judge_allows(owner: Client, last: Booking) -> None:
    a_closure(last.room.facility, span("2026-12-09", "00:00", "24:00"))
    shown = owner.get(f"/b/{last.public_id}/").content.decode()
    assert "12月16日(水)にもう一度予約する" in text_of(shown)
    tap(owner, shown, last)
    assert Booking.objects.latest("pk").start == LATER.start


def test_a_day_that_others_took_is_refused_with_the_next_that_is_free(owner: Client, last: Booking) -> None:
    shown = owner.get("/me/").content.decode()
    a_booking(last.room, NEXT)
    answer = owner.post(f"/b/{last.public_id}/again/", form_of(shown, last))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "この時間は予約できませんでした" in text_of(page)
    assert "12月9日(水) 15:00–17:00" in text_of(page)
    assert "12月16日(水)にもう一度予約する" in text_of(page)
    tap(owner, page, last)
    assert Booking.objects.latest("pk").start == LATER.start


def test_whoever_taps_twice_has_booked_once(owner: Client, last: Booking) -> None:
    shown = owner.get("/me/").content.decode()
    assert tap(owner, shown, last) == tap(owner, shown, last)
    assert Booking.objects.filter(start=NEXT.start).count() == 1


@pytest.mark.parametrize("said", ["", "nonsense", "1969-01-01T00:00", "2026-12-09"])
def test_a_form_that_names_no_day_means_the_coming_week(owner: Client, last: Booking, said: str) -> None:
    owner.post(f"/b/{last.public_id}/again/", {"s": said})
    assert Booking.objects.latest("pk").start == NEXT.start


def test_a_time_that_is_over_is_refused_and_never_booked(owner: Client, last: Booking) -> None:
    answer = owner.post(f"/b/{last.public_id}/again/", {"s": "2026-11-25T15:00"})
    assert answer.status_code == 409
    assert Booking.objects.count() == 1


def test_where_the_form_has_something_to_ask_one_is_led_to_it(owner: Client, last: Booking) -> None:
    """Of a mate who has gone the sheet knows nothing: it stands for those who are left."""
    last.people.add(a_high_schooler())
    answer = owner.post(f"/b/{last.public_id}/again/", {"s": "2026-12-09T15:00"})
    assert answer.headers["Location"] == "/h/higashi/r/band/b/?s=2026-12-09T15:00&e=2026-12-09T17:00"


def test_while_it_is_used_the_next_week_is_offered_and_before_it_begins_nothing(
    owner: Client, last: Booking
) -> None:
    for state, start in ((State.IN_USE, TODAY.start), (State.BOOKED, NEXT.start)):
        Booking.objects.filter(pk=last.pk).update(state=state, start=start, end=start + 7200)
        page = text_of(owner.get(f"/b/{last.public_id}/").content.decode())
        assert ("12月9日(水)にもう一度予約する" in page) is (state == State.IN_USE)


def test_where_no_week_is_free_there_is_no_button(owner: Client, last: Booking) -> None:
    a_closure(last.room.facility, Span(TODAY.end, at("2027-02-10")))
    assert "/again/" not in owner.get(f"/b/{last.public_id}/").content.decode()


def test_what_is_booked_for_the_coming_week_is_not_proposed_on_the_first_page(
    owner: Client, last: Booking
) -> None:
    a_booking(last.room, NEXT, last.person)
    assert "/again/" not in owner.get("/").content.decode()


def test_who_came_along_has_no_button_and_strangers_have_no_page(
    as_member: Callable[..., Client], last: Booking
) -> None:
    mate = a_high_schooler()
    last.people.add(mate)
    client = as_member(mate)
    assert "/again/" not in client.get("/me/").content.decode()
    assert client.post(f"/b/{last.public_id}/again/").status_code == 404
    assert as_member(a_high_schooler()).post(f"/b/{last.public_id}/again/").status_code == 404
    assert Booking.objects.count() == 1
