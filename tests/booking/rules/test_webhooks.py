"""What others are told, how it is signed, and where it may never go."""

import hashlib
import hmac
from itertools import accumulate, takewhile

import pytest

from booking.rules.lifecycle import HOLDING, State
from booking.rules.webhooks import (
    GONE,
    STANDING,
    TRIES,
    Event,
    Unsafe,
    event_of,
    host_of,
    may_call,
    pause_after,
    signature,
)

LISTED = frozenset({"stats.city.example", "door.city.example:8443", "127.0.0.1:9000"})
MADE = {"state": "booked", "room_id": 1, "start": 1, "end": 2, "headcount": 5}


@pytest.mark.parametrize(
    ("before", "after", "event"),
    [
        ({}, MADE, Event.MADE),
        ({}, MADE | {"state": "provisional"}, Event.MADE),
        ({}, MADE | {"state": "offered"}, None),
        ({"state": "offered"}, {"state": "booked"}, Event.MADE),
        ({"state": "cancelled"}, {"state": "booked"}, Event.MADE),
        ({"state": "provisional"}, {"state": "booked"}, None),
        ({"state": "booked"}, {"state": "in_use"}, None),
        ({"start": 1, "end": 2}, {"start": 3, "end": 4}, Event.MOVED),
        ({"end": 2}, {"end": 3}, Event.MOVED),
        ({"room_id": 1}, {"room_id": 2}, Event.MOVED),
        ({"headcount": 5}, {"headcount": 6}, None),
        ({"state": "booked"}, {"state": "cancelled"}, Event.CANCELLED),
        ({"state": "booked"}, {"state": "no_show"}, Event.CANCELLED),
        ({"state": "provisional"}, {"state": "lapsed"}, Event.CANCELLED),
        ({"state": "offered"}, {"state": "lapsed"}, None),
        ({}, {}, None),
    ],
)
def test_a_change_is_what_it_means_to_whoever_hears_only_of_bookings(
    before: dict[str, object], after: dict[str, object], event: Event | None
) -> None:
    assert event_of("booking", "verb", before, after) == event


@pytest.mark.parametrize("verb", ["count", "correct_headcount", "uncount"])
def test_counting_is_told_also_when_it_is_taken_back(verb: str) -> None:
    assert event_of("booking", verb, {"taking_part.adult": 3}, {}) == Event.COUNTED


def test_a_look_at_a_number_is_not_told() -> None:
    assert event_of("booking", "see_number", {}, {}) is None


def test_what_is_done_to_people_and_halls_is_never_told() -> None:
    for subject in ("person", "hall", "group", "series", "webhook"):
        assert event_of(subject, "book", {}, MADE) is None


def test_every_state_but_an_offer_and_the_end_of_use_stands_or_is_gone() -> None:
    assert STANDING | {State.OFFERED} == HOLDING
    assert set(State) - STANDING - GONE == {State.OFFERED, State.USED}


def test_pauses_grow_and_the_tenth_try_is_the_last_after_more_than_a_weekend() -> None:
    pauses = list(takewhile(lambda pause: pause is not None, map(pause_after, range(1, 99))))
    assert len(pauses) == TRIES - 1
    assert pauses[:3] == [30, 90, 270]
    assert list(accumulate(pauses))[-1] > 3 * 24 * 60 * 60
    assert pause_after(TRIES) is None


def test_a_signature_is_what_docs_operations_says() -> None:
    t, v1 = (part.split("=")[1] for part in signature("secret", 1_764_000_000, b'{"a": 1}').split(","))
    assert v1 == hmac.new(b"secret", t.encode() + b"." + b'{"a": 1}', hashlib.sha256).hexdigest()


def test_another_body_another_instant_or_another_secret_is_another_signature() -> None:
    given = [
        ("s", 1, b"a"),
        ("s", 1, b"b"),
        ("s", 2, b"a"),
        ("t", 1, b"a"),
        ("s", 11, b".a"),
        ("s", 1, b"1.a"),
    ]
    assert len({signature(*one).split("v1=")[1] for one in given}) == len(given)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://stats.city.example/", "scheme"),
        ("ftp://stats.city.example/", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("//stats.city.example/", "scheme"),
        ("https://user@stats.city.example/", "malformed"),
        ("https://user:pass@stats.city.example/", "malformed"),
        ("https://stats.city.example/#part", "malformed"),
        ("https://stats.city.example:port/", "malformed"),
        ("https://[::1", "malformed"),
        ("https://", "unlisted"),
        ("https://stats.city.example.evil.example/", "unlisted"),
        ("https://stats.city.example:8443/", "unlisted"),
        ("https://door.city.example/", "unlisted"),
        ("https://evil.example/?stats.city.example", "unlisted"),
        ("https://stats.city.example%2eevil.example/", "unlisted"),
    ],
)
def test_an_address_that_is_not_plainly_a_listed_host_is_not_called(url: str, why: str) -> None:
    with pytest.raises(Unsafe, match=why):
        host_of(url, LISTED, trial=False)


def test_a_listed_host_is_called_at_its_own_port() -> None:
    assert host_of("https://stats.city.example/a?b=c", LISTED, trial=False) == ("stats.city.example", 443)
    assert host_of("https://STATS.city.example:443/", LISTED, trial=False) == ("stats.city.example", 443)
    assert host_of("https://door.city.example:8443/", LISTED, trial=False) == ("door.city.example", 8443)
    assert host_of("http://127.0.0.1:9000/", LISTED, trial=True) == ("127.0.0.1", 9000)


PRIVATE = (
    "127.0.0.1", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",  # noqa: S104
    "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1",
    "::ffff:10.0.0.1", "2001:db8::1", "::7f00:1", "::10.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::a00:1",
    "2002:7f00:1::", "2002:a00:1::1", "2001:0:7f00:1::", "fec0::1", "fe80::1%eth0", "fd00:ec2::254",
)  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_nothing_is_sent_into_our_own_network(address: str) -> None:
    assert not may_call(address, trial=False)


@pytest.mark.parametrize("address", ["203.0.114.5", "2606:4700::1", "::ffff:203.0.114.5"])
def test_the_public_network_may_be_called_but_never_from_a_trial(address: str) -> None:
    assert may_call(address, trial=False)
    assert not may_call(address, trial=True)


def test_a_trial_reaches_its_own_machine_only() -> None:
    assert [one for one in PRIVATE if may_call(one, trial=True)] == ["127.0.0.1", "::1", "::ffff:127.0.0.1"]
