"""Signing up keeps a programme's mix: places by age, a line by age, and a family together."""

from datetime import date

import pytest

from booking.actions.changes import Stale
from booking.actions.programmes import (
    About,
    cancel_session,
    change_programme,
    hold_session,
    publish_programme,
)
from booking.actions.signups import (
    Closed,
    NobodyComes,
    NotForThem,
    SignedUpAlready,
    TooMany,
    change_signup,
    sign_up,
    stay_away,
)
from booking.actions.texts import Unfit
from booking.models import Act, Coming, Group, Person, Programme, Session, SignUp
from booking.queries.bookings import Absent
from booking.queries.programmes import dates_of, line_of, public_programme, public_programmes
from booking.rules.exchange import Age, Comer
from facilities.models import Facility
from tests.booking.programmes import a_department, a_programme
from tests.factories import NOW, span
from tests.people import a_band, a_group, a_high_schooler, a_senior, a_third_grader, a_young_adult, registered

pytestmark = pytest.mark.django_db
CHILD, ELDER, TEEN = Comer("elementary", 3), Comer("senior"), Comer("high_school", 11)
PLACES = {("elementary", None): 2, ("senior", None): 1}
FIRST, SECOND = span("2026-12-12", "14:00", "16:00"), span("2026-12-19", "14:00", "16:00")
LATER = NOW + 60


@pytest.fixture
def programme(hall: Facility, desk: Person) -> Programme:
    a_department(hall)
    made = a_programme(hall, desk, About(name="歌の会", plan="B1", places=PLACES))
    for when in (FIRST, SECOND):
        hold_session(programme=made, span=when, elsewhere="公園", actor=desk, now=NOW)
    return publish_programme(programme=made, actor=desk, now=NOW)


@pytest.fixture
def day(programme: Programme) -> Session:
    return programme.sessions.get(start=FIRST.start)


def signed_up(day: Session, person: Person, *party: Comer, now: int = NOW) -> SignUp:
    return sign_up(programme=day.programme, sessions=[day.public_id], party=party, person=person, now=now)


def states(day: Session) -> list[str]:
    """Of those who signed up, in their order, at a date."""
    return list(Coming.objects.filter(session=day).order_by("signup").values_list("state", flat=True))


def left(day: Session) -> dict[Age, int]:
    (shown,) = (one for one in dates_of(day.programme) if one.session == day)
    return shown.left


def test_a_family_has_its_places_at_the_dates_that_it_named_and_at_no_other(
    programme: Programme, day: Session
) -> None:
    signed_up(day, a_young_adult(), CHILD, ELDER)
    (first, second) = dates_of(programme)
    assert first.left == {Age("elementary"): 1, Age("senior"): 0}
    assert second.left == {Age("elementary"): 2, Age("senior"): 1}


def test_where_the_places_of_one_age_are_gone_the_whole_family_waits(day: Session) -> None:
    signed_up(day, a_senior(), ELDER)
    signed_up(day, a_young_adult(), CHILD, ELDER, now=LATER)
    assert states(day) == ["coming", "waiting"]
    assert left(day)[Age("elementary")] == 2


def test_when_somebody_stays_away_the_next_of_their_age_has_the_place(day: Session) -> None:
    elder = signed_up(day, a_senior(), ELDER)
    signed_up(day, a_young_adult(), ELDER, now=LATER)
    signed_up(day, a_high_schooler(), ELDER, now=LATER + 1)
    stay_away(signup=elder, session=day, actor=elder.person, now=LATER + 2)
    assert states(day) == ["cancelled", "coming", "waiting"]
    assert Act.objects.get(verb="move_up").actor is None


def test_sent_twice_somebody_stays_away_once_and_one_person_moves_up(day: Session) -> None:
    elder = signed_up(day, a_senior(), ELDER)
    for person in (a_young_adult(), a_high_schooler()):
        signed_up(day, person, ELDER, now=LATER)
    for _ in range(2):
        stay_away(signup=elder, session=day, actor=elder.person, now=LATER + 2)
    assert states(day) == ["cancelled", "coming", "waiting"]


