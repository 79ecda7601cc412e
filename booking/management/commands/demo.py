"""`manage.py demo`: the demo city, loaded once and topped up later. For trials only."""

import sys
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from booking.management.demo.city import city
from booking.management.demo.load import asked_until, load, top_up
from booking.management.demo.year.live import live
from booking.management.demo.year.stories import ZONE
from facilities.clock import now
from facilities.rules.spans import local_day

FIRST_YEAR = 2025  # since when the sample city has its rules


class Command(BaseCommand):
    help = "Load the demo city (小金井), or let its people ask for what they want until today."

    def add_arguments(self, parser: ArgumentParser) -> None:
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--once", action="store_true", help="do nothing if the city stands already")
        how.add_argument("--year", type=int, help="live the fiscal year that begins in it, in an empty city")

    def handle(self, *, once: bool, year: int | None, **options: Any) -> None:
        if not settings.TRIAL:
            raise CommandError("The demo city is for trials only: set MADOAKARI_TRIAL=1 on a test machine.")
        if year is not None:
            self._live(year)
            return
        at, until = now(), asked_until()
        if until is None:
            asked = load(at, sys.stderr)
        elif once:
            return
        else:
            asked = top_up(at, until, sys.stderr)
        self.stdout.write(
            f"{asked.granted} bookings, {asked.given_back} given back, {asked.refused} refused."
        )
        self._tell_sign_ins()

    def _live(self, year: int) -> None:
        if asked_until() is not None:
            raise CommandError("A city stands here already: give --year another STATE_DIR.")
        last = date(year + 1, 3, 31)
        if year < FIRST_YEAR or local_day(now(), ZONE) <= last:
            raise CommandError(
                f"--year {year} was not lived by now: give {FIRST_YEAR} or a later one that is over, or tell"
                " the trial its hour (MADOAKARI_CLOCK)."
            )
        acts = live(year, sys.stderr)
        self.stdout.write(f"{acts} acts from 1 April {year} to 31 March {year + 1}.")
        self._tell_sign_ins()

    def _tell_sign_ins(self) -> None:
        """Says who can sign in, and leaves it where `serve` finds it."""
        sign_ins = [member for member in city().people if member.signs_in]
        lines = [
            f"  {m.card}  {m.signs_in.password:<14}  {m.email:<18}  {m.signs_in.as_}"
            for m in sign_ins
            if m.signs_in
        ]
        title = "カード番号・パスワード・メール / card number, password, mail (/outbox/):"
        text = "\n".join([title, *lines, "", *_to_try(), ""])
        (settings.STATE_DIR / "sign-ins.txt").write_text(text, encoding="utf-8")
        self.stdout.write(text)


def _to_try() -> list[str]:
    """What needs no sign-in, and what is not found by looking around."""
    guardians = [one.guardian.page for one in city().people if one.guardian and one.guardian.page]
    asked = [one.asks.link for one in city().people if one.asks]
    return [
        "ためすこと / to try:",
        *(
            f"  {reverse('guardian', args=[page])}  保護者の方のページ / a guardian's page"
            for page in guardians
        ),
        *(f"  {reverse('consent', args=[link])}  同意のお願い / a guardian is asked" for link in asked),
        *(f"  {one.page}  {one.as_}" for one in city().tries),
    ]
