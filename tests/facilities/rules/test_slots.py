"""A day as slots: what is lent, what is taken, what is past, and what lies between."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from facilities.rules.hours import DatedClosure, DatedOpening, Layer
from facilities.rules.slots import State, choices, fits, fitting, is_past, lay, offers
from facilities.rules.spans import Span
from tests.facilities.planned import BANDS, NINE_TO_FIVE, at, plan_of, span
from tests.oracles import Lent
from tests.strategies import rooms_days, spans

FIVE = 300
EARLY = 0  # an hour long before everything


def drawn(slots) -> list[tuple[str, str, str]]:
    def clock(seconds: int) -> str:
        minutes = (seconds - at("00:00")) // 60
        return f"{minutes // 60:02}:{minutes % 60:02}"

    return [(clock(slot.span.start), clock(slot.span.end), slot.state.value) for slot in slots]


class TestBands:
    def test_a_day_is_its_bands_and_one_piece_for_each_stretch_between(self):
        assert drawn(lay(plan_of(NINE_TO_FIVE, BANDS), [], EARLY)) == [
            ("00:00", "10:00", "outside"),
            ("10:00", "12:00", "free"),
            ("12:00", "13:00", "outside"),
            ("13:00", "15:00", "free"),
            ("15:00", "17:00", "free"),
            ("17:00", "24:00", "outside"),
        ]

    def test_a_claim_takes_every_band_that_it_touches(self):
        slots = lay(plan_of(NINE_TO_FIVE, BANDS), [span("14:30", "15:30")], EARLY)
        assert [slot.state for slot in slots if slot.span.start >= at("13:00")][:2] == [State.TAKEN] * 2

    def test_a_claim_that_ends_where_a_band_begins_leaves_it_free(self):
        slots = lay(plan_of(NINE_TO_FIVE, BANDS), [span("13:00", "15:00")], EARLY)
        assert ("15:00", "17:00", "free") in drawn(slots)

    def test_a_band_that_has_begun_can_be_booked_until_it_ends(self):
        plan = plan_of(NINE_TO_FIVE, BANDS)
        assert ("10:00", "12:00", "free") in drawn(lay(plan, [], at("12:00") - 1))
        assert ("10:00", "12:00", "past") in drawn(lay(plan, [], at("12:00")))

    def test_a_slot_carries_the_name_of_its_band_and_the_clause_that_opens_it(self):
        morning = lay(plan_of(NINE_TO_FIVE, BANDS), [], EARLY)[1]
        assert (morning.name_ja, morning.name_en, morning.source.clause) == ("午前", "Morning", "C1")

    def test_a_band_outside_the_hours_is_not_lent(self):
        short = {"type": "hours", "from": "9:00", "to": "16:00"}
        assert [offer.span for offer in offers(plan_of(short, BANDS))] == [
            span("10:00", "12:00"),
            span("13:00", "15:00"),
        ]

    def test_a_band_may_lie_over_an_evening_that_follows_the_hours(self):
        evening = {"type": "evening", "from": "17:00", "to": "21:00", "admits": {"from_stage": "junior_high"}}
        band = {"type": "bands", "bands": [{"from": "16:00", "to": "18:00"}]}
        assert [offer.span for offer in offers(plan_of(NINE_TO_FIVE, evening, band))] == [
            span("16:00", "18:00")
        ]

    def test_bands_of_two_clauses_add_up_and_the_earlier_clause_stands_where_they_overlap(self):
        whole = {"type": "bands", "bands": [{"from": "9:00", "to": "11:00"}]}
        late = {"type": "bands", "bands": [{"from": "17:00", "to": "19:00"}]}
        hours = {"type": "hours", "from": "8:00", "to": "21:00"}
        assert [offer.clause for offer in offers(plan_of(hours, BANDS, whole, late))] == [
            "C2",
            "C2",
            "C2",
            "C4",
        ]

    def test_a_room_without_hours_is_open_during_its_bands(self):
        plan = plan_of(BANDS)
        assert plan.hours_published
        assert [opening.span for opening in plan.openings] == [span("10:00", "12:00"), span("13:00", "17:00")]

    def test_bands_do_not_open_a_day_that_the_hours_leave_out(self):
        mondays = {**NINE_TO_FIVE, "on": {"days": ["mon"]}}
        assert offers(plan_of(mondays, BANDS)) == []


class TestNotLent:
    LATE = {"type": "not_lent", "bands": [{"from": "15:00", "to": "17:00"}]}

    def test_a_band_that_is_not_lent_is_drawn_as_outside_though_the_room_is_open(self):
        plan = plan_of(NINE_TO_FIVE, BANDS, self.LATE)
        assert drawn(lay(plan, [], EARLY))[-2:] == [("13:00", "15:00", "free"), ("15:00", "24:00", "outside")]
        assert choices(plan, at("13:00")) == [span("13:00", "15:00")]
        assert choices(plan, at("15:00")) == []
        assert plan.open_spans == (span("9:00", "17:00"),)

    def test_it_does_not_move_the_grid_and_cuts_what_is_lent_freely(self):
        noon = {"type": "not_lent", "bands": [{"from": "12:00", "to": "13:30"}]}
        units = plan_of(NINE_TO_FIVE, {"type": "unit", "minutes": 60}, noon)
        assert choices(units, at("13:30")) == []
        assert choices(units, at("14:00"))[0] == span("14:00", "15:00")
        assert drawn(lay(plan_of(NINE_TO_FIVE, noon), [], EARLY))[1:4] == [
            ("09:00", "12:00", "free"),
            ("12:00", "13:30", "outside"),
            ("13:30", "17:00", "free"),
        ]


class TestTurnover:
    TEN = {"type": "turnover", "minutes": 10}

    def test_between_two_bookings_it_stays_free(self):
        plan = plan_of(NINE_TO_FIVE, {"type": "unit", "minutes": 30}, self.TEN)
        taken = [span("11:00", "12:00")]
        assert choices(plan, at("10:00"), taken) == [span("10:00", "10:30")]
        assert choices(plan, at("12:00"), taken) == []
        assert choices(plan, at("12:30"), taken)[0] == span("12:30", "13:00")
        assert drawn(lay(plan, taken, EARLY))[3:6] == [
            ("10:00", "10:30", "free"),
            ("10:30", "11:00", "outside"),
            ("11:00", "11:30", "taken"),
        ]

    def test_a_room_that_is_lent_freely_is_drawn_with_the_gap_around_a_booking(self):
        slots = lay(plan_of(NINE_TO_FIVE, self.TEN), [span("11:00", "12:00")], EARLY)
        assert drawn(slots)[1:-1] == [
            ("09:00", "10:50", "free"),
            ("10:50", "11:00", "outside"),
            ("11:00", "12:00", "taken"),
            ("12:00", "12:15", "outside"),
            ("12:15", "17:00", "free"),
        ]

    def test_bands_that_lie_so_far_apart_are_lent_to_two_and_together_to_one(self):
        bands = [{"from": "9:00", "to": "12:00"}, {"from": "12:10", "to": "15:00"}]
        plan = plan_of(NINE_TO_FIVE, {"type": "bands", "bands": bands, "over_gaps": True}, self.TEN)
        assert choices(plan, at("12:10"), [span("9:00", "12:00")]) == [span("12:10", "15:00")]
        assert choices(plan, at("9:00")) == [span("9:00", "12:00"), span("9:00", "15:00")]

    def test_the_rooms_own_gap_goes_before_that_of_the_hall(self):
        own = {**self.TEN, "minutes": 30, "rooms": ["music"]}
        assert plan_of(NINE_TO_FIVE, self.TEN, own).gap.clause == "C3"


class TestUnits:
    HALF_HOURS = {"type": "unit", "minutes": 30, "min_minutes": 60, "max_minutes": 120}

    def test_a_window_is_lit_only_where_the_shortest_use_can_begin(self):
        slots = lay(plan_of(NINE_TO_FIVE, self.HALF_HOURS), [span("10:00", "11:00")], EARLY)
        assert ("09:00", "09:30", "free") in drawn(slots)
        assert ("09:30", "10:00", "outside") in drawn(slots)
        assert ("10:30", "11:00", "taken") in drawn(slots)
        assert drawn(slots)[-1] == ("16:30", "24:00", "outside")

    def test_a_free_slot_offers_the_shortest_use_from_its_start(self):
        slots = lay(plan_of(NINE_TO_FIVE, self.HALF_HOURS), [], EARLY)
        assert next(slot.offer for slot in slots if slot.state is State.FREE) == span("9:00", "10:00")

    def test_a_closure_takes_pieces_away_but_does_not_move_the_grid(self):
        closure = DatedClosure(span("12:00", "12:30"))
        plan = plan_of(NINE_TO_FIVE, {"type": "unit", "minutes": 60}, closures=[closure])
        assert ("13:00", "14:00", "free") in drawn(lay(plan, [], EARLY))
        assert ("12:00", "12:30", "closed") in drawn(lay(plan, [], EARLY))
        assert choices(plan, at("12:30")) == []

    def test_after_a_night_in_the_house_the_grid_begins_where_the_night_ends(self):
        night = DatedOpening(Span(at("0:00") - 4 * 3600, at("8:30")), Layer.EVENING)
        early = {"type": "hours", "from": "6:00", "to": "17:00"}
        plan = plan_of(early, {"type": "unit", "minutes": 60}, openings=[night])
        assert offers(plan)[0].span == span("8:30", "9:30")


class TestFreely:
    def test_without_bands_or_units_a_free_stretch_is_one_window(self):
        slots = lay(plan_of(NINE_TO_FIVE), [span("11:00", "12:00")], EARLY)
        assert drawn(slots)[1:-1] == [
            ("09:00", "11:00", "free"),
            ("11:00", "12:00", "taken"),
            ("12:00", "17:00", "free"),
        ]

    def test_a_stretch_begins_at_its_first_quarter_hour_and_a_shorter_rest_is_not_lent(self):
        plan = plan_of(NINE_TO_FIVE, closures=[DatedClosure(span("12:00", "13:20"))])
        slots = drawn(lay(plan, [span("16:50", "17:00")], EARLY))
        assert ("13:30", "16:50", "free") in slots
        assert ("13:20", "13:30", "outside") in slots
        assert [offer.span for offer in offers(plan)] == [span("9:00", "9:15"), span("13:30", "13:45")]

    def test_a_claim_beside_a_closure_stays_a_taken_slot(self):
        plan = plan_of(NINE_TO_FIVE, closures=[DatedClosure(span("12:00", "13:00"))])
        slots = drawn(lay(plan, [span("11:00", "12:00")], EARLY))
        assert ("11:00", "12:00", "taken") in slots
        assert ("12:00", "13:00", "closed") in slots


class TestClosedDays:
    def test_a_closed_day_is_one_piece_with_its_reason(self):
        reason = {"ja": "点検のため", "en": "inspection"}
        (slot,) = lay(plan_of(NINE_TO_FIVE, BANDS, {"type": "closed", "reason": reason}), [], EARLY)
        assert (slot.state, slot.source.clause) == (State.CLOSED, "C3")
        assert (slot.source.reason_ja, slot.source.reason_en) == ("点検のため", "inspection")

    def test_a_claim_under_a_closure_is_drawn_as_closed(self):
        plan = plan_of(NINE_TO_FIVE, BANDS, closures=[DatedClosure(span("9:00", "17:00"))])
        assert [slot.state for slot in lay(plan, [span("10:00", "12:00")], EARLY)] == [
            State.OUTSIDE,
            State.CLOSED,
            State.OUTSIDE,
        ]

    def test_a_special_opening_brings_back_its_bands(self):
        special = DatedOpening(span("13:00", "17:00"), Layer.SPECIAL)
        plan = plan_of(NINE_TO_FIVE, BANDS, {"type": "closed"}, openings=[special])
        assert [offer.span.start for offer in offers(plan)] == [at("13:00"), at("15:00")]


def test_a_use_is_past_when_it_has_ended():
    assert not is_past(span("10:00", "12:00"), at("12:00") - 1)
    assert is_past(span("10:00", "12:00"), at("12:00"))


@st.composite
def laid_days(draw):
    """A planned day, claims on any five minutes, and an hour."""
    timetable, room, day, openings, closures = draw(rooms_days())
    plan = timetable.plan(room, day, openings, closures)
    start = draw(st.lists(st.integers(0, 26 * 12), max_size=4))
    taken = [
        Span(plan.span.start + s * FIVE, plan.span.start + (s + draw(st.integers(1, 36))) * FIVE)
        for s in start
    ]
    return timetable, plan, taken, plan.span.start + draw(st.integers(-1, 26)) * 3600


@given(laid_days())
def test_slots_touch_and_cover_the_day(case):
    _, plan, taken, now = case
    slots = lay(plan, taken, now)
    assert (slots[0].span.start, slots[-1].span.end) == (plan.span.start, plan.span.end)
    assert all(one.span.end == next_one.span.start for one, next_one in pairwise(slots))


@given(laid_days())
def test_every_use_that_is_open_free_and_made_of_what_is_lent_is_a_choice_and_no_other(case):
    timetable, plan, taken, _ = case
    lent = Lent(timetable, plan, taken)
    for start in range(plan.span.start, plan.span.end, FIVE):
        assert choices(plan, start, taken) == [use for use in lent.uses_from(start) if lent.free(use)]


@given(laid_days(), spans(40), st.integers(1, 16), st.booleans())
def test_of_each_start_within_a_span_the_use_fits_best_that_is_just_long_enough(case, hours, length, exact):
    timetable, plan, taken, _ = case
    lent = Lent(timetable, plan, taken)
    within = Span(plan.span.start + hours.start * 3600, plan.span.start + hours.end * 3600)
    seconds, least = length * 900, length * 900 if exact else length * 450
    best = []
    for start in range(plan.span.start, plan.span.end, FIVE):
        uses = [use for use in lent.uses_from(start) if lent.free(use) and within.contains(use)]
        enough = [use for use in uses if use.seconds >= seconds]
        short = [use for use in uses if least <= use.seconds < seconds]
        best += enough[:1] or short[-1:]
    assert fitting(plan, taken, within, seconds, None if exact else least) == best


@given(laid_days(), st.data())
def test_a_use_fits_if_it_is_made_of_what_is_lent(case, data):
    timetable, plan, taken, _ = case
    lent = Lent(timetable, plan, taken)
    starts = st.integers(0, (plan.span.seconds - FIVE) // FIVE)
    for _ in range(20):
        start = plan.span.start + data.draw(starts) * FIVE
        use = Span(start, start + data.draw(st.integers(1, 60)) * FIVE)
        assert (fits(plan, use) is None) == lent.fits(use)


@given(laid_days())
def test_a_window_is_lit_exactly_where_something_can_be_booked(case):
    timetable, plan, taken, now = case
    lit = {slot.span.start: slot for slot in lay(plan, taken, now) if slot.state is State.FREE}
    lent = Lent(timetable, plan, taken)
    for start in range(plan.span.start, plan.span.end, FIVE):
        uses = choices(plan, start, taken)
        if start in lit:
            assert lit[start].offer == uses[0]
        else:
            assert not uses or not lent.begins_a_cell(start) or lent.cell(start).end <= now


@given(laid_days())
def test_what_is_drawn_as_taken_closed_or_outside_is_so(case):
    _, plan, taken, now = case
    for slot in lay(plan, taken, now):
        opened = [plan.opening_at(at) is not None for at in range(slot.span.start, slot.span.end, FIVE)]
        if slot.state in (State.FREE, State.TAKEN, State.PAST):
            assert all(opened)
        if slot.state is State.TAKEN:
            assert any(slot.span.overlaps(claim) for claim in taken)
        if slot.state is State.CLOSED:
            assert not any(opened)
            assert slot.source in [closing.source for closing in plan.closings]
        if slot.state is State.PAST:
            assert slot.span.end <= now


@given(laid_days())
def test_what_is_offered_on_an_empty_day_is_what_is_lit_before_it_begins(case):
    _, plan, _, _ = case
    free = [slot for slot in lay(plan, [], EARLY) if slot.state is State.FREE]
    assert [slot.offer for slot in free] == [offer.span for offer in offers(plan)]
