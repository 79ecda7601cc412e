"""The second factor: no desk opens without it, none needs a telephone of one's own, wrong codes wait."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from booking.actions.posts import OwnPost
from booking.actions.second_factors import reset_second_factor
from booking.actions.tries import seconds_to_wait
from booking.models import Act, Person, Post
from booking.queries.bookings import Absent
from booking.rules.staff import Role
from booking.rules.tries import LONGEST
from booking.web.second_factors import demo_code
from facilities.clock import machine_time
from facilities.models import Facility
from tests.booking.web.conftest import text_of
from tests.factories import NOW, a_facility
from tests.people import a_high_schooler, a_manager, staff

pytestmark = pytest.mark.django_db
PASSWORD = "yoru-no-mado-7"
ENTER = "/in/second/enter/"


@pytest.fixture(autouse=True)
def _asked(settings: Any) -> None:
    settings.STAFF_SECOND_FACTOR = True


@pytest.fixture
def oishi(hall: Facility) -> Person:
    person = staff(hall, role=Role.DESK)
    person.set_password(PASSWORD)
    person.save()
    return person


def signed_in(person: Person) -> Client:
    """By password, as far as that leads."""
    client = Client()
    client.post("/in/login/", {"login": person.card_number, "password": PASSWORD})
    return client


def code_of(secret: str, later: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, machine_time() // 30 + later))


def with_app(person: Person) -> str:
    """Sets an app up as somebody does, and gives the secret that it keeps."""
    client = signed_in(person)
    client.post("/in/reauthenticate/?next=/in/second/app/", {"password": PASSWORD})
    page = client.get("/in/second/app/")
    secret = str(page.context["form"].secret)
    answer = client.post("/in/second/app/", {"code": code_of(secret)})
    assert answer.headers["Location"] == "/in/second/codes/"
    return secret


def codes_of(person: Person) -> list[str]:
    codes = Authenticator.objects.get(user=person, type="recovery_codes").wrap()
    return list(codes.get_unused_codes())


def test_a_desk_leads_whoever_has_no_second_factor_to_setting_one_up(oishi: Person) -> None:
    client = signed_in(oishi)
    answer = client.get("/desk/higashi/")
    assert answer.headers["Location"] == "/in/second/?next=%2Fdesk%2Fhigashi%2F"
    page = text_of(client.get(answer.headers["Location"]).content.decode())
    assert "自分の電話は使わなくて大丈夫です" in page
    assert client.post("/desk/higashi/").headers["Location"] == "/in/second/?next=%2Fdesk%2F"


def test_whoever_has_no_post_there_is_not_led_anywhere(oishi: Person) -> None:
    a_facility("nukui")
    client = signed_in(oishi)
    assert client.get("/desk/nukui/").status_code == 404


def test_in_a_trial_nobody_has_to_have_one(oishi: Person, settings: Any) -> None:
    settings.STAFF_SECOND_FACTOR = False
    assert signed_in(oishi).get("/desk/higashi/").status_code == 200


def test_setting_one_up_asks_for_the_password_first_and_then_opens_the_desk(oishi: Person) -> None:
    client = signed_in(oishi)
    first = client.get("/in/second/app/")
    assert first.headers["Location"].startswith("/in/reauthenticate/")
    assert client.post("/in/reauthenticate/", {"password": "wrong"}).status_code == 200
    client.post("/in/reauthenticate/", {"password": PASSWORD})
    secret = client.get("/in/second/app/").context["form"].secret
    client.post("/in/second/app/", {"code": code_of(secret)})
    assert client.get("/desk/higashi/").status_code == 200
    act = Act.objects.get(verb="set_second_factor")
    assert (act.actor, act.after) == (oishi, {"kind": "totp"})


def test_the_next_time_the_password_alone_opens_nothing(oishi: Person) -> None:
    secret = with_app(oishi)
    client = signed_in(oishi)
    assert client.get("/desk/higashi/").headers["Location"].startswith("/in/login/")
    assert client.post(ENTER, {"code": code_of(secret, 1)}).status_code == 302
    assert client.get("/desk/higashi/").status_code == 200


def test_a_session_from_before_is_asked_for_it_once(oishi: Person) -> None:
    secret = with_app(oishi)
    client = Client()
    client.force_login(oishi)
    answer = client.get("/desk/higashi/")
    assert answer.headers["Location"] == "/in/second/again/?next=%2Fdesk%2Fhigashi%2F"
    back = client.post(answer.headers["Location"], {"code": code_of(secret, 1)})
    assert back.headers["Location"] == "/desk/higashi/"
    assert client.get("/desk/higashi/").status_code == 200


def test_a_printed_code_opens_once(oishi: Person) -> None:
    with_app(oishi)
    code = codes_of(oishi)[0]
    assert signed_in(oishi).post(ENTER, {"code": code}).status_code == 302
    assert signed_in(oishi).post(ENTER, {"code": code}).status_code == 200
    assert len(codes_of(oishi)) == 9


def test_a_code_of_an_app_opens_once(oishi: Person) -> None:
    secret = with_app(oishi)
    code = code_of(secret, 1)
    assert signed_in(oishi).post(ENTER, {"code": code}).status_code == 302
    assert signed_in(oishi).post(ENTER, {"code": code}).status_code == 200


def tried_for_an_hour(person: Person, source: str) -> None:
    """Wrong codes from there, the last of them just now: the next one waits for two minutes."""
    for ago in range(11, -1, -1):
        assert seconds_to_wait(f"second:{person.card_number}", source, machine_time() - ago * LONGEST) == 0


def test_a_wrong_code_delays_the_next_and_the_right_one_then_waits_too(oishi: Person) -> None:
    secret = with_app(oishi)
    tried_for_an_hour(oishi, "127.0.0.1")
    answer = signed_in(oishi).post(ENTER, {"code": code_of(secret, 1)})
    assert "待ってから、もう一度お試しください" in text_of(answer.content.decode())


def test_a_wrong_code_is_a_try(oishi: Person) -> None:
    with_app(oishi)
    signed_in(oishi).post(ENTER, {"code": "000000"})
    pair = f"second:{oishi.card_number}", "127.0.0.1"
    assert [seconds_to_wait(*pair, machine_time()) for _ in range(5)][-1] > 0


def test_whoever_hammers_elsewhere_keeps_nobody_out(oishi: Person) -> None:
    secret = with_app(oishi)
    tried_for_an_hour(oishi, "203.0.113.9")
    assert signed_in(oishi).post(ENTER, {"code": code_of(secret, 1)}).status_code == 302


def test_the_database_alone_gives_no_code_away(oishi: Person) -> None:
    secret = with_app(oishi)
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        kept = str(cursor.fetchall())
    assert secret not in kept
    assert not [code for code in codes_of(oishi) if code in kept]
    # While it is being set up the secret is in the session, and nowhere once that is done.
    assert not [one for one in Session.objects.all() if secret in str(one.get_decoded())]


def test_a_trial_shows_the_code_to_whoever_has_no_app(oishi: Person, settings: Any) -> None:
    secret = with_app(oishi)
    page = text_of(signed_in(oishi).get(ENTER).content.decode())
    assert re.search(r"今の番号をここに出しています: \d{6}", page)
    assert demo_code(oishi) in {code_of(secret), code_of(secret, -1)}
    settings.TRIAL = False
    assert demo_code(oishi) == ""
    assert "今の番号" not in text_of(signed_in(oishi).get(ENTER).content.decode())


def test_members_find_no_page_of_it(client: Client) -> None:
    client.force_login(a_high_schooler())
    for page in ("", "app/", "codes/", "key/", "again/", "codes/new/"):
        assert client.get(f"/in/second/{page}").status_code == 404, page


@pytest.mark.parametrize("page", ["codes/download/", "key/1/edit/", "key/login/", "trust/", "key/signup/"])
def test_a_page_that_nobody_has_thought_through_is_not_there(oishi: Person, page: str) -> None:
    assert signed_in(oishi).get(f"/in/second/{page}").status_code == 404


def test_a_manager_voids_a_lost_one_and_the_desk_asks_for_another(hall: Facility, oishi: Person) -> None:
    with_app(oishi)
    manager = a_manager(hall)
    reset_second_factor(post=Post.objects.get(person=oishi), actor=manager, now=NOW)
    answer = signed_in(oishi).get("/desk/higashi/")
    assert answer.headers["Location"].startswith("/in/second/?next=")
    assert Act.objects.get(verb="reset_second_factor").actor == manager


def test_wherever_they_were_signed_in_with_the_lost_key_that_has_ended(hall: Facility, oishi: Person) -> None:
    lost, member = signed_in(oishi), Client()
    member.force_login(a_high_schooler())
    reset_second_factor(post=Post.objects.get(person=oishi), actor=a_manager(hall), now=NOW)
    assert lost.get("/me/").headers["Location"].startswith("/in/login/")
    assert member.get("/me/").status_code == 200, "nobody else has to sign in anew"


def test_nobody_voids_their_own_nor_anothers_without_the_right(hall: Facility, oishi: Person) -> None:
    manager = a_manager(hall)
    with pytest.raises(OwnPost):
        reset_second_factor(post=Post.objects.get(person=manager), actor=manager, now=NOW)
    with pytest.raises(Absent):
        reset_second_factor(post=Post.objects.get(person=manager), actor=oishi, now=NOW)
    stranger = a_manager(a_facility("nukui"))
    with pytest.raises(Absent):
        reset_second_factor(post=Post.objects.get(person=oishi), actor=stranger, now=NOW)


def test_the_admin_is_behind_it_too(oishi: Person) -> None:
    Person.objects.filter(pk=oishi.pk).update(is_superuser=True)
    client = signed_in(oishi)
    assert client.get("/admin/", follow=True).redirect_chain[-1][0].startswith("/in/second/")
    with_app(oishi)
    secret = Authenticator.objects.get(user=oishi, type="totp")
    assert secret
    inside = signed_in(oishi)
    inside.post(ENTER, {"code": codes_of(oishi)[0]})
    assert inside.get("/admin/").status_code == 200


def test_whoever_is_no_staff_finds_no_admin(client: Client) -> None:
    assert client.get("/admin/", follow=True).redirect_chain[-1][0].startswith("/in/login/?next=")
    client.force_login(a_high_schooler())
    assert client.get("/admin/", follow=True).status_code == 404


def test_a_key_that_is_no_key_is_refused_in_words(oishi: Person) -> None:
    client = signed_in(oishi)
    client.post("/in/reauthenticate/", {"password": PASSWORD})
    assert client.get("/in/second/key/").status_code == 200
    for made in ("", "x", "{}", '{"id": 1}', "[]"):
        answer = client.post("/in/second/key/", {"name": "館の鍵", "credential": made})
        assert answer.status_code == 200, made
        assert "もう一度たしかめてください" in text_of(answer.content.decode()), made