def test_nobody_passes_the_line_by_coming_at_a_good_moment(programme: Programme, day: Session) -> None:
    signed_up(day, a_senior(), CHILD)
    signed_up(day, a_young_adult(), CHILD, CHILD, now=LATER)  # waits: one place is left
    signed_up(day, a_high_schooler(), CHILD, now=LATER + 1)
    assert states(day) == ["coming", "waiting", "waiting"]
    assert left(day)[Age("elementary")] == 1


def test_a_place_of_another_age_does_not_wait_for_them(day: Session) -> None:
    signed_up(day, a_third_grader(), CHILD)
    signed_up(day, a_young_adult(), CHILD, CHILD, now=LATER)
    signed_up(day, a_senior(), ELDER, now=LATER)
    assert states(day) == ["coming", "waiting", "coming"]


def test_whoever_signs_up_again_keeps_their_place(day: Session) -> None:
    person = a_young_adult()
    signed_up(day, person, CHILD)
    signed_up(day, person, CHILD, now=LATER)
    assert SignUp.objects.count() == 1
    assert Coming.objects.get().since == NOW


def test_a_larger_party_stands_at_the_end_of_the_line_and_what_it_had_goes_to_the_next(day: Session) -> None:
    family = a_young_adult()
    signed_up(day, family, CHILD)
    signed_up(day, a_third_grader(), CHILD, now=LATER)
    signed_up(day, a_senior(), CHILD, now=LATER)
    signed_up(day, family, CHILD, CHILD, now=LATER + 1)
    assert states(day) == ["waiting", "coming", "coming"]


def test_the_same_people_told_in_another_order_keep_their_place(day: Session) -> None:
    family = a_young_adult()
    signed_up(day, family, CHILD, ELDER)
    signed_up(day, family, ELDER, CHILD, now=LATER)
    assert Coming.objects.get().since == NOW


def test_another_party_comes_to_the_dates_that_it_does_not_name_as_before(
    programme: Programme, day: Session
) -> None:
    family = a_young_adult()
    for one in programme.sessions.all():
        signed_up(one, family, CHILD)
    signed_up(day, family, CHILD, CHILD, now=LATER)
    assert [one.left[Age("elementary")] for one in dates_of(programme)] == [0, 0]


def test_a_date_that_a_change_leaves_out_goes_to_who_waits_for_it(programme: Programme, day: Session) -> None:
    elder, other = a_senior(), programme.sessions.get(start=SECOND.start)
    signed_up(day, elder, ELDER)
    mine = signed_up(other, elder, ELDER)
    signed_up(day, a_young_adult(), ELDER, now=LATER)
    change_signup(signup=mine, sessions=[other.public_id], party=[ELDER], actor=elder, now=LATER + 1)
    assert Coming.objects.get(session=day, state="coming").signup.person != elder
    assert [states(day), states(other)] == [["cancelled", "coming"], ["coming"]]


def test_where_places_are_made_more_whoever_waits_has_them(
    programme: Programme, day: Session, desk: Person
) -> None:
    signed_up(day, a_senior(), ELDER)
    signed_up(day, a_young_adult(), ELDER, now=LATER)
    programme.refresh_from_db()
    wider = About(name="歌の会", plan="B1", places={("elementary", None): 2, ("senior", None): 2})
    change_programme(programme=programme, about=wider, actor=desk, now=LATER)
    assert states(day) == ["coming", "coming"]


def test_of_two_who_change_a_sign_up_the_second_is_told(day: Session) -> None:
    seen = signed_up(day, a_young_adult(), CHILD)
    told = {"sessions": [day.public_id], "actor": seen.person, "now": LATER}
    change_signup(signup=seen, party=[CHILD, CHILD], **told)
    with pytest.raises(Stale):
        change_signup(signup=seen, party=[ELDER], **told)
    assert left(day) == {Age("elementary"): 0, Age("senior"): 1}


def test_somebody_else_cannot_change_it(day: Session) -> None:
    elder = signed_up(day, a_senior(), ELDER)
    with pytest.raises(Absent):
        change_signup(signup=elder, sessions=[day.public_id], party=[CHILD], actor=a_young_adult(), now=LATER)
    assert left(day)[Age("senior")] == 0


