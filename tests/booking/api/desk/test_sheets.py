"""The desk's papers by the API: as PDF, for whoever may see the page; in them nobody has a full name."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from booking.actions.signups import sign_up
from booking.labels import use_name
from booking.models import Booking, Person, Programme, Session
from booking.pdf.participants import ages_words, of_band
from booking.pdf.sheets import rows_of
from booking.queries.signups_at_desk import parties_at
from booking.queries.today import today as load
from facilities.models import Equipment, Facility, Room
from tests.booking.api.callers import PROBLEM, get
from tests.booking.songs import CHILD, ELDER, FIRST, the_songs
from tests.factories import NOW, TOKYO, a_booking, span
from tests.people import a_senior, staff

DAY, DOORS, LABELS = (f"desk/higashi/print/{one}/" for one in ("day", "doors", "labels"))


def is_paper(answer: Any, name: str) -> bool:
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Cache-Control"] == "private, no-store"
    assert f'filename="{name}"' in answer["Content-Disposition"]
    return bool(answer.content.startswith(b"%PDF"))


def test_the_days_sheet_and_the_doors_cards_are_of_the_day_that_is_asked_for(
    as_desk: Client, today: Booking
) -> None:
    assert is_paper(get(as_desk, DAY, date="2026-12-04"), "day-higashi-2026-12-04.pdf")
    assert is_paper(get(as_desk, DAY), "day-higashi-2026-12-02.pdf")
    assert is_paper(get(as_desk, DOORS, date="2026-12-04"), "doors-higashi-2026-12-04.pdf")


def test_on_the_sheet_a_member_goes_by_what_they_want_to_be_called(
    hall: Facility, teen: Person, today: Booking
) -> None:
    Person.objects.filter(pk=teen.pk).update(name="森 はるか", call_name="はるちゃん")
    found = load(hall, date(2026, 12, 2), NOW, TOKYO)
    with override("ja"):
        rows = [one for one in rows_of(found) if one.code]
    assert [(one.name, one.planned, one.times) for one in rows] == [("はるちゃん", "1", "16:00–17:00")]
    assert rows[0].code == today.code


def test_whoever_is_nobodys_member_has_no_name_on_it(room: Room) -> None:
    nameless = a_booking(room, span("2026-12-02", "10:00", "12:00"), None)
    with override("ja"):
        assert use_name(nameless) == "登録なし"
        nameless.purpose = "会議"
        assert use_name(nameless) == "会議"


def test_every_thing_of_the_hall_has_a_label(as_desk: Client, room: Room) -> None:
    assert is_paper(get(as_desk, LABELS), "labels-higashi.pdf")
    bare = get(as_desk, LABELS).content
    for number in range(25):
        Equipment.objects.create(room=room, slug=f"amp-{number}", name_ja="アンプ", name_en="Amplifier")
    full = get(as_desk, LABELS).content
    assert len(full) > len(bare)


@pytest.mark.parametrize("at", [DAY, DOORS])
@pytest.mark.parametrize("accept", ["application/pdf", "application/json"])
def test_a_day_that_is_none_is_told_as_json_whatever_one_takes(as_desk: Client, at: str, accept: str) -> None:
    answer = as_desk.get(f"/api/v1/{at}", {"date": "someday"}, headers={"Accept": accept})
    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)
    assert list(answer.json()["errors"]) == ["date"]


@pytest.fixture
def day(hall: Facility) -> Session:
    songs: Programme = the_songs(hall, staff(hall))
    return songs.sessions.get(start=FIRST.start)


def test_the_participants_sheet_counts_whoever_has_a_place(as_desk: Client, day: Session) -> None:
    sign_up(
        programme=day.programme, sessions=[day.public_id], party=[ELDER, CHILD], person=a_senior(), now=NOW
    )
    [party] = parties_at(day)
    with override("ja"):
        assert ages_words(party) == "65歳以上 1・小学生 1"
    assert (of_band("senior", [party]), of_band("adult", [party])) == (1, 0)
    at = f"desk/higashi/programmes/{day.programme.public_id}/sessions/{day.public_id}/sheet/"
    assert is_paper(get(as_desk, at), f"participants-{day.public_id}.pdf")


def test_another_halls_papers_are_not_there(elsewhere: Client, as_teen: Client, day: Session) -> None:
    sheet = f"desk/higashi/programmes/{day.programme.public_id}/sessions/{day.public_id}/sheet/"
    for at in (DAY, DOORS, LABELS, sheet):
        assert [get(one, at).status_code for one in (elsewhere, as_teen)] == [404, 404]
    own = f"desk/nishi/programmes/{day.programme.public_id}/sessions/{day.public_id}/sheet/"
    assert get(elsewhere, own).status_code == 404
