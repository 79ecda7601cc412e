"""What closes a room's day, what keeps it open, and which clauses contradict each other about it."""

from datetime import date

from facilities.rules.hours import DayPlan
from facilities.rules.order import Order
from facilities.rules.spans import wall_span
from facilities.rules.stages import AgeMode
from facilities.rules.timetable import Timetable
from tests.strategies import TOKYO, term

CITIZENS = date(2026, 9, 22)  # a Tuesday, a holiday, and the day after one
MARINE = date(2026, 7, 20)
OPEN = ("C1", {"type": "hours", "from": "9:00", "to": "22:00"})
MONDAYS = ("C2", {"type": "closed", "on": {"days": ["mon"]}})
HOLIDAYS = ("C2", {"type": "closed", "on": {"holiday": "only"}})
MARINE_DAY = {"holidays": ["marine"]}


def plan(day: date, *said: tuple[str, dict], room: str = "music", **order: object) -> DayPlan:
    over = {key: frozenset(below) for key, below in order.get("over", {}).items()}
    conflicts = frozenset(frozenset(pair) for pair in order.get("conflicts", ()))
    terms = [(key, term(one)) for key, one in said]
    table = Timetable.compile("east", TOKYO, terms, AgeMode.LEGAL, Order(over, conflicts))
    return table.plan(room, day)


def opened(found: DayPlan) -> list[tuple[object, str]]:
    return [(opening.span, opening.source.clause) for opening in found.openings]


class TestGivingWay:
    STAYS = ("C3", {"type": "stays_open", "on": MARINE_DAY})

    def test_a_day_stays_open_where_the_closure_gives_way(self):
        found = plan(MARINE, OPEN, HOLIDAYS, self.STAYS, over={"C3": {"C2"}})
        assert opened(found) == [(wall_span(MARINE, 540, 1320, TOKYO), "C1")]
        assert (found.kept_open, found.closings) == (("C3",), ())

    def test_without_a_word_on_precedence_the_closure_stands(self):
        found = plan(MARINE, OPEN, HOLIDAYS, self.STAYS)
        assert (found.openings, found.kept_open) == ((), ())
        assert [closing.source.clause for closing in found.closings] == ["C2"]

    def test_on_other_days_nothing_gives_way(self):
        found = plan(date(2026, 11, 23), OPEN, HOLIDAYS, self.STAYS, over={"C3": {"C2"}})
        assert found.openings == ()

    def test_in_another_room_nothing_gives_way(self):
        stays = ("C3", {"type": "stays_open", "on": MARINE_DAY, "rooms": ["hall"]})
        assert plan(MARINE, OPEN, HOLIDAYS, stays, over={"C3": {"C2"}}).openings == ()
        assert plan(MARINE, OPEN, HOLIDAYS, stays, room="hall", over={"C3": {"C2"}}).openings != ()

    def test_hours_of_a_holiday_replace_the_standing_hours(self):
        short = ("C3", {"type": "hours", "from": "9:00", "to": "19:00", "on": MARINE_DAY})
        found = plan(MARINE, OPEN, HOLIDAYS, short, over={"C3": {"C1", "C2"}})
        assert opened(found) == [(wall_span(MARINE, 540, 1140, TOKYO), "C3")]
        assert [source.clause for source in found.hours] == ["C3"]

    def test_a_weekly_day_that_opens_on_holidays_can_be_over_another_closure(self):
        tuesdays = ("C2", {"type": "closed", "on": {"days": ["tue"]}, "shift": {"to": "open"}})
        after = ("C3", {"type": "closed", "on": {"after_holiday": True}})
        found = plan(CITIZENS, OPEN, tuesdays, after, over={"C2": {"C3"}})
        assert (len(found.openings), found.kept_open) == (1, ("C2",))

    def test_bands_of_some_days_replace_the_others(self):
        bands = ("C2", {"type": "bands", "bands": [{"from": "9:00", "to": "12:00"}]})
        short = {"type": "bands", "bands": [{"from": "13:00", "to": "17:00"}], "on": MARINE_DAY}
        found = plan(MARINE, OPEN, bands, ("C3", short), over={"C3": {"C2"}})
        assert [cell.piece.clause for cell in found.cells] == ["C3"]


