"""`manage.py catalogues`: brings the message catalogues up to what the sources say, and compiles them."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from booking.management import catalogues


class Command(BaseCommand):
    help = "Update locale/*/LC_MESSAGES/django.po from the sources and compile them."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        only = parser.add_mutually_exclusive_group()
        only.add_argument("--check", action="store_true", help="change nothing; fail and say what is missing")
        only.add_argument("--compile", action="store_true", help="compile only, as they stand")

    def handle(self, *, check: bool, compile: bool, **options: Any) -> None:  # noqa: A002
        translations = list(catalogues.translations(settings.BASE_DIR))
        if check:
            return self._check(translations)
        said = None if compile else catalogues.spoken(settings.BASE_DIR)
        for name, path in translations:
            if said:
                catalogues.update(name, path, said)
            if path.exists():
                catalogues.compile(name, path)
        return None

    def _check(self, translations: Any) -> None:
        said = catalogues.spoken(settings.BASE_DIR)
        found = [gap for name, path in translations for gap in catalogues.gaps(name, path, said)]
        for gap in found:
            place = (settings.BASE_DIR / gap.path).relative_to(settings.BASE_DIR)
            self.stderr.write(f"{place}:{gap.line}: {gap.what}")
        if found:
            raise CommandError(f"{len(found)} messages need a hand.")
        self.stdout.write(f"{len(said)} messages in {len(translations)} translations: complete.")
