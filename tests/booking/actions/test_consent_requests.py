"""Asking for a guardian's consent: by whom, at which address, by which link, and how often."""

import re
from typing import Any

import pytest
from post_office.models import Email

from booking.actions.consent_requests import (
    MOST_A_DAY,
    Asked,
    NoChild,
    RecordClosed,
    Stopped,
    TooMany,
    ask_for_consent,
)
from booking.actions.texts import NoAddress, Unfit
from booking.models import Act, ConsentRequest, Person
from booking.models.keys import fingerprint
from booking.queries.bookings import Absent
from facilities.models import Facility
from tests.factories import CONSENTING, NOW, at
from tests.people import (
    a_band,
    a_group,
    a_guardian,
    a_high_schooler,
    a_junior_high_student,
    a_person,
    a_senior,
    staff,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored_mail")]
HALL = CONSENTING
TWO_WEEKS = 14 * 24 * 3600


@pytest.fixture
def sora() -> Person:
    return a_junior_high_student(call_name="そら", name="木村そら", email="sora@example.org")


def ask(child: Person, hall: Facility, actor: Person | None = None, **fields: Any) -> Asked:
    given: dict[str, Any] = {
        "purpose": "evening",
        "now": NOW,
        "link": "https://example.org/consent/{}/".format,
    }
    return ask_for_consent(child=child, hall=hall, actor=actor or child, **{**given, **fields})


def test_the_guardian_is_written_to_at_their_own_address_and_nobody_is_named(
    sora: Person, hall: Facility
) -> None:
    asked = ask(sora, hall, mail=" yoko@example.org ", language="en")
    mail = Email.objects.get()
    [link] = re.findall(r"https://example.org/consent/([0-9a-f]{40})/", mail.message)
    assert mail.to == ["yoko@example.org"]
    assert "Higashi Children's Hall" in mail.subject
    assert "そら" not in mail.subject + mail.message
    assert asked.token == "", "whoever asks never sees what was mailed"
    assert asked.request.token_hash == fingerprint(link)
    assert (asked.request.through_child, asked.request.expires_at) == (False, NOW + TWO_WEEKS)


def test_a_link_to_show_is_told_once_and_marked_as_going_through_the_childs_phone(
    sora: Person, hall: Facility
) -> None:
    asked = ask(sora, hall)
    kept = ConsentRequest.objects.get()
    assert (kept.way, kept.through_child) == (ConsentRequest.Way.LINK, True)
    assert kept.token_hash == fingerprint(asked.token)
    assert not Email.objects.exists()
    assert asked.token not in str(ConsentRequest.objects.values()) + str(Act.objects.values())


def test_the_childs_own_address_is_the_childs_phone(sora: Person, hall: Facility) -> None:
    assert ask(sora, hall, mail="Sora@Example.org").request.through_child


def test_the_leader_of_a_group_and_the_desk_ask_too(sora: Person, hall: Facility) -> None:
    leader = a_high_schooler()
    a_band(leader, sora)
    assert ask(sora, hall, leader).request.through_child
    assert not ask(sora, hall, staff(hall)).request.through_child, "it is shown at the counter"


def test_nobody_else_may_ask(sora: Person, hall: Facility) -> None:
    mate, elsewhere = a_high_schooler(), staff()
    a_group("band", a_high_schooler(), mate, sora)
    a_group("band", a_senior(), a_senior())
    for stranger in (mate, elsewhere, a_senior()):
        with pytest.raises(Absent):
            ask(sora, hall, stranger)
    assert not ConsentRequest.objects.exists()


def test_only_what_the_halls_rules_ask_for_can_be_asked(sora: Person, hall: Facility) -> None:
    for purpose in ("camp", "", "evening\x00"):
        with pytest.raises(Absent):
            ask(sora, hall, purpose=purpose)


@pytest.mark.parametrize(
    ("mail", "error"),
    [("yoko", NoAddress), ("a@b@c", NoAddress), ("a\nBcc: b@example.org", Unfit), ("x" * 300, Unfit)],
)
def test_an_address_that_is_none_is_named(sora: Person, hall: Facility, mail: str, error: type) -> None:
    with pytest.raises(error) as refusal:
        ask(sora, hall, mail=mail)
    assert refusal.value.field == "mail"  # type: ignore[attr-defined]
    assert not ConsentRequest.objects.exists()


def test_consent_is_asked_up_to_the_end_of_the_school_year_of_eighteen(hall: Facility) -> None:
    of_age = a_high_schooler()  # eighteen on 10 May 2027
    assert ask(of_age, hall, now=at("2028-03-31 20:00")).token
    with pytest.raises(NoChild):
        ask(of_age, hall, now=at("2028-04-01 09:00"))
    with pytest.raises(NoChild):
        ask(a_person(None), hall)


def test_a_closed_record_asks_nobody(sora: Person, hall: Facility) -> None:
    leader = a_high_schooler()
    a_band(leader, sora)
    Person.objects.filter(pk=sora.pk).update(closed=True)
    for actor in (sora, leader, staff(hall)):
        with pytest.raises(RecordClosed):
            ask(sora, hall, actor, mail="yoko@example.org")
    assert not Email.objects.exists()


def test_a_guardian_who_was_stopped_is_not_written_to(sora: Person, hall: Facility) -> None:
    a_guardian(sora, mail="ken@example.org", stopped_at=NOW)
    with pytest.raises(Stopped):
        ask(sora, hall, mail="KEN@example.org")
    assert not Email.objects.exists()


def test_a_guardian_who_is_known_is_asked_as_themselves(sora: Person, hall: Facility) -> None:
    yoko = a_guardian(sora, mail="yoko@example.org")
    a_guardian(a_junior_high_student(), mail="yoko@example.org")
    assert ask(sora, hall, mail="yoko@example.org").request.guardian == yoko


def test_asking_again_replaces_the_link_to_the_same_address_and_no_other(
    sora: Person, hall: Facility
) -> None:
    first = ask(sora, hall, mail="yoko@example.org").request
    other = ask(sora, hall, mail="ken@example.org").request
    shown = ask(sora, hall).request
    ask(sora, hall, mail="yoko@example.org", now=NOW + 60)
    for request in (first, other, shown):
        request.refresh_from_db()
    assert first.expires_at == NOW + 60
    assert (other.expires_at, shown.expires_at) == (NOW + TWO_WEEKS, NOW + TWO_WEEKS)


def test_nobody_is_flooded_with_mail(sora: Person, hall: Facility) -> None:
    for _ in range(MOST_A_DAY):
        ask(sora, hall, mail="yoko@example.org")
    with pytest.raises(TooMany):
        ask(sora, hall, mail="ken@example.org")
    assert ask(sora, hall, now=NOW + 24 * 3600).token


def test_the_act_names_nobody_and_holds_no_address(sora: Person, hall: Facility) -> None:
    asked = ask(sora, hall, mail="yoko@example.org")
    act = Act.objects.get()
    assert (act.actor, act.verb, act.subject_id) == (sora, "ask_for_consent", asked.request.public_id)
    assert act.after == {
        "child": sora.public_id,
        "rulebook": "higashi-rules",
        "purpose": "evening",
        "way": "mail",
    }
