"""`manage.py name_successor welfare community-welfare 2010-04-01`: who answers for a plan's department."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from booking.actions.successions import forget_successor, name_successor
from booking.queries.bookings import Absent
from facilities.clock import now
from facilities.models import Department


class Command(BaseCommand):
    help = "Say which department answers, from a day on, for one that the action plan names."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("department", help="the plan's, by its key")
        parser.add_argument("successor", help="who answers, by its key; the plan's own ends a succession")
        parser.add_argument("since", help="the first day, as 2010-04-01")
        parser.add_argument("--name", help="what the successor is called, if the city has no such department")
        parser.add_argument("--forget", action="store_true", help="it was not so: takes back what was said")

    def handle(
        self, *, department: str, successor: str, since: str, name: str | None, forget: bool, **options: Any
    ) -> None:
        day, of = _day(since), _department(department)
        if forget:
            try:
                forget_successor(department=of, since=day, actor=None, now=now())
            except Absent:
                raise CommandError(f"Nothing is said of {department} from {since} on.") from None
            self.stdout.write(f"{department}: forgotten from {since} on.")
            return
        if name and not Department.objects.filter(slug=successor).exists():
            Department.objects.create(slug=successor, name_ja=name)
        name_successor(department=of, successor=_department(successor), since=day, actor=None, now=now())
        self.stdout.write(f"{department}: {successor} answers from {since} on.")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"{text} is no day: write it as 2010-04-01.") from None


def _department(slug: str) -> Department:
    found = Department.objects.filter(slug=slug).first()
    if found is None:
        raise CommandError(f"There is no department {slug}: give it a name with --name.")
    return found
