"""What a use costs, as 08 調布, 13 大田, 24 船橋, 39 萩, 42 尼崎, 43 宮崎, 47 大東 and 53 須賀川 say."""

from datetime import date
from typing import Any

import pytest

from booking.rules.ask import Ask, Group, Step
from booking.rules.circumstances import Facts
from booking.rules.fees import fee, rounded_to
from booking.rules.rulebook import Rulebook, Rules
from booking.rules.verdict import CHARGED, Valued
from tests.asks import FRIDAY, a_document, a_registration, aged, an_ask, rules_of

OPEN = {"type": "hours", "from": "9:00", "to": "22:00"}
FREE = {"type": "fee", "yen": 0}
UNPUBLISHED = {"type": "fee"}
FIVE_HUNDRED = {"type": "fee", "yen": 500, "per": "use"}
YOUTH = {"classes": ["youth"]}
YOUTH_FREE = {"type": "fee_class", "users": YOUTH, "pays_percent": 0}
YOUTH_HALF = {"type": "fee_class", "users": YOUTH, "pays_percent": 50}
HEATING = {"type": "fee", "yen": 100, "per": "hour", "add": True, "on": {"months": [11, 12, 1, 2, 3]}}


def a_group(user_class: str | None) -> Group:
    return Group((a_registration(),), user_class=user_class)


def asked(
    user_class: str | None = "general", hours: tuple[str, str] = ("17:00", "19:00"), **more: Any
) -> Ask:
    return an_ask(hours=hours, group=a_group(user_class), **more)


def costs(rules: Rules, ask: Ask) -> tuple[object, tuple[str, ...], tuple[str, ...]] | None:
    valued = fee(ask, rules)
    return valued and (valued.value, valued.clauses, valued.lacking)


CHOFU = rules_of(
    [OPEN],
    [
        {
            "type": "fee",
            "per": "hour",
            "prices": [
                {"from": "10:00", "to": "18:00", "yen": 150},
                {"from": "18:00", "to": "21:00", "yen": 200},
            ],
        }
    ],
    [YOUTH_FREE],
)


def test_chofu_hours_cost_by_the_time_of_day_and_youth_groups_are_exempt() -> None:
    assert costs(CHOFU, asked("general")) == (350, ("C2",), ())
    assert costs(CHOFU, asked("youth")) == (0, ("C3",), ())


A_MIC = {"type": "fee", "things": ["mic", "stand"], "yen": 200, "per": "thing"}


@pytest.mark.parametrize(
    ("things", "cost"), [((), 500), (("piano",), 500), (("mic",), 700), (("mic", "mic", "stand"), 1100)]
)
def test_things_on_loan_come_on_top_each_as_often_as_it_is_lent(things: tuple[str, ...], cost: int) -> None:
    ask = asked(facts=Facts(things=things))
    assert fee(ask, rules_of([OPEN], [FIVE_HUNDRED], [A_MIC])).value == cost  # type: ignore[union-attr]


def test_until_the_things_are_known_the_price_stands_without_them() -> None:
    assert costs(rules_of([OPEN], [FIVE_HUNDRED], [A_MIC]), asked()) == (500, ("C2",), ("things",))


def test_a_price_for_things_names_them() -> None:
    with pytest.raises(ValueError, match='`per = "thing"` needs `things`'):
        rules_of([OPEN], [{"type": "fee", "yen": 200, "per": "thing"}])


def test_the_full_price_stands_until_it_is_known_who_pays_less() -> None:
    assert costs(CHOFU, asked(None)) == (350, ("C2",), ("user_class",))


def test_funabashi_two_bands_of_the_music_room_cost_twice_as_much() -> None:
    bands = {"type": "bands", "bands": [{"from": f"{n}:00", "to": f"{n + 3}:00"} for n in (9, 12, 15, 18)]}
    rooms = [
        {"type": "fee", "rooms": ["band"], "yen": 1110, "per": "band"},
        {"type": "fee", "rooms": ["craft"], "yen": 380, "per": "band"},
    ]
    rules = rules_of([OPEN, bands], [YOUTH_FREE], rooms)
    assert costs(rules, asked(hours=("15:00", "21:00"))) == (2220, ("C3",), ())
    assert costs(rules, asked(hours=("18:00", "21:00"), room="craft")) == (380, ("C3",), ())
    assert costs(rules, asked("youth", hours=("18:00", "21:00"))) == (0, ("C2",), ())


