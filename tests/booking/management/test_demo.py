"""The demo city is loaded once for all of these, on 2 December 2026, and taken away again."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from io import StringIO
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

from booking.actions.bookings import book
from booking.actions.group_registrations import approve as approve_group
from booking.actions.wanted import Wanted
from booking.management.demo.bookings import Bookings
from booking.management.demo.city import city
from booking.management.demo.load import Asked, asked_until, load, top_up
from booking.management.demo.places import halls
from booking.management.demo.whereabouts import ON_THE_WAY
from booking.management.demo.wishes import part_of, wishes
from booking.models import (
    Act,
    Booking,
    CourseDate,
    Displacement,
    Group,
    Person,
    Post,
    Registration,
    Round,
    Series,
    Unmet,
)
from booking.queries.bookings import upcoming
from booking.queries.party import usual
from booking.queries.posts import may
from booking.queries.queues import waiting
from booking.rules.demand import Cause
from booking.rules.lifecycle import HOLDING
from booking.rules.queues import Queue
from booking.rules.staff import Right
from facilities.models import Evening, Facility, Room
from facilities.rules.stages import Stage, stage_on
from tests.factories import NOW, TODAY, at, span

HIGH_SCHOOLER, JUNIOR_HIGH, LEADER, SENIOR, STAFF = ("100001", "100002", "100003", "100004", "100005")


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Asked]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield load(NOW, StringIO())
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded: Asked, db: None) -> Asked:
    """The city for one test; what the test does to it is taken back."""
    return loaded


@pytest.fixture
def state(settings: LazySettings, tmp_path: Path) -> Path:
    settings.STATE_DIR = tmp_path
    return tmp_path


def somebody(card: str) -> Person:
    return Person.objects.get(card_number=card)


def standing() -> tuple[object, ...]:
    """What of the city could change."""
    rows = Booking.objects.order_by("pk").values_list("pk", "state", "start", "end", "sequence")
    return (
        *rows,
        Person.objects.count(),
        Group.objects.count(),
        Registration.objects.count(),
        Evening.objects.count(),
    )


def test_about_eight_hundred_bookings_lie_around_the_day_of_loading(demo: Asked) -> None:
    # What asks the hall, and what the displaced are offered, comes on top.
    first_come = Booking.objects.filter(wins=None).exclude(state__in=["provisional", "offered"])
    made = first_come.count()
    assert 650 < made < 950
    assert made == demo.granted
    behind = first_come.filter(end__lte=NOW).count()
    assert made * 0.3 < behind < made * 0.7


def test_every_booking_was_made_by_the_verb_and_none_after_it_began(demo: Asked) -> None:
    booked = Act.objects.filter(verb__in=["book", "win", "request", "offer_instead"]).values_list(
        "subject_id", flat=True
    )
    assert set(booked) == set(Booking.objects.values_list("public_id", flat=True))
    assert all(booking.made_at < booking.start for booking in Booking.objects.all())
    assert all(booking.made_at <= NOW for booking in Booking.objects.all())


def test_a_round_was_drawn_and_another_is_open(demo: Asked) -> None:
    rounds = {lottery.state: lottery for lottery in Round.objects.all()}
    assert set(rounds) == {"drawn", "open"}
    assert rounds["open"].opens_at < NOW < rounds["open"].closes_at
    assert rounds["drawn"].entries.count() >= 3
    assert Booking.objects.exclude(wins=None).exists()


def meetings() -> Iterator[tuple[str, Booking, Booking]]:
    """Whoever is, or will be, in two places at the same time."""
    there = Booking.objects.filter(state__in=HOLDING | {"used"}).order_by("start")
    held = there.select_related("room").prefetch_related("people")
    by = defaultdict(list)
    for booking in held:
        for whom in (f"group {booking.group_id}" if booking.group_id else "", *booking.people.all()):
            by[str(whom)].append(booking)
    del by[""]
    for whom, theirs in by.items():
        for one, other in combinations(theirs, 2):
            if one.start < other.end and other.start < one.end:
                yield whom, one, other


def test_nobody_and_no_group_is_in_two_places_at_once(demo: Asked) -> None:
    assert list(meetings()) == []


def test_nobody_comes_to_another_hall_in_no_time(demo: Asked) -> None:
    seniors = Booking.objects.filter(group__name="緑寿クラブ", state__in=HOLDING | {"used"})
    days = list(seniors.order_by("start").select_related("room"))
    assert len(days) > 10
    for one, other in pairwise(days):
        assert other.start - one.end >= (0 if one.room.facility_id == other.room.facility_id else ON_THE_WAY)


def test_evenings_are_fuller_than_mornings(demo: Asked) -> None:
    bookings = Booking.objects.select_related("room__facility")
    parts = Counter(part_of(booking.start, booking.room) for booking in bookings)
    assert parts["evening"] > parts["morning"] > 0


def test_something_waits_in_every_queue_of_the_main_halls_desk(demo: Asked) -> None:
    hall = Facility.objects.get(slug="nukui-minami")
    # Fees are not asked there: what is asked about them waits where they are.
    everything = set(Queue) - {Queue.REDUCTIONS}
    assert {one.queue for one in waiting(hall, frozenset(Right), NOW)} == everything


def test_of_the_displaced_some_are_offered_a_place_and_some_choose_and_who_signs_in_is_not_among_them(
    demo: Asked,
) -> None:
    displaced = Displacement.objects.select_related("booking")
    assert {one.offer is None for one in displaced} == {True, False}
    cards = {card for one in displaced for card in one.booking.people.values_list("card_number", flat=True)}
    assert cards.isdisjoint({member.card for member in city().people if member.signs_in})


def test_what_the_desk_has_answered_others_ask_anew_when_the_city_is_topped_up(demo: Asked) -> None:
    first = Registration.objects.get(state="applied")
    approve_group(registration=first, actor=somebody(STAFF), now=NOW, day=TODAY)
    top_up(NOW, asked_until() or 0, StringIO())
    second = Registration.objects.get(state="applied")
    assert second.group != first.group
    approve_group(registration=second, actor=somebody(STAFF), now=NOW, day=TODAY)
    top_up(NOW, asked_until() or 0, StringIO())
    assert not Registration.objects.filter(state="applied").exists()  # all of the new groups have registered


def test_what_somebody_was_refused_is_counted_by_day_hall_and_cause(demo: Asked) -> None:
    assert set(Unmet.objects.values_list("cause", flat=True)) >= {Cause.TAKEN, Cause.AGE}
    assert not Unmet.objects.filter(facility=None).exists()
    assert Unmet.objects.filter(day__lt=TODAY).exists()


def test_some_bookings_were_given_back_before_they_began(demo: Asked) -> None:
    given_back = Booking.objects.filter(state="cancelled")
    assert given_back.count() == demo.given_back > 0
    assert all(booking.made_at <= booking.changed_at < booking.start for booking in given_back)


def test_who_came_was_counted_but_for_the_last_two_days(demo: Asked) -> None:
    over = Booking.objects.filter(end__lte=at("2026-11-30 00:00"))
    states = Counter(over.values_list("state", flat=True))
    assert set(states) <= {"used", "no_show", "cancelled"}
    assert states["used"] > 15 * states["no_show"] > 0
    assert not over.filter(state="used", headcounts=None).exists()
    assert Booking.objects.filter(state="booked", end__range=(at("2026-11-30 00:01"), NOW)).exists()


def test_the_halls_of_koganei_are_published_and_the_other_cities_are_not(demo: Asked) -> None:
    published = set(Facility.objects.filter(published=True).values_list("slug", flat=True))
    assert published == {hall.slug for hall in halls()}
    assert {"nukui-minami", "honcho", "higashi", "midori", "higashi-bunkan"} <= published
    assert set(Facility.objects.filter(published=False).values_list("city", flat=True)) >= {"東京都三鷹市"}


def test_staff_serve_at_a_hall_each_in_every_kind_of_role(demo: Asked) -> None:
    posts = Post.objects.filter(department=None).order_by("person__card_number")
    assert list(posts.values_list("person__card_number", "facility__slug", "role")) == [
        ("100005", "nukui-minami", "manager"),
        ("100071", "honcho", "desk"),
        ("100072", "higashi", "desk"),
        ("100081", "nukui-minami", "evening"),
        ("100082", "nukui-minami", "instructor"),
        ("100085", "nukui-minami", "auditor"),
        ("100086", "nukui-kita-bunkan", "desk"),
        ("100087", "nukui-kita-bunkan", "contractor"),
    ]


def test_each_office_has_somebody_also_one_without_a_hall(demo: Asked) -> None:
    offices = Post.objects.filter(role="office").order_by("person__card_number")
    assert list(offices.values_list("person__card_number", "department__slug")) == [
        ("100083", "children"),
        ("100084", "learning"),
        ("100088", "child-rearing"),
        ("100089", "school-guidance"),
        ("100090", "lifelong-learning"),
        ("100092", "public-relations"),
        ("100094", "lifelong-learning"),
        ("100095", "civic-culture"),
        ("100096", "welfare"),
    ]


def test_nobody_who_tries_the_demo_rings_a_hall(demo: Asked) -> None:
    assert set(Facility.objects.values_list("phone", flat=True)) == {"", "000-000-0000"}
    assert not Facility.objects.filter(voiceless_contact__contains="042").exists()


def test_one_hall_alone_is_open_in_the_evening_by_decision_of_its_staff(demo: Asked) -> None:
    assert set(Evening.objects.values_list("facility__slug", flat=True)) == {"nukui-minami"}
    assert Evening.objects.filter(original_day=date(2026, 12, 4), cancelled=False).exists()
    assert Act.objects.get(verb="open_evenings").actor == somebody(STAFF)


def test_a_youth_place_to_drop_in_stands_in_one_hall_and_the_band_room_in_another(demo: Asked) -> None:
    drop_in = Room.objects.get(facility__slug="honcho", slug="teens")
    band_room = Room.objects.get(facility__slug="nukui-minami", slug="music")
    assert (drop_in.name_ja, drop_in.bookable) == ("中高生室", False)
    assert (band_room.loud, band_room.bookable, band_room.capacity) == (True, True, 8)
    assert band_room.equipment.filter(slug="drums").exists()


def test_the_band_rooms_course_is_given_on_the_next_saturdays(demo: Asked) -> None:
    dates = CourseDate.objects.filter(facility__slug="nukui-minami", course="band-room")
    assert [(one.end - one.start, one.places) for one in dates] == [(900, 8), (900, 8)]


def test_what_nobody_has_looked_at_is_not_known(demo: Asked) -> None:
    known, unknown = Facility.objects.get(slug="nukui-minami"), Facility.objects.get(slug="midori")
    assert (known.step_free, known.ostomate_toilet, known.hearing_loop) == (True, False, None)
    assert (unknown.step_free, unknown.lift, unknown.wheelchair_toilet) == (None, None, None)


def test_people_of_every_age_live_in_the_city(demo: Asked) -> None:
    stages = Counter(stage_on(person.birth_date, TODAY) for person in Person.objects.exclude(birth_date=None))
    assert set(stages) == set(Stage)
    kinds = set(Group.objects.values_list("kind", flat=True))
    assert kinds >= {"band", "seniors", "school"}
    assert Person.objects.filter(name="Maria Santos", language="en").exists()


@pytest.mark.parametrize(
    ("card", "stage"),
    [(HIGH_SCHOOLER, Stage.HIGH_SCHOOL), (JUNIOR_HIGH, Stage.JUNIOR_HIGH), (LEADER, Stage.HIGH_SCHOOL)],
)
def test_a_teen_who_signs_in_has_something_ahead_and_may_book_the_band_room(
    demo: Asked, card: str, stage: Stage
) -> None:
    teen = somebody(card)
    assert teen.birth_date is not None
    assert stage_on(teen.birth_date, TODAY) is stage
    assert upcoming(teen, NOW)
    band_room = Room.objects.select_related("facility").get(facility__slug="nukui-minami", slug="music")
    free = [day for day in ("2026-12-17", "2026-12-22", "2026-12-24") if _free(band_room, day)]
    booking = book(
        person=teen, wanted=Wanted(band_room, span(free[0], "15:00", "16:00"), usual(teen)), now=NOW
    )
    assert booking.state == "booked"


def test_somebody_who_pays_and_somebody_who_takes_the_money_sign_in(demo: Asked) -> None:
    payer, till = somebody("100055"), somebody("100086")
    hall = Facility.objects.get(slug="nukui-kita-bunkan")
    assert may(till, Right.MONEY, [hall.pk], NOW)
    assert not may(somebody("100087"), Right.MONEY, [hall.pk], NOW)
    assert Booking.objects.filter(group__memberships__person=payer, bill__charged=True).exists()


def _free(room: Room, day: str) -> bool:
    return not room.bookings.filter(start__lt=at(f"{day} 16:00"), end__gt=at(f"{day} 15:00")).exists()


def test_the_high_schooler_usually_plays_in_a_band(demo: Asked) -> None:
    company = usual(somebody(HIGH_SCHOOLER))
    assert Group.objects.get(pk=company.group).name == "よるかぜ"
    assert somebody(HIGH_SCHOOLER).pk in company.people


def test_those_who_sign_in_can_and_the_others_have_no_password(demo: Asked) -> None:
    for member in city().people:
        if member.signs_in:
            assert authenticate(
                card_number=member.card, username=member.card, password=member.signs_in.password
            )
        else:
            assert not somebody(member.card).has_usable_password()


def test_a_second_run_on_the_same_day_changes_nothing(demo: Asked) -> None:
    before = standing()
    assert top_up(NOW, asked_until() or 0, StringIO()) == Asked(0, 0, 0)
    assert standing() == before


def test_once_leaves_a_city_that_stands_alone(
    demo: Asked, state: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = standing()
    call_command("demo", "--once")
    assert standing() == before
    assert capsys.readouterr().err == ""


def test_a_week_later_people_have_asked_for_more_and_nothing_is_asked_twice(demo: Asked) -> None:
    before = set(Booking.objects.values_list("pk", flat=True))
    asked = top_up(at("2026-12-09 16:10"), NOW, StringIO())
    # Besides what people ask for, the desk's queue is filled anew.
    new = Booking.objects.exclude(pk__in=before).exclude(state__in=["provisional", "offered"])
    assert new.count() == asked.granted > 50
    assert all(booking.made_at > NOW for booking in new)
    assert list(meetings()) == []


def test_in_the_next_school_year_who_was_in_the_last_grade_is_so_still(demo: Asked) -> None:
    top_up(at("2027-05-10 12:00"), NOW, StringIO())
    teen = somebody(LEADER)
    assert teen.birth_date is not None
    assert stage_on(teen.birth_date, date(2027, 5, 10)) is Stage.HIGH_SCHOOL
    assert Booking.objects.filter(start__gt=at("2027-05-10 12:00")).count() > 50


def test_what_people_want_is_the_same_whenever_it_is_asked(demo: Asked) -> None:
    first, last = date(2026, 12, 1), date(2026, 12, 14)
    wanted = wishes(city(), halls(), first, last)
    again = [wish for wish in wishes(city(), halls(), date(2026, 11, 1), date(2027, 1, 31)) if wish in wanted]
    assert wanted == again != []


def test_the_command_tells_the_sign_ins_and_leaves_them_for_the_server(
    demo: Asked, state: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("demo")
    told = (state / "sign-ins.txt").read_text(encoding="utf-8")
    assert "/guardian/mado-megumi/" in told
    assert "/consent/mado-consent-mio/" in told
    assert [card in told for card in (HIGH_SCHOOLER, JUNIOR_HIGH, LEADER, SENIOR, STAFF)] == [True] * 5
    assert told in capsys.readouterr().out


def test_outside_a_trial_it_is_refused_and_writes_nothing(
    demo: Asked, settings: LazySettings, state: Path
) -> None:
    settings.TRIAL = False
    before = standing()
    with pytest.raises(CommandError, match="for trials only"):
        call_command("demo")
    assert not (state / "sign-ins.txt").exists()
    assert standing() == before


def test_every_habit_is_of_people_and_rooms_that_there_are(demo: Asked) -> None:
    cards = {member.card for member in city().people}
    rooms = {f"{room.facility.slug}/{room.slug}" for room in Room.objects.select_related("facility")}
    for habit in Bookings(city(), NOW).habits:
        assert set(habit.people) <= cards
        assert {room for uses in habit.uses for room in uses.rooms} <= rooms


def test_a_seniors_club_has_a_term_of_fortnightly_afternoons_ahead(demo: Asked) -> None:
    series = Series.objects.get()
    days = [booking.original_day for booking in series.bookings.order_by("start")]
    assert series.group is not None
    assert series.group.name == "緑寿クラブ"
    assert len(days) >= 2
    assert {day.weekday() for day in days if day} == {2}
