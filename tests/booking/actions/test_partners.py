"""Partner groups are invited, answer by whoever leads them, and stand on the page once they have
confirmed."""

import pytest
from django.test import Client

from booking.actions.partners import Off, answer_partner, invite_partner, withdraw_partner
from booking.actions.programmes import cancel_programme
from booking.models import Group, Notice, Partner, Person, Programme
from booking.queries.bookings import Absent
from facilities.models import Facility
from tests.booking.songs import the_songs
from tests.factories import NOW
from tests.people import a_band, a_high_schooler, a_senior

pytestmark = pytest.mark.django_db
LATER = NOW + 60


@pytest.fixture
def songs(hall: Facility, desk: Person) -> Programme:
    return the_songs(hall, desk)


@pytest.fixture
def leader() -> Person:
    return a_senior()


@pytest.fixture
def club(leader: Person) -> Group:
    made = a_band(leader)
    Group.objects.filter(pk=made.pk).update(name="歌の会シニア")
    made.refresh_from_db()
    return made


def asked(songs: Programme, club: Group, desk: Person) -> Partner:
    return invite_partner(programme=songs, group=club, actor=desk, now=NOW)


def kinds(person: Person) -> list[str]:
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


def shown(songs: Programme) -> bool:
    return "歌の会シニア" in Client().get(f"/p/{songs.public_id}/").content.decode()


def test_a_group_is_on_the_page_from_when_it_has_confirmed(
    songs: Programme, club: Group, leader: Person, desk: Person
) -> None:
    partner = asked(songs, club, desk)
    assert not shown(songs)
    for _ in range(2):
        answer_partner(partner=partner, confirms=True, actor=leader, now=LATER)
    assert shown(songs)
    assert (kinds(leader), kinds(desk)) == (["partner_invited"], ["partner_answered"])


def test_one_that_declines_is_not_shown_and_may_think_better_of_it(
    songs: Programme, club: Group, leader: Person, desk: Person
) -> None:
    partner = asked(songs, club, desk)
    answer_partner(partner=partner, confirms=True, actor=leader, now=LATER)
    answer_partner(partner=partner, confirms=False, actor=leader, now=LATER + 1)
    assert not shown(songs)
    answer_partner(partner=partner, confirms=True, actor=leader, now=LATER + 2)
    assert shown(songs)


def test_asked_twice_it_is_asked_once_and_anew_when_it_has_declined(
    songs: Programme, club: Group, leader: Person, desk: Person
) -> None:
    partner = asked(songs, club, desk)
    asked(songs, club, desk)
    assert kinds(leader) == ["partner_invited"]
    answer_partner(partner=partner, confirms=False, actor=leader, now=LATER)
    assert asked(songs, club, desk).declined_at is None
    assert kinds(leader) == ["partner_invited"] * 2


def test_only_who_leads_the_group_answers_and_only_who_leads_the_programme_asks(
    songs: Programme, club: Group, desk: Person
) -> None:
    partner, other = asked(songs, club, desk), a_high_schooler()
    with pytest.raises(Absent):
        answer_partner(partner=partner, confirms=True, actor=other, now=LATER)
    with pytest.raises(Absent):
        invite_partner(programme=songs, group=a_band(other), actor=other, now=LATER)


def test_the_hall_may_ask_no_more_and_says_so(
    songs: Programme, club: Group, leader: Person, desk: Person
) -> None:
    partner = asked(songs, club, desk)
    for _ in range(2):
        withdraw_partner(programme=songs, group=club, actor=desk, now=LATER)
    assert kinds(leader) == ["partner_invited"] * 2
    with pytest.raises(Absent):
        answer_partner(partner=partner, confirms=True, actor=leader, now=LATER)


def test_to_what_is_off_nobody_is_invited_and_nobody_answers(
    songs: Programme, club: Group, leader: Person, desk: Person
) -> None:
    partner = asked(songs, club, desk)
    cancel_programme(programme=songs, actor=desk, now=LATER)
    with pytest.raises(Off):
        answer_partner(partner=partner, confirms=True, actor=leader, now=LATER)
    with pytest.raises(Off):
        asked(songs, a_band(leader), desk)


def test_by_the_pages_the_desk_invites_by_name_and_the_leader_confirms(
    songs: Programme, club: Group, leader: Person, desk: Person, hall: Facility
) -> None:
    at_desk, at_home = Client(), Client()
    at_desk.force_login(desk)
    at_home.force_login(leader)
    page = f"/desk/{hall.slug}/p/{songs.public_id}/"
    answer = at_desk.post(f"{page}partners/", {"name": "だれも知らない会"})
    assert answer.status_code == 422
    assert "というグループは、ありませんでした" in answer.content.decode()
    at_desk.post(f"{page}partners/", {"name": club.name})
    assert "返事待ち" in at_desk.get(page).content.decode()
    ours = f"/g/{club.public_id}/"
    assert "いっしょに作りませんか" in at_home.get(ours).content.decode()
    at_home.post(f"{ours}partner/{songs.public_id}/", {"answer": "confirm"})
    assert shown(songs)
    at_desk.post(f"{page}partners/", {"withdraw": club.public_id})
    assert not shown(songs)
