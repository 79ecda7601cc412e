"""What the pages of activity days say of a reported day and of who is asked."""

from typing import Any

from django.utils.translation import gettext as _

from booking.labels.activities import period_words, state_of_day
from booking.labels.indicators import body_words, heads_words
from booking.labels.plans import word
from booking.models import ActivityDay, Reporter
from booking.queries.activities import Answer, Asked, heads_of
from booking.queries.plans import the_plan
from booking.rules.activities import Every, State, asked_rows, counts_heads
from booking.rules.indicators import Body
from booking.web.office.door import Bureau
from facilities.labels import long_date


def reasons() -> list[str]:
    """What is often asked when a day is returned, each as the whole text that the reporter reads."""
    return [
        _("人数を、もう一度たしかめてください。"),
        _("日にちと場所を、もう一度たしかめてください。"),
        _("この事業の活動かどうか、教えてください。ちがうときは、取り下げてください。"),
    ]


def day_told(one: ActivityDay) -> dict[str, Any]:
    """One query unless its counts were read with it."""
    heads = heads_of(one)
    return {
        "public_id": one.public_id,
        "revision": one.revision,
        "day": one.day,
        "who": one.reporter.name,
        "kind": body_words(Body(one.reporter.kind)),
        "plan": one.plan,
        "place": one.place,
        "heads": _("人数の入力がありません") if heads is None else heads_words(heads),
        "words": state_of_day(one.state),
        "counted": one.state == State.CONFIRMED,
        "why": one.why,
    }


def asked_told(one: Asked) -> dict[str, Any]:
    return {
        **reporter_told(one.reporter),
        "period": period_words(one.period, one.reporter.every),
        "answer": answer_words(one.answer)
        if one.over or one.answer is not Answer.NONE
        else _("期間の途中です"),
        "late": one.over and one.answer is Answer.NONE,
        "answered": one.answer in (Answer.DAYS, Answer.NOTHING),
    }


def reporter_told(one: Reporter) -> dict[str, Any]:
    return {
        "public_id": one.public_id,
        "name": one.name,
        "kind": body_words(Body(one.kind)),
        "every": every_words(one.every),
        "plans": one.plans,
        "until": long_date(one.link_until),
        "asked": one.token_hash is not None,
    }


def choices(bureau: Bureau) -> dict[str, Any]:
    """What can be chosen of who is asked: which rows of the plan, what they are, how often. One query."""
    plan = the_plan()
    rows = asked_rows(plan, bureau.department.slug) if plan else []
    return {
        "rows": [
            (one.programme.id, word(one.programme.name), plan is not None and counts_heads(plan, one))
            for one in rows
        ],
        "kinds": [(body.value, body_words(body)) for body in Body],
        "everies": [(every.value, every_words(every)) for every in Every],
    }


def every_words(every: str) -> str:
    return {Every.MONTH: _("毎月"), Every.QUARTER: _("3か月ごと")}[Every(every)]


def answer_words(answer: str) -> str:
    """What somebody has answered for a period: 「まだ返事がありません」."""
    return {
        "days": _("報告がありました"),
        "nothing": _("活動はなかったという返事です"),
        "returned": _("返した報告の直しを待っています"),
        "none": _("まだ返事がありません"),
    }[answer]
