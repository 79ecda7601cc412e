"""An address becomes somebody's by the link that was sent there; nobody learns whose else it is."""

import re

import pytest
from post_office.models import Email

from booking.actions.addresses import A_WEEK, confirm_address, give_address
from booking.actions.particulars import Unclear
from booking.models import Act, NewAddress, Person
from booking.queries.bookings import Absent
from tests.factories import NOW
from tests.people import a_high_schooler, a_senior

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored_mail")]
NEW = "sora@example.org"


def given(person: Person, email: str = NEW) -> str:
    """The token in the link that was sent; "" if none was."""
    give_address(person=person, email=email, now=NOW, link=lambda token: f"https://example.org/{token}/")
    last = Email.objects.filter(to=email).order_by("-pk").first()
    found = re.search(r"example.org/(\w+)/", last.message) if last else None
    return found[1] if found else ""


def test_an_address_is_theirs_once_its_link_is_opened() -> None:
    person = a_high_schooler()
    token = given(person)
    assert Person.objects.get(pk=person.pk).email == ""
    assert confirm_address(token=token, now=NOW).email == NEW
    with pytest.raises(Absent):
        confirm_address(token=token, now=NOW)


def test_a_change_is_told_to_the_address_before_and_the_act_names_none() -> None:
    person = a_high_schooler(email="old@example.org")
    confirm_address(token=given(person), now=NOW)
    assert "変わりました" in Email.objects.get(to="old@example.org").subject
    [act] = Act.objects.all()
    assert (act.verb, act.before, act.after) == ("change_address", {}, {})


def test_a_link_is_good_for_a_week_and_only_the_last_one_counts() -> None:
    person = a_high_schooler()
    first, second = given(person), given(person)
    for token, now in ((first, NOW), (second, NOW + A_WEEK)):
        with pytest.raises(Absent):
            confirm_address(token=token, now=now)
    assert confirm_address(token=second, now=NOW + A_WEEK - 1) == person


def test_an_address_of_somebody_else_is_told_to_its_owner_and_nothing_changes() -> None:
    a_senior(email=NEW)
    person = a_high_schooler()
    assert given(person) == ""
    [sent] = Email.objects.all()
    assert "ほかのカードで使われています" in sent.message
    assert NewAddress.objects.filter(person=person).exists(), "the page looks as for any other address"


def test_of_two_who_are_sent_a_link_for_one_address_the_first_to_open_it_has_it() -> None:
    one, two = a_high_schooler(), a_high_schooler()
    first, second = given(one), given(two)
    confirm_address(token=second, now=NOW)
    with pytest.raises(Absent):
        confirm_address(token=first, now=NOW)
    assert Person.objects.get(email=NEW) == two


def test_an_address_is_given_up_by_leaving_it_empty() -> None:
    person = a_high_schooler(email=NEW)
    give_address(person=person, email="", now=NOW, link=str)
    assert Person.objects.get(pk=person.pk).email == ""


def test_what_is_no_address_is_refused() -> None:
    with pytest.raises(Unclear):
        given(a_high_schooler(), "sora at home")
