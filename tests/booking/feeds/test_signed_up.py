"""The dates for which somebody signed up, in their own feed: the entry of their mails, by their number."""

import pytest
from pytest_django.fixtures import Settings

from booking.actions.programmes import cancel_session, move_session
from booking.actions.signups import change_signup, stay_away
from booking.models import Enclosure, FeedVersion, Person, Programme, Session
from facilities.models import Facility
from tests.booking.feeds.conftest import Get, told, vevents
from tests.booking.songs import CHILD, ELDER, FIRST, SECOND, SUNDAY, at_both, signed_up, the_songs
from tests.factories import NOW
from tests.ical_reader import Part, read
from tests.people import a_senior, a_young_adult

LATER = NOW + 60
CITY = "/feeds/programmes.ics"


@pytest.fixture
def songs(hall: Facility, desk: Person) -> Programme:
    return the_songs(hall, desk)


@pytest.fixture
def day(songs: Programme) -> Session:
    return songs.sessions.get(start=FIRST.start)


def by_uid(found: list[Part]) -> dict[str, int]:
    return {one.value("UID"): int(one.value("SEQUENCE")) for one in found}


def states(get: Get, feed: str) -> list[tuple[int, str]]:
    return [(one.start, one.status) for one in told(get(feed))]


@pytest.mark.usefixtures("stored_mail")
def test_a_date_is_the_entry_of_the_mail_and_of_everybodys_feed_and_never_below_that(
    get: Get, member_feed: str, day: Session, teen: Person, desk: Person
) -> None:
    signed_up(day, teen, CHILD)
    move_session(session=day, span=SUNDAY, actor=desk, now=LATER)
    mails = [read(one.text.encode()).named("VEVENT")[0] for one in Enclosure.objects.order_by("mail")]
    own, everybodys = by_uid(vevents(get(member_feed))), by_uid(vevents(get(CITY)))
    [(uid, number)] = own.items()
    assert [one.value("UID") for one in mails] == [uid, uid]
    assert int(mails[0].value("SEQUENCE")) < int(mails[1].value("SEQUENCE")) == number
    assert everybodys[uid] < number
    assert states(get, member_feed) == [(SUNDAY.start, "CONFIRMED")]


def test_what_others_sign_up_for_moves_no_feed(
    get: Get, member_feed: str, programme_feed: str, songs: Programme, day: Session, teen: Person
) -> None:
    signed_up(day, teen, CHILD)
    feeds = (member_feed, programme_feed, CITY)
    before = [get(one) for one in feeds]
    other = signed_up(day, a_young_adult(), CHILD, now=LATER)
    stay_away(signup=other, session=day, actor=other.person, now=LATER + 1)
    FeedVersion.objects.update(packed=b"")
    after = [get(one) for one in feeds]
    assert [one.content for one in after] == [one.content for one in before]
    for header in ("ETag", "Last-Modified"):
        assert [one[header] for one in after] == [one[header] for one in before]


def test_a_date_that_was_given_back_is_crossed_out_until_a_week_after_it(
    get: Get, member_feed: str, songs: Programme, day: Session, teen: Person, settings: Settings
) -> None:
    mine = at_both(songs, teen, CHILD)
    get(member_feed)
    stay_away(signup=mine, session=day, actor=teen, now=LATER)
    assert states(get, member_feed) == [(FIRST.start, "CANCELLED"), (SECOND.start, "CONFIRMED")]
    # It takes place without them: its name says nothing else.
    assert {one.summary for one in told(get(member_feed))} == {"歌の会"}
    assert [one.status for one in told(get(CITY))] == ["CONFIRMED", "CONFIRMED"]
    settings.CLOCK = "2026-12-20T00:00:00+09:00"
    assert states(get, member_feed) == [(SECOND.start, "CONFIRMED")]


def test_a_date_that_a_change_leaves_out_is_crossed_out_too(
    get: Get, member_feed: str, songs: Programme, day: Session, teen: Person
) -> None:
    mine = at_both(songs, teen, CHILD)
    before = by_uid(vevents(get(member_feed)))
    change_signup(signup=mine, sessions=[day.public_id], party=[CHILD], actor=teen, now=LATER)
    assert states(get, member_feed) == [(FIRST.start, "CONFIRMED"), (SECOND.start, "CANCELLED")]
    after = by_uid(vevents(get(member_feed)))
    assert all(after[uid] > number for uid, number in before.items())


def test_what_one_waits_for_is_in_no_calendar_until_one_has_a_place(
    get: Get, member_feed: str, day: Session, teen: Person
) -> None:
    first = signed_up(day, a_senior(), ELDER)
    mine = signed_up(day, teen, ELDER, now=LATER)
    assert told(get(member_feed)) == []
    stay_away(signup=first, session=day, actor=first.person, now=LATER + 1)
    assert states(get, member_feed) == [(FIRST.start, "CONFIRMED")]
    stay_away(signup=mine, session=day, actor=teen, now=LATER + 2)
    assert states(get, member_feed) == [(FIRST.start, "CANCELLED")]


def test_a_date_that_is_called_off_says_so_in_ones_own_feed(
    get: Get, member_feed: str, day: Session, teen: Person, desk: Person
) -> None:
    signed_up(day, teen, CHILD)
    get(member_feed)
    cancel_session(session=day, actor=desk, now=LATER)
    [event] = told(get(member_feed))
    assert (event.summary, event.status) == ("【中止】歌の会", "CANCELLED")


def test_nobody_reads_what_another_signed_up_for(
    get: Get, member_feed: str, group_feed: str, child_feed: str, day: Session, teen: Person
) -> None:
    signed_up(day, a_young_adult(), CHILD)
    assert told(get(member_feed)) == []
    signed_up(day, teen, CHILD)
    assert [told(get(one)) for one in (group_feed, child_feed)] == [[], []]
