"""What the offices' pages say of an entry of the talent list and of an introduction."""

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from booking.labels.talents import answer_of_introduction, for_whom, list_words, whose_words
from booking.models import Introduction, Talent
from booking.queries.plans import the_plan
from booking.queries.talents import departments_with, listed_counts, lists_with
from booking.rules.talents import Answer, asked_again, lists_of
from booking.web.office.door import Bureau
from facilities.labels import long_date
from facilities.rules.spans import local_day


def talent_told(one: Talent, now: int) -> dict[str, Any]:
    """No query where its skills and listings were read with it."""
    return {
        "public_id": one.public_id,
        "revision": one.revision,
        "name": one.name,
        "whose": whose_words(one.whose),
        "own": one.person_id is not None or one.group_id is not None,
        "skills": [skill.name for skill in one.skills.all()],
        "words": one.words,
        "about": one.about,
        "bands": for_whom(one.bands),
        "hours": one.hours,
        "name_public": one.name_public,
        "consented": long_date(one.consented_on) if one.consented_on else "",
        "verified": _day(one.verified_at),
        "verified_by": one.verified_by.name if one.verified_by else "",
        "reached": _day(one.reached_at),
        "ask": one.consented_on is not None and asked_again(one.reached_at, now),
        "offices": departments_with(one),
    }


def lists_told(bureau: Bureau, one: Talent | None = None) -> list[dict[str, Any]]:
    """The lists of a department with how many stand on each; of an entry whether it does. Three queries."""
    counts = listed_counts(bureau.department)
    stands = lists_with(one, bureau.department) if one else set()
    return [
        {
            "key": of.key,
            "words": list_words(of),
            "count": counts.get(of.key, 0),
            "stands": of.key in stands,
            "organisations": of.organisations,
        }
        for of in lists_of(the_plan(), bureau.department.slug)
    ]


def introduction_told(one: Introduction) -> dict[str, Any]:
    answer = Answer(one.answer)
    return {
        "public_id": one.public_id,
        "revision": one.revision,
        "day": one.day,
        "who": one.talent.name if one.talent else "",
        "talent": one.talent.public_id if one.talent else "",
        "skills": [skill.name for skill in one.talent.skills.all()] if one.talent else [],
        "to": one.programme.name if one.programme else one.to,
        "by": one.made_by.name if one.made_by else "",
        "answer": answer_of_introduction(answer),
        "waits": answer is Answer.ASKED,
        "accepted": answer is Answer.ACCEPTED,
        "users": one.users,
    }


def _day(at: int | None) -> str:
    return "" if at is None else long_date(local_day(at, ZoneInfo(settings.TIME_ZONE)))
