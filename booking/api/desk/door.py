"""The door of every operation of a desk: who comes in, to which hall, with which rights. As for the pages."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from booking.api.choices import RIGHTS
from booking.api.fields import WordsOut, hall_zone
from booking.api.operations import listing
from booking.api.private import PrivateView
from booking.models.keys import unsealed
from booking.queries.bookings import Absent
from booking.queries.posts import desk_at, desks_of
from booking.rules.scopes import Scope
from booking.rules.staff import Right
from facilities.clock import now
from facilities.models import Facility, Room
from facilities.queries.rooms import room_in


class DeskView(PrivateView):
    """An operation of a hall's desk. `right` is what it asks for; `hall` is there, published or not, once
    somebody has come in, and `at` is the instant at which they did."""

    scope = Scope.DESK
    sees = Scope.DESK_READ
    right = Right.DESK
    hall: Facility
    rights: frozenset[Right]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.at = now()
        found = desk_at(self.somebody, kwargs["hall"], self.at)
        # A hall that is not there and one where the caller has not this right answer alike.
        if found is None or self.right not in found[1]:
            raise Http404
        # Only to whoever has the right: to all others there is nothing for which a factor could be needed.
        if not self.somebody.confirmed:
            raise PermissionDenied(code="second_factor_missing")
        self.hall, self.rights = found
        self.zone = hall_zone(self.hall)

    @property
    def by(self) -> dict[str, Any]:
        """Who does it and when, as every verb takes it."""
        return {"actor": self.somebody, "now": self.at}

    @property
    def by_staff(self) -> dict[str, Any]:
        """As the verbs about money call whoever does them."""
        return {"staff": self.somebody, "now": self.at}

    def room(self, slug: str) -> Room:
        """A room of this hall; Absent for any other."""
        found = room_in(self.hall.pk, slug)
        if found is None:
            raise Absent(slug)
        return found


def key_in(kind: str, public_id: str) -> int:
    """The key of a row whose id the API has sealed; Absent for an id that is none."""
    key = unsealed(kind, public_id)
    if key is None:
        raise Absent(public_id)
    return key


class DeskOut(serializers.Serializer[Any]):
    hall = serializers.SlugField()
    name = WordsOut()
    rights = serializers.ListField(
        child=serializers.ChoiceField(choices=RIGHTS), help_text=_("そこで何ができるか。")
    )


class Desks(PrivateView):
    sees = Scope.DESK_READ

    @listing("desk", _("職員として働く館の一覧"), DeskOut, words=_("持ち場のない人には、空の一覧です。"))
    def get(self, request: Request) -> Response:
        found = desks_of(self.somebody, now()) if self.somebody.confirmed else []
        return self.listed([_told(hall, rights) for hall, rights in found])


def _told(hall: Facility, rights: frozenset[Right]) -> dict[str, Any]:
    # In the order of the rules, so that two answers to one question are alike.
    return {
        "hall": hall.slug,
        "name": {"ja": hall.name_ja, "en": hall.name_en},
        "rights": [right for right in Right if right in rights],
    }
