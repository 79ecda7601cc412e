"""Points 7 and 8 of a good feed: whoever knows the address of a private feed reads it, and nobody else."""

import logging
import re
from io import StringIO

import pytest

from booking.actions.subscriptions import MOST, TooMany, renew, revoke, subscribe
from booking.models import Guardian, Person, Subscription
from facilities.models import Room
from tests.booking.feeds.conftest import Get, booked, headers_of, private
from tests.factories import NOW
from tests.people import staff

HOLDERS = {"member_feed": "teen", "child_feed": "guardian", "group_feed": "teen", "staff_feed": "desk"}


@pytest.fixture(params=HOLDERS)
def kind(request: pytest.FixtureRequest) -> str:
    """The fixture of each kind of private feed."""
    name: str = request.param
    return name


@pytest.fixture
def address(request: pytest.FixtureRequest, kind: str) -> str:
    found: str = request.getfixturevalue(kind)
    return found


@pytest.fixture
def holder(request: pytest.FixtureRequest, kind: str) -> Person | Guardian:
    found: Person | Guardian = request.getfixturevalue(HOLDERS[kind])
    return found


def token_of(address: str) -> str:
    return address.removeprefix("/feeds/member/").removesuffix(".ics")


# 7
def test_a_token_has_at_least_128_random_bits_and_is_kept_only_as_its_hash(address: str) -> None:
    token = token_of(address)
    assert re.fullmatch(r"[0-9a-f]{32,}", token)
    [kept] = Subscription.objects.values()
    assert token not in str(kept)


def test_no_two_subscriptions_have_one_token(teen: Person) -> None:
    tokens = {token_of(private(teen, name=f"機器 {number}")) for number in range(MOST)}
    assert len(tokens) == MOST
    with pytest.raises(TooMany):
        private(teen, name="もう1台")


def test_an_address_does_not_say_what_is_behind_it(address: str) -> None:
    assert re.fullmatch(r"/feeds/member/[0-9a-f]+\.ics", address)


def test_each_device_has_its_own_token_and_is_revoked_alone(get: Get, teen: Person) -> None:
    phone, laptop = (subscribe(holder=teen, name=name, now=NOW) for name in ("電話", "ノート"))
    revoke(holder=teen, public_id=phone.subscription.public_id, now=NOW)
    assert get(f"/feeds/member/{phone.token}.ics").status_code == 404
    assert get(f"/feeds/member/{laptop.token}.ics").status_code == 200


def test_a_renewed_token_kills_the_one_before(get: Get, address: str, holder: Person | Guardian) -> None:
    [one] = Subscription.objects.all()
    tag = get(address)["ETag"]
    new = renew(holder=holder, public_id=one.public_id, edition=one.edition, now=NOW).token
    assert get(address).status_code == 404
    assert get(address, if_none_match=tag).status_code == 404, "not even that it is as it was"
    assert get(f"/feeds/member/{new}.ics")["ETag"] == tag


def test_a_revoked_token_is_answered_exactly_like_one_that_never_was(
    get: Get, address: str, holder: Person | Guardian
) -> None:
    [one] = Subscription.objects.all()
    revoke(holder=holder, public_id=one.public_id, now=NOW)
    dead, never = get(address), get(f"/feeds/member/{'0' * 40}.ics")
    assert dead.status_code == never.status_code == 404
    assert headers_of(dead) == headers_of(never)
    assert dead.content.replace(token_of(address).encode(), b"0" * 40) == never.content


def test_a_token_is_dead_with_the_membership(get: Get, teen: Person, member_feed: str) -> None:
    Person.objects.filter(pk=teen.pk).update(is_active=False)
    assert get(member_feed).status_code == 404


def test_a_staff_token_is_dead_with_its_holders_membership_and_no_others(
    get: Get, desk: Person, staff_feed: str, room: Room
) -> None:
    colleagues = private(staff(room.facility), room.facility)
    Person.objects.filter(pk=desk.pk).update(is_active=False)
    assert [get(feed).status_code for feed in (staff_feed, colleagues)] == [404, 200]


def test_a_wrong_token_is_answered_exactly_like_an_unknown_page(get: Get, token: str) -> None:
    wrong, unknown = get(f"/feeds/member/{token[::-1]}.ics"), get(f"/feeds/nobody/{token[::-1]}.ics")
    assert wrong.status_code == unknown.status_code == 404
    assert headers_of(wrong) == headers_of(unknown)
    assert wrong.content.replace(b"/member/", b"/nobody/") == unknown.content


# 8
def test_the_token_is_in_no_body_and_no_header(get: Get, room: Room, teen: Person, address: str) -> None:
    booked(room, teen)
    answer = get(address)
    assert token_of(address) not in answer.content.decode()
    assert token_of(address) not in str(dict(answer.items()))


def test_no_other_place_is_told_from_where_one_comes(get: Get, address: str) -> None:
    assert get(address)["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_log_line_holds_a_token(get: Get, token: str, method: str) -> None:
    dead, said = token[::-1], StringIO()
    [console] = [one for one in logging.getLogger().handlers if one.get_name() == "console"]
    assert isinstance(console, logging.StreamHandler)
    before = console.setStream(said)
    try:
        get(f"/feeds/member/{dead}.ics", method=method)
    finally:
        console.setStream(before)
    assert "/feeds/member/" in said.getvalue()
    assert dead not in said.getvalue()