def test_whoever_comes_back_stands_at_the_end(day: Session) -> None:
    elder = signed_up(day, a_senior(), ELDER)
    signed_up(day, a_young_adult(), ELDER, now=LATER)
    stay_away(signup=elder, session=day, actor=elder.person, now=LATER + 1)
    signed_up(day, elder.person, ELDER, now=LATER + 2)
    assert states(day) == ["waiting", "coming"]
    assert [one.signup for one in line_of(day)] == [elder]


def test_a_band_signs_up_once_whoever_of_its_leaders_does_it(day: Session) -> None:
    leader = a_high_schooler()
    band = a_band(leader)
    for _ in range(2):
        sign_up(
            programme=day.programme,
            sessions=[day.public_id],
            party=[CHILD],
            person=leader,
            group=band,
            now=NOW,
        )
    assert SignUp.objects.count() == 1


def as_band(day: Session, leader: Person, band: Group) -> SignUp:
    told = {"sessions": [day.public_id], "party": [CHILD], "person": leader, "group": band, "now": LATER}
    return sign_up(programme=day.programme, **told)


def test_one_person_has_one_ticket_alone_and_as_their_groups(day: Session) -> None:
    child = a_third_grader()
    alone = signed_up(day, child, CHILD)
    for name in ("つき", "ほし"):
        with pytest.raises(SignedUpAlready) as refused:
            as_band(day, child, a_group("circle", child, name=name))
        assert refused.value.signup == alone
    assert SignUp.objects.count() == 1


def test_who_comes_with_a_group_does_not_come_alone_besides_but_to_another_date(
    programme: Programme, day: Session
) -> None:
    leader, member = a_senior(), a_third_grader()
    made = as_band(day, leader, a_band(leader, member))
    with pytest.raises(SignedUpAlready) as refused:
        signed_up(day, member, CHILD)
    assert refused.value.signup == made
    assert signed_up(programme.sessions.get(start=SECOND.start), member, CHILD)


def test_friends_do_not_make_a_group_of_themselves_for_one_ticket_more(day: Session) -> None:
    friend, leader = a_third_grader(), a_high_schooler()
    signed_up(day, friend, CHILD)
    with pytest.raises(SignedUpAlready):
        as_band(day, leader, a_band(leader, friend))


def test_a_teacher_signs_up_two_registered_classes_and_comes_with_the_family_besides(day: Session) -> None:
    teacher = a_senior()
    first, second = (a_group("school", teacher, name=name) for name in ("6年1組", "6年2組"))
    as_band(day, teacher, first)
    with pytest.raises(SignedUpAlready):
        as_band(day, teacher, second)
    for one in (first, second):
        registered(one, "koganei", date(2026, 4, 1), date(2027, 3, 31))
    assert as_band(day, teacher, second)
    assert signed_up(day, teacher, ELDER)


def test_a_class_that_an_adult_leads_comes_though_one_of_it_comes_with_the_family(day: Session) -> None:
    pupil, teacher = a_third_grader(), a_senior()
    signed_up(day, pupil, CHILD)
    assert as_band(day, teacher, a_band(teacher, pupil))


def test_whoever_has_given_a_date_up_may_come_with_their_group(day: Session) -> None:
    leader = a_high_schooler()
    stay_away(signup=signed_up(day, leader, CHILD), session=day, actor=leader, now=LATER)
    assert as_band(day, leader, a_band(leader))


def test_a_party_larger_than_the_programmes_own_places_is_told_how_many_there_are(day: Session) -> None:
    with pytest.raises(TooMany) as refused:
        signed_up(day, a_young_adult(), ELDER, *[CHILD] * 58)
    assert (refused.value.age, refused.value.places) == (Age("elementary"), 2)
    assert not SignUp.objects.exists()


