"""What a department's page of a year says of each of its rows, and of closing the year."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from booking.actions.years import A_DAY
from booking.labels.plans import came, word
from booking.labels.years import stand_words, words_named
from booking.models.years import LONGEST_WHY, LONGEST_WORDS
from booking.queries.figures import Counted, Reported
from booking.queries.plan_rows import office_lines, since_lines, target_lines
from booking.queries.years import aims_of, closed_year
from booking.rules.aims import STANDS, Stand
from booking.rules.frozen import may_close
from booking.rules.plans import Plan
from booking.web.office.door import Bureau
from facilities.labels.eras import era_date
from facilities.rules.spans import local_day


def closing_told(plan: Plan, rows: list[Reported], year: int, bureau: Bureau) -> list[dict[str, Any]]:
    """For each department of the plan that the bureau answers for: how its year stands, and what is still
    open in it. A query for each."""
    names = {one.entry.row.department: office_lines(plan, one)[0] for one in rows}
    return [{"row": slug, "name": name, **_closing(slug, rows, year, bureau)} for slug, name in names.items()]


def _closing(slug: str, rows: list[Reported], year: int, bureau: Bureau) -> dict[str, Any]:
    standing, zone = closed_year(slug, year), ZoneInfo(settings.TIME_ZONE)
    of_it = [one for one in rows if one.entry.row.department == slug]
    return {
        "over": may_close(year, bureau.today),
        "closed": era_date(local_day(standing.closed_at, zone)) if standing else "",
        # By name: it is the department's own page, and the act is one of its staff's.
        "by": standing.closed_by.name if standing and standing.closed_by else "",
        "undo": standing is not None and standing.closed_at + A_DAY > bureau.now,
        "waiting": sum(len(one.waiting) for one in of_it),
        "missing": sum(figure.missing for one in of_it for figure in one.figures),
    }


def row_told(
    plan: Plan, one: Reported, year: int, bureau: Bureau, typed: Mapping[str, str]
) -> dict[str, Any]:
    """A query for each row whose target the department speaks of."""
    programme, row = one.entry.programme, one.entry.row
    of_it = f"{programme.id}-{row.department}"
    fields = [
        {
            "name": field,
            "words": name,
            "id": f"{field}-{of_it}",
            "stands": getattr(one.words, field, ""),
            "text": typed.get(f"{field}-{of_it}", getattr(one.words, field, "")),
        }
        for field, name in words_named().items()
    ]
    target, *stands = target_lines(year, plan, one)
    return {
        "id": of_it,
        "row": row.department,
        "programme": programme.id,
        "name": word(programme.name),
        "offices": office_lines(plan, one),
        "target": target,
        "stands": stands,
        "said": _said(one),
        "choices": [(choice.value, stand_words(choice)) for choice in STANDS[row.target.kind]],
        "figures": [_figure(plan, figure, year, one, place) for place, figure in enumerate(one.figures)],
        "fields": fields,
        "longest": LONGEST_WORDS,
        "longest_why": LONGEST_WHY,
        "typed": typed,
        "seen": one.words.revision if one.words else 0,
        "open": any(field["id"] in typed for field in fields),
    }


def _said(one: Reported) -> list[dict[str, Any]]:
    """Everything that was said of the target, the latest first."""
    if not STANDS[one.entry.row.target.kind]:
        return []
    return [
        {
            "pk": said.pk,
            "words": _("%(day)s %(state)s")
            % {"day": era_date(said.on), "state": stand_words(Stand(said.stand))},
        }
        for said in aims_of(one.entry.row.department)
        if said.programme == one.entry.programme.id
    ]


def _figure(plan: Plan, figure: Counted, year: int, one: Reported, place: int) -> dict[str, Any]:
    by = plan.counted[figure.published.indicator]
    return {
        "words": came(figure.published, by, figure.value, figure.missing),
        "where": [year, one.entry.programme.id, one.entry.row.department, place],
        "since": list(since_lines(plan, figure)),
        "closed": figure.closed.pk if figure.closed else None,
        "corrects": figure.changes(by).some,
        "field": f"why-{figure.closed.pk}" if figure.closed else "",
    }
