"""What the city tells everybody by the API: the month, programmes by date, issues, whom to turn to; and a
group's answer to a hall."""

from datetime import date

import pytest
from django.test import Client

from booking.actions.partners import invite_partner
from booking.actions.programmes import About, publish_programme
from booking.models import NewsIssue, Partner, Person, PlaceDraw, Programme, Session
from facilities.models import Facility
from tests.booking.activities import the_office
from tests.booking.api.callers import get, post, signed_in
from tests.booking.network import a_body, told
from tests.booking.news import an_editor, an_issue
from tests.booking.programmes import a_programme, held
from tests.factories import NOW, span
from tests.people import a_band, a_high_schooler


@pytest.fixture
def chess(hall: Facility, songs: Programme, desk: Person) -> Programme:
    """For seniors, on the 6th."""
    made = a_programme(hall, desk, About(name="しょうぎ", places={("senior", None): 5}))
    publish_programme(programme=made, actor=desk, now=NOW)
    held(made, desk, span("2026-12-06", "14:00", "16:00"))
    return made


def test_the_month_tells_each_what_is_for_them(nobody: Client, song_day: Session, chess: Programme) -> None:
    for whom, name in (("children", "むかしの歌"), ("adults", "しょうぎ")):
        rows = get(nobody, "this-month/", **{"for": whom}).json()["results"]
        assert [one["name"]["ja"] for one in rows if one["sort"] == "programme"] == [name]
        assert "place" in [one["sort"] for one in rows]


def test_no_more_than_a_quarter_is_told_at_once(nobody: Client) -> None:
    for address in ("this-month/", "programme-dates/", "supported-groups/dates/"):
        answer = get(nobody, address, **{"from": "2026-12-01", "to": "2027-12-01"})
        assert (answer.status_code, list(answer.json()["errors"])) == (400, ["to"])
        assert get(nobody, address, **{"from": "2020-12-01", "to": "2020-12-02"}).status_code == 200


def test_programmes_are_told_by_date(nobody: Client, song_day: Session, chess: Programme) -> None:
    rows = get(nobody, "programme-dates/").json()["results"]
    assert [one["name"]["ja"] for one in rows] == ["しょうぎ", "むかしの歌"]
    assert rows[0]["start"] == "2026-12-06T14:00:00+09:00"
    later = get(nobody, "programme-dates/", **{"from": "2026-12-10", "to": "2026-12-20"}).json()["results"]
    assert [one["id"] for one in later] == [song_day.public_id]


def test_a_draw_is_told_once_it_is_drawn(nobody: Client, song_day: Session) -> None:
    address = f"programmes/{song_day.programme.public_id}/draw/"
    assert get(nobody, address).status_code == 404
    made = PlaceDraw.objects.create(programme=song_day.programme, seed="a", seed_hash="b", sealed_at=NOW)
    assert get(nobody, address).status_code == 404
    PlaceDraw.objects.filter(pk=made.pk).update(drawn_at=NOW, record={"entries": []})
    assert get(nobody, address).json() == {"entries": []}


def test_issues_are_read_once_they_are_out(nobody: Client) -> None:
    editor = an_editor()
    out, later = an_issue(editor), an_issue(editor, 2, date(2026, 12, 15))
    [listed] = get(nobody, "issues/").json()["results"]
    assert (listed["id"], listed["number"]) == (out.public_id, 1)
    [line] = get(nobody, f"issues/{out.public_id}/").json()["lines"]
    assert (line["for"], line["title"], line["new"]) == ("children", "夜の部屋", True)
    assert get(nobody, f"issues/{later.public_id}/").status_code == 404
    NewsIssue.objects.update(withdrawn_at=NOW)
    assert get(nobody, f"issues/{out.public_id}/").status_code == 404


def test_whom_to_call_stands_there_before_anybody_has_entered_a_body(nobody: Client) -> None:
    assert get(nobody, "network/").json() == {"report": "189", "police": "110", "bodies": []}
    a_body(the_office(), told("000-000-0100", name_ja="センター", centre=True))
    [body] = get(nobody, "network/").json()["bodies"]
    assert (body["name"]["ja"], body["phone"], body["centre"]) == ("センター", "000-000-0100", True)


def test_a_group_answers_whether_it_comes_along(
    song_day: Session, teen: Person, desk: Person, as_teen: Client, as_other: Client
) -> None:
    band, programme = a_band(teen, a_high_schooler()), song_day.programme
    invite_partner(programme=programme, group=band, actor=desk, now=NOW)
    address = f"groups/{band.public_id}/partnerships/"
    [asked] = get(as_teen, address).json()["results"]
    assert (asked["programme"], asked["confirms"]) == (programme.public_id, None)
    answer = f"{address}{programme.public_id}/answer/"
    assert post(as_other, answer, {"confirms": True}).status_code == 404
    mate = band.memberships.exclude(person=teen)[0].person
    assert post(signed_in(mate), answer, {"confirms": True}).status_code == 404
    for confirms in (True, False):
        assert post(as_teen, answer, {"confirms": confirms}).json()["confirms"] is confirms
    assert Partner.objects.get().declined_at is not None
    Programme.objects.update(state=Programme.State.CANCELLED)
    assert post(as_teen, answer, {"confirms": True}).status_code == 404


def test_a_group_signs_up_and_its_leader_sees_it(
    song_day: Session, teen: Person, as_teen: Client, as_other: Client
) -> None:
    band = a_band(teen)
    sent = {
        "dates": [song_day.public_id],
        "party": [{"band": "high_school", "count": 1}],
        "group": band.public_id,
    }
    address = f"programmes/{song_day.programme.public_id}/sign-ups/"
    assert post(as_other, address, sent).status_code == 404
    made = post(as_teen, address, sent)
    assert (made.status_code, made.json()["group"]) == (201, band.public_id), made.content
    [listed] = get(as_teen, "sign-ups/").json()["results"]
    assert listed["id"] == made.json()["id"]
    assert get(as_other, "sign-ups/").json()["results"] == []
