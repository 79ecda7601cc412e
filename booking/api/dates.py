"""Days in addresses: YYYY-MM-DD, within two centuries."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from booking.api.fields import YEARS, Unfitting

EARLIEST, LATEST = date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31)


def a_day(*, needed: bool = False, **kwargs: Any) -> serializers.DateField:
    """A day that may be left out unless it is needed. Outside the bounds a calendar would run out of days."""
    return serializers.DateField(required=needed, input_formats=["%Y-%m-%d"], validators=[_sane], **kwargs)


def _sane(day: date) -> None:
    if not EARLIEST <= day <= LATEST:
        raise Unfitting(_("2000年から2199年までの日にしてください。"))
