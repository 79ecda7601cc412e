"""Openings of one layer unite; a higher layer takes from the lower ones."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from facilities.rules.ages import Ages
from facilities.rules.layers import Closing, Laid, Layer, Opening, Source, admitting, unite
from facilities.rules.spans import Span
from facilities.rules.stages import AgeMode, Cohort, Stage
from tests.oracles import minutes
from tests.strategies import spans

TEENS = Ages(from_stage=Stage.JUNIOR_HIGH, to_stage=Stage.HIGH_SCHOOL)
SMALL, BIG = Ages(to_grade=3), Ages(from_grade=4)
VISIT = date(2026, 6, 9)
CHILD, PUPIL = Cohort.born(date(2019, 5, 1)), Cohort.born(date(2010, 5, 1))


def opening(start: int, end: int, admits: Ages | None = None, clause: str = "C1") -> Opening:
    return Opening(Span(start, end), admitting(admits), Source(Layer.HOURS, clause))


def closing(start: int, end: int, clause: str = "C9") -> Closing:
    return Closing(Span(start, end), Source(Layer.CLOSED, clause))


class TestEquals:
    def test_where_two_overlap_each_lets_in_whom_it_admits(self):
        united = unite([opening(0, 20, SMALL, "C3"), opening(10, 30, BIG, "C3")])
        assert [(piece.span, piece.admits) for piece in united] == [
            (Span(0, 10), (SMALL,)),
            (Span(10, 20), (SMALL, BIG)),
            (Span(20, 30), (BIG,)),
        ]

    def test_one_that_admits_everybody_decides_alone(self):
        (piece,) = unite([opening(0, 10, TEENS, "C1"), opening(0, 10, None, "C2")])
        assert (piece.admits, piece.source.clause) == (None, "C2")

    def test_among_others_the_first_in_the_rulebook_is_named(self):
        (piece,) = unite([opening(0, 10, TEENS, "C1"), opening(0, 10, SMALL, "C2")])
        assert piece.source.clause == "C1"

    def test_pieces_of_one_clause_that_touch_are_one(self):
        assert unite([opening(0, 10), opening(10, 20)]) == [opening(0, 20)]

    def test_pieces_that_touch_stay_apart_where_another_age_or_clause_begins(self):
        apart = [opening(0, 10), opening(10, 20, TEENS), opening(20, 30, TEENS, "C2")]
        assert unite(apart) == apart

    @given(
        st.lists(
            st.builds(lambda s, a: opening(s.start, s.end, a), spans(), st.sampled_from([None, SMALL, BIG]))
        )
    )
    def test_uniting_keeps_every_instant_once_and_everybody_it_admits(self, openings):
        united = unite(openings)
        assert all(one.span.end <= other.span.start for one, other in pairwise(united))
        for at in range(61):
            there = [o.admits for o in openings if at in o.span]
            found = [o.admits for o in united if at in o.span]
            everybody = None in there
            expected = None if everybody else {ages for admits in there for ages in admits}
            assert len(found) == bool(there)
            if there:
                assert (found[0] if everybody else set(found[0])) == expected


class TestWhoIsLetIn:
    def test_everybody_where_nobody_is_named(self):
        assert opening(0, 10).lets_in(CHILD, VISIT, AgeMode.LEGAL) is True

    def test_those_whom_any_of_the_equals_admits(self):
        (piece,) = unite([opening(0, 10, SMALL), opening(0, 10, TEENS)])
        assert piece.lets_in(CHILD, VISIT, AgeMode.LEGAL) is True
        assert piece.lets_in(PUPIL, VISIT, AgeMode.LEGAL) is True
        assert piece.lets_in(Cohort.born(date(1990, 1, 1)), VISIT, AgeMode.LEGAL) is False

    def test_it_cannot_be_told_of_an_age_that_straddles(self):
        pupils = Cohort.of_stage(Stage.ELEMENTARY, VISIT)
        assert opening(0, 10, SMALL).lets_in(pupils, VISIT, AgeMode.LEGAL) is None
        (either,) = unite([opening(0, 10, SMALL), opening(0, 10, BIG)])
        assert either.lets_in(pupils, VISIT, AgeMode.LEGAL) is True

    def test_nobody_where_the_ages_meet_nobody_on_that_day(self):
        eighteen_at_school = Ages(from_age=18, to_stage=Stage.HIGH_SCHOOL)
        first_of_april = date(2026, 4, 1)
        assert opening(0, 10, eighteen_at_school).lets_in(PUPIL, first_of_april, AgeMode.BIRTHDAY) is False


class TestLaid:
    def test_a_higher_opening_replaces_what_it_overlaps(self):
        laid = Laid().opened([opening(0, 20)]).opened([opening(15, 30, TEENS, "C3")])
        assert laid.openings == (opening(0, 15), opening(15, 30, TEENS, "C3"))

    def test_a_closing_removes_openings_and_stays_as_a_reason(self):
        laid = Laid().opened([opening(0, 20)]).closed([closing(5, 10)])
        assert laid.openings == (opening(0, 5), opening(10, 20))
        assert laid.closings == (closing(5, 10),)

    def test_an_opening_over_a_closing_leaves_the_rest_closed(self):
        laid = Laid().closed([closing(0, 20)]).opened([opening(5, 10)])
        assert laid.closings == (closing(0, 5), closing(10, 20))

    def test_two_closings_of_one_layer_are_both_reasons(self):
        laid = Laid().closed([closing(0, 20, "C5"), closing(0, 20, "C6")])
        assert [each.source.clause for each in laid.closings] == ["C5", "C6"]

    def test_a_closing_over_a_closing_leaves_the_rest_of_the_lower_one(self):
        laid = Laid().closed([closing(0, 20, "C5")]).closed([closing(5, 10, "")])
        assert laid.closings == (closing(0, 5, "C5"), closing(5, 10, ""), closing(10, 20, "C5"))

    def test_of_all_layers_together_the_highest_wins(self):
        def piece(kind: type, layer: Layer) -> Opening | Closing:
            rest = (None, Source(layer)) if kind is Opening else (Source(layer),)
            return kind(Span(0, 10), *rest)

        openings = [piece(Opening, layer) for layer in (Layer.SPECIAL, Layer.HOURS, Layer.EVENING)]
        closings = [piece(Closing, layer) for layer in (Layer.CLOSURE, Layer.CLOSED)]
        order = [Layer.HOURS, Layer.EVENING, Layer.CLOSED, Layer.SPECIAL, Layer.CLOSURE]
        for count, top in enumerate(order, 1):
            there = order[:count]
            laid = Laid.of(
                [o for o in openings if o.source.layer in there],
                [c for c in closings if c.source.layer in there],
            )
            assert [each.source.layer for each in (*laid.openings, *laid.closings)] == [top]

    @given(st.lists(spans(), max_size=3), st.lists(spans(), max_size=3), st.lists(spans(), max_size=3))
    def test_at_each_instant_the_highest_layer_speaks(self, low, middle, high):
        def opened(some: list[Span]) -> list[Opening]:
            return [opening(span.start, span.end) for span in some]

        laid = (
            Laid().opened(opened(low)).closed([closing(s.start, s.end) for s in middle]).opened(opened(high))
        )
        assert minutes([o.span for o in laid.openings]) == minutes(high) | (minutes(low) - minutes(middle))
        assert minutes([c.span for c in laid.closings]) == minutes(middle) - minutes(high)