def test_amagasaki_up_to_29_is_free_and_from_30_something_is_charged() -> None:
    youth = {"type": "fee_class", "users": {"ages": {"to_age": 29}}, "pays_percent": 0}
    rules = rules_of([OPEN], [UNPUBLISHED, youth])
    assert costs(rules, an_ask(aged(29))) == (0, ("C2",), ())
    assert costs(rules, an_ask(aged(30))) == (CHARGED, ("C2",), ())
    assert costs(rules, an_ask()) == (CHARGED, ("C2",), ("ages",))


def test_daito_bands_cost_what_the_table_says() -> None:
    prices = [
        {"from": "14:00", "to": "16:00", "yen": 600},
        {"from": "16:00", "to": "18:00", "yen": 600},
        {"from": "18:00", "to": "21:00", "yen": 900},
    ]
    rules = rules_of([OPEN], [{"type": "fee", "rooms": ["band"], "per": "band", "prices": prices}])
    assert costs(rules, asked(hours=("18:00", "21:00"))) == (900, ("C2",), ())
    assert costs(rules, asked(hours=("14:00", "18:00"))) == (1200, ("C2",), ())


def test_a_joined_room_costs_what_its_parts_do_together() -> None:
    hall = {
        "key": "higashi",
        "name": {"ja": "館"},
        "kind": "community_centre",
        "rooms": [{"key": key, "name": {"ja": key}} for key in ("a", "b", "ab")],
    }
    joined = {"type": "fee", "rooms": ["ab"], "sum_of": ["a", "b"]}
    of_parts = [
        {"type": "fee", "rooms": ["a"], "yen": 1000, "per": "use"},
        {"type": "fee", "rooms": ["b"], "yen": 300, "per": "hour"},
    ]
    rules = rules_of([OPEN], of_parts, [joined], halls=[hall])
    assert costs(rules, asked(room="ab")) == (1600, ("C3",), ())
    assert costs(rules_of([OPEN], [joined], halls=[hall]), asked(room="ab")) == (CHARGED, ("C2",), ())
    one_unpublished = rules_of([OPEN], of_parts[:1], [joined], halls=[hall])
    assert costs(one_unpublished, asked(room="ab")) == (CHARGED, ("C3",), ())


def test_a_joined_room_needs_the_facts_that_its_parts_are_reckoned_by() -> None:
    parts = {"type": "fee", "rooms": ["craft"], "yen": 300, "per": "hour"}
    rules = rules_of([parts], [{"type": "fee", "rooms": ["band"], "sum_of": ["craft"]}])
    assert costs(rules, an_ask()) == (None, ("C2",), ("time",))


def test_an_exemption_rests_on_what_the_use_is_for() -> None:
    exempt = {"type": "fee_class", "purposes": ["city_event"], "pays_percent": 0}
    rules = rules_of([OPEN], [FIVE_HUNDRED], [exempt])
    assert costs(rules, asked(purpose="city_event")) == (0, ("C3",), ())
    assert costs(rules, asked(purpose="rehearsal")) == (500, ("C2",), ())
    assert costs(rules, asked()) == (500, ("C2",), ("purpose",))


def test_staying_on_is_charged_where_its_price_is_not_published() -> None:
    rules = rules_of([OPEN], [FIVE_HUNDRED], [{"type": "overrun"}])
    assert costs(rules, asked()) == (500, ("C2",), ())
    assert costs(rules, asked(facts=Facts(minutes_over=10))) == (CHARGED, ("C2", "C3"), ())
    priced = rules_of([OPEN], [FIVE_HUNDRED], [{"type": "overrun", "yen": 100, "per_minutes": 30}])
    assert costs(priced, asked(facts=Facts(minutes_over=31))) == (700, ("C2", "C3"), ())


def test_what_is_free_costs_nothing_and_where_nobody_speaks_of_money_there_is_no_answer() -> None:
    assert costs(rules_of([OPEN], [FREE]), an_ask()) == (0, ("C2",), ())
    assert costs(rules_of([OPEN]), an_ask()) is None


