"""A department says in its own words how a year was, and from which day on a target stands how."""

from datetime import date

import pytest

from booking.actions.changes import Stale
from booking.actions.own_words import NotThatYear, NotThen, Words, say_state, strike_state, write_words
from booking.actions.texts import Unfit
from booking.models import Act, AimState, OwnWords, Person
from booking.queries.bookings import Absent
from booking.queries.figures import Reported, reported
from booking.rules.aims import Stand
from facilities.models import Department, Facility
from tests.booking.programmes import the_plan_of_the_city
from tests.booking.years import children, of_office
from tests.factories import NOW, TOKYO

pytestmark = pytest.mark.django_db
PLAN = the_plan_of_the_city()
SAID = Words("2回しました。", "夏は人が集まりません。", "秋にもう1回します。")


@pytest.fixture
def department(hall: Facility) -> Department:
    return children(hall)


@pytest.fixture
def office(department: Department) -> Person:
    return of_office(department)


def write(
    department: Department, office: Person, words: Words = SAID, seen: int = 0, **asked: int
) -> OwnWords:
    told = {"programme": "B1", "year": 2026, "now": NOW, **asked}
    return write_words(department=department, words=words, seen=seen, actor=office, **told)


def row(programme: str, year: int = 2026, department: str = "children") -> Reported:
    wanted = (programme, department)
    rows = reported(PLAN, year, TOKYO, NOW)
    return next(one for one in rows if (one.entry.programme.id, one.entry.row.department) == wanted)


def test_words_stand_beside_the_figures_of_their_row_and_year(department: Department, office: Person) -> None:
    write(department, office)
    said = row("B1").words
    assert said
    assert (said.results, said.issues, said.plans) == (SAID.results, SAID.issues, SAID.plans)
    assert (row("B1", 2025).words, row("B1", department="welfare").words) == (None, None)


def test_words_of_several_lines_keep_their_lines_however_a_browser_sends_them(
    department: Department, office: Person
) -> None:
    words = Words(results="2回しました。 \r\n\r\n小学生が来ました。\r\n")
    assert write(department, office, words).results == "2回しました。\n\n小学生が来ました。"
    with pytest.raises(Unfit):
        write(department, office, Words(results="行\u202eの\nわざ"), seen=1)


def test_the_log_names_what_was_written_in_and_not_what_was_written(
    department: Department, office: Person
) -> None:
    write(department, office, Words(results="秘密の言葉"))
    act = Act.objects.get(verb="write_words")
    assert act.after == {"year": 2026, "programme": "B1", "fields": ["results"]}


def test_who_has_not_read_what_another_wrote_writes_nothing_over_it(
    department: Department, office: Person
) -> None:
    first = write(department, office)
    with pytest.raises(Stale):
        write(department, office, Words("ちがう言葉"))
    write(department, office, Words("ちがう言葉"), seen=first.revision)
    assert OwnWords.objects.get().results == "ちがう言葉"


def test_saved_twice_alike_it_is_written_once(department: Department, office: Person) -> None:
    write(department, office)
    write(department, office)
    assert Act.objects.filter(verb="write_words").count() == 1


def test_too_much_no_such_row_and_a_year_to_come_are_refused(department: Department, office: Person) -> None:
    with pytest.raises(Unfit):
        write(department, office, Words("あ" * 601))
    with pytest.raises(Absent):
        write(department, office, programme="B2")
    for year in (2004, 2027):
        with pytest.raises(NotThatYear):
            write(department, office, year=year)


def test_another_department_writes_nothing_into_it(department: Department) -> None:
    with pytest.raises(Absent):
        write(department, of_office(Department.objects.get(slug="welfare")))


def say(department: Department, office: Person, stand: Stand, on: date, programme: str = "B7") -> AimState:
    asked = {"department": department, "programme": programme, "actor": office, "now": NOW}
    return say_state(stand=stand, on=on, **asked)


def test_a_year_tells_the_state_of_its_last_day_whatever_came_later(
    department: Department, office: Person
) -> None:
    say(department, office, Stand.CONSIDERED, date(2025, 5, 1))
    say(department, office, Stand.CARRIED_OUT, date(2026, 6, 1))
    told = {year: row("B7", year).aim for year in (2024, 2025, 2026)}
    assert {year: aim and aim.stand for year, aim in told.items()} == {
        2024: None,
        2025: "considered",
        2026: "done",
    }


def test_a_milestone_has_the_day_on_which_it_was_reached(department: Department, office: Person) -> None:
    say(department, office, Stand.REACHED, date(2026, 10, 3), "B4")
    aim = row("B4").aim
    assert aim
    assert aim.on == date(2026, 10, 3)


def test_of_a_target_only_that_is_said_which_can_be_said_of_it(
    department: Department, office: Person
) -> None:
    for stand, programme in ((Stand.REACHED, "B7"), (Stand.CARRIED_OUT, "B4"), (Stand.CARRIED_OUT, "B1")):
        with pytest.raises(Absent):
            say(department, office, stand, date(2026, 6, 1), programme)
    with pytest.raises(NotThen):
        say(department, office, Stand.CONSIDERED, date(2027, 1, 1))


def test_said_twice_it_is_said_once_and_a_slip_is_struck(department: Department, office: Person) -> None:
    first = say(department, office, Stand.CARRIED_OUT, date(2026, 6, 1))
    assert say(department, office, Stand.CARRIED_OUT, date(2026, 6, 1)) == first
    strike_state(department=department, state=first.pk, actor=office, now=NOW)
    strike_state(department=department, state=first.pk, actor=office, now=NOW)
    assert row("B7").aim is None
    assert Act.objects.filter(verb="strike_state").count() == 1
    other = Department.objects.get(slug="civic-culture")
    with pytest.raises(Absent):
        strike_state(department=other, state=first.pk, actor=of_office(other), now=NOW)
