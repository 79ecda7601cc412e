"""`manage.py plan_report --year 2026`: the plan in its own columns, with what a fiscal year came to."""

from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from booking.labels.plans import baseline, word, yardstick
from booking.queries.figures import Reported, reported
from booking.queries.plan_rows import figure_lines, office_lines, own_words, target_lines
from booking.queries.plans import the_plan
from booking.rules.plans import Plan
from facilities.clock import now
from facilities.labels.eras import fiscal_year_words
from facilities.rules.spans import local_day
from facilities.rules.stages import fiscal_year


class Command(BaseCommand):
    help = "Print the action plan's table with the figures of a fiscal year, counted from what is on record."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--year", type=int, help="the calendar year in which it begins; else this one")

    def handle(self, *, year: int | None, **options: Any) -> None:
        plan, zone = the_plan(), ZoneInfo(settings.TIME_ZONE)
        if plan is None:
            raise CommandError("There is no plan yet: manage.py import_plan FILE brings one in.")
        today = local_day(now(), zone)
        asked = fiscal_year(today) if year is None else year
        if not plan.baseline <= asked <= fiscal_year(today):
            raise CommandError(
                f"--year {asked} is none that can be counted: give {plan.baseline} to {fiscal_year(today)}."
            )
        for line in _told(plan, asked, reported(plan, asked, zone, now())):
            self.stdout.write(line)


def _told(plan: Plan, year: int, rows: list[Reported]) -> Iterator[str]:
    yield f"{word(plan.title)}  {_year(year)}"
    if year == plan.baseline:
        # Nobody here has counted it: whoever reads a number has to know whose it is.
        yield _("この年度の数は、%(source)sにある合計を、そのまま写しています。") % {"source": plan.source}
    if year > plan.last:
        # Its targets were for other years: what is counted now achieves or misses nothing.
        yield _("計画の期間(%(first)s~%(last)s)のあとの年度です。数は、今のようすです。") % {
            "first": _year(plan.first),
            "last": _year(plan.last),
        }
    for one in rows:
        yield from _row(plan, year, one)


def _row(plan: Plan, year: int, one: Reported) -> Iterator[str]:
    programme, row = one.entry.programme, one.entry.row
    cells = {
        _("対象"): [word(programme.audience)],
        _("事業の内容"): [word(programme.content)],
        _("現況(%(year)s)") % {"year": _year(plan.baseline)}: baseline(row, plan.counted),
        _("目標値・実施内容"): target_lines(year, plan, one),
        _("評価の方法"): [yardstick(row)],
    }
    if year != plan.baseline:
        cells[_year(year)] = list(figure_lines(plan, one))
        cells |= {name: [text] for name, text in own_words(one)}
    yield ""
    yield f"{programme.id} {word(programme.name)}  {_('、').join(office_lines(plan, one))}"
    for name, lines in cells.items():
        yield from (f"  {name}: {line}" for line in lines)


def _year(year: int) -> str:
    return fiscal_year_words(date(year, 4, 1))