def test_when_there_are_fewer_places_whoever_waits_for_too_many_keeps_nobody_back(
    programme: Programme, day: Session, desk: Person
) -> None:
    signed_up(day, first := a_senior(), CHILD)
    family = signed_up(day, a_young_adult(), CHILD, CHILD, now=LATER)
    signed_up(day, a_high_schooler(), CHILD, now=LATER + 1)
    fewer = About(name="歌の会", places={("elementary", None): 1, ("senior", None): 1})
    change_programme(programme=programme, about=fewer, actor=desk, now=LATER + 2)
    stay_away(signup=SignUp.objects.get(person=first), session=day, actor=first, now=LATER + 3)
    assert states(day) == ["cancelled", "waiting", "coming"]
    # What stands is not refused for that: a word for the hall may still be changed.
    told = {"sessions": [day.public_id], "party": [CHILD, CHILD], "note": "車いすです"}
    family.refresh_from_db()
    assert change_signup(signup=family, actor=family.person, now=LATER + 4, **told).note == "車いすです"


def test_a_group_is_signed_up_by_who_leads_it(day: Session) -> None:
    band = a_band(a_high_schooler(), a_senior())
    with pytest.raises(Absent):
        sign_up(
            programme=day.programme,
            sessions=[day.public_id],
            party=[CHILD],
            person=a_young_adult(),
            group=band,
            now=NOW,
        )
    assert not SignUp.objects.exists()


def test_somebody_of_an_age_that_it_is_not_for_is_told_so_and_nothing_is_written(day: Session) -> None:
    with pytest.raises(NotForThem):
        signed_up(day, a_young_adult(), CHILD, TEEN)
    assert not SignUp.objects.exists()


@pytest.mark.parametrize("party", [[], [CHILD] * 61])
def test_a_party_is_somebody_and_no_crowd(day: Session, party: list[Comer]) -> None:
    with pytest.raises(NobodyComes):
        signed_up(day, a_young_adult(), *party)


def test_a_sign_up_for_no_date_is_none(programme: Programme) -> None:
    with pytest.raises(NobodyComes):
        sign_up(programme=programme, sessions=[], party=[CHILD], person=a_third_grader(), now=NOW)


def test_a_note_that_cannot_be_stored_is_refused(day: Session) -> None:
    with pytest.raises(Unfit):
        sign_up(
            programme=day.programme,
            sessions=[day.public_id],
            party=[CHILD],
            person=a_young_adult(),
            note="あ" * 301,
            now=NOW,
        )


def test_once_it_has_begun_nobody_signs_up_or_stays_away_any_more(day: Session) -> None:
    elder = signed_up(day, a_senior(), ELDER)
    with pytest.raises(Closed):
        signed_up(day, a_young_adult(), CHILD, now=FIRST.start)
    with pytest.raises(Closed):
        stay_away(signup=elder, session=day, actor=elder.person, now=FIRST.start)
    assert states(day) == ["coming"]


def test_nobody_signs_up_for_a_date_that_was_cancelled(day: Session, desk: Person) -> None:
    cancel_session(session=day, actor=desk, now=NOW)
    with pytest.raises(Closed):
        signed_up(day, a_young_adult(), CHILD)


def test_nobody_signs_up_for_what_nobody_sees(hall: Facility, desk: Person, programme: Programme) -> None:
    draft = a_programme(hall, desk, About(name="まだない会", places=PLACES))
    session = hold_session(programme=draft, span=FIRST, elsewhere="公園", actor=desk, now=NOW)
    with pytest.raises(Closed):
        signed_up(session, a_young_adult(), CHILD)
    with pytest.raises(Absent):
        public_programme(draft.public_id)


def test_a_date_of_another_programme_is_none_of_this_one(
    hall: Facility, desk: Person, programme: Programme, day: Session
) -> None:
    other = a_programme(hall, desk, About(name="ほかの会", places=PLACES))
    publish_programme(programme=other, actor=desk, now=NOW)
    with pytest.raises(Absent):
        sign_up(programme=other, sessions=[day.public_id], party=[CHILD], person=a_senior(), now=NOW)


def test_somebody_else_cannot_say_that_they_stay_away(day: Session) -> None:
    elder = signed_up(day, a_senior(), ELDER)
    with pytest.raises(Absent):
        stay_away(signup=elder, session=day, actor=a_young_adult(), now=NOW)
    assert states(day) == ["coming"]


def test_a_programme_is_listed_as_long_as_a_date_of_it_is_to_come(programme: Programme) -> None:
    assert list(public_programmes(SECOND.end - 1)) == [programme]
    assert list(public_programmes(SECOND.end)) == []
