"""What somebody tells of themselves: checked and made plain before any verb stores it."""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from booking.actions.texts import NoNumber, phone_number, plain
from booking.rules.names import LONGEST_NAME
from booking.rules.plain_text import as_seen

# A path has 256 characters at most, its angle brackets among them (RFC 5321, 4.5.3.1.3).
LONGEST_EMAIL = 254
LONGEST_SCHOOL = 50


class Unclear(ValueError):
    """What was told cannot be stored as it is: `field` is missing, or is no address, number or language."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@dataclass(frozen=True, slots=True)
class Particulars:
    """Name with reading, what to be called by, how to be reached: all but the name may stay empty."""

    name: str
    reading: str = ""
    call_name: str = ""
    email: str = ""
    phone: str = ""
    language: str = "ja"
    school: str = ""

    def plain(self) -> "Particulars":
        """The same as it is stored. Unclear, or Unfit for letters or lengths that cannot be."""
        return Particulars(
            name=self._name(),
            reading=plain(self.reading, "reading", LONGEST_NAME),
            call_name=plain(self.call_name, "call_name", LONGEST_NAME),
            email=email_address(self.email),
            phone=_phone(self.phone),
            language=self._language(),
            school=plain(self.school, "school", LONGEST_SCHOOL),
        )

    def _name(self) -> str:
        name = plain(self.name, "name", LONGEST_NAME)
        # Kept as it is written, in whatever script; asked is only whether anything of it can be seen.
        if not as_seen(name):
            raise Unclear("name")
        return name

    def _language(self) -> str:
        if self.language not in dict(settings.LANGUAGES):
            raise Unclear("language")
        return self.language


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who registers: what they tell, when they were born, and how they say to belong to the city."""

    particulars: Particulars
    birth_date: date
    ties: Collection[str] = field(default=())


def email_address(text: str) -> str:
    """An address as it is stored, or "". Unclear if it is none."""
    # A Japanese keyboard gives full-width letters, which are the same address; in small letters it is found
    # again by whoever signs in with it.
    email = plain(unicodedata.normalize("NFKC", text), "email", LONGEST_EMAIL).lower()
    try:
        if email:
            validate_email(email)
    except ValidationError:
        raise Unclear("email") from None
    return email


def _phone(text: str) -> str:
    try:
        return phone_number(text, "phone")
    except NoNumber:
        raise Unclear("phone") from None
