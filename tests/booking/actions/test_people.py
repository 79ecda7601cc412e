"""Becoming a member: online, at the counter, and the first password."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password

from booking.actions.particulars import Newcomer, Particulars, Unclear
from booking.actions.people import (
    CODE_LIVES,
    CardTaken,
    WrongCode,
    give_first_code,
    register,
    register_at_desk,
    set_first_password,
)
from booking.actions.texts import Unfit
from booking.models import Act, FirstCode, Notice, Person, Registration
from booking.queries.bookings import Absent
from tests.factories import AT_REGISTERING, AT_THE_COUNTER, NOW, REGISTERING, a_hall
from tests.people import a_high_schooler, staff

pytestmark = pytest.mark.django_db
BORN = date(2012, 6, 20)


def link(token: str) -> str:
    return f"https://example.org/{token}/"


def a_newcomer(born: date = BORN, ties: tuple[str, ...] = (), **told: Any) -> Newcomer:
    return Newcomer(Particulars(**{"name": "森そら", **told}), born, ties)


def joined(newcomer: Newcomer) -> Person:
    return register(newcomer=newcomer, password_hash=make_password("akari-2026"), now=NOW, link=link)


def registration_of(person: Person) -> Registration | None:
    return Registration.objects.filter(person=person).first()


def test_somebody_registers_and_signs_in_with_a_card_number_of_their_own() -> None:
    person = Person.objects.get(
        pk=joined(a_newcomer(reading="もりそら", call_name="そら", phone="042-000-0000")).pk
    )
    assert person.check_password("akari-2026")
    assert (person.name, person.reading, person.call_name, person.birth_date) == (
        "森そら",
        "もりそら",
        "そら",
        BORN,
    )
    assert len(person.card_number) == 8
    assert person.card_number.isdecimal()
    assert person.card_number in Notice.objects.get(person=person).body


@pytest.mark.parametrize("name", ["Nguyễn Thị Minh Khai", "عبد الله", "𠮷田 渚", "김서연", "X" * 2000])
def test_a_name_of_any_script_is_kept_as_it_is_written(name: str) -> None:
    assert joined(a_newcomer(name=name)).name == name


@pytest.mark.parametrize("phone", ["(042)000-0000", "０９０ー００００ー００００", "+81 42 000 0000"])
def test_a_number_is_taken_as_people_write_it(phone: str) -> None:
    assert joined(a_newcomer(phone=phone)).phone in ("(042)000-0000", "090-0000-0000", "+81 42 000 0000")


@pytest.mark.parametrize(
    ("told", "error"),
    [
        ({"name": " "}, Unclear),
        ({"name": "\u200b"}, Unclear),
        ({"name": "X" * 2001}, Unfit),
        ({"name": "そら\u202e"}, Unfit),
        ({"phone": "わからない"}, Unclear),
        ({"email": "sora"}, Unclear),
        ({"language": "xx"}, Unclear),
    ],
)
def test_what_cannot_be_stored_is_refused_with_its_field(
    told: dict[str, str], error: type[Exception]
) -> None:
    with pytest.raises(error) as found:
        joined(a_newcomer(**told))
    assert found.value.field == next(iter(told))  # type: ignore[attr-defined]
    assert Person.objects.count() == 0


def test_two_of_one_name_and_birth_date_are_two_members_and_nobody_is_told() -> None:
    assert joined(a_newcomer()).card_number != joined(a_newcomer()).card_number


@pytest.mark.both
def test_what_is_sent_twice_registers_one_person() -> None:
    a_hall(REGISTERING)
    told: dict[str, Any] = {"password_hash": "!", "now": NOW, "link": link, "public_id": "k" * 16}
    first, second = register(newcomer=a_newcomer(), **told), register(newcomer=a_newcomer(), **told)
    assert (first.pk, first.card_number) == (second.pk, second.card_number)
    assert (Person.objects.count(), Registration.objects.count(), Notice.objects.count()) == (1, 1, 1)


def test_an_act_says_how_somebody_came_and_not_who(django_assert_num_queries: Any) -> None:
    joined(a_newcomer(email="sora@example.org"))
    [act] = Act.objects.all()
    assert (act.verb, act.after) == ("register", {"channel": "web"})


def test_where_registering_online_is_enough_it_is_valid_until_the_last_day_of_the_fiscal_year() -> None:
    a_hall(REGISTERING)
    made = registration_of(joined(a_newcomer()))
    assert made is not None
    assert (made.registry, made.state, made.valid_until) == ("higashi-rules", "valid", date(2027, 3, 31))


def test_a_tie_that_nobody_has_proved_leaves_it_to_the_desk() -> None:
    a_hall(REGISTERING + AT_REGISTERING)
    made = registration_of(joined(a_newcomer(ties=("lives",))))
    assert made is not None
    assert made.state == "applied"


def test_a_child_who_needs_a_guardians_consent_has_applied() -> None:
    a_hall(REGISTERING + AT_REGISTERING.replace("residency", "residency", 1))
    made = registration_of(joined(a_newcomer(born=date(2017, 9, 3), ties=("lives",))))
    assert made is not None
    assert made.state == "applied"


def test_whom_the_rules_do_not_register_is_a_member_without_a_registration() -> None:
    a_hall(REGISTERING + AT_REGISTERING)
    assert registration_of(joined(a_newcomer(born=date(2023, 9, 3), ties=("lives",)))) is None


def test_where_one_registers_at_the_counter_only_the_web_registers_nobody() -> None:
    hall = a_hall(REGISTERING + AT_THE_COUNTER)
    assert registration_of(joined(a_newcomer())) is None
    made = register_at_desk(newcomer=a_newcomer(), seen={}, actor=staff(hall), now=NOW, link=link)
    registration = registration_of(made.person)
    assert registration is not None
    assert registration.state == "valid"


def test_a_hall_that_asks_no_people_to_register_has_nobody_registered() -> None:
    a_hall()
    assert registration_of(joined(a_newcomer())) is None


def test_the_desk_hands_out_a_card_and_a_code_that_sets_the_password_once() -> None:
    desk = staff(a_hall())
    made = register_at_desk(
        newcomer=a_newcomer(), seen={"lives": None}, card="K-0042", actor=desk, now=NOW, link=link
    )
    [tie] = made.person.ties.all()
    assert (tie.verified_by, tie.verified_on) == (desk, date(2026, 12, 2))
    assert not made.person.has_usable_password()
    typed = made.code.upper().replace("-", " ")
    person = set_first_password(card="K-0042", code=typed, password_hash=make_password("akari-2026"), now=NOW)
    assert person.check_password("akari-2026")
    with pytest.raises(WrongCode):
        set_first_password(card="K-0042", code=typed, password_hash="!", now=NOW)


def test_a_code_is_kept_as_a_fingerprint_and_dies_after_thirty_days() -> None:
    made = register_at_desk(newcomer=a_newcomer(), seen={}, actor=staff(a_hall()), now=NOW, link=link)
    assert made.code not in FirstCode.objects.get().code_hash
    card = made.person.card_number
    for code, now in ((made.code, NOW + CODE_LIVES), ("2222-2222-2222", NOW)):
        with pytest.raises(WrongCode):
            set_first_password(card=card, code=code, password_hash="!", now=now)


def test_another_code_kills_the_first_and_whoever_had_a_password_is_told() -> None:
    desk, member = staff(a_hall()), joined(a_newcomer())
    first = give_first_code(person=member, actor=desk, now=NOW).code
    second = give_first_code(person=member, actor=desk, now=NOW).code
    with pytest.raises(WrongCode):
        set_first_password(card=member.card_number, code=first, password_hash="!", now=NOW)
    set_first_password(card=member.card_number, code=second, password_hash=make_password("x"), now=NOW)
    assert Notice.objects.filter(person=member, kind="code_given").count() == 2


def test_a_card_is_one_persons_and_only_the_desk_hands_them_out() -> None:
    desk = staff(a_hall())
    with pytest.raises(CardTaken):
        register_at_desk(
            newcomer=a_newcomer(), seen={}, card=desk.card_number, actor=desk, now=NOW, link=link
        )
    with pytest.raises(Absent):
        register_at_desk(newcomer=a_newcomer(), seen={}, actor=a_high_schooler(), now=NOW, link=link)