@pytest.mark.parametrize(
    ("user_class", "room", "yen", "by"),
    [
        ("general", "craft", 300, "C2"),
        ("youth", "craft", 100, "C3"),
        ("general", "band", 800, "C4"),
        ("youth", "band", 800, "C4"),
    ],
)
def test_a_price_for_a_room_goes_before_one_for_users_before_one_for_all(
    user_class: str, room: str, yen: int, by: str
) -> None:
    rules = rules_of(
        [OPEN],
        [{"type": "fee", "yen": 300, "per": "use"}],
        [{"type": "fee", "yen": 100, "per": "use", "users": YOUTH}],
        [{"type": "fee", "yen": 800, "per": "use", "rooms": ["band"]}],
    )
    assert costs(rules, asked(user_class, room=room)) == (yen, (by,), ())


def test_heating_comes_on_top_in_its_season() -> None:
    rules = rules_of([OPEN], [FIVE_HUNDRED], [HEATING])
    assert costs(rules, asked()) == (700, ("C2", "C3"), ())
    summer = FRIDAY.replace(month=7)
    assert costs(rules, asked(day=summer)) == (500, ("C2",), ())


def test_a_share_is_of_the_whole_and_rounded_down_and_the_least_is_paid() -> None:
    outside = {"type": "fee_class", "users": {"group": True}, "pays_percent": 200}
    rules = rules_of([{"type": "fee", "yen": 333, "per": "use"}], [outside], [YOUTH_HALF])
    assert costs(rules, asked("general")) == (666, ("C1", "C2"), ())
    assert costs(rules, asked("youth")) == (166, ("C1", "C3"), ())


def test_equal_prices_add_up_unless_one_clause_goes_before_the_other() -> None:
    document = a_document([FIVE_HUNDRED], [{"type": "fee", "yen": 900, "per": "use"}])
    assert costs(Rulebook.model_validate(document).for_hall("higashi"), asked()) == (1400, ("C1", "C2"), ())
    document["clauses"][1]["over"] = ["C1"]
    assert costs(Rulebook.model_validate(document).for_hall("higashi"), asked()) == (900, ("C2",), ())


def test_a_clause_that_says_the_same_is_named_too() -> None:
    rules = rules_of([{**FIVE_HUNDRED, "also": ["C2"]}], [OPEN])
    assert costs(rules, asked()) == (500, ("C1", "C2"), ())


def test_a_price_that_needs_the_time_says_so() -> None:
    rules = rules_of([OPEN], [{"type": "fee", "yen": 100, "per": "hour"}])
    assert fee(an_ask(), rules) == Valued(None, ("C2",), ("time",))


CAMP = {"type": "programme", "programme": "camp", "from": {"days": 9}, "places": [{"places": 5}]}
KITE = {**CAMP, "programme": "kite", "fee": 300}


@pytest.mark.parametrize(
    ("programme", "people", "expected"),
    [
        ("camp", {"size": 2}, (5000, ("C3",), ())),
        ("camp", {}, (None, ("C3",), ("size",))),
        ("kite", {"size": 2}, (600, ("C4",), ())),
        ("walk", {"size": 2}, (0, ("C5",), ())),
        ("walk", {}, (0, ("C5",), ())),
        ("tea", {"size": 2}, None),
        ("unheard", {"size": 2}, None),
    ],
)
def test_a_programme_costs_what_it_says_for_each_and_not_what_the_room_does(
    programme: str, people: Any, expected: Any
) -> None:
    """02 C7."""
    free, silent = {**CAMP, "programme": "walk", "fee": 0}, {**CAMP, "programme": "tea"}
    rules = rules_of([OPEN], [FIVE_HUNDRED], [{**CAMP, "fee": 2500}], [KITE], [free], [silent])
    assert costs(rules, an_ask(step=Step.ENTER, facts=Facts(programme=programme), **people)) == expected


SUNDAY = date(2026, 12, 6)
SUNDAYS = {"type": "fee_class", "on": {"days": ["sun"]}, "pays_percent": 120, "multiplies": True}
ELSEWHERE = {"type": "fee_class", "users": {"local": False}, "pays_percent": 150, "multiplies": True}
BY_TENS = {"type": "fee_class", "round_to": 10}
OF_1815 = {"type": "fee", "yen": 1815, "per": "use"}


