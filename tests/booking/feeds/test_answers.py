"""A feed as an HTTP answer, points 1 to 6 of a good feed: known again, packed, and nothing more."""

import gzip
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from booking.models import Person
from facilities.models import Facility, Room
from tests.booking.feeds.conftest import Get, booked, headers_of, told
from tests.factories import at


# 1
def test_a_feed_is_a_calendar_in_utf_8_with_a_file_name_and_not_to_be_sniffed(
    get: Get, every_feed: str
) -> None:
    answer = get(every_feed)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert re.fullmatch(r'inline; filename="[a-z0-9-]+\.ics"', answer["Content-Disposition"])
    assert answer["X-Content-Type-Options"] == "nosniff"


# 2
def test_whoever_has_the_version_gets_304_without_a_body(get: Get, every_feed: str) -> None:
    tag = get(every_feed)["ETag"]
    answer = get(every_feed, if_none_match=tag)
    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", tag)


@pytest.mark.parametrize("form", ["{strong}", "W/{strong}", '"one", W/"two", {strong}', "*"])
def test_a_tag_is_known_in_a_list_and_with_or_without_its_weakness(
    get: Get, every_feed: str, form: str
) -> None:
    strong = get(every_feed)["ETag"].removeprefix("W/")
    assert get(every_feed, if_none_match=form.format(strong=strong)).status_code == 304


@pytest.mark.parametrize("tags", ['"another"', "unquoted", ""])
def test_another_tag_gets_the_whole_feed(get: Get, every_feed: str, tags: str) -> None:
    assert get(every_feed, if_none_match=tags).status_code == 200


def test_the_tag_wins_over_the_date(get: Get, every_feed: str) -> None:
    first = get(every_feed)
    assert (
        get(every_feed, if_none_match='"other"', if_modified_since=first["Last-Modified"]).status_code == 200
    )
    old = "Thu, 01 Jan 2026 00:00:00 GMT"
    assert get(every_feed, if_none_match=first["ETag"], if_modified_since=old).status_code == 304


def test_the_tag_changes_with_a_booking_and_the_day(
    get: Get, feed: str, room: Room, teen: Person, settings: Settings
) -> None:
    seen = [get(feed)["ETag"]]
    booked(room, teen)
    seen.append(get(feed)["ETag"])
    settings.CLOCK = "2026-12-03T00:00:00+09:00"
    seen.append(get(feed)["ETag"])
    assert len(set(seen)) == 3


def test_the_tag_changes_with_the_language(get: Get, public_feed: str) -> None:
    assert get(public_feed)["ETag"] != get(f"{public_feed}?lang=en")["ETag"]


def test_an_unchanged_feed_costs_two_queries_at_most(
    get: Get, every_feed: str, room: Room, teen: Person
) -> None:
    booked(room, teen)
    first = get(every_feed)
    for headers, most in (
        ({"if_none_match": first["ETag"]}, 1),
        ({"if_modified_since": first["Last-Modified"]}, 2),
    ):
        with CaptureQueriesContext(connection) as queries:
            assert get(every_feed, **headers).status_code == 304
        assert len(queries) == most, queries.captured_queries
        assert "django_session" not in str(queries.captured_queries)


# 3
def test_last_modified_is_when_the_feed_became_what_it_is(
    get: Get, feed: str, room: Room, teen: Person, settings: Settings
) -> None:
    assert get(feed)["Last-Modified"] == "Wed, 02 Dec 2026 07:10:00 GMT"
    settings.CLOCK = "2026-12-02T17:00:00+09:00"
    assert get(feed)["Last-Modified"] == "Wed, 02 Dec 2026 07:10:00 GMT"
    booked(room, teen, now=at("2026-12-02 17:00"))
    assert get(feed)["Last-Modified"] == "Wed, 02 Dec 2026 08:00:00 GMT"


def test_whoever_has_read_it_since_gets_304_and_whoever_has_not_gets_it(
    get: Get, feed: str, room: Room, teen: Person
) -> None:
    since = get(feed)["Last-Modified"]
    assert get(feed, if_modified_since=since).status_code == 304
    assert get(feed, if_modified_since="Wed, 02 Dec 2026 07:09:59 GMT").status_code == 200
    assert get(feed, if_modified_since="yesterday").status_code == 200
    booked(room, teen)
    assert get(feed, if_modified_since=since).status_code == 200


def test_two_versions_of_one_second_have_two_dates(get: Get, feed: str, room: Room, teen: Person) -> None:
    first = get(feed)["Last-Modified"]
    booked(room, teen)
    assert get(feed)["Last-Modified"] > first


def test_a_hall_with_another_name_is_news(get: Get, feed: str, room: Room, teen: Person) -> None:
    booked(room, teen)
    first = get(feed)
    hall = room.facility
    Facility.objects.filter(pk=hall.pk).update(name_ja="ひがし館", revision=hall.revision + 1)
    assert get(feed, if_none_match=first["ETag"]).status_code == 200
    assert told(get(feed))[0].location == "ひがし館 音楽室"


# 4
def test_head_says_what_get_says_without_a_body(get: Get, every_feed: str) -> None:
    got, head = get(every_feed), get(every_feed, method="head")
    assert (head.status_code, head.content) == (200, b"")
    assert headers_of(head) == headers_of(got)
    assert int(head["Content-Length"]) == len(got.content)
    assert get(every_feed, method="head", if_none_match=got["ETag"]).status_code == 304


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_feed_is_only_read(get: Get, every_feed: str, method: str) -> None:
    assert get(every_feed, method=method).status_code == 405


# 5
@pytest.mark.parametrize("accepted", ["gzip", "deflate, gzip;q=0.5", "br, *", "GZIP"])
def test_a_feed_is_packed_for_whoever_takes_it(get: Get, every_feed: str, accepted: str) -> None:
    plain, packed = get(every_feed), get(every_feed, accept_encoding=accepted)
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert packed["ETag"] == plain["ETag"]
    assert "Accept-Encoding" in packed["Vary"]
    assert "Accept-Encoding" in plain["Vary"]


@pytest.mark.parametrize("accepted", ["", "identity", "gzip;q=0", "gzip;q=0.0, br", "*;q=0", "gzip;q=0, *"])
def test_a_feed_is_left_plain_for_whoever_does_not(get: Get, every_feed: str, accepted: str) -> None:
    assert "Content-Encoding" not in get(every_feed, accept_encoding=accepted)


# 6
@pytest.mark.parametrize("headers", [{}, {"if_none_match": "*"}])
def test_a_private_feed_stays_out_of_shared_caches(
    get: Get, private_feed: str, headers: dict[str, str]
) -> None:
    assert get(private_feed, **headers)["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("headers", [{}, {"if_none_match": "*"}])
def test_a_public_feed_may_go_into_shared_caches(get: Get, public_feed: str, headers: dict[str, str]) -> None:
    assert get(public_feed, **headers)["Cache-Control"] == "public, max-age=300"


def test_a_feed_sets_no_cookie_asks_for_none_and_leads_nowhere_else(get: Get, every_feed: str) -> None:
    answer = get(every_feed)
    assert not answer.cookies
    assert "Cookie" not in answer["Vary"]
    assert "Location" not in answer