class TestContradictions:
    TUESDAYS = ("C2", {"type": "closed", "on": {"days": ["tue"]}, "shift": {"to": "open"}})
    AFTER = ("C3", {"type": "closed", "on": {"after_holiday": True}})
    PAIR = ({"C2", "C3"},)

    def test_a_day_that_one_clause_opens_and_another_closes_is_open_and_torn(self):
        found = plan(CITIZENS, OPEN, self.TUESDAYS, self.AFTER, conflicts=self.PAIR)
        assert (len(found.openings), found.torn, found.kept_open) == (1, ("C2", "C3"), ())

    def test_on_a_day_of_which_only_one_speaks_they_do_not_contradict(self):
        wednesday = date(2026, 11, 4)
        found = plan(wednesday, OPEN, self.TUESDAYS, self.AFTER, conflicts=self.PAIR)
        assert (found.openings, found.torn) == ((), ())

    def test_a_third_closure_closes_the_day_all_the_same(self):
        works = ("C4", {"type": "closed", "on": {"dates": ["2026-09-22"]}})
        found = plan(CITIZENS, OPEN, self.TUESDAYS, self.AFTER, works, conflicts=self.PAIR)
        assert [closing.source.clause for closing in found.closings] == ["C4"]

    def test_a_clause_that_gave_way_contradicts_nobody(self):
        order = {"over": {"C3": {"C2"}}, "conflicts": self.PAIR}
        found = plan(CITIZENS, OPEN, self.TUESDAYS, self.AFTER, **order)
        assert (found.openings, found.torn) == ((), ())

    def test_a_closure_that_gave_way_contradicts_nobody(self):
        order = {"over": {"C2": {"C3"}}, "conflicts": self.PAIR}
        found = plan(CITIZENS, OPEN, self.TUESDAYS, self.AFTER, **order)
        assert (len(found.openings), found.torn, found.kept_open) == (1, (), ("C2",))


class TestPerhapsClosed:
    YEAR_END = ("C3", {"type": "closed", "on": {"every_year": [["12-28", "01-05"]]}, "perhaps": True})

    def test_a_day_on_which_a_closure_may_fall_is_open_and_left_to_the_hall(self):
        found = plan(date(2026, 12, 29), OPEN, self.YEAR_END)
        assert (len(found.openings), found.torn, found.at_rest) == (1, ("C3",), ())

    def test_on_other_days_it_rests(self):
        found = plan(date(2026, 12, 27), OPEN, self.YEAR_END)
        assert (found.torn, found.at_rest) == ((), ("C3",))

    def test_another_closure_of_the_same_clause_closes_that_day_all_the_same(self):
        found = plan(date(2026, 12, 28), OPEN, ("C3", MONDAYS[1]), self.YEAR_END)
        assert (found.openings, found.torn) == ((), ())

    def test_it_counts_where_the_other_closure_gave_way(self):
        stays = ("C4", {"type": "stays_open"})
        found = plan(date(2026, 12, 28), OPEN, MONDAYS, self.YEAR_END, stays, over={"C4": {"C2"}})
        assert (len(found.openings), found.torn) == (1, ("C3",))

    def test_it_gives_way_like_any_closure(self):
        stays = ("C4", {"type": "stays_open"})
        found = plan(date(2026, 12, 29), OPEN, self.YEAR_END, stays, over={"C4": {"C3"}})
        assert (len(found.openings), found.torn) == (1, ())


class TestAtRest:
    def test_closures_that_do_not_mean_the_day_rest(self):
        found = plan(date(2026, 7, 21), OPEN, MONDAYS, ("C4", HOLIDAYS[1]))
        assert (found.at_rest, found.kept_open) == (("C2", "C4"), ())

    def test_on_a_closed_day_nothing_is_said_to_rest(self):
        assert plan(date(2026, 7, 27), OPEN, MONDAYS, ("C4", HOLIDAYS[1])).at_rest == ()

    def test_closures_of_other_rooms_are_not_spoken_of(self):
        of_hall = ("C2", {**MONDAYS[1], "rooms": ["hall"]})
        assert plan(date(2026, 7, 21), OPEN, of_hall).at_rest == ()


def test_a_room_without_hours_is_open_over_the_gaps_that_its_bands_are_lent_over():
    pair = [{"from": "9:00", "to": "12:00"}, {"from": "13:00", "to": "17:00"}]
    found = plan(MARINE, ("C1", {"type": "bands", "bands": pair, "over_gaps": True}))
    assert opened(found) == [(wall_span(MARINE, 540, 1020, TOKYO), "C1")]


def test_guide_times_say_that_they_are():
    dusk = ("C1", {**OPEN[1], "about": True})
    assert plan(MARINE, dusk).openings[0].source.about
