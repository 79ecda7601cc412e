"""Days in addresses: YYYY-MM-DD, within two centuries."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from booking.api.fields import YEARS, Unfitting

EARLIEST, LATEST = date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31)
A_DAY = timedelta(days=1)


def a_day(*, needed: bool = False, **kwargs: Any) -> serializers.DateField:
    """A day that may be left out unless it is needed. Outside the bounds a calendar would run out of days."""
    return serializers.DateField(required=needed, input_formats=["%Y-%m-%d"], validators=[_sane], **kwargs)


MOST_DAYS = 92


class FromTo(serializers.Serializer[Any]):
    """`from` and `to`, both days included, as `first` and `last`. Left out they are today, and so many days
    from there."""

    USUAL = 7

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        # `from` is no name for an attribute in Python.
        return {
            "from": a_day(help_text=_("最初の日。書かなければ、きょう。")),
            "to": a_day(help_text=_("最後の日(この日も入ります)。from から92日まで。")),
            **super().get_fields(),
        }

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        first = attrs.get("from") or self.context["today"]
        # Where time ends for us the days are fewer, and none lies beyond.
        last = attrs.get("to") or first + min((self.USUAL - 1) * A_DAY, LATEST - first)
        must_be_a_stretch(first, last)
        return {**attrs, "first": first, "last": last}


def must_be_a_stretch(first: date, last: date) -> None:
    """ValidationError naming `to`, where it is before `from` or too long after it."""
    if last < first:
        raise Unfitting({"to": [_("to は from と同じ日か、あとの日にしてください。")]})
    # The one mistake about two fields that is 400: it is too much whatever it means (decision 37).
    if (last - first).days >= MOST_DAYS:
        raise ValidationError({"to": [_("一度に見られるのは92日までです。期間を分けてください。")]})


def _sane(day: date) -> None:
    if not EARLIEST <= day <= LATEST:
        raise Unfitting(_("2000年から2199年までの日にしてください。"))
