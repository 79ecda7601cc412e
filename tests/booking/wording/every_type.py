"""Terms of every type of the language, and of each way in which its parameters change what is said."""

from typing import Any

from pydantic import TypeAdapter

from booking.rules.clauses import BookingTerm
from booking.rules.clauses.procedure import Task
from booking.rules.clauses.shown import Topic
from facilities.rules.clauses import CalendarTerm

CALENDAR: list[dict[str, Any]] = [
    {"type": "hours", "from": "9:00", "to": "17:00"},
    {"type": "hours", "from": "9:00", "to": "17:00", "about": True, "on": {"days": ["mon"]}},
    {"type": "evening", "from": "17:00", "to": "21:00", "admits": {"from_stage": "junior_high"}},
    {"type": "bands", "bands": [{"from": "9:00", "to": "12:00"}, {"from": "22:00", "to": "26:00"}]},
    {
        "type": "bands",
        "bands": [{"name": {"ja": "午前", "en": "morning"}, "from": "9:00", "to": "12:00"}],
        "over_gaps": True,
    },
    {"type": "not_lent", "bands": [{"from": "18:00", "to": "21:00"}]},
    {"type": "unit", "minutes": 30},
    {"type": "unit", "minutes": 30, "min_minutes": 60},
    {"type": "unit", "minutes": 30, "max_minutes": 120},
    {"type": "unit", "minutes": 30, "min_minutes": 60, "max_minutes": 120},
    {"type": "unit", "minutes": 30, "min_minutes": 60, "max_minutes": 60},
    {"type": "turnover", "minutes": 30},
    {"type": "closed", "on": {"from": "2026-12-01"}, "until_further_notice": True},
    {"type": "closed", "reason": {"ja": "点検", "en": "inspection"}},
    *(
        {"type": "closed", "on": {"days": ["mon"]}, "shift": {"to": to}}
        for to in (
            "open",
            "next_day",
            "next_non_holiday",
            "next_weekday",
            "next_open_day",
            "next_substitute",
            "next_not_after_holiday",
            "previous_day",
            "previous_weekday",
            "previous_open_day",
        )
    ),
    {"type": "closed", "on": {"days": ["mon"]}, "shift": {"to": "next_day", "both": True}},
    {"type": "stays_open", "on": {"holidays": ["children"]}},
]
TEENS = {"from_stage": "junior_high", "to_stage": "high_school"}
PEOPLE: list[dict[str, Any]] = [
    {"type": "who"},
    {"type": "who", "ages": TEENS},
    {"type": "who", "ages": TEENS, "at_school": True, "carers": "leave_out", "during": {"to": "18:00"}},
    {"type": "leave_by", "ages": {"to_grade": 3}, "time": "17:00"},
    {"type": "leave_by", "ages": TEENS, "time": "17:00", "of": "only", "unless_accompanied": True},
    {"type": "accompanied", "ages": {"to_stage": "preschool"}},
    {
        "type": "accompanied",
        "ages": {"to_stage": "preschool"},
        "of": "only",
        "by": "supervisor",
        "carer": {"from_age": 20},
        "least": 2,
        "for_every": 10,
    },
    {"type": "leave_by", "ages": TEENS, "at_school": True, "time": "21:00"},
    {"type": "consent", "ages": TEENS, "purpose": "key", "steps": ["register"]},
    {"type": "consent", "ages": TEENS, "purpose": "key", "through_child": "paper", "valid_months": 12},
    {"type": "consent", "ages": TEENS, "purpose": "key", "valid_until": "fiscal_year_end"},
    {"type": "consent", "ages": TEENS, "purpose": "key", "through_child": "call"},
    {"type": "residency", "ties": ["lives", "works", "studies"]},
    {"type": "residency", "ties": ["lives"], "ages": TEENS},
    {"type": "residency", "required": False},
    {"type": "residency", "of": "group"},
    {"type": "share", "ages": TEENS, "at_least": "2/3"},
    {"type": "share", "ties": ["lives"], "more_than": "1/2", "carers": "leave_out"},
    {"type": "share", "registered": True, "ties": ["lives"], "least": 3},
    {"type": "representative", "ages": {"from_age": 18}, "ties": ["lives"], "never": ["key"]},
    {"type": "headcount", "least": 3},
    {"type": "headcount", "most": 8},
    {"type": "headcount", "least": 3, "most": 8},
    {"type": "headcount", "least": 3, "most": 3},
    {"type": "group_only"},
    {"type": "not_one_family"},
    {"type": "not_duplicate", "percent": 60},
    {"type": "group_name", "never_words": ["school"]},
    *({"type": "registration", "of": of} for of in ("group", "everyone", "person", "asker")),
    {"type": "registration", "of": "group", "classes": ["key"], "registry": "other"},
    {"type": "registration_shared"},
    {"type": "registration_shared", "registries": ["key", "other"]},
    {"type": "registration_until", "of": "group", "until": "fiscal_year_end", "renewal_from": "02-01"},
    {"type": "registration_until", "of": "group", "until_day": "09-30"},
    {"type": "registration_until", "of": "group", "until": "fiscal_year_end", "plus_years": 1},
    {"type": "registration_until", "of": "group", "months": 24, "unused_months": 12},
    {"type": "induction", "course": "key"},
    {"type": "induction", "course": "key", "of": "any", "valid_months": 12},
    {"type": "induction", "course": "key", "ages": TEENS, "valid_until": "fiscal_year_end"},
    {"type": "proof", "proofs": ["key"]},
    {"type": "proof", "proofs": ["key", "other"], "ages": TEENS},
    {"type": "proof", "proofs": ["key"], "of": "representative"},
    {"type": "proof", "proofs": ["key", "other"], "of": "representative"},
]
USING: list[dict[str, Any]] = [
    {"type": "closed_to", "who": {"group": True}},
    {"type": "closed_to", "who": {"local": True}, "of": "each", "shift": {"to": "next_day"}},
    {"type": "closed_to", "who": {"local": False}},
    {"type": "closed_to", "who": {"ages": TEENS}, "reason": {"ja": "大会", "en": "a contest"}},
    {"type": "purpose", "only": ["key", "other"]},
    {"type": "purpose", "only": ["key"], "others": "ask"},
    {"type": "purpose", "never": ["key"]},
    {"type": "instruments", "never": ["key"]},
    {"type": "instruments", "only": ["key"]},
    {"type": "instruments", "only": []},
    {"type": "quiet", "from": "21:00"},
    {"type": "priority", "first": [{"kinds": ["key"]}, {"ages": TEENS}]},
    {"type": "priority", "first": [{"classes": ["key"]}], "others_from": {"months": 1, "day": 15}},
    {"type": "yields"},
    {"type": "walk_in"},
    {"type": "walk_in", "ages": TEENS},
    {"type": "joined", "room": "key", "parts": ["other", "key2"]},
    {"type": "split", "may": {"classes": ["key"]}},
    {"type": "weather"},
    {"type": "weather", "warnings": ["key"], "points": True, "refunds": False},
    {"type": "closes_early", "to": "17:00"},
    {"type": "extension"},
    {"type": "extension", "minutes": 30, "most_minutes": 60, "needs_permission": True},
    {"type": "key", "from_minutes": 0},
    {"type": "key", "back_minutes": 5},
    {"type": "key", "from_minutes": 15, "back_minutes": 5, "if_free": True},
]
JUNE = [{"date": "2016-06-17"}, {"date": "2016-06-24"}]
OF_DRAW = {"days": 3, "of": "draw", "at": "17:00"}
ROUND = [{"uses_from": "2026-04-01", "uses_until": "2026-09-30", "from": JUNE[0], "until": JUNE[1]}]
ASKING: list[dict[str, Any]] = [
    {"type": "opens", "days": 0},
    {"type": "opens", "days": 0, "at": "9:00"},
    {"type": "opens", "days": 1},
    {"type": "opens", "days": 30, "at": "9:00"},
    *({"type": "opens", "months": 1, "missing": way} for way in ("clamp", "next", "ask")),
    {"type": "opens", "months": 0},
    {"type": "opens", "months": 0, "day": 1},
    {"type": "opens", "months": 3, "day": 22, "at": "9:00", "if_closed": "next_open_day"},
    {"type": "opens", "months": 2, "day": 31, "if_closed": "previous_open_day"},
    {"type": "opens", "months": 2, "nth": 2, "weekday": "sat", "plus_days": 1},
    {"type": "opens", "months": 2, "nth": -1, "weekday": "sat", "plus_days": 3, "if_closed": "next_weekday"},
    {"type": "opens", "months": 1, "day": 11, "of": "quarter"},
    {"type": "opens", "months": 0, "day": 3, "of": "quarter"},
    *(
        {"type": "opens", "months": months, "day": 10, "of": of}
        for months in (0, 3)
        for of in ("half_year", "fiscal_year")
    ),
    {"type": "opens", "weeks": 0},
    {"type": "opens", "weeks": 2, "if_closed": "next_open_weekday"},
    {"type": "opens", "weeks": 0, "weekday": "mon"},
    {"type": "opens", "weeks": 1, "weekday": "mon", "plus_days": 1, "if_closed": "previous_open_weekday"},
    {"type": "closes", "days": 3, "counting": "open_days", "if_closed": "previous_weekday"},
    {"type": "closes", "days": 3, "counting": "weekdays"},
    {"type": "closes", "minutes": 30},
    {"type": "closes", "minutes": 0},
    {"type": "closes", "days": 3, "at": "17:00"},
    {"type": "channel", "channels": ["web", "phone", "counter", "post", "fax", "mail", "door"]},
    {"type": "reception", "from": "9:00", "to": "17:00", "asked_on": {"days": ["mon"]}, "through": ["phone"]},
    {"type": "reception", "even_if_closed": True},
    {"type": "reception", "from": "5:00", "to": "26:00"},
    *({"type": "lottery_entry", "from": JUNE[0], "until": JUNE[1], "form": f} for f in ("all", "ties")),
    {"type": "lottery_entry", "from": JUNE[0], "until": JUNE[0], "form": "in_person", "programme": "key"},
    {"type": "lottery_entry", "calendar": ROUND},
    {"type": "lottery_entry", "from": {"months": 1, "day": 15, "of": "draw"}, "until": OF_DRAW},
    {"type": "lottery_entry", "until": JUNE[1]},
    *(
        {"type": "lottery_entry", "from": {"months": 2, "day": 15}, "again": again}
        for again in ("anybody", "losers")
    ),
    {"type": "lottery_draw", "months": 2, "day": 1},
    {"type": "lottery_result", "date": "2016-06-27", "at": "15:00", "programme": "key"},
    {"type": "lottery_result"},
    {"type": "lottery_confirm", "from": JUNE[0], "until": JUNE[1], "perhaps": True},
    {"type": "lottery_confirm", "calendar": ROUND},
    {"type": "lottery_cap", "entries": 3, "wins": 1, "per": "month", "programme": "key"},
    {"type": "lottery_cap", "entries": 3, "per": "quarter"},
    {"type": "lottery_cap", "wins": 1, "per": "week"},
    {"type": "ties_drawn"},
    {
        "type": "programme",
        "programme": "key",
        "places": [{"places": 10, "ages": TEENS}, {"places": 5}],
        "from": JUNE[0],
        "channels": ["counter"],
        "fee": 2500,
        "by_lot": True,
    },
    {"type": "programme", "programme": "key", "places": [{"places": 5}], "calendar": ROUND, "fee": 0},
    {"type": "tentative", "days": 7},
    {"type": "tentative", "days_before_use": 3, "counts_as_cancellation": True},
    {"type": "outstanding", "most": 2},
    *(
        {"type": "quota", "most": 4, "unit": unit, "per": per, "counted": counted}
        for unit, per, counted in (
            ("uses", "day", "together"),
            ("hours", "week", "by_hall"),
            ("bands", "month", "by_room"),
            ("uses", "quarter", "together"),
            ("uses", "fiscal_year", "together"),
        )
    ),
    {
        "type": "quota",
        "most": 1,
        "per": "month",
        "a_day_once": True,
        "released": {"after_uses": 1, "most": 2},
    },
    {
        "type": "quota",
        "most": 1,
        "per": "month",
        "released": {"from": {"days": 14}},
        "may_allow": {"ja": "館長", "en": "the head"},
    },
    {"type": "quota", "most": 2, "per": "month", "a_run_once": True},
    *({"type": "consecutive_days", "most": 3, "closed_days": way} for way in ("break", "count", "skip")),
    {"type": "consecutive_bands", "most": 2},
]
MONEY: list[dict[str, Any]] = [
    {"type": "cancel_by", "days": 3, "through": ["web"]},
    {"type": "cancel_by"},
    {"type": "refund"},
    {
        "type": "refund",
        "tiers": [
            {"days_before": 14, "percent": 100},
            {"days_before": 7, "percent": 50},
            {"days_before": 3, "percent": 0},
        ],
        "full_for": ["key"],
    },
    {"type": "no_show", "after_minutes": 30, "if_not_contacted": False},
    {"type": "no_show", "after_minutes": 0, "offered_minutes": 20},
    {"type": "points", "event": "key", "points": "0.5", "unless_cause": ["other"]},
    {"type": "sanction", "when": {"points": 2, "within_months": 12}, "effect": "suspended", "months": 6},
    {"type": "sanction", "when": {"events": ["key"], "times": 3}, "effect": "suspended", "days": 30},
    {"type": "sanction", "when": {"events": ["key"]}, "effect": "deregistered", "of": "person"},
    {
        "type": "sanction",
        "when": {"events": ["key"]},
        "effect": "lower_class",
        "until": "fiscal_year_end",
        "of": "person",
        "roles": ["other"],
    },
    *(
        {"type": "sanction", "when": {"points": 3, "within": of}, "effect": "suspended", "days": 9}
        for of in ("day", "week", "month", "quarter", "fiscal_year")
    ),
    *(
        {"type": "sanction", "when": {"events": ["key"]}, "effect": "suspended", "begins": then, "months": 1}
        for then in ("next_month", "next_quarter", "next_fiscal_year")
    ),
    {"type": "prepay", "when": "at_booking", "methods": ["cash", "card", "transfer"]},
    {"type": "prepay", "when": "within_days", "days": 7, "methods": ["machine", "online", "qr"]},
    {"type": "prepay", "when": "before_use"},
    {"type": "prepay", "when": "before_use", "days_before_use": 3},
    {"type": "prepay", "when": "within_days", "days": 7, "days_before_use": 3},
    {"type": "fee"},
    {"type": "fee", "yen": 0},
    {"type": "fee", "things": ["mic"], "yen": 200, "per": "thing"},
    {"type": "fee", "things": ["mic"], "yen": 0},
    *({"type": "fee", "yen": 1200, "per": per} for per in ("use", "band", "hour", "unit", "day", "person")),
    {"type": "fee", "per": "hour", "prices": [{"from": "9:00", "to": "12:00", "yen": 200}], "add": True},
    {"type": "fee", "per": "band", "prices": [{"from": "18:00", "yen": 200}]},
    *({"type": "fee", "yen": n, "per": "person", "ages": TEENS} for n in (0, 200)),
    {"type": "fee", "yen": 300, "per": "use", "things": ["mic"], "in_full": True},
    {"type": "fee", "sum_of": ["key", "other"]},
    *({"type": "fee_class", "pays_percent": n, "users": {"group": True}} for n in (0, 30, 50, 100, 200)),
    {"type": "fee_class", "pays_percent": 0, "purposes": ["key"]},
    {"type": "fee_class", "pays_percent": 50, "purposes": ["key"], "proofs": ["other"]},
    {"type": "fee_class", "pays_percent": 120, "on": {"days": ["sun"]}, "multiplies": True},
    *({"type": "fee_class", "round_to": 10, "rounding": way} for way in ("down", "up", "nearest")),
    {"type": "overrun", "percent": 10},
    {"type": "overrun", "percent": 10, "per_minutes": 30},
    {"type": "overrun"},
    {"type": "overrun", "yen": 500},
    {"type": "overrun", "yen": 500, "per_minutes": 30},
]
SHOWN: list[dict[str, Any]] = [
    *({"type": "shown", "topic": topic} for topic in Topic),
    *({"type": "procedure", "topic": task, "when": "leaving"} for task in Task),
    *(
        {"type": "procedure", "topic": "DOCUMENTS", "when": when, "form": {"ja": "名簿", "en": "list"}}
        for when in ("registering", "booking", "arriving")
    ),
]
# What stands before a sentence, and last where it does not hold.
SCOPED: list[dict[str, Any]] = [
    {"type": "group_only", "users": {"registered": False, "size_from": 2, "size_to": 9}},
    {"type": "group_only", "users": {"registered": True, "size_from": 2}},
    {"type": "group_only", "users": {"group": False, "ties": ["lives"], "size_to": 2}},
    *({"type": "group_only", "users": {"local": local}} for local in (True, False)),
    {"type": "group_only", "within": {"from": "18:00", "to": "21:00"}, "notice": "same_day"},
    {"type": "group_only", "notice": "advance", "through": ["phone"], "on": {"days": ["sat"]}},
    *(
        {"type": "group_only", "notice": notice}
        for notice in ({"days_from": 4}, {"days_to": 3}, {"days_from": 2, "days_to": 5})
    ),
    {"type": "group_only", "notice": {"days_from": 1}, "rooms": ["key"]},
    {"type": "group_only", "notice": {"days_from": 3, "days_to": 3}},
    {"type": "group_only", "in_principle": True, "rooms": ["key"]},
    {"type": "group_only", "during": {"from": "26:00"}, "steps": ["arrive", "stay"]},
    {"type": "group_only", "unless": [{"on": {"holiday": "only"}}, {"users": {"kinds": ["key"]}}]},
    *({"type": "yields", "steps": [step]} for step in ("register", "enter", "result", "confirm", "book")),
    *({"type": "yields", "steps": [step]} for step in ("arrive", "stay", "extend", "cancel")),
]

_calendar: TypeAdapter[Any] = TypeAdapter(CalendarTerm)
_booking: TypeAdapter[Any] = TypeAdapter(BookingTerm)
TERMS = [
    *(_calendar.validate_python(term) for term in CALENDAR),
    *(_booking.validate_python(term) for term in (*PEOPLE, *USING, *ASKING, *MONEY, *SHOWN, *SCOPED)),
]
