"""Whom the hall has displaced, at the desk: called, and what they answer is put down there and then."""

import pytest
from django.test import Client

from booking.actions.closures import OneClosure, close
from booking.models import Act, Booking, Displacement, Notice, Person
from booking.queries.nearby import Near
from booking.rules.lifecycle import State
from booking.rules.staff import Role
from facilities.models import Facility
from tests.booking.web.conftest import text_of
from tests.booking.web.desk.conftest import at_desk
from tests.factories import NOW, a_booking, a_facility, a_hall, span, the_room
from tests.people import a_guardian, a_high_schooler, a_junior_high_student

pytestmark = pytest.mark.django_db
OK = "/desk/higashi/ok/"


def displaced(
    client: Client, hall: Facility, person: Person, *, offer: bool = True
) -> tuple[Booking, Person]:
    """A booking of the band room on the 18th, with the craft room offered; and whoever is at the desk."""
    when = span("2026-12-18", "17:00", "19:00")
    booking = a_booking(the_room(hall, "band"), when, person)
    booking.people.set([person])
    desk = at_desk(client, hall)
    shut = OneClosure(span("2026-12-18", "17:00", "21:00"), ("band",), "照明の工事のため", "Lighting works")
    instead = {booking.public_id: Near(the_room(hall, "craft"), when) if offer else None}
    close(facility=hall, closures=[shut], offers=instead, actor=desk, now=NOW)
    booking.refresh_from_db()
    return booking, desk


def of(booking: Booking, rest: str = "") -> str:
    return f"/desk/higashi/b/{booking.public_id}/{rest}"


def shown(client: Client, address: str) -> str:
    return text_of(client.get(address).content.decode())


def test_what_is_heard_on_the_telephone_is_put_down_by_whoever_called(client: Client) -> None:
    booking, desk = displaced(client, a_hall(), a_high_schooler(phone="042-000-0000"))
    said = shown(client, of(booking))
    assert "館の都合で使えなくなりました 照明の工事のため" in said
    assert "案内した時間: 12月18日(金) 17:00–19:00 工作室" in said
    client.post(of(booking, "do/accept-offer/"), {"sequence": booking.sequence})
    booking.refresh_from_db()
    assert (booking.room.slug, Displacement.objects.get().state) == ("craft", "accepted")
    assert Act.objects.get(verb="accept_offer").actor == desk
    assert "案内した時間にする" not in shown(client, of(booking))


def test_another_place_is_looked_at_before_it_is_taken(client: Client) -> None:
    booking, _desk = displaced(client, a_hall(), a_high_schooler(), offer=False)
    said = client.get(of(booking)).content.decode()
    assert "案内した時間はありません" in said
    to = said.split('name="to" value="')[1].split('"')[0]
    assert "部屋や時間を変える" in text_of(client.post(of(booking, "move/"), {"to": to}).content.decode())
    assert Displacement.objects.get().state == "open"


def test_an_offer_that_was_answered_is_not_taken_a_second_time(client: Client) -> None:
    booking, _desk = displaced(client, a_hall(), a_high_schooler())
    client.post(of(booking, "do/cancel/"), {"sequence": booking.sequence})
    booking.refresh_from_db()
    again = client.post(of(booking, "do/accept-offer/"), {"sequence": booking.sequence})
    assert again.status_code == 409
    booking.refresh_from_db()
    assert booking.state == State.CANCELLED


def test_another_halls_desk_answers_for_nobody_here(client: Client) -> None:
    booking, _desk = displaced(client, a_hall(), a_high_schooler())
    at_desk(client, a_facility("nishi"))
    for hall in ("higashi", "nishi"):
        accept = f"/desk/{hall}/b/{booking.public_id}/do/accept-offer/"
        assert client.post(accept, {"sequence": booking.sequence}).status_code in (403, 404)
    assert Displacement.objects.get().state == "open"


def test_of_a_child_without_a_number_both_queues_lead_to_the_parents(client: Client) -> None:
    child = a_junior_high_student()
    a_guardian(child, phone="042-111-1111")
    booking, _desk = displaced(client, a_hall(), child)
    call, move = Notice.objects.get(call="due"), Displacement.objects.get()
    for waits in (f"call.{call.pk}", f"move.{move.pk}"):
        card = client.get(f"{OK}?i={waits}").content.decode()
        assert of(booking, "contact/") in card
        assert "042-111-1111" not in card
    assert "042-111-1111" in client.post(of(booking, "contact/")).content.decode()
    assert Act.objects.filter(verb="look", subject_id=child.public_id).exists()


def test_whoever_may_not_see_numbers_is_led_to_none(client: Client) -> None:
    hall = a_hall()
    booking, _desk = displaced(client, hall, a_high_schooler())
    at_desk(client, hall, Role.CONTRACTOR)
    assert (
        of(booking, "contact/")
        not in client.get(f"{OK}?i=move.{Displacement.objects.get().pk}").content.decode()
    )
