"""The calendar clauses as they are read: what they take, what they refuse, and how they say so."""

import json
import tomllib
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from pydantic import TypeAdapter, ValidationError

from facilities.rules.ages import Ages
from facilities.rules.clauses import Bands, CalendarTerm, Closed, Evening, Hours, Unit
from facilities.rules.layers import Layer, Source
from facilities.rules.lending import OnGrid
from facilities.rules.spans import wall_span
from facilities.rules.stages import Stage
from tests.strategies import HELSINKI, TOKYO, clauses, term

TUESDAY = date(2026, 6, 16)


def from_toml(text: str):
    return term(tomllib.loads(text))


class TestReading:
    def test_hours_with_days_and_rooms(self):
        clause = from_toml(
            'type = "hours"\nfrom = "9:00"\nto = "17:00"\nrooms = ["music"]\non = { days = ["tue"] }'
        )
        assert isinstance(clause, Hours)
        assert (clause.from_, clause.to, clause.rooms) == (540, 1020, ("music",))
        assert TUESDAY in clause.on

    def test_an_evening_that_admits_a_stage(self):
        clause = from_toml(
            'type = "evening"\nfrom = "17:00"\nto = "19:00"\nadmits = { from_stage = "junior_high" }'
        )
        opening = clause.opening("C3", TUESDAY, TOKYO)
        assert isinstance(clause, Evening)
        assert opening.admits == (Ages(from_stage=Stage.JUNIOR_HIGH),)
        assert opening.source == Source(Layer.EVENING, "C3")
        assert opening.span == wall_span(TUESDAY, 1020, 1140, TOKYO)

    def test_bands_come_in_the_order_of_the_day_with_their_names(self):
        clause = from_toml(
            'type = "bands"\n'
            'bands = [{ from = "13:00", to = "15:00" }, '
            '{ from = "10:00", to = "12:00", name = { ja = "午前" } }]'
        )
        offers = clause.offers("C2", TUESDAY, TOKYO)
        assert isinstance(clause, Bands)
        assert [offer.name_ja for offer in offers] == ["午前", ""]
        assert offers[0].span == wall_span(TUESDAY, 600, 720, TOKYO)

    def test_a_unit_is_its_own_shortest_use_and_without_a_longest(self):
        clause = from_toml('type = "unit"\nminutes = 120')
        assert isinstance(clause, Unit)
        assert clause.grid("C9") == OnGrid(7200, 7200, None, "C9")

    def test_a_unit_with_a_shortest_and_a_longest_use(self):
        clause = from_toml('type = "unit"\nminutes = 30\nmin_minutes = 60\nmax_minutes = 120')
        assert clause.grid("C9") == OnGrid(1800, 3600, 7200, "C9")

    def test_a_closure_with_its_reason(self):
        clause = from_toml(
            'type = "closed"\non = { month_end = true }\nreason = { ja = "館内整理日", en = "tidying" }'
        )
        assert isinstance(clause, Closed)
        assert clause.source("C5") == Source(Layer.CLOSED, "C5", "館内整理日", "tidying")
        assert term({"type": "closed"}).source("C6") == Source(Layer.CLOSED, "C6")

    def test_a_clause_speaks_for_its_halls(self):
        assert term({"type": "closed", "halls": ["east"]}).speaks_for("east")
        assert not term({"type": "closed", "halls": ["east"]}).speaks_for("west")
        assert term({"type": "closed"}).speaks_for("west")

    @given(clauses())
    def test_what_was_read_can_be_stored_and_read_again(self, clause):
        stored = json.loads(json.dumps(clause.model_dump(mode="json")))
        assert term(stored) == clause

    def test_the_schema_tells_the_types_apart_and_asks_for_clock_times(self):
        schema = TypeAdapter(CalendarTerm).json_schema()
        assert set(schema["discriminator"]["mapping"]) == {
            "hours",
            "evening",
            "bands",
            "not_lent",
            "unit",
            "turnover",
            "closed",
            "stays_open",
        }
        assert schema["$defs"]["Hours"]["properties"]["from"]["pattern"].startswith("^[0-9]")


HOURS = {"type": "hours", "from": "9:00", "to": "17:00"}
UNIT = {"type": "unit", "minutes": 60}


class TestMistakes:
    @pytest.mark.parametrize(
        ("given_", "message"),
        [
            ({**HOURS, "type": "hour"}, "does not match any of the expected tags"),
            ({"from": "9:00", "to": "17:00"}, "Unable to extract tag"),
            ({**HOURS, "until": "17:00"}, "Extra inputs"),
            ({**HOURS, "from_": "9:00"}, "Extra inputs"),
            ({**HOURS, "to": "9:00"}, "`to` is not after `from`"),
            ({**HOURS, "to": "2:00"}, 'following day is "26:00"'),
            ({**HOURS, "from": "24:00", "to": "26:00"}, "an opening begins on its own day"),
            ({**HOURS, "from": "nine"}, 'write a time of day as "HH:MM"'),
            ({**HOURS, "rooms": []}, "an empty list means nothing"),
            ({**HOURS, "admits": {}}, "at least one bound"),
            ({"type": "bands", "bands": []}, "an empty list means nothing"),
            ({"type": "bands", "bands": [{"from": "12:00", "to": "10:00"}]}, "the band's `to` is not after"),
            (
                {
                    "type": "bands",
                    "bands": [{"from": "11:00", "to": "13:00"}, {"from": "10:00", "to": "12:00"}],
                },
                "two of the bands overlap",
            ),
            ({**UNIT, "minutes": 0}, "greater than or equal to 5"),
            ({**UNIT, "min_minutes": 90}, r"min_minutes is not a multiple of minutes \(60\)"),
            ({**UNIT, "max_minutes": 90}, "max_minutes is not a multiple"),
            ({**UNIT, "min_minutes": 120, "max_minutes": 60}, "less than the shortest use"),
            ({"type": "closed", "reason": {"en": "inspection"}}, "Field required"),
            ({"type": "closed", "on": {"days": ["Mon"]}}, "Input should be 'mon'"),
        ],
    )
    def test_a_mistake_is_told_once_and_says_what_to_write(self, given_, message):
        with pytest.raises(ValidationError, match=message) as raised:
            term(given_)
        assert raised.value.error_count() == 1

    def test_bands_may_touch(self):
        touching = [{"from": "10:00", "to": "12:00"}, {"from": "12:00", "to": "13:00"}]
        assert len(term({"type": "bands", "bands": touching}).bands) == 2

    def test_a_mistake_names_its_field(self):
        with pytest.raises(ValidationError) as raised:
            term({**HOURS, "admits": {"from_stage": "teen"}})
        assert raised.value.errors()[0]["loc"] == ("hours", "admits", "from_stage")


class TestClockChanges:
    SPRING = date(2026, 3, 29)  # Helsinki's clocks go from 3:00 to 4:00

    def test_hours_that_the_clocks_skip_do_not_open(self):
        skipped = term({"type": "hours", "from": "3:00", "to": "4:00"})
        assert skipped.opening("C1", self.SPRING, HELSINKI) is None
        assert skipped.opening("C1", self.SPRING, ZoneInfo("Asia/Tokyo")) is not None

    def test_a_band_that_the_clocks_skip_is_left_out(self):
        night = [
            {"from": "2:00", "to": "3:00"},
            {"from": "3:00", "to": "4:00"},
            {"from": "4:00", "to": "5:00"},
        ]
        offers = term({"type": "bands", "bands": night}).offers("C1", self.SPRING, HELSINKI)
        assert [offer.span.seconds for offer in offers] == [3600, 3600]
        assert offers[0].span.end == offers[1].span.start