def test_what_multiplies_comes_on_top_of_the_least_share_and_the_sum_is_rounded_at_the_end() -> None:
    rules = rules_of([OPEN], [OF_1815], [SUNDAYS], [YOUTH_HALF], [BY_TENS])
    found = fee(asked("youth", day=SUNDAY), rules)
    assert found is not None
    assert (found.value, found.clauses) == (1080, ("C2", "C4", "C3", "C5"))
    assert sum(line.yen or 0 for line in found.lines) == 1080
    assert costs(rules, asked("general")) == (1810, ("C2", "C5"), ())


def test_of_shares_on_top_of_each_other_no_yen_is_lost_in_between() -> None:
    rules = rules_of(
        [OPEN], [{"type": "fee", "yen": 333, "per": "use"}], [ELSEWHERE], [{**SUNDAYS, "pays_percent": 200}]
    )
    assert costs(rules, an_ask(day=SUNDAY, hours=("9:00", "12:00"), group=Group(local=False))) == (
        999,
        ("C2", "C3", "C4"),
        (),
    )
    assert costs(rules, an_ask(day=SUNDAY, hours=("9:00", "12:00"), group=True)) == (
        666,
        ("C2", "C4"),
        ("local",),
    )


@pytest.mark.parametrize(
    ("rounding", "sums"), [("down", (1810, 1810)), ("up", (1820, 1810)), ("nearest", (1820, 1810))]
)
def test_a_sum_is_rounded_down_up_or_to_the_nearest(rounding: Any, sums: tuple[int, int]) -> None:
    assert (rounded_to(1815, 10, rounding), rounded_to(1810, 10, rounding)) == sums


def test_what_is_paid_whole_takes_no_share_of_anything() -> None:
    piano = {"type": "fee", "things": ["piano"], "yen": 500, "per": "use", "in_full": True}
    for share, cost in ((YOUTH_HALF, 750), (YOUTH_FREE, 500)):
        rules = rules_of([OPEN], [FIVE_HUNDRED], [share], [piano])
        ask = asked("youth", facts=Facts(things=("piano",)))
        assert costs(rules, ask) == (cost, ("C2", "C4", "C3"), ())


def test_each_age_has_its_price_a_head() -> None:
    def a_head(yen: int, **ages: str) -> dict[str, Any]:
        return {"type": "fee", "per": "person", "yen": yen, "ages": ages}

    prices = [
        a_head(200, from_stage="adult"),
        a_head(100, from_stage="junior_high", to_stage="high_school"),
        a_head(0, to_stage="elementary"),
    ]
    rules = rules_of([OPEN], prices)
    assert costs(rules, an_ask(aged(40), aged(41), aged(15), aged(8))) == (500, ("C2",), ())
    assert costs(rules, an_ask(aged(40), size=2)) == (None, ("C2",), ("ages",))
    with pytest.raises(ValueError, match='`ages` need `per = "person"`'):
        rules_of([OPEN], [{**prices[0], "per": "use"}])


@pytest.mark.parametrize(
    ("hours", "cost"),
    [
        (("9:00", "12:00"), 1200),
        (("9:00", "17:00"), 2800),
        (("9:00", "21:00"), 4000),
        (("9:00", "22:00"), 4300),
    ],
)
def test_a_whole_day_has_a_price_of_its_own(hours: tuple[str, str], cost: int) -> None:
    table = (
        ("9:00", "12:00", 1200),
        ("13:00", "17:00", 1600),
        ("18:00", "21:00", 1800),
        ("9:00", "21:00", 4000),
    )
    prices = [{"from": begin, "to": end, "yen": yen} for begin, end, yen in (*table, ("21:00", "22:00", 300))]
    rules = rules_of([OPEN], [{"type": "fee", "per": "band", "prices": prices}])
    assert costs(rules, asked(hours=hours)) == (cost, ("C2",), ())


def test_staying_on_may_cost_a_share_of_the_fee() -> None:
    over = {"type": "overrun", "percent": 10, "per_minutes": 30}
    rules = rules_of([OPEN], [{"type": "fee", "yen": 1200, "per": "use"}], [over])
    assert costs(rules, asked(facts=Facts(minutes_over=40))) == (1440, ("C2", "C3"), ())
    assert costs(rules, asked(facts=Facts(minutes_over=0))) == (1200, ("C2",), ())
